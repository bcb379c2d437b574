//! A file that can be read: what it is made of is known, and which column says what.

use std::collections::HashMap;

use super::column_map::canonical;
use super::file::ListFile;
use super::format::Shape;
use super::mapping::Mapping;
use super::refusal::what;
use super::table::Record;
use super::{ReadRow, Reading, Remark, Source, Watch, must_say_what_is_needed, row};
use crate::domain::{ConcertField, ConcertRow, Problem, Result, Unit, Word, sha256_half};

/// A file, ready to be read from its beginning as often as needed. Nothing of it is held but its header.
#[derive(Debug)]
pub struct Sheet {
    pub(super) file: ListFile,
    pub(super) mapping: Mapping,
    reading: Reading,
}

impl Sheet {
    /// Finds out what a file is made of, and what its columns are. Fails where not a single row can be read.
    pub fn open(source: Source, reading: &Reading, watch: Watch<'_>) -> Result<Self> {
        let is_known = |name: &str| {
            ConcertField::from_word(&canonical(name)).is_some()
                || reading.maps.iter().any(|map| map.column == name)
        };
        let (file, columns) = ListFile::open(source, &reading.form, is_known, watch)?;
        let mapping = Mapping::new(&file.header, &reading.maps, &reading.values);
        let mapping = mapping.and_then(|mapping| {
            must_say_what_is_needed(&mapping, reading)?;
            Ok(mapping)
        });
        let mapping = mapping.map_err(|error| file.misread(error, &columns))?;
        let reading = Reading {
            // A page of schema.org is always somebody else's list.
            foreign: reading.foreign || matches!(file.shape, Shape::JsonLd { .. }),
            ..reading.clone()
        };
        Ok(Self {
            file,
            mapping,
            reading,
        })
    }

    /// Where the rows come from.
    #[must_use]
    pub const fn source(&self) -> &Source {
        &self.file.source
    }

    /// How many rows the file has, the header and blank lines left out.
    #[must_use]
    pub const fn rows(&self) -> u64 {
        self.file.rows
    }

    /// What its rows are counted by.
    #[must_use]
    pub const fn unit(&self) -> Unit {
        self.file.unit()
    }

    /// What is to be said of the file as a whole.
    #[must_use]
    pub fn remarks(&self) -> &[Remark] {
        &self.file.remarks
    }

    /// The columns that nothing is read from.
    #[must_use]
    pub fn ignored_columns(&self) -> &[String] {
        &self.mapping.ignored
    }

    /// Reads the file from its beginning, and hands on each row as it comes. What the visitor fails with ends it.
    pub fn each(&self, mut visit: impl FnMut(ReadRow) -> Result<()>) -> Result<()> {
        let mut seen = Seen::default();
        self.file
            .records(&mut |record| visit(self.read(record, &mut seen)))
    }

    /// A problem in one line of text, as `14: price: …`, in the file's own words.
    #[must_use]
    pub fn tell(&self, problem: &Problem) -> String {
        format!("{}: {}", problem.line, self.reason(problem))
    }

    /// The same without its line, as it stands behind a refused row.
    #[must_use]
    pub fn reason(&self, problem: &Problem) -> String {
        let what = what(&problem.error);
        match problem.field {
            Some(field) => {
                let heading = self.mapping.heading_of(problem.of_type.as_ref(), field);
                format!("{heading}: {what}")
            }
            None => what,
        }
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
        read.problems = self.misshapen(&record);
        if !read.problems.is_empty() {
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
        for problem in &mut read.problems {
            let at = problem.field.and_then(|field| self.mapping.column(field));
            let error = problem.error.clone();
            problem.error = self.file.suspected(error, line, &record.cells, at);
        }
        read
    }
}

/// The rows that were read, by half a hash: a row takes the same room however long it is.
#[derive(Default)]
struct Seen {
    lines: HashMap<[u8; 16], u64>,
    /// The row that is looked at.
    row: Vec<u8>,
}

impl Seen {
    /// The line of the first row with exactly these cells, if it was another.
    fn before(&mut self, cells: &[String], line: u64) -> Option<u64> {
        self.row.clear();
        for cell in cells {
            self.row.extend_from_slice(&cell.len().to_le_bytes());
            self.row.extend_from_slice(cell.as_bytes());
        }
        let first = *self.lines.entry(sha256_half(&self.row)).or_insert(line);
        (first != line).then_some(first)
    }
}
