//! A JSON-LD document: each event in it is a record.

use std::fmt;
use std::io::Read;

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor,
};
use serde_json::{Map, Value};

use super::cell::literal;
use super::columns::Columns;
use super::json::{Limit, parse};
use super::json_ld;
use super::table::{Record, Visit};
use crate::domain::{Code, Error, Result};

/// The most bytes of a document that is held as a whole, and of one thing in a document that is not.
pub(super) const LARGEST_WHOLE: u64 = 16 * 1024 * 1024;

/// Visits each event of a document as a record, numbered from 1. A document that is not held as a whole is read thing by
/// thing; what they say of each other by their `@id` is then not followed.
pub(super) fn each(
    text: impl Read,
    is_held: bool,
    columns: &mut Columns,
    visit: Visit<'_>,
) -> Result<()> {
    let limit = Limit::new(usize::try_from(LARGEST_WHOLE).unwrap_or(usize::MAX));
    let mut number = 0;
    let mut kind = None;
    let mut take = |thing: Value| {
        for event in json_ld::events(&thing) {
            number += 1;
            visit(record(number, &event, columns))?;
        }
        let found = thing.get("@type").or_else(|| thing.get("type"));
        kind = kind.take().or_else(|| found.cloned());
        Ok(())
    };
    let document = Document {
        is_held,
        limit: &limit,
        visit: &mut take,
    };
    parse(text, &limit, document)?;
    if number > 0 {
        return Ok(());
    }
    let has = kind.map_or_else(String::new, |kind| format!("; it is {kind}"));
    let message = format!("the document has no schema.org event{has}");
    Err(Error::new(Code::InvalidValue, message)
        .hint("--input-format json reads a list of any objects"))
}

fn record(number: u64, event: &Value, columns: &mut Columns) -> Record {
    let text = |value| match value {
        Value::String(text) => literal(text),
        other => other.to_string(),
    };
    let placed = json_ld::record(event).and_then(|fields| {
        columns.place(
            number,
            fields
                .into_iter()
                .map(|(name, it)| (name, text(it)))
                .collect(),
        )
    });
    Record::of_json(number, alone(event), placed)
}

/// An event without those below it, which are records of their own.
fn alone(event: &Value) -> String {
    let mut event = event.clone();
    if let Value::Object(fields) = &mut event {
        for below in ["subEvent", "subEvents", "event", "events"] {
            fields.remove(below);
        }
    }
    event.to_string()
}

/// The things of a document: all at once, or those of its list or `@graph` one by one, and what else it is as one.
struct Document<'d> {
    is_held: bool,
    limit: &'d Limit,
    visit: &'d mut dyn FnMut(Value) -> Result<()>,
}

impl<'de> DeserializeSeed<'de> for Document<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> std::result::Result<(), D::Error> {
        if !self.is_held {
            return deserializer.deserialize_any(self);
        }
        let whole = Value::deserialize(deserializer)?;
        (self.visit)(whole).map_err(|error| self.limit.stop(error))
    }
}

impl<'de> Visitor<'de> for Document<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object or a list of them")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> std::result::Result<(), A::Error> {
        self.limit.renew();
        while let Some(thing) = list.next_element::<Value>()? {
            (self.visit)(thing).map_err(|error| self.limit.stop::<A::Error>(error))?;
            self.limit.next();
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> std::result::Result<(), A::Error> {
        let mut thing = Map::new();
        while let Some(key) = map.next_key::<String>()? {
            if key == "@graph" {
                map.next_value_seed(Document {
                    is_held: false,
                    limit: self.limit,
                    visit: &mut *self.visit,
                })?;
            } else if thing.insert(key, map.next_value()?).is_some() {
                return Err(A::Error::custom("one key stands twice in an object"));
            }
        }
        (self.visit)(Value::Object(thing)).map_err(|error| self.limit.stop::<A::Error>(error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn events(text: &str, is_held: bool) -> Result<Vec<(u64, String)>> {
        let mut found = Vec::new();
        let columns = &mut Columns::default();
        each(text.as_bytes(), is_held, columns, &mut |record| {
            let event: Value = serde_json::from_str(&record.json.unwrap()).unwrap();
            found.push((
                record.line,
                event["name"].as_str().unwrap_or("?").to_owned(),
            ));
            Ok(())
        })?;
        Ok(found)
    }

    #[test]
    fn events_are_numbered_whether_the_document_is_held_or_not() {
        let event = |name: &str| format!("{{\"@type\":\"MusicEvent\",\"name\":\"{name}\"}}");
        let list = format!("[{},[{}]]", event("A"), event("B"));
        let graph = format!("{{\"@context\":\"x\",\"@graph\":{list}}}");
        for is_held in [true, false] {
            let expected = vec![(1, "A".to_owned()), (2, "B".to_owned())];
            assert_eq!(events(&list, is_held), Ok(expected.clone()));
            assert_eq!(events(&graph, is_held), Ok(expected));
            assert_eq!(events(&event("A"), is_held).unwrap().len(), 1);
        }
    }

    #[test]
    fn a_document_without_events_says_what_it_is() {
        for is_held in [true, false] {
            let error = events("{\"@type\":\"Recipe\"}", is_held).unwrap_err();
            assert_eq!(
                error.message,
                "the document has no schema.org event; it is \"Recipe\""
            );
            assert!(events("[1]", is_held).is_err());
        }
        assert_eq!(
            events("{\"@type\":\"Event\"", true).unwrap_err().message,
            "line 1, column 16: the JSON is cut off here"
        );
    }
}
