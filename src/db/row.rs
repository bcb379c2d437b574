//! One row of an answer, read by column name.

use std::borrow::Cow;
use std::cell::Cell;

use rusqlite::types::ValueRef;

use super::error::from_driver;
use super::value::{FromValue, Value};
use crate::domain::{Code, Error, Result};

/// A row that lives until the next one is asked for.
pub struct Row<'r> {
    values: &'r rusqlite::Row<'r>,
    columns: &'r [String],
    /// Columns are mostly read in their order, so this is where the next one is looked for first.
    next: Cell<usize>,
}

impl<'r> Row<'r> {
    pub(super) const fn new(values: &'r rusqlite::Row<'r>, columns: &'r [String]) -> Self {
        Self {
            values,
            columns,
            next: Cell::new(0),
        }
    }

    /// The column `name` as a `T`.
    pub fn get<T: FromValue>(&self, name: &str) -> Result<T> {
        T::from_value(lend(self.find(name)?)?)
            .map_err(|expected| damaged(&format!("column `{name}` is not {expected}")))
    }

    /// The columns by name, in order.
    #[must_use]
    pub const fn columns(&self) -> &'r [String] {
        self.columns
    }

    /// The value of the column at a place, counted from 0.
    pub fn value(&self, at: usize) -> Result<Value<'_>> {
        lend(self.values.get_ref(at).map_err(from_driver)?)
    }

    fn find(&self, name: &str) -> Result<ValueRef<'_>> {
        let next = self.next.get();
        let mut places = (next..self.columns.len()).chain(0..next);
        let Some(at) = places.find(|at| self.columns[*at] == name) else {
            let message = format!("a statement has no column `{name}`");
            return Err(Error::new(Code::Failed, message));
        };
        self.next.set(at + 1);
        self.values.get_ref(at).map_err(from_driver)
    }
}

fn lend(raw: ValueRef<'_>) -> Result<Value<'_>> {
    match raw {
        ValueRef::Null => Ok(Value::Null),
        ValueRef::Integer(number) => Ok(Value::Integer(number)),
        ValueRef::Text(bytes) => std::str::from_utf8(bytes)
            .map(|text| Value::Text(Cow::Borrowed(text)))
            .map_err(|_| damaged("a text is not UTF-8")),
        ValueRef::Blob(bytes) => Ok(Value::Blob(bytes)),
        ValueRef::Real(_) => Err(damaged("a number is not an integer")),
    }
}

fn damaged(what: &str) -> Error {
    Error::new(Code::Database, format!("the file is damaged: {what}")).hint("boxoffice db check")
}
