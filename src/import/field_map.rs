//! The fields of a list, and what `--map FIELD=COLUMN` says of them.

use std::str::FromStr;

use serde::{Serialize, Serializer};

use super::column_map::{canonical, did_you_mean};
use crate::domain::{Code, Error, Result, Word};

/// What a row of a list can say; the names of its columns.
pub trait Field: Word + PartialEq {
    /// Columns that an export writes and an import does not set.
    const NOT_SET: &'static [&'static str];
}

/// `FIELD=COLUMN`: the field is read from the column of that name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldMap<F> {
    /// What the column says.
    pub field: F,
    /// The name of the column in the file.
    pub column: String,
}

impl<F: Field> FromStr for FieldMap<F> {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let unread = |message: String| Error::new(Code::InvalidValue, message);
        let Some((name, column)) = text.split_once('=') else {
            return Err(unread(format!(
                "`{text}` has no `=`; expected `FIELD=COLUMN`"
            )));
        };
        let (name, column) = (name.trim(), column.trim());
        if column.is_empty() {
            let message = format!("`{text}` has nothing behind the `=`; expected `FIELD=COLUMN`");
            return Err(unread(message));
        }
        let known = names::<F>();
        let field = F::from_word(&canonical(name)).ok_or_else(|| {
            let error = unread(format!("`{name}` is not a field"));
            did_you_mean(error, name, &known).hint(format!("the fields are {}", known.join(", ")))
        })?;
        Ok(Self {
            field,
            column: column.to_owned(),
        })
    }
}

impl<F: Field> Serialize for FieldMap<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{}={}", self.field.as_str(), self.column))
    }
}

fn names<F: Word>() -> Vec<&'static str> {
    F::ALL.iter().map(|field| field.as_str()).collect()
}

/// Why columns that nothing is known of are refused, all at once.
pub(super) fn unknown_columns<F: Word>(unknown: &[String]) -> Error {
    let known = names::<F>();
    let told: Vec<_> = unknown.iter().map(|name| format!("`{name}`")).collect();
    let message = match told.as_slice() {
        [one] => format!("the column {one} is unknown"),
        many => format!("the columns {} are unknown", many.join(", ")),
    };
    let error = Error::new(Code::Usage, message);
    let near = unknown.iter();
    near.fold(error, |error, name| did_you_mean(error, name, &known))
        .hint(format!("the fields are {}", known.join(", ")))
        .hint("with --map FIELD=COLUMN, columns of other names are read, and the rest is left out")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::UserField;

    #[test]
    fn a_map_names_a_field_and_a_column_of_the_file() {
        let map: FieldMap<UserField> = "Email = E-mail address".parse().unwrap();
        assert_eq!(
            (map.field, map.column.as_str()),
            (UserField::Email, "E-mail address")
        );
        let error = "nmae=a".parse::<FieldMap<UserField>>().unwrap_err();
        assert_eq!(error.hints[0], "did you mean `name` instead of `nmae`?");
        for text in ["name", "name="] {
            assert!(text.parse::<FieldMap<UserField>>().is_err(), "{text}");
        }
    }
}
