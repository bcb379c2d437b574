//! Where an error says that it is: a number of the file, or a column that the file has.

use std::io::Read;

use boxoffice::domain::Error;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use flate2::read::MultiGzDecoder;

/// How messages begin that are about all of a file: there is nothing in it to point at.
const WHOLE: &[&str] = &[
    "the file is empty",
    "the file is in ",
    "the file is a ",
    "the file is an ",
    "the file is the ",
    "the file is under ",
    "the header has ",
    "the document has no ",
    "no column says ",
];

/// How messages begin that name columns or keys as they stand in the file.
const NAMES: &[&str] = &[
    "the column `",
    "the columns `",
    "two columns are named `",
    "the document has several lists: `",
];

/// The text that errors are about.
pub(crate) struct Place {
    /// Its letters and digits without escapes, in each encoding that it may be read in.
    texts: Vec<String>,
}

impl Place {
    /// A list, plain or under gzip.
    pub(crate) fn in_file(bytes: &[u8]) -> Self {
        let mut plain = Vec::new();
        if bytes.starts_with(&[0x1f, 0x8b]) {
            // What comes before the damage is there all the same.
            let _ = MultiGzDecoder::new(bytes).read_to_end(&mut plain);
        } else {
            plain.extend_from_slice(bytes);
        }
        let read =
            |encoding: &&'static Encoding| letters(&encoding.decode_without_bom_handling(&plain).0);
        let encodings = [UTF_8, WINDOWS_1252, UTF_16LE, UTF_16BE];
        Self {
            texts: encodings.iter().map(read).collect(),
        }
    }

    /// Demands that an error says where it is: a line or a row, a column that the file has, or all of the file.
    pub(crate) fn must_be_told(&self, error: &Error) {
        let message = error.message.as_str();
        assert!(self.is_told(message), "no place: {message}");
        assert!(!message.contains("panicked"), "{message}");
    }

    fn is_told(&self, message: &str) -> bool {
        let lacks = message.starts_with("the file has no column `");
        lacks
            || is_numbered(message)
            || names(message).is_some_and(|names| names.iter().all(|name| self.has(name)))
            || WHOLE.iter().any(|begin| message.starts_with(begin))
    }

    /// Whether the file has the name: as a whole, or the keys that lead to it.
    pub(crate) fn has(&self, name: &str) -> bool {
        let mut keys = name.split('.').map(letters);
        keys.all(|key| self.texts.iter().any(|text| text.contains(&key)))
    }
}

/// Demands that an error of a mapping file begins with its line and column.
pub(crate) fn must_begin_with_line_and_column(error: &Error) {
    let is_number = |text: &str| text.parse::<usize>().is_ok_and(|number| 0 < number);
    let mut parts = error.message.splitn(3, ':');
    let numbers = parts.by_ref().take(2).filter(|part| is_number(part));
    assert_eq!(numbers.count(), 2, "no place: {}", error.message);
}

/// The names between the backticks of a message that is about names.
fn names(message: &str) -> Option<Vec<&str>> {
    let rest = NAMES.iter().find_map(|begin| message.strip_prefix(begin))?;
    let quoted = rest
        .split_once("` needs a column `")
        .or_else(|| rest.rsplit_once('`'))?
        .0;
    Some(quoted.split("`, `").collect())
}

fn is_numbered(message: &str) -> bool {
    ["line ", "row "].iter().any(|word| {
        message.match_indices(word).any(|(at, _)| {
            let rest = &message[at + word.len()..];
            rest.starts_with(|c: char| ('1'..='9').contains(&c))
        })
    })
}

/// The letters and digits of a text. An escape is none of them, whether the file is JSON or a header with JSON in it.
fn letters(text: &str) -> String {
    let text = ["\\n", "\\r", "\\t"]
        .iter()
        .fold(text.to_owned(), |text, escape| text.replace(escape, " "));
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[test]
fn a_name_with_escapes_is_a_place_only_where_the_file_has_it() {
    let place = Place::in_file(br#"{"a": "two\r\nlines"}"#);
    assert!(place.is_told("the column `two\\r\\nlines` is unknown"));
    assert!(place.is_told("the column `two\r\nlines` is unknown"));
    assert!(!place.is_told("the column `two\\r\\nwords` is unknown"));
}

#[test]
fn a_name_is_a_place_only_where_the_file_has_it() {
    let place = Place::in_file(b"name,Wo sonst\n1,2\n");
    for told in [
        "line 3 is not in UTF-8",
        "the column `Wo sonst` is unknown",
        "the columns `name`, `Wo sonst` are unknown",
        "the file is empty; expected a header",
    ] {
        assert!(place.is_told(told), "{told}");
    }
    for told in [
        "`name` is wrong",
        "the column `hall` is unknown",
        "the columns `name`, `hall` are unknown",
        "line 0 is not in UTF-8",
        "expected `starts_at`",
    ] {
        assert!(!place.is_told(told), "{told}");
    }
}
