//! Rows on their way into a file, in the format of the file that they came from.

use std::io::{self, Write};

use ::csv::{Writer, WriterBuilder};
use serde_json::Value;

use super::format::Shape;

/// A row as it is written.
pub(super) enum Row {
    /// Cells under the header.
    Cells(Vec<String>),
    /// An object, in JSON.
    Json(String),
}

/// What stands before a list and behind it, so that it is found where it was.
pub(super) struct Around {
    before: String,
    behind: String,
}

/// A file of rows that is written.
pub(super) enum Rows<W: Write> {
    /// Cells between delimiters.
    Cells(Box<Writer<W>>),
    /// An object a line.
    Lines(W),
    /// A list of objects; whether it has one already, and what stands behind it.
    List(W, bool, Around),
}

impl<W: Write> Rows<W> {
    /// A file of that shape. A list stands where it stood, with nothing beside it.
    pub(super) fn new(shape: &Shape, into: W) -> Self {
        match shape {
            Shape::Csv(marks) => {
                let mut builder = WriterBuilder::new();
                builder.flexible(true).delimiter(marks.delimiter);
                Self::Cells(Box::new(builder.from_writer(into)))
            }
            Shape::Ndjson => Self::Lines(into),
            Shape::Json(path) => Self::List(into, false, Around::path(&path.0)),
            Shape::JsonLd { .. } => Self::List(into, false, Around::linked()),
        }
    }

    /// Writes what stands before the rows.
    pub(super) fn begin(&mut self, header: &[String]) -> io::Result<()> {
        match self {
            Self::Cells(cells) => cells.write_record(header).map_err(io::Error::from),
            Self::Lines(_) => Ok(()),
            Self::List(list, _, around) => list.write_all(around.before.as_bytes()),
        }
    }

    /// Writes a row.
    pub(super) fn write(&mut self, row: &Row) -> io::Result<()> {
        match (self, row) {
            (Self::Cells(cells), Row::Cells(row)) => {
                cells.write_record(row).map_err(io::Error::from)
            }
            (Self::Lines(lines), Row::Json(json)) => writeln!(lines, "{json}"),
            (Self::List(list, has_one, _), Row::Json(json)) => {
                let before = if *has_one { "," } else { "" };
                *has_one = true;
                write!(list, "{before}\n{json}")
            }
            _ => Ok(()),
        }
    }

    /// Writes what stands behind the rows.
    pub(super) fn end(self) -> io::Result<()> {
        match self {
            Self::Cells(mut cells) => cells.flush(),
            Self::Lines(mut lines) => lines.flush(),
            Self::List(mut list, _, around) => {
                writeln!(list, "\n{}", around.behind)?;
                list.flush()
            }
        }
    }
}

impl Around {
    /// Around a list at the end of a path.
    fn path(keys: &[String]) -> Self {
        let keys_before = keys
            .iter()
            .map(|key| format!("{{{}:", Value::from(key.as_str())));
        Self {
            before: keys_before.chain(["[".to_owned()]).collect(),
            behind: format!("]{}", "}".repeat(keys.len())),
        }
    }

    /// Around schema.org events, which are known as such by their context.
    fn linked() -> Self {
        Self {
            before: r#"{"@context":"https://schema.org","@graph":["#.to_owned(),
            behind: "]}".to_owned(),
        }
    }
}
