//! What a file is made of: said by its user, by its name, or by how it begins.

use std::str::FromStr;

use serde::{Serialize, Serializer};
use serde_json::Value;

use super::csv::Marks;
use super::delimiter::Delimiter;
use super::held;
use super::text::Encoding;
use crate::domain::{Code, Error, Result};

/// The formats that a list can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Cells between delimiters, under a header.
    Csv,
    /// One JSON object a line.
    Ndjson,
    /// A JSON document with a list of objects.
    Json,
    /// A JSON document with schema.org events.
    JsonLd,
}

/// What is said of a file's form; what is not said is found out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Form {
    /// The format.
    pub format: Option<Format>,
    /// What stands between two cells.
    pub delimiter: Option<Delimiter>,
    /// What the bytes are written in.
    pub encoding: Option<Encoding>,
    /// Where in a JSON document the list is.
    pub rows: Option<RowsPath>,
}

/// The way to a list in a JSON document, as `data.programs`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RowsPath(pub(super) Vec<String>);

/// How the records of one file are told apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Shape {
    /// By line ends and delimiters.
    Csv(Marks),
    /// One a line.
    Ndjson,
    /// The elements of the list at this path.
    Json(RowsPath),
    /// The events of a document, which is small enough to be held as a whole or is not.
    JsonLd {
        /// Whether it is.
        is_held: bool,
    },
}

impl Format {
    /// The format that a file name says, with `.gz` behind or without.
    pub(super) fn of_name(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        let name = name.strip_suffix(".gz").unwrap_or(&name);
        match name.rsplit_once('.')?.1 {
            "csv" | "tsv" | "tab" => Some(Self::Csv),
            "ndjson" | "jsonl" => Some(Self::Ndjson),
            "json" => Some(Self::Json),
            "jsonld" => Some(Self::JsonLd),
            _ => None,
        }
    }

    /// The format of a text that begins so, and whether that is all of it.
    pub(super) fn of_text(head: &str, is_all: bool) -> Self {
        let text = head.trim_start();
        if text.starts_with('[') {
            return Self::Json;
        }
        if !text.starts_with('{') {
            return Self::Csv;
        }
        if held::is_begun(text.as_bytes()) {
            return Self::Ndjson;
        }
        let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
        let is_whole = serde_json::from_str::<serde::de::IgnoredAny>(first).is_ok();
        let is_alone = is_all && rest.trim().is_empty();
        if is_whole && rest.trim_start().starts_with('{') || is_alone && is_one_row(first) {
            Self::Ndjson
        } else {
            Self::Json
        }
    }
}

/// Whether an object is a row and no document with a list of rows in it.
fn is_one_row(json: &str) -> bool {
    fn has_list(value: &Value) -> bool {
        match value {
            Value::Array(list) => list.is_empty() || list.iter().any(Value::is_object),
            Value::Object(members) => members.values().any(has_list),
            _ => false,
        }
    }
    let is_linked = json.contains("\"@");
    let row = serde_json::from_str(json);
    held::is_refused(json) || row.is_ok_and(|row: Value| !is_linked && !has_list(&row))
}

/// Whether a JSON document that begins so speaks of things as schema.org does.
pub(super) fn is_linked(head: &str) -> bool {
    head.contains("\"@context\"") || head.contains("\"@graph\"")
}

impl FromStr for Format {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        match text.to_lowercase().as_str() {
            "csv" | "tsv" => Ok(Self::Csv),
            "ndjson" | "jsonl" => Ok(Self::Ndjson),
            "json" => Ok(Self::Json),
            "jsonld" | "json-ld" => Ok(Self::JsonLd),
            _ => Err(Error::new(
                Code::InvalidValue,
                format!("`{text}` is not a format of lists"),
            )
            .hint("the formats are csv, ndjson, json, jsonld")),
        }
    }
}

impl Serialize for Format {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(match self {
            Self::Csv => "csv",
            Self::Ndjson => "ndjson",
            Self::Json => "json",
            Self::JsonLd => "jsonld",
        })
    }
}

impl FromStr for RowsPath {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let keys: Vec<String> = text.split('.').map(|key| key.trim().to_owned()).collect();
        if keys.iter().any(String::is_empty) {
            let message = format!("`{text}` is not the way to a list");
            return Err(
                Error::new(Code::InvalidValue, message).hint("like `programs` or `data.rows`")
            );
        }
        Ok(Self(keys))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_the_format_also_under_gzip() {
        for (name, format) in [
            ("a.csv", Some(Format::Csv)),
            ("a.TSV.gz", Some(Format::Csv)),
            ("x.y/events.jsonl.gz", Some(Format::Ndjson)),
            ("a.json", Some(Format::Json)),
            ("a.jsonld", Some(Format::JsonLd)),
            ("stdin", None),
            ("list.txt", None),
        ] {
            assert_eq!(Format::of_name(name), format, "{name}");
        }
    }

    #[test]
    fn without_a_name_the_text_says_it() {
        for (text, format) in [
            ("name,venue\n", Format::Csv),
            (" [\n{", Format::Json),
            ("{\n  \"programs\": [", Format::Json),
            ("{\"programs\": []}\n", Format::Json),
            ("{\"name\": \"A\"}\n{\"name\"", Format::Ndjson),
            ("{\"name\": \"A\"}\r\n\r\n{\"name\"", Format::Ndjson),
            ("{\"name\": \"A\", \"artists\": [\"B\"]}\n", Format::Ndjson),
            ("{\"@type\": \"Event\", \"name\": \"A\"}\n", Format::Json),
            ("{\"a\": {\"rows\": [{}]}}\n", Format::Json),
            (
                "{\"refused_because\":\"no\",\"items\":[{}]}\n",
                Format::Ndjson,
            ),
            (
                "{\"items\":[{}],\"refused_because\":\"no\"}",
                Format::Ndjson,
            ),
            ("", Format::Csv),
        ] {
            assert_eq!(Format::of_text(text, true), format, "{text}");
        }
    }

    #[test]
    fn the_way_to_a_list_has_no_gaps() {
        assert!("data.rows".parse::<RowsPath>().is_ok());
        for text in ["", ".", "a..b", "a."] {
            assert!(text.parse::<RowsPath>().is_err(), "{text}");
        }
    }
}
