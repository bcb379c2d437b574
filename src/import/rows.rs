//! Rows on their way into a file, in the format of the file that they came from.

use std::io::{self, Write};

use ::csv::{Writer, WriterBuilder};

use super::format::Shape;

/// A row as it is written.
pub(super) enum Row {
    /// Cells under the header.
    Cells(Vec<String>),
    /// An object, in JSON.
    Json(String),
}

/// A file of rows that is written.
pub(super) enum Rows<W: Write> {
    /// Cells between delimiters.
    Cells(Box<Writer<W>>),
    /// An object a line.
    Lines(W),
    /// A list of objects; and whether it has one already.
    List(W, bool),
}

impl<W: Write> Rows<W> {
    /// A file of that shape. A list is a document of its own, wherever it stood.
    pub(super) fn new(shape: &Shape, into: W) -> Self {
        match shape {
            Shape::Csv(marks) => {
                let mut builder = WriterBuilder::new();
                builder.flexible(true).delimiter(marks.delimiter);
                Self::Cells(Box::new(builder.from_writer(into)))
            }
            Shape::Ndjson => Self::Lines(into),
            Shape::Json(_) | Shape::JsonLd { .. } => Self::List(into, false),
        }
    }

    /// Writes what stands before the rows.
    pub(super) fn begin(&mut self, header: &[String]) -> io::Result<()> {
        match self {
            Self::Cells(cells) => cells.write_record(header).map_err(io::Error::from),
            Self::Lines(_) => Ok(()),
            Self::List(list, _) => list.write_all(b"["),
        }
    }

    /// Writes a row.
    pub(super) fn write(&mut self, row: &Row) -> io::Result<()> {
        match (self, row) {
            (Self::Cells(cells), Row::Cells(row)) => {
                cells.write_record(row).map_err(io::Error::from)
            }
            (Self::Lines(lines), Row::Json(json)) => writeln!(lines, "{json}"),
            (Self::List(list, has_one), Row::Json(json)) => {
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
            Self::List(mut list, _) => {
                list.write_all(b"\n]\n")?;
                list.flush()
            }
        }
    }
}
