//! A JSON object as named cells: objects in it become dotted names, lists stay JSON in one cell.

use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::cell::literal;
use super::column_map::canonical;
use super::json_words::what;
use crate::domain::{Code, Error, Result};

/// How many objects inside each other become dotted names; what lies deeper stays JSON in one cell.
const DEEPEST: usize = 8;

/// The members of an object as they stand in the text, double ones too.
pub(super) struct Members<'j>(pub(super) Vec<(String, &'j RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        struct Collect;
        impl<'de> Visitor<'de> for Collect {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(
                self,
                mut map: A,
            ) -> std::result::Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Collect)
    }
}

/// What an object says, as names and cells. Fails where the text is no object, with the column of what is wrong.
pub(super) fn cells(object: &str) -> Result<Vec<(String, String)>> {
    let kind = kind(object);
    if kind != "an object" {
        serde_json::from_str::<IgnoredAny>(object).map_err(|error| misspelt(&error))?;
        return Err(unreadable(format!("the row is {kind}; expected an object"))
            .hint("jq -c '.[]' writes the objects of a list, one a line"));
    }
    let mut cells = Vec::new();
    flatten("", object, 1, &mut cells)?;
    Ok(cells)
}

/// The members of an object, by the names that their cells have, that are lists and not texts.
pub(super) fn lists(object: &str) -> Vec<String> {
    let mut lists = Vec::new();
    collect_lists("", object, 1, &mut lists);
    lists
}

fn collect_lists(prefix: &str, object: &str, depth: usize, lists: &mut Vec<String>) {
    let Ok(Members(members)) = serde_json::from_str(object) else {
        return;
    };
    for (key, value) in members {
        let name = format!("{prefix}{}", key.trim());
        match value.get().as_bytes().first() {
            Some(b'{') if depth < DEEPEST => {
                collect_lists(&format!("{name}."), value.get(), depth + 1, lists);
            }
            Some(b'[' | b'{') => lists.push(name),
            _ => {}
        }
    }
}

/// What JSON is, in words.
pub(super) fn kind(json: &str) -> &'static str {
    match json.trim_start().as_bytes().first() {
        Some(b'{') => "an object",
        Some(b'[') => "a list",
        Some(b'"') => "a text",
        Some(b't' | b'f') => "true or false",
        Some(b'n') => "nothing",
        _ => "a number",
    }
}

fn flatten(
    prefix: &str,
    object: &str,
    depth: usize,
    cells: &mut Vec<(String, String)>,
) -> Result<()> {
    let Members(members) = serde_json::from_str(object).map_err(|error| misspelt(&error))?;
    for (key, value) in members {
        let name = match prefix {
            "" => key.trim().to_owned(),
            prefix => format!("{prefix}.{}", key.trim()),
        };
        let json = value.get();
        match json.as_bytes().first() {
            Some(b'{') if depth < DEEPEST && !is_one_type(&name, json) => {
                flatten(&name, json, depth + 1, cells)?;
            }
            Some(b'{' | b'[') => cells.push((name, compact(json))),
            Some(b'"') => {
                let text = serde_json::from_str(json)
                    .map_err(|error| unreadable(format!("`{name}`: {}", what(&error))))?;
                cells.push((name, literal(text)));
            }
            Some(b'n') => cells.push((name, String::new())),
            _ => cells.push((name, json.to_owned())),
        }
    }
    Ok(())
}

/// Whether the ticket types of a row are one that stands without a list around it.
fn is_one_type(name: &str, json: &str) -> bool {
    if canonical(name) != "ticket_types" {
        return false;
    }
    let members = serde_json::from_str::<Members<'_>>(json);
    members.is_ok_and(|Members(members)| members.iter().any(|(key, _)| key == "name"))
}

/// JSON without the blanks between its parts.
fn compact(json: &str) -> String {
    let (mut in_text, mut escaped) = (false, false);
    json.chars()
        .filter(|c| {
            let keep = in_text || !c.is_ascii_whitespace();
            in_text ^= *c == '"' && !escaped;
            escaped = in_text && *c == '\\' && !escaped;
            keep
        })
        .collect()
}

fn misspelt(error: &serde_json::Error) -> Error {
    unreadable(format!("column {}: {}", error.column(), what(error)))
}

fn unreadable(message: impl Into<String>) -> Error {
    Error::new(Code::InvalidValue, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(json: &str) -> Vec<String> {
        let cells = cells(json).unwrap();
        cells
            .into_iter()
            .map(|(name, cell)| format!("{name}={cell}"))
            .collect()
    }

    #[test]
    fn objects_become_dotted_names_and_lists_stay_json() {
        let json = r#"{" name ":"A","venue":{"name":"B","at":{"lat":1.50}},"none":{},"acts":[ {"n": "x \" y"} , null ]}"#;
        assert_eq!(
            shown(json),
            [
                "name=A",
                "venue.name=B",
                "venue.at.lat=1.50",
                r#"acts=[{"n":"x \" y"},null]"#
            ]
        );
    }

    #[test]
    fn numbers_keep_their_digits_and_null_says_nothing() {
        assert_eq!(
            shown(r#"{"a":1.10,"b":1e999,"c":true,"d":null,"e":"\u00e9"}"#),
            ["a=1.10", "b=1e999", "c=true", "d=", "e=é"]
        );
    }

    #[test]
    fn what_lies_too_deep_stays_json_and_never_overflows() {
        let deep = format!("{}1{}", "{\"a\":".repeat(50_000), "}".repeat(50_000));
        let found = cells(&deep).unwrap();
        assert_eq!(found[0].0, "a.a.a.a.a.a.a.a");
    }

    #[test]
    fn what_is_no_object_or_no_text_is_told() {
        let wrong = |json| cells(json).unwrap_err().message;
        assert_eq!(wrong("[1]"), "the row is a list; expected an object");
        assert_eq!(wrong("1"), "the row is a number; expected an object");
        assert!(wrong(r#"{"a":"\ud800"}"#).starts_with("`a`: "));
    }
}
