//! The columns of a JSON list: the keys of its objects, in the order in which they are met.

use std::collections::HashMap;

use super::csv::MOST_COLUMNS;
use crate::domain::{Code, Error, Result};

/// The names of columns, which may become more as records bring keys.
#[derive(Debug, Clone, Default)]
pub(super) struct Columns {
    names: Vec<String>,
    at: HashMap<String, usize>,
}

impl Columns {
    /// Columns of these names.
    pub(super) fn new(names: &[String]) -> Self {
        let at = names.iter().cloned().zip(0..).collect();
        Self {
            names: names.to_vec(),
            at,
        }
    }

    /// The names in their order.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// The cells of a record that says these things, each under its column. Fails where one column is said twice.
    pub(super) fn place(&mut self, said: Vec<(String, String)>) -> Result<Vec<String>> {
        let mut cells: Vec<Option<String>> = vec![None; self.names.len()];
        for (name, cell) in said {
            let at = self.column(&name)?;
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

    fn column(&mut self, name: &str) -> Result<usize> {
        if let Some(at) = self.at.get(name) {
            return Ok(*at);
        }
        let at = self.names.len();
        if at == MOST_COLUMNS {
            return Err(unreadable(format!(
                "with `{name}`, the list has more than {MOST_COLUMNS} keys"
            )));
        }
        self.names.push(name.to_owned());
        self.at.insert(name.to_owned(), at);
        Ok(at)
    }
}

fn unreadable(message: impl Into<String>) -> Error {
    Error::new(Code::InvalidValue, message)
}
