//! A file as cells, whatever its format was.

use crate::domain::Error;

/// The header and the records under it.
#[derive(Debug)]
pub(super) struct Table {
    /// The names of the columns, trimmed.
    pub(super) header: Vec<String>,
    /// The records that say something, each at least as long as the header.
    pub(super) records: Vec<Record>,
}

/// One record.
#[derive(Debug)]
pub(super) struct Record {
    /// The line it begins on.
    pub(super) line: u64,
    /// Its cells as they stand in the file.
    pub(super) cells: Vec<String>,
    /// Why its cells cannot be told apart, if so.
    pub(super) wrong: Option<Error>,
}

impl Record {
    /// A record whose cells can be told apart.
    pub(super) const fn new(line: u64, cells: Vec<String>) -> Self {
        Self {
            line,
            cells,
            wrong: None,
        }
    }
}
