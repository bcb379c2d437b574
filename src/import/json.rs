//! A JSON document: the objects of one list in it, one after the other, whatever else it holds.

use std::cell::Cell;
use std::fmt;
use std::io::{self, BufReader, Read};

use serde::de::{
    DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use serde_json::value::RawValue;

use super::columns::Columns;
use super::csv::LARGEST_RECORD;
use super::format::RowsPath;
use super::held::{self, TIMES_LARGER};
use super::json_words::what;
use super::ndjson::record;
use super::source::{carried, carry};
use super::table::Visit;
use crate::domain::{Code, Error, Result};

/// How much is read at a time.
const CHUNK: usize = 64 * 1024;

/// Visits the objects of the list at `path`; an empty path is the document itself.
pub(super) fn each(
    text: impl Read,
    path: &RowsPath,
    columns: &mut Columns,
    visit: Visit<'_>,
) -> Result<()> {
    let limit = Limit::new(LARGEST_RECORD * TIMES_LARGER);
    let mut number = 0;
    let mut found = false;
    let mut element = |json: &RawValue| {
        number += 1;
        if LARGEST_RECORD < json.get().len() && !held::is_begun(json.get().as_bytes()) {
            return Err(too_large(number, LARGEST_RECORD));
        }
        visit(record(number, json.get(), columns))
    };
    let list = List {
        path: &path.0,
        limit: &limit,
        found: &mut found,
        visit: &mut element,
    };
    parse(text, &limit, list)?;
    if found {
        return Ok(());
    }
    let message = format!("the document has nothing at `{}`", path.0.join("."));
    Err(Error::new(Code::InvalidValue, message))
}

/// Parses a whole document with a seed. What is wrong is told with its line and column.
pub(super) fn parse<S>(text: impl Read, limit: &Limit, seed: S) -> Result<()>
where
    S: for<'de> DeserializeSeed<'de, Value = ()>,
{
    let limited = Limited { text, limit };
    let mut parser =
        serde_json::Deserializer::from_reader(BufReader::with_capacity(CHUNK, limited));
    let parsed = seed.deserialize(&mut parser).and_then(|()| parser.end());
    let Err(error) = parsed else {
        return Ok(());
    };
    if let Some(stopped) = limit.stopped.take() {
        return Err(stopped);
    }
    let (line, column) = (error.line(), error.column());
    if error.is_io() {
        return Err(carried(error.into()).unwrap_or_else(|error| {
            Error::new(Code::Failed, format!("the file cannot be read: {error}"))
        }));
    }
    let place = format!("line {line}, column {column}");
    Err(if error.is_eof() {
        Error::new(
            Code::InvalidValue,
            format!("{place}: the JSON is cut off here"),
        )
        .hint("copy the file again from where it came")
    } else {
        Error::new(Code::InvalidValue, format!("{place}: {}", what(&error)))
    })
}

/// How much of a document may be read before the next element ends, and what ended the reading.
pub(super) struct Limit {
    most: usize,
    left: Cell<usize>,
    done: Cell<u64>,
    stopped: Cell<Option<Error>>,
}

impl Limit {
    /// A limit of so many bytes for each element.
    pub(super) const fn new(most: usize) -> Self {
        let left = most + 2 * CHUNK;
        Self {
            most,
            left: Cell::new(left),
            done: Cell::new(0),
            stopped: Cell::new(None),
        }
    }

    /// What follows is held again.
    pub(super) fn renew(&self) {
        self.left.set(self.most + 2 * CHUNK);
    }

    /// An element is done, and another begins.
    pub(super) fn next(&self) {
        self.done.set(self.done.get() + 1);
        self.renew();
    }

    /// What follows is not held, and may be as large as it likes.
    pub(super) fn lift(&self) {
        self.left.set(usize::MAX);
    }

    /// Ends the parsing with an error of ours.
    pub(super) fn stop<E: serde::de::Error>(&self, error: Error) -> E {
        self.stopped.set(Some(error));
        E::custom("stopped")
    }
}

fn too_large(row: u64, most: usize) -> Error {
    let message = format!("row {row} is larger than {most} bytes");
    Error::new(Code::InvalidValue, message)
}

struct Limited<'l, R> {
    text: R,
    limit: &'l Limit,
}

