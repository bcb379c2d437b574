//! The text of a mapping file, which is TOML, and what is wrong with it.

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::MappingFile;
use crate::domain::{Error, Result};
use crate::import::column_map::{ColumnMap, FieldValue, Target, did_you_mean};

/// The keys of a mapping file that are one text each.
const TEXTS: &[&str] = &[
    "format",
    "delimiter",
    "rows",
    "encoding",
    "artist_separator",
    "unknown_time",
    "decimal",
    "dates",
];
/// Its tables.
const TABLES: &[&str] = &["columns", "values"];

impl MappingFile {
    /// Reads the text of a mapping file. An error names its line and column.
    pub fn read(text: &str) -> Result<Self> {
        let mut file = Self {
            text: text.to_owned(),
            ..Self::default()
        };
        let table = DeTable::parse(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            file.unparsed(at, error.message())
        })?;
        for (key, value) in table.get_ref() {
            file.take(key, value)?;
        }
        Ok(file)
    }

    fn take(&mut self, key: &Spanned<DeString<'_>>, value: &Spanned<DeValue<'_>>) -> Result<()> {
        let at = value.span().start;
        let name = key.get_ref().as_ref();
        match (name, value.get_ref()) {
            ("columns", DeValue::Table(columns)) => {
                for (field, column) in self.said_in(columns)? {
                    self.maps.push(ColumnMap { field, column });
                }
            }
            ("values", DeValue::Table(values)) => {
                for (field, value) in self.said_in(values)? {
                    self.values.push(FieldValue { field, value });
                }
            }
            ("columns" | "values", _) => {
                return Err(self.wrong(at, &format!("`{name}` is a table; expected `[{name}]`")));
            }
            ("local_times", DeValue::Boolean(are_local)) => self.local_times = *are_local,
            ("local_times", _) => return Err(self.wrong(at, "expected `true` or `false`")),
            _ => match TEXTS.iter().find(|known| **known == name) {
                Some(known) => {
                    let text = self.text_of(value)?;
                    self.texts.push((known, text, at));
                }
                None => return Err(self.unknown(key)),
            },
        }
        Ok(())
    }

    /// The fields of a table and what is said of them. A key with dots that is not quoted makes tables inside each other.
    fn said_in(&self, table: &DeTable<'_>) -> Result<Vec<(Target, String)>> {
        let mut said = Vec::new();
        self.collect("", table, &mut said)?;
        Ok(said)
    }

    fn collect(
        &self,
        before: &str,
        table: &DeTable<'_>,
        said: &mut Vec<(Target, String)>,
    ) -> Result<()> {
        for (key, value) in table {
            let name = format!("{before}{}", key.get_ref());
            if let DeValue::Table(inner) = value.get_ref() {
                self.collect(&format!("{name}."), inner, said)?;
            } else {
                let text = self.text_of(value)?;
                let at = key.span().start;
                let target: Target = name.parse().map_err(|error: Error| Error {
                    hints: error.hints,
                    ..self.wrong(at, &error.message)
                })?;
                if said.iter().any(|(before, _)| *before == target) {
                    return Err(self.wrong(at, &format!("`{target}` stands here twice")));
                }
                said.push((target, text));
            }
        }
        Ok(())
    }

    /// What the parser says, with a hint where a text stands without its quotes.
    fn unparsed(&self, at: usize, message: &str) -> Error {
        let error = self.wrong(at, message);
        let begin = self.text.get(..at).unwrap_or_default().rfind('\n');
        let line = self.text.get(begin.map_or(0, |begin| begin + 1)..);
        let line = line
            .and_then(|rest| rest.lines().next())
            .unwrap_or_default();
        match line.split_once('=') {
            Some((key, value)) if value.trim().starts_with(char::is_alphabetic) => {
                let text = value.trim().replace('"', "");
                error.hint(format!(
                    "put the text in quotes: {} = \"{text}\"",
                    key.trim()
                ))
            }
            _ => error,
        }
    }

    /// A text, or a number as it is written.
    fn text_of(&self, value: &Spanned<DeValue<'_>>) -> Result<String> {
        let text = match value.get_ref() {
            DeValue::String(text) => text.to_string(),
            DeValue::Integer(_) | DeValue::Float(_) | DeValue::Datetime(_) => {
                self.text.get(value.span()).unwrap_or_default().to_owned()
            }
            _ => String::new(),
        };
        if text.trim().is_empty() && !text.contains('\t') && text != " " {
            let message = "expected a text in quotes that says something";
            return Err(self.wrong(value.span().start, message));
        }
        Ok(text)
    }

    fn unknown(&self, key: &Spanned<DeString<'_>>) -> Error {
        let known: Vec<&str> = TEXTS
            .iter()
            .chain(&["local_times"])
            .chain(TABLES)
            .copied()
            .collect();
        let name = key.get_ref().as_ref();
        let error = self.wrong(
            key.span().start,
            &format!("`{name}` is no key of a mapping file"),
        );
        let error = did_you_mean(error, name, &known);
        error.hint(format!("the keys are {}", known.join(", ")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> Error {
        MappingFile::read(text).unwrap_err()
    }

    #[test]
    fn what_is_wrong_is_told_by_line_and_column() {
        assert_eq!(
            refused("\nformt = \"csv\"\n").message,
            "2:1: `formt` is no key of a mapping file"
        );
        assert_eq!(
            refused("formt = \"csv\"").hints[0],
            "did you mean `format` instead of `formt`?"
        );
        assert_eq!(
            refused("[columns]\nnmae = \"title\"").message,
            "2:1: `nmae` is not a field"
        );
        assert_eq!(
            refused("[columns]\nname = [1]").message,
            "2:8: expected a text in quotes that says something"
        );
        assert_eq!(
            refused("[columns]\nname = \"a\"\nNAME = \"b\"").message,
            "2:1: `name` stands here twice"
        );
        let unquoted = refused("[columns]\nname = Title");
        assert!(unquoted.message.starts_with("2:8: "), "{unquoted:?}");
        assert_eq!(unquoted.hints, ["put the text in quotes: name = \"Title\""]);
        assert!(refused("format = csv").message.starts_with("1:10: "));
        assert!(
            refused("columns = 3")
                .message
                .starts_with("1:11: `columns` is a table")
        );
        let file = MappingFile::read("\nunknown_time = \"soon\"").unwrap();
        let error = file
            .setting("unknown_time", crate::domain::time_of_day)
            .unwrap_err();
        assert!(
            error
                .message
                .starts_with("2:16: unknown_time: `soon` is not a time")
        );
    }
}
