//! A file that can be read: what it is made of is known, and which column says what.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use super::csv::{self, Marks};
use super::mapping::Mapping;
use super::table::{Record, Visit};
use super::text::{self, Script};
use super::{ReadRow, Reading, Remark, Source, must_say_what_is_needed, reason, row};
use crate::domain::{ConcertRow, Problem, Result};

/// A file, ready to be read from its beginning as often as needed. Nothing of it is held but its header.
#[derive(Debug)]
pub struct Sheet {
    pub(super) source: Source,
    pub(super) reading: Reading,
    pub(super) script: Script,
    pub(super) marks: Marks,
    pub(super) header: Vec<String>,
    pub(super) mapping: Mapping,
    rows: u64,
    remarks: Vec<Remark>,
}

impl Sheet {
    /// Finds out what a file is made of. Fails where not a single row can be read.
    pub fn open(source: Source, reading: &Reading) -> Result<Self> {
        let failure = |error| source.failure(error);
        let (script, remark) = text::look(source.bytes(), reading.form.encoding, failure)?;
        let marks = Marks {
            delimiter: b',',
            are_told: false,
        };
        let header = csv::header(text::decode(source.bytes(), &script), marks)?;
        let mapping = Mapping::new(&header, &reading.maps, &reading.values)?;
        must_say_what_is_needed(&mapping, reading)?;
        let mut sheet = Self {
            source,
            reading: reading.clone(),
            script,
            marks,
            header,
            mapping,
            rows: 0,
            remarks: remark.into_iter().collect(),
        };
        let mut rows = 0;
        sheet.records(&mut |_| {
            rows += 1;
            Ok(())
        })?;
        sheet.rows = rows;
        Ok(sheet)
    }

    /// Where the rows come from.
    #[must_use]
    pub const fn source(&self) -> &Source {
        &self.source
    }

    /// How many rows the file has, the header and blank lines left out.
    #[must_use]
    pub const fn rows(&self) -> u64 {
        self.rows
    }

    /// What is to be said of the file as a whole.
    #[must_use]
    pub fn remarks(&self) -> &[Remark] {
        &self.remarks
    }

    /// The columns that nothing is read from.
    #[must_use]
    pub fn ignored_columns(&self) -> &[String] {
        &self.mapping.ignored
    }

    /// Reads the file from its beginning, and hands on each row as it comes. What the visitor fails with ends it.
    pub fn each(&self, mut visit: impl FnMut(ReadRow) -> Result<()>) -> Result<()> {
        let mut seen = Seen::default();
        self.records(&mut |record| visit(self.read(record, &mut seen)))
    }

    /// A problem in one line of text, as `14: price: …`, in the file's own words.
    #[must_use]
    pub fn tell(&self, problem: &Problem) -> String {
        let line = problem.line;
        let what = reason(problem);
        match problem.field {
            Some(field) => format!("{line}: {}: {what}", self.mapping.heading(field)),
            None => format!("{line}: {what}"),
        }
    }

    /// Visits the records as they stand in the file.
    pub(super) fn records(&self, visit: Visit<'_>) -> Result<()> {
        let text = text::decode(self.source.bytes(), &self.script);
        csv::each(text, self.marks, self.script.is_broken, visit)
    }

    fn read(&self, record: Record, seen: &mut Seen) -> ReadRow {
        let line = record.line;
        let mut read = ReadRow {
            line,
            row: None,
            problems: Vec::new(),
            oddities: Vec::new(),
        };
        if let Some(error) = record.wrong {
            read.problems.push(Problem::of_row(line, error));
            return read;
        }
        let same_as = seen.before(&record.cells, line);
        let row = row::read(
            line,
            &record.cells,
            &self.mapping,
            &self.reading,
            &mut read.problems,
            &mut read.oddities,
        );
        read.row = row.map(|row| ConcertRow { same_as, ..row });
        read
    }
}

/// The rows that were read, by the first half of a hash: a row takes the same room however long it is.
#[derive(Default)]
struct Seen(HashMap<[u8; 16], u64>);

impl Seen {
    /// The line of the first row with exactly these cells, if it was another.
    fn before(&mut self, cells: &[String], line: u64) -> Option<u64> {
        let mut digest = Sha256::new();
        for cell in cells {
            digest.update(cell.len().to_le_bytes());
            digest.update(cell.as_bytes());
        }
        let mut key = [0; 16];
        key.copy_from_slice(&digest.finalize()[..16]);
        let first = *self.0.entry(key).or_insert(line);
        (first != line).then_some(first)
    }
}
