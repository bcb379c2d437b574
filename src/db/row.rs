//! One row of an answer, read by column name.

use super::error;
use super::value::{FromValue, Value};
use crate::domain::{Code, Error, Result};

/// A row that lives until the next one is asked for.
pub struct Row<'r> {
    row: &'r rusqlite::Row<'r>,
}

impl<'r> Row<'r> {
    pub(super) const fn new(row: &'r rusqlite::Row<'r>) -> Self {
        Self { row }
    }

    /// The column `name` as a `T`.
    pub fn get<T: FromValue>(&self, name: &str) -> Result<T> {
        let raw = self.row.get_ref(name).map_err(error::from_driver)?;
        T::from_value(own(raw)?).map_err(|expected| {
            Error::new(
                Code::Database,
                format!("the file is damaged: column `{name}` is not {expected}"),
            )
            .hint("boxoffice db check")
        })
    }

    /// Every column with its name, in order.
    pub fn columns(&self) -> Result<Vec<(String, Value)>> {
        let statement: &rusqlite::Statement<'_> = self.row.as_ref();
        let named = statement.column_names().enumerate();
        named
            .map(|(index, name)| {
                Ok((
                    name.to_owned(),
                    own(self.row.get_ref(index).map_err(error::from_driver)?)?,
                ))
            })
            .collect()
    }
}

fn own(raw: rusqlite::types::ValueRef<'_>) -> Result<Value> {
    use rusqlite::types::ValueRef;
    let damaged = |what: &str| {
        Error::new(Code::Database, format!("the file is damaged: {what}"))
            .hint("boxoffice db check")
    };
    match raw {
        ValueRef::Null => Ok(Value::Null),
        ValueRef::Integer(number) => Ok(Value::Integer(number)),
        ValueRef::Text(bytes) => String::from_utf8(bytes.to_vec())
            .map(Value::Text)
            .map_err(|_| damaged("a text is not UTF-8")),
        ValueRef::Blob(bytes) => Ok(Value::Blob(bytes.to_vec())),
        ValueRef::Real(_) => Err(damaged("a number is not an integer")),
    }
}
