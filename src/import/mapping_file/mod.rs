//! A mapping that is written down once: which column says what, and what stands where a list says nothing.

mod read;

use super::column_map::{ColumnMap, FieldValue};
use crate::domain::{Code, Error, Result};

/// What a mapping file says. A text is what its flag would be given, a range of bytes where it stands.
#[derive(Debug, Default)]
pub struct MappingFile {
    text: String,
    texts: Vec<(&'static str, String, usize)>,
    /// Which column is read for which field.
    pub maps: Vec<ColumnMap>,
    /// What fields are where a row says nothing of them.
    pub values: Vec<FieldValue>,
    /// Whether times are what the clocks of a venue show, whatever offset is written behind them.
    pub local_times: bool,
}

impl MappingFile {
    /// What the file says in the place of a flag: `format`, `delimiter`, `rows`, `encoding`, `artist_separator`,
    /// `unknown_time`, `decimal` or `dates`, as `read` takes it.
    pub fn setting<T>(&self, key: &str, read: impl FnOnce(&str) -> Result<T>) -> Result<Option<T>> {
        let Some((_, text, at)) = self.texts.iter().find(|(known, ..)| *known == key) else {
            return Ok(None);
        };
        read(text).map(Some).map_err(|error| {
            let message = format!("{key}: {}", error.message);
            Error {
                hints: error.hints,
                ..self.wrong(*at, &message)
            }
        })
    }

    /// The maps of the command line, and behind them those of the file for other fields.
    #[must_use]
    pub fn maps_under(&self, flags: &[ColumnMap]) -> Vec<ColumnMap> {
        let is_free = |map: &&ColumnMap| flags.iter().all(|flag| flag.field != map.field);
        let of_file = self.maps.iter().filter(is_free);
        flags.iter().chain(of_file).cloned().collect()
    }

    /// The values of the command line, and behind them those of the file for other fields.
    #[must_use]
    pub fn values_under(&self, flags: &[FieldValue]) -> Vec<FieldValue> {
        let is_free = |value: &&FieldValue| flags.iter().all(|flag| flag.field != value.field);
        let of_file = self.values.iter().filter(is_free);
        flags.iter().chain(of_file).cloned().collect()
    }

    /// An error at a byte of the file, told by line and column.
    fn wrong(&self, at: usize, message: &str) -> Error {
        let before = self.text.get(..at).unwrap_or_default();
        let line = before.split('\n').count();
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        let message = message.replace('\n', " ");
        Error::new(Code::InvalidValue, format!("{line}:{column}: {message}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"
format = "csv"
artist_separator = "|"
unknown_time = "00:00"

[columns]
name = "title"
"ticket_type.regular.price" = "price"

[values]
location = "Seoul"
"ticket_type.regular.quota" = 200
"#;

    #[test]
    fn a_file_says_columns_values_and_settings() {
        let file = MappingFile::read(FILE).unwrap();
        let maps: Vec<_> = file
            .maps
            .iter()
            .map(|map| (map.field.to_string(), map.column.as_str()))
            .collect();
        assert_eq!(
            maps,
            [
                ("name".to_owned(), "title"),
                ("ticket_type.regular.price".to_owned(), "price")
            ]
        );
        assert_eq!(file.values[1].value, "200");
        let separator = file.setting("artist_separator", |text| Ok(text.to_owned()));
        assert_eq!(separator, Ok(Some("|".to_owned())));
        assert_eq!(file.setting("delimiter", |_| Ok(())), Ok(None));
    }

    #[test]
    fn a_key_with_dots_is_read_with_and_without_quotes() {
        let file =
            "[columns]\nticket_type.vip.price = \"P\"\n[values]\nticket_type.vip.quota = 20\n";
        let file = MappingFile::read(file).unwrap();
        assert_eq!(file.maps[0].field.to_string(), "ticket_type.vip.price");
        assert_eq!(file.values[0].field.to_string(), "ticket_type.vip.quota");
        assert_eq!(file.values[0].value, "20");
    }

    #[test]
    fn flags_win_over_the_file() {
        let file = MappingFile::read(FILE).unwrap();
        let maps = file.maps_under(&["name=titel".parse().unwrap()]);
        let columns: Vec<_> = maps.iter().map(|map| map.column.as_str()).collect();
        assert_eq!(columns, ["titel", "price"]);
        let values = file.values_under(&["location=Busan".parse().unwrap()]);
        assert_eq!(values[0].value, "Busan");
        assert_eq!(values.len(), 2);
    }
}
