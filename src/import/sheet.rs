//! A file that can be read: what it is made of is known, and which column says what.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use super::column_map::canonical;
use super::columns::Columns;
use super::format::Shape;
use super::input::Input;
use super::mapping::Mapping;
use super::open_quote::suspected;
use super::table::{Record, Visit};
use super::text::{self, Script};
use super::{ReadRow, Reading, Remark, Source, Watch, must_say_what_is_needed, reason, row};
use crate::domain::{ConcertField, ConcertRow, Error, Problem, Result, Unit, Word};

/// A file, ready to be read from its beginning as often as needed. Nothing of it is held but its header.
#[derive(Debug)]
pub struct Sheet {
    pub(super) source: Source,
    pub(super) reading: Reading,
    pub(super) script: Script,
    pub(super) shape: Shape,
    pub(super) header: Vec<String>,
    pub(super) mapping: Mapping,
    rows: u64,
    remarks: Vec<Remark>,
}

impl Sheet {
    /// Finds out what a file is made of, and what its columns are. Fails where not a single row can be read.
    pub fn open(source: Source, reading: &Reading, watch: Watch<'_>) -> Result<Self> {
        let asked = reading.form.encoding;
        let looked = text::look(source.bytes(watch), asked, |error| source.failure(error));
        let (script, of_text) = looked?;
        let file = Input {
            source: &source,
            script: &script,
        };
        let is_known = |name: &str| {
            ConcertField::from_word(&canonical(name)).is_some()
                || reading.maps.iter().any(|map| map.column == name)
        };
        let (shape, of_shape) = file.shape(&reading.form, is_known)?;
        let (columns, rows) = file.header(&shape, watch)?;
        let header = columns.names().to_vec();
        let remarks: Vec<Remark> = of_text.into_iter().chain(of_shape).collect();
        let mapping = Mapping::new(&header, &reading.maps, &reading.values).and_then(|mapping| {
            must_say_what_is_needed(&mapping, reading)?;
            Ok(mapping)
        });
        let mapping = mapping.map_err(|error| located(error, &shape, &columns));
        let mapping = mapping.map_err(|error| remarks.iter().fold(error, with_remark))?;
        Ok(Self {
            source,
            reading: Reading {
                // A page of schema.org is always somebody else's list.
                foreign: reading.foreign || matches!(shape, Shape::JsonLd { .. }),
                ..reading.clone()
            },
            script,
            shape,
            header,
            mapping,
            rows,
            remarks,
        })
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

    /// What its rows are counted by: a JSON document has no lines that anybody would look for.
    #[must_use]
    pub const fn unit(&self) -> Unit {
        match self.shape {
            Shape::Csv(_) | Shape::Ndjson => Unit::Line,
            Shape::Json(_) | Shape::JsonLd { .. } => Unit::Row,
        }
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
            Some(field) => {
                let heading = self.mapping.heading_of(problem.of_type.as_ref(), field);
                format!("{line}: {heading}: {what}")
            }
            None => format!("{line}: {what}"),
        }
    }

    /// Visits the records as they stand in the file.
    pub(super) fn records(&self, visit: Visit<'_>) -> Result<()> {
        let input = Input {
            source: &self.source,
            script: &self.script,
        };
        let mut columns = Columns::new(&self.header);
        input.records(&self.shape, &mut columns, &mut |_| Ok(()), visit)
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
        if matches!(self.shape, Shape::Csv(_)) {
            for problem in &mut read.problems {
                let at = problem.field.and_then(|field| self.mapping.column(field));
                problem.error = suspected(problem.error.clone(), line, &record.cells, at);
            }
        }
        read
    }
}

/// The error about unknown columns with the place of the first of them, where it is the key of some rows only.
pub(super) fn located(error: Error, shape: &Shape, columns: &Columns) -> Error {
    let word = match shape {
        Shape::Csv(_) => return error,
        Shape::Ndjson => "line",
        Shape::Json(_) | Shape::JsonLd { .. } => "row",
    };
    if !error.message.ends_with(" unknown") {
        return error;
    }
    let late = columns.names().iter().zip(columns.late());
    let named = late.filter(|(name, _)| error.message.contains(&format!("`{name}`")));
    let lines: Option<Vec<u64>> = named.map(|(_, line)| line).collect();
    match lines.and_then(|lines| lines.into_iter().min()) {
        Some(line) => Error {
            message: format!("{word} {line}: {}", error.message),
            ..error
        },
        None => error,
    }
}

/// Columns that make no sense may come of a file that was understood in another way than it was meant.
fn with_remark(error: Error, remark: &Remark) -> Error {
    let (Remark::Status(text) | Remark::Warning(_, text)) = remark;
    error.hint(text)
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