impl<R: Read> Read for Limited<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.text.read(into)?;
        let left = self.limit.left.get();
        self.limit.left.set(left.saturating_sub(read));
        if read > 0 && left < read {
            let row = self.limit.done.get() + 1;
            return Err(carry(too_large(row, self.limit.most)));
        }
        Ok(read)
    }
}

/// The list at the end of a path.
struct List<'l> {
    path: &'l [String],
    limit: &'l Limit,
    found: &'l mut bool,
    visit: &'l mut dyn FnMut(&RawValue) -> Result<()>,
}

impl<'de> DeserializeSeed<'de> for List<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> std::result::Result<(), D::Error> {
        if self.path.is_empty() {
            deserializer.deserialize_seq(self)
        } else {
            deserializer.deserialize_map(self)
        }
    }
}

impl<'de> Visitor<'de> for List<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.path {
            [] => "a list of rows",
            _ => "an object with the list in it",
        })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> std::result::Result<(), A::Error> {
        *self.found = true;
        self.limit.renew();
        while let Some(element) = list.next_element::<Box<RawValue>>()? {
            (self.visit)(&element).map_err(|error| self.limit.stop::<A::Error>(error))?;
            self.limit.next();
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> std::result::Result<(), A::Error> {
        let Some((wanted, rest)) = self.path.split_first() else {
            return Err(A::Error::custom("found an object; expected a list of rows"));
        };
        while let Some(key) = map.next_key::<String>()? {
            if key == *wanted {
                map.next_value_seed(List {
                    path: rest,
                    limit: self.limit,
                    found: &mut *self.found,
                    visit: &mut *self.visit,
                })?;
            } else {
                self.limit.lift();
                map.next_value::<IgnoredAny>()?;
            }
            self.limit.renew();
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, path: &str) -> Result<Vec<(u64, Vec<String>)>> {
        let path = match path {
            "" => RowsPath(Vec::new()),
            path => path.parse().unwrap(),
        };
        let mut records = Vec::new();
        each(
            text.as_bytes(),
            &path,
            &mut Columns::default(),
            &mut |record| {
                records.push((record.line, record.cells));
                Ok(())
            },
        )?;
        Ok(records)
    }

    fn refused(text: &str, path: &str) -> String {
        read(text, path).unwrap_err().message
    }

    #[test]
    fn the_elements_of_a_list_are_records_in_their_order() {
        let list = "[\n {\"a\": 1},\n {\"a\": \"x\"}\n]\n";
        let expected = vec![(1, vec!["1".to_owned()]), (2, vec!["x".to_owned()])];
        assert_eq!(read(list, ""), Ok(expected.clone()));
        let wrapper = format!("{{\"n\":[1e999],\"data\":{{\"rows\":{list}}},\"z\":{{}}}}");
        assert_eq!(read(&wrapper, "data.rows"), Ok(expected));
    }

    #[test]
    fn what_is_wrong_in_a_document_has_its_line_and_column() {
        assert_eq!(
            refused("[\n{\"a\": 1},\n{\"a\" 2}]", ""),
            "line 3, column 6: no `:` stands behind a key; expected `:`"
        );
        assert_eq!(
            refused("[{\"a\": 1}", ""),
            "line 1, column 9: the JSON is cut off here"
        );
        assert_eq!(
            refused("[{\"a\": 1}]\n[]", ""),
            "line 2, column 1: something stands behind the end of the JSON; expected nothing"
        );
        assert_eq!(
            refused("{\"a\": []}", "b"),
            "the document has nothing at `b`"
        );
        assert!(refused("{\"a\": 1}", "a").starts_with("line 1, column "));
    }

    #[test]
    fn an_element_that_is_too_large_ends_the_reading_before_it_is_held() {
        let large = "x".repeat(LARGEST_RECORD * 2);
        assert!(refused(&format!("[\"{large}\"]"), "").starts_with("row 1 is larger"));
        let beside = format!("{{\"beside\":\"{large}\",\"rows\":[{{\"a\":1}}]}}");
        assert_eq!(read(&beside, "rows").unwrap().len(), 1);
    }
}
