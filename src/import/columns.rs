//! The columns of a JSON list: the keys of its objects, in the order in which they are met.

use std::collections::HashMap;

use super::csv::MOST_COLUMNS;
use super::held::{MORE_COLUMNS, REASON};
use crate::domain::{Code, Error, Result};

/// The names of columns, which may become more as records bring keys.
#[derive(Debug, Clone, Default)]
pub(super) struct Columns {
    names: Vec<String>,
    at: HashMap<String, usize>,
    /// Where the record or the header stands that brought each name; nothing for those that were there before.
    lines: Vec<Option<u64>>,
    /// Where the first record stands.
    first: Option<u64>,
}

impl Columns {
    /// Columns of these names.
    pub(super) fn new(names: &[String]) -> Self {
        let at = names.iter().cloned().zip(0..).collect();
        Self {
            names: names.to_vec(),
            at,
            lines: vec![None; names.len()],
            first: None,
        }
    }

    /// Columns that a header at `line` names; a header on the first line goes without saying.
    pub(super) fn under(line: u64, names: &[String]) -> Self {
        Self {
            lines: vec![Some(line).filter(|line| 1 < *line); names.len()],
            ..Self::new(names)
        }
    }

    /// The names in their order.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// Where each name stood first, if that was not in the first record.
    pub(super) fn late(&self) -> Vec<Option<u64>> {
        let is_late = |line: &Option<u64>| line.filter(|line| Some(*line) != self.first);
        self.lines.iter().map(is_late).collect()
    }

    /// The cells of the record at `line` that says these things, each under its column. Fails where one column is said
    /// twice.
    pub(super) fn place(&mut self, line: u64, said: Vec<(String, String)>) -> Result<Vec<String>> {
        self.first.get_or_insert(line);
        let mut cells: Vec<Option<String>> = vec![None; self.names.len()];
        for (name, cell) in said {
            let at = self.column(line, &name)?;
            if cells.len() <= at {
                cells.resize(at + 1, None);
            }
            if cells[at].replace(cell).is_some() {
                return Err(unreadable(format!("`{name}` stands twice in the row")));
            }
        }
        cells.resize(self.names.len(), None);
        Ok(cells.into_iter().map(Option::unwrap_or_default).collect())
    }

    fn column(&mut self, line: u64, name: &str) -> Result<usize> {
        if let Some(at) = self.at.get(name) {
            return Ok(*at);
        }
        let at = self.names.len();
        let is_rejects = name == REASON || self.at.contains_key(REASON);
        let more = if is_rejects { MORE_COLUMNS } else { 0 };
        if MOST_COLUMNS + more <= at {
            return Err(unreadable(format!(
                "with `{name}`, the list has more than {MOST_COLUMNS} keys"
            )));
        }
        self.names.push(name.to_owned());
        self.lines.push(Some(line));
        self.at.insert(name.to_owned(), at);
        Ok(at)
    }
}

fn unreadable(message: impl Into<String>) -> Error {
    Error::new(Code::InvalidValue, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_told_with_its_line_where_that_is_not_the_first() {
        let names = ["name".to_owned(), "hall".to_owned()];
        for (line, told) in [(1, None), (3, Some(3))] {
            let columns = Columns::under(line, &names);
            assert_eq!(columns.late(), [told, told]);
            assert_eq!(columns.names(), names);
        }
    }
}
