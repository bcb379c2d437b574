//! A file, and what is known of it before its columns mean anything: what it is made of, and how its rows are named.

use std::io::Write;
use std::path::Path;

use super::columns::Columns;
use super::format::{Form, Format, Shape};
use super::held::REASON;
use super::input::Input;
use super::open_quote;
use super::rows::Rows;
use super::table::Visit;
use super::text::{self, Script};
use super::{Remark, Source, Watch};
use crate::domain::{Code, Error, Result, Unit};

/// A file, ready to be read from its beginning as often as needed. Nothing of it is held but its header.
#[derive(Debug)]
pub(super) struct ListFile {
    pub(super) source: Source,
    pub(super) shape: Shape,
    pub(super) header: Vec<String>,
    /// How many rows it has, the header and blank lines left out.
    pub(super) rows: u64,
    /// What is to be said of it as a whole.
    pub(super) remarks: Vec<Remark>,
    script: Script,
}

impl ListFile {
    /// Finds out what a file is made of; `is_known` tells names of columns. Fails where not a single row can be read.
    pub(super) fn open(
        source: Source,
        form: &Form,
        is_known: impl Fn(&str) -> bool,
        watch: Watch<'_>,
    ) -> Result<(Self, Columns)> {
        let looked = text::look(source.bytes(watch), form.encoding, |error| {
            source.failure(error)
        });
        let (script, of_text) = looked?;
        let input = Input {
            source: &source,
            script: &script,
        };
        let (shape, of_shape) = input.shape(form, is_known)?;
        let (columns, rows) = input.header(&shape, watch)?;
        let file = Self {
            header: columns.names().to_vec(),
            remarks: of_text.into_iter().chain(of_shape).collect(),
            source,
            shape,
            rows,
            script,
        };
        Ok((file, columns))
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

    /// What its rows are counted by: a JSON document has no lines that anybody would look for.
    pub(super) const fn unit(&self) -> Unit {
        match self.shape {
            Shape::Csv(_) | Shape::Ndjson => Unit::Line,
            Shape::Json(_) | Shape::JsonLd { .. } => Unit::Row,
        }
    }

    /// The error about columns that make no sense, with their place, and with what is to be said of the file as a whole:
    /// it may have been understood in another way than it was meant.
    pub(super) fn misread(&self, error: Error, columns: &Columns) -> Error {
        let error = self.located(error, columns);
        self.remarks.iter().fold(error, |error, remark| {
            let (Remark::Status(text) | Remark::Warning(_, text)) = remark;
            error.hint(text)
        })
    }

    /// The error about unknown columns with the place of the first of them, where it is the key of some rows only or
    /// stands in a header below other lines.
    fn located(&self, error: Error, columns: &Columns) -> Error {
        if !error.message.ends_with(" unknown") {
            return error;
        }
        let late = columns.names().iter().zip(columns.late());
        let named = late.filter(|(name, _)| error.message.contains(&format!("`{name}`")));
        let lines: Option<Vec<u64>> = named.map(|(_, line)| line).collect();
        match lines.and_then(|lines| lines.into_iter().min()) {
            Some(line) => Error {
                message: format!("{} {line}: {}", self.unit(), error.message),
                ..error
            },
            None => error,
        }
    }

    /// What is wrong with a cell of a row, which may come of a quote that was never closed.
    pub(super) fn suspected(
        &self,
        error: Error,
        line: u64,
        cells: &[String],
        at: Option<usize>,
    ) -> Error {
        match self.shape {
            Shape::Csv(_) => open_quote::suspected(error, line, cells, at),
            _ => error,
        }
    }

    /// Refuses a name for the rejects that says another format than they have: they could not be read again.
    pub(super) fn must_suit(&self, rejects: &Path) -> Result<()> {
        let (format, ending) = match self.shape {
            Shape::Csv(_) => (Format::Csv, "csv"),
            Shape::Ndjson => (Format::Ndjson, "ndjson"),
            Shape::Json(_) => (Format::Json, "json"),
            Shape::JsonLd { .. } => (Format::JsonLd, "jsonld"),
        };
        let is_packed = rejects
            .extension()
            .is_some_and(|last| last.eq_ignore_ascii_case("gz"));
        let said = match Format::of_name(&rejects.to_string_lossy()) {
            Some(Format::Json) if format == Format::JsonLd => Some(format),
            said => said,
        };
        if !is_packed && said.is_none_or(|said| said == format) {
            return Ok(());
        }
        let given = rejects.display();
        let message = if is_packed {
            format!("`{given}` would be under gzip; expected a plain file")
        } else {
            format!("`{given}` would be of another format than the list, which is {ending}")
        };
        let plain = Path::new(rejects.file_stem().unwrap_or_default());
        let named = if is_packed { plain } else { rejects };
        let named = named.with_extension(ending);
        Err(Error::new(Code::Usage, message).hint(format!("--rejects {}", named.display())))
    }

    /// Begins to write refused rows in the format of the file, in UTF-8, with one more column for the reasons.
    pub(super) fn refused<W: Write>(&self, header: &[String], mut into: W) -> Result<Rows<W>> {
        let mark = self.script.mark().as_bytes();
        into.write_all(mark).map_err(unwritten)?;
        let mut rows = Rows::new(&self.shape, into);
        rows.begin(&with_reason(header, header.to_vec(), REASON))
            .map_err(unwritten)?;
        Ok(rows)
    }
}

/// The cells under `header` with the reason behind, or in the place of one from an earlier import. Cells that stand
/// under no heading stay behind it.
pub(super) fn with_reason(header: &[String], mut cells: Vec<String>, reason: &str) -> Vec<String> {
    let column = header.iter().position(|name| name == REASON);
    let width = header.len() + usize::from(column.is_none());
    match column.and_then(|at| cells.get_mut(at)) {
        Some(cell) => reason.clone_into(cell),
        None => cells.insert(header.len().min(cells.len()), reason.to_owned()),
    }
    while width < cells.len() && cells.last().is_some_and(|cell| cell.trim().is_empty()) {
        cells.pop();
    }
    cells
}

/// The error of refused rows that find no place.
pub(super) fn unwritten(error: impl std::fmt::Display) -> Error {
    let message = format!("refused rows cannot be written: {error}");
    Error::new(Code::Failed, message)
}
