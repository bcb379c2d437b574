//! The only place that prints. Answers go to stdout; everything said about them goes to stderr.

mod calendar;
mod csv;
mod feed;
mod interrupt;
mod json;
mod printer;
mod progress;
mod status;
mod stream;
mod style;
mod table;
#[cfg(test)]
mod tests;

use std::io;

pub use feed::{Feed, Form};
pub use interrupt::{Held, Interrupt};
pub use printer::Printer;
pub use progress::Progress;
pub use stream::Kept;
pub use style::Color;

/// What every method that writes an answer returns.
pub type Result<T> = std::result::Result<T, Unwritten>;

/// An answer that did not reach stdout.
#[derive(Debug, thiserror::Error)]
#[error("the answer could not be written: {0}")]
pub struct Unwritten(#[from] io::Error);

impl Unwritten {
    /// Whether the reader has simply gone, as `head` does: no failure of ours.
    #[must_use]
    pub fn reader_has_gone(&self) -> bool {
        self.0.kind() == io::ErrorKind::BrokenPipe
    }
}

/// The form of an answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Format {
    /// For people: a table, or one record a line.
    #[default]
    Table,
    /// One JSON document: an object, or an array for a list.
    Json,
    /// One JSON object a line.
    Ndjson,
    /// Comma-separated values with a header.
    Csv,
}

impl Format {
    /// Every format, in the order people should see them.
    pub const ALL: &'static [Self] = &[Self::Table, Self::Json, Self::Ndjson, Self::Csv];

    /// The word on the command line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Json => "json",
            Self::Ndjson => "ndjson",
            Self::Csv => "csv",
        }
    }

    /// Whether errors and warnings are JSON lines as well.
    #[must_use]
    pub const fn is_json(self) -> bool {
        matches!(self, Self::Json | Self::Ndjson)
    }
}

/// How to print, decided once by the command line and the environment.
#[derive(Debug, Clone, Copy, Default)]
pub struct Settings {
    /// The form of answers.
    pub format: Format,
    /// When to use colour.
    pub color: Color,
    /// Who speaks how much.
    pub voice: Voice,
    /// Whether times are shown in UTC instead of the venue's zone.
    pub utc: bool,
    /// Whether a JSON document stands on one line.
    pub one_line: bool,
}

/// How much is said beside the answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Voice {
    /// Only references on stdout; no status and no hints on stderr.
    Quiet,
    /// The answer, a sentence of status, a hint to the next step.
    #[default]
    Usual,
    /// What happens underneath as well.
    Verbose,
}
