//! Who plays: names in one cell, or a JSON list of them.

use serde_json::Value;

use super::cell::meant;
use super::row::Cells;
use crate::domain::{Code, ConcertField as Field, Error, Name, Odd, Result};

/// The most artists of one line-up.
const MOST_ARTISTS: usize = 1000;

impl Cells<'_> {
    /// The line-up: each artist once, without the words for nobody.
    pub(super) fn artists(&mut self) -> Option<Vec<Name>> {
        let text = self.said(Field::Artists)?;
        let mut artists: Vec<Name> = Vec::new();
        for piece in self.pieces(text)? {
            let Some(name) = self.keep(Field::Artists, named(&piece)) else {
                continue;
            };
            if artists.contains(&name) {
                self.odd(Odd::ArtistTwice, format!("`{name}`"));
            } else {
                artists.push(name);
            }
        }
        if MOST_ARTISTS < artists.len() {
            let message = format!("{} artists; expected at most {MOST_ARTISTS}", artists.len());
            self.wrong(Field::Artists, Error::new(Code::InvalidValue, message));
        }
        (!artists.is_empty()).then_some(artists)
    }

    /// A JSON list is what it says. Another cell is split where the user says so; our own column where `concert list`
    /// does.
    fn pieces(&mut self, text: &str) -> Option<Vec<String>> {
        if let Some(list) = json_list(text) {
            let names: Result<Vec<_>> = list.iter().map(name_of).collect();
            let names = self.keep(Field::Artists, names)?;
            return Some(names.into_iter().flatten().collect());
        }
        let separator = match &self.reading.artist_separator {
            Some(separator) => separator.as_str(),
            None if self.mapping.is_mapped(Field::Artists) => return Some(vec![text.to_owned()]),
            None => ";",
        };
        let pieces = text.split(separator).filter_map(meant);
        Some(pieces.map(str::to_owned).collect())
    }
}

/// The elements of a cell that is a JSON list; `[Alexandros]` is none.
pub(super) fn json_list(text: &str) -> Option<Vec<Value>> {
    let is_list = text.starts_with('[') && text.ends_with(']');
    is_list.then(|| serde_json::from_str(text).ok()).flatten()
}

/// The name of an element: a text, or an object with a `name`; nothing where it says so in a word.
fn name_of(element: &Value) -> Result<Option<String>> {
    let name = match element {
        Value::Object(fields) => fields.get("name"),
        other => Some(other),
    };
    match name {
        Some(Value::String(name)) => Ok(meant(name).map(str::to_owned)),
        Some(Value::Null) => Ok(None),
        _ => {
            let begin: String = element.to_string().chars().take(40).collect();
            let message =
                format!("`{begin}` is no artist; expected a text, or an object with `name`");
            Err(Error::new(Code::InvalidValue, message))
        }
    }
}

/// One artist; a cell that was not split may be too long for a name, so the error shows how it begins.
fn named(text: &str) -> Result<Name> {
    text.parse().map_err(|error: Error| {
        let begin: String = text.chars().take(40).collect();
        let dots = if begin.len() < text.len() { "…" } else { "" };
        let message = format!("{} in `{begin}{dots}`", error.message);
        let error = Error { message, ..error };
        if dots.is_empty() {
            error
        } else {
            error.hint("--artist-separator TEXT says what stands between two artists")
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_has_texts_or_objects_with_names() {
        let list = json_list(r#"["Ani", {"name": "Budi", "id": 7}, "No Soloist", null]"#).unwrap();
        let names: Result<Vec<_>> = list.iter().map(name_of).collect();
        let names: Vec<_> = names.unwrap().into_iter().flatten().collect();
        assert_eq!(names, ["Ani", "Budi"]);
        assert!(name_of(&serde_json::json!({"title": "Ani"})).is_err());
        assert!(name_of(&serde_json::json!(7)).is_err());
    }

    #[test]
    fn brackets_around_a_name_make_no_list() {
        assert_eq!(json_list("[Alexandros]"), None);
        assert_eq!(json_list("Ani [guest]"), None);
    }
}
