//! Which field a column of another name says: `--map FIELD=COLUMN`.

use std::str::FromStr;

use serde::Serialize;

use crate::domain::{Code, ConcertField, Error, Result, Word, nearest};

/// `FIELD=COLUMN`: the field is read from the column of that name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ColumnMap {
    /// What the column says.
    pub field: ConcertField,
    /// The name of the column in the file.
    pub column: String,
}

impl FromStr for ColumnMap {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let Some((field, column)) = text.split_once('=') else {
            let message = format!("`{text}` maps nothing; expected `FIELD=COLUMN`");
            return Err(Error::new(Code::InvalidValue, message).hint("like `name=title`"));
        };
        let column = column.trim();
        if column.is_empty() {
            let message = format!("`{text}` names no column; expected `FIELD=COLUMN`");
            return Err(Error::new(Code::InvalidValue, message));
        }
        Ok(Self {
            field: field_of(field.trim())?,
            column: column.to_owned(),
        })
    }
}

fn field_of(name: &str) -> Result<ConcertField> {
    ConcertField::from_word(&canonical(name)).ok_or_else(|| {
        let known: Vec<_> = ConcertField::ALL
            .iter()
            .map(|field| field.as_str())
            .collect();
        let error = Error::new(Code::InvalidValue, format!("`{name}` is not a field"));
        did_you_mean(error, name, &known).hint(format!("the fields are {}", known.join(", ")))
    })
}

/// Our names are met whatever a spreadsheet makes of them: `Starts at`, `STARTS-AT`.
pub(super) fn canonical(heading: &str) -> String {
    heading.trim().to_lowercase().replace([' ', '-'], "_")
}

/// The error with a hint to the nearest of the known names.
pub(super) fn did_you_mean<S: AsRef<str>>(error: Error, typed: &str, known: &[S]) -> Error {
    match nearest(typed, known.iter().map(AsRef::as_ref)).first() {
        Some(near) => error.hint(format!("did you mean `{near}` instead of `{typed}`?")),
        None => error,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_names_a_field_and_a_column_of_the_file() {
        assert_eq!(
            "title".parse::<ColumnMap>().unwrap_err().hints,
            ["like `name=title`"]
        );
        let error = "nmae=title".parse::<ColumnMap>().unwrap_err();
        assert_eq!(error.hints[0], "did you mean `name` instead of `nmae`?");
    }
}
