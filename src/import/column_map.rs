//! What `--map FIELD=COLUMN` and `--set FIELD=VALUE` say: which column is read for a field, and what stands where it is
//! blank.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use crate::domain::{Code, ConcertField, Error, Name, Result, Word, nearest};

/// What a row can say about one ticket type: the last word of `ticket_type.vip.price`, and the field it is.
pub(super) const OF_TYPE: &[(&str, ConcertField)] = &[
    ("name", ConcertField::TicketType),
    ("slug", ConcertField::TicketTypeSlug),
    ("price", ConcertField::Price),
    ("quota", ConcertField::Quota),
    ("sale_starts_at", ConcertField::SaleStartsAt),
    ("sale_ends_at", ConcertField::SaleEndsAt),
    ("max_per_order", ConcertField::MaxPerOrder),
];

/// Whether a field of a row belongs to the ticket type it names, and not to its concert.
pub(super) fn is_of_type(field: ConcertField) -> bool {
    OF_TYPE.iter().any(|(_, known)| *known == field)
}

/// What begins the name of a field of one ticket type.
const TYPE: &str = "ticket_type.";

/// What a column or a value says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A field of the concert, or of the ticket type that `ticket_type` names.
    Field(ConcertField),
    /// A field of the ticket type of this name: `ticket_type.vip.price`.
    OfType(Name, ConcertField),
}

/// `FIELD=COLUMN`: the field is read from the column of that name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ColumnMap {
    /// What the column says.
    pub field: Target,
    /// The name of the column in the file.
    pub column: String,
}

/// `FIELD=VALUE`: what the field is where a row says nothing of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldValue {
    /// What the value says.
    pub field: Target,
    /// The value, as a cell would say it.
    pub value: String,
}

/// The fields whose values stand for blank cells of all rows together, and are held apart from what rows say.
const DEFAULTS: &[ConcertField] = &[
    ConcertField::Venue,
    ConcertField::Location,
    ConcertField::Timezone,
    ConcertField::Source,
];

impl FieldValue {
    /// Whether it is one of those that `--venue`, `--location`, `--timezone` and `--source` give too.
    #[must_use]
    pub fn is_default(&self) -> bool {
        matches!(self.field, Target::Field(field) if DEFAULTS.contains(&field))
    }
}

impl Target {
    /// The field, of whatever ticket type.
    pub(super) const fn field(&self) -> ConcertField {
        match self {
            Self::Field(field) | Self::OfType(_, field) => *field,
        }
    }

    /// The target of a column that is named as `ticket_type.vip.price`.
    pub(super) fn of_type(name: &str) -> Option<Self> {
        let (begin, rest) = name.split_at_checked(TYPE.len())?;
        let (type_name, word) = rest.rsplit_once('.')?;
        let word = canonical(word);
        let (_, field) = OF_TYPE.iter().find(|(known, _)| *known == word)?;
        (canonical(begin) == TYPE).then_some(())?;
        Some(Self::OfType(type_name.parse().ok()?, *field))
    }
}

impl FromStr for Target {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        if let Some(field) = ConcertField::from_word(&canonical(name)) {
            return Ok(Self::Field(field));
        }
        if let Some(target) = Self::of_type(name) {
            return Ok(target);
        }
        let error = Error::new(Code::InvalidValue, format!("`{name}` is not a field"));
        if name.to_lowercase().starts_with(TYPE) {
            let words: Vec<_> = OF_TYPE.iter().map(|(word, _)| *word).collect();
            return Err(error
                .hint("like `ticket_type.vip.price`")
                .hint(format!("the last word is one of {}", words.join(", "))));
        }
        let known = field_names();
        Err(did_you_mean(error, name, &known).hint(format!("the fields are {}", known.join(", "))))
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Field(field) => f.write_str(field.as_str()),
            Self::OfType(name, field) => {
                let word = OF_TYPE.iter().find(|(_, known)| known == field);
                write!(f, "{TYPE}{name}.{}", word.map_or("", |(word, _)| word))
            }
        }
    }
}

impl Serialize for Target {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl FromStr for ColumnMap {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let (field, column) = parted(text, "COLUMN", "name=title")?;
        Ok(Self { field, column })
    }
}

impl FromStr for FieldValue {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let (field, value) = parted(text, "VALUE", "status=scheduled")?;
        Ok(Self { field, value })
    }
}

/// The field, and what stands behind the `=`; a column may have a `=` in its name, a field has none.
fn parted(text: &str, what: &str, example: &str) -> Result<(Target, String)> {
    let Some((field, said)) = text.split_once('=') else {
        let message = format!("`{text}` has no `=`; expected `FIELD={what}`");
        return Err(Error::new(Code::InvalidValue, message).hint(format!("like `{example}`")));
    };
    let said = said.trim();
    if said.is_empty() {
        let message = format!("`{text}` has nothing behind the `=`; expected `FIELD={what}`");
        return Err(Error::new(Code::InvalidValue, message));
    }
    Ok((field.trim().parse()?, said.to_owned()))
}

/// The names of all fields.
pub(super) fn field_names() -> Vec<&'static str> {
    let fields = ConcertField::ALL.iter();
    fields.map(|field| field.as_str()).collect()
}

/// Our names are met whatever a spreadsheet makes of them: `Starts at`, `STARTS-AT`.
pub(super) fn canonical(heading: &str) -> String {
    heading.trim().to_lowercase().replace([' ', '-'], "_")
}

/// The error with a hint to the nearest of the known names.
pub(super) fn did_you_mean<S: AsRef<str>>(error: Error, typed: &str, known: &[S]) -> Error {
    let near = nearest(typed, known.iter().map(AsRef::as_ref));
    match near.first().filter(|near| is_a_slip(typed, near)) {
        Some(near) => error.hint(format!("did you mean `{near}` instead of `{typed}`?")),
        None => error,
    }
}

/// Whether so few letters differ that one was meant for the other: one, or one in three.
fn is_a_slip(typed: &str, near: &str) -> bool {
    let (typed, near) = (canonical(typed), canonical(near));
    let differing = strsim::damerau_levenshtein(&typed, &near);
    differing <= (typed.chars().count() / 3).max(1)
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
        assert!("name=".parse::<ColumnMap>().is_err());
        let error = "nmae=title".parse::<ColumnMap>().unwrap_err();
        assert_eq!(error.hints[0], "did you mean `name` instead of `nmae`?");
    }

    #[test]
    fn the_last_dot_parts_the_name_of_a_type_from_its_field() {
        let map: ColumnMap = "ticket_type.Early Bird 2. Phase.price=Price=EB"
            .parse()
            .unwrap();
        let name: Name = "Early Bird 2. Phase".parse().unwrap();
        assert_eq!(map.field, Target::OfType(name, ConcertField::Price));
        assert_eq!(map.column, "Price=EB");
        assert_eq!(
            map.field.to_string(),
            "ticket_type.Early Bird 2. Phase.price"
        );
    }

    #[test]
    fn a_type_has_a_name_and_a_field_of_its_own() {
        for wrong in [
            "ticket_type..price",
            "ticket_type.vip.colour",
            "ticket_type.price",
        ] {
            let error = wrong.parse::<Target>().unwrap_err();
            assert_eq!(error.hints[0], "like `ticket_type.vip.price`", "{wrong}");
        }
        let value: FieldValue = "ticket_type.vip.quota=200".parse().unwrap();
        assert_eq!(value.value, "200");
    }
}
