//! A file as records of cells, whatever its format was.

use crate::domain::{Error, Result};

/// One record.
#[derive(Debug)]
pub(super) struct Record {
    /// Where it stands: the line it begins on, or in a JSON document its number.
    pub(super) line: u64,
    /// Its cells as they stand in the file, under the columns of the header.
    pub(super) cells: Vec<String>,
    /// Why its cells cannot be told apart, if so.
    pub(super) wrong: Option<Error>,
    /// The JSON it was made of, if it was.
    pub(super) json: Option<String>,
}

/// What is done with each record; what it fails with ends the reading.
pub(super) type Visit<'v> = &'v mut dyn FnMut(Record) -> Result<()>;

impl Record {
    /// A record whose cells can be told apart.
    pub(super) const fn new(line: u64, cells: Vec<String>) -> Self {
        Self {
            line,
            cells,
            wrong: None,
            json: None,
        }
    }

    /// A record made of JSON: its cells, or why there are none.
    pub(super) fn of_json(line: u64, json: String, cells: Result<Vec<String>>) -> Self {
        let (cells, wrong) = match cells {
            Ok(cells) => (cells, None),
            Err(error) => (Vec::new(), Some(error)),
        };
        Self {
            line,
            cells,
            wrong,
            json: Some(json),
        }
    }

    /// Whether no cell says anything.
    pub(super) fn is_blank(&self) -> bool {
        self.wrong.is_none() && self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}
