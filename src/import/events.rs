//! A JSON-LD document: the events in it, wherever they stand.

use std::fmt;
use std::io::Read;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::columns::Columns;
use super::json::{Limit, parse};
use super::json_ld;
use super::table::{Record, Visit};
use crate::domain::{Code, Error, Result};

/// The most bytes of one thing in a document: a band with all its concerts is one.
const LARGEST_THING: usize = 16 * 1024 * 1024;
/// How deep events are looked for.
const DEEPEST: usize = 16;
/// The members in which other things, and lists of them, hold events.
const HOLDS: &[&str] = &[
    "@graph",
    "event",
    "events",
    "subEvent",
    "subEvents",
    "itemListElement",
    "item",
    "mainEntity",
];

/// Visits each event of a document as a record, numbered from 1.
pub(super) fn each(text: impl Read, columns: &mut Columns, visit: Visit<'_>) -> Result<()> {
    let limit = Limit::new(LARGEST_THING);
    let mut number = 0;
    let mut types = Vec::new();
    let mut thing = |thing: Value| {
        let (mut found, mut others) = (Vec::new(), Vec::new());
        find(thing, &Map::new(), 0, &mut found, &mut others);
        types.extend(others.into_iter().take(3));
        for event in found {
            number += 1;
            visit(record(number, &event, columns))?;
        }
        Ok(())
    };
    let document = Document {
        limit: &limit,
        visit: &mut thing,
    };
    parse(text, &limit, document)?;
    if number > 0 {
        return Ok(());
    }
    types.dedup();
    types.truncate(3);
    let has = match types.as_slice() {
        [] => String::new(),
        types => format!("; it has `{}`", types.join("`, `")),
    };
    let message = format!("the document has no schema.org event{has}");
    Err(Error::new(Code::InvalidValue, message)
        .hint("--input-format json reads a list of any objects"))
}

fn record(number: u64, event: &Value, columns: &mut Columns) -> Record {
    let json = Some(event.to_string());
    match json_ld::record(event).and_then(|said| columns.place(said)) {
        Ok(cells) => Record {
            json,
            ..Record::new(number, cells)
        },
        Err(error) => Record {
            json,
            wrong: Some(error),
            ..Record::new(number, Vec::new())
        },
    }
}

/// Finds the events in a thing. Each gets what the thing around it says for it, where it does not say that itself.
fn find(
    thing: Value,
    around: &Map<String, Value>,
    depth: usize,
    found: &mut Vec<Value>,
    others: &mut Vec<String>,
) {
    if depth == DEEPEST {
        return;
    }
    let mut thing = match thing {
        Value::Array(things) => {
            for thing in things {
                find(thing, around, depth + 1, found, others);
            }
            return;
        }
        Value::Object(thing) => thing,
        _ => return,
    };
    let held: Vec<Value> = HOLDS.iter().filter_map(|key| thing.remove(*key)).collect();
    let before = found.len();
    let says = says(&thing, around);
    for held in held {
        find(held, &says, depth + 1, found, others);
    }
    let parts = found.len() > before;
    if !is_event(&thing) {
        others.extend(types(&thing).map(str::to_owned));
    } else if !parts {
        // A festival that lists its concerts stands for them, and is none itself.
        for (key, value) in around {
            thing.entry(key).or_insert_with(|| value.clone());
        }
        found.push(Value::Object(thing));
    }
}

/// What a thing says for the events in it: a group or person plays, a place is where, and a festival is both.
fn says(thing: &Map<String, Value>, around: &Map<String, Value>) -> Map<String, Value> {
    let mut says = around.clone();
    if is_event(thing) {
        for key in ["location", "performer", "organizer"] {
            if let Some(value) = thing.get(key) {
                says.insert(key.to_owned(), value.clone());
            }
        }
        return says;
    }
    let key = if types(thing).any(|kind| kind == "Person" || kind.ends_with("Group")) {
        "performer"
    } else if thing.contains_key("address")
        || types(thing).any(|kind| kind.ends_with("Venue") || kind == "Place")
    {
        "location"
    } else {
        return says;
    };
    let kept = ["@type", "name", "address"];
    let named: Map<String, Value> = thing
        .iter()
        .filter(|(key, _)| kept.contains(&key.as_str()))
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect();
    if named.contains_key("name") {
        says.insert(key.to_owned(), Value::Object(named));
    }
    says
}

fn is_event(thing: &Map<String, Value>) -> bool {
    types(thing).any(|kind| kind.ends_with("Event") || kind == "Festival" || kind == "EventSeries")
}

/// The types of a thing, without the address of the vocabulary before them.
fn types(thing: &Map<String, Value>) -> impl Iterator<Item = &str> {
    let all = match thing.get("@type") {
        Some(Value::Array(all)) => all.as_slice(),
        Some(one) => std::slice::from_ref(one),
        None => &[],
    };
    all.iter()
        .filter_map(Value::as_str)
        .map(|kind| kind.rsplit(['/', ':', '#']).next().unwrap_or(kind))
}

/// The things of a document: those of its list or `@graph` one by one, and what else it is as one.
struct Document<'d> {
    limit: &'d Limit,
    visit: &'d mut dyn FnMut(Value) -> Result<()>,
}

impl<'de> DeserializeSeed<'de> for Document<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> std::result::Result<(), D::Error> {
        deserializer.deserialize_any(self)
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

    fn events(text: &str) -> Result<Vec<(u64, Value)>> {
        let mut found = Vec::new();
        each(text.as_bytes(), &mut Columns::default(), &mut |record| {
            let event = serde_json::from_str(&record.json.unwrap()).unwrap();
            found.push((record.line, event));
            Ok(())
        })?;
        Ok(found)
    }

    fn names(text: &str) -> Vec<String> {
        let events = events(text).unwrap();
        let name = |event: &Value| event["name"].as_str().unwrap_or("?").to_owned();
        events.iter().map(|(_, event)| name(event)).collect()
    }

    #[test]
    fn events_are_found_alone_in_lists_and_in_a_graph() {
        let event = |name: &str| format!("{{\"@type\":\"MusicEvent\",\"name\":\"{name}\"}}");
        assert_eq!(names(&event("A")), ["A"]);
        assert_eq!(
            names(&format!("[{},{}]", event("A"), event("B"))),
            ["A", "B"]
        );
        let graph = format!(
            "{{\"@graph\":[{},{{\"@type\":\"Place\"}},[{}]]}}",
            event("A"),
            event("B")
        );
        assert_eq!(names(&graph), ["A", "B"]);
        let list = format!(
            "{{\"@type\":\"ItemList\",\"itemListElement\":[{{\"item\":{}}}]}}",
            event("A")
        );
        assert_eq!(names(&list), ["A"]);
        let kinds = "{\"@type\":[\"Thing\",\"https://schema.org/ComedyEvent\"],\"name\":\"A\"}";
        assert_eq!(names(kinds), ["A"]);
    }

    #[test]
    fn a_band_plays_its_events_and_a_place_is_where_they_are() {
        let band = r#"{"@type":"MusicGroup","event":[{"@type":"Event","name":"A"}],"name":"Foo"}"#;
        let found = events(band).unwrap();
        assert_eq!(found[0].1["performer"]["name"], "Foo");
        let place = r#"{"@type":"MusicVenue","name":"Hall","event":{"@type":"Event","name":"A"}}"#;
        assert_eq!(events(place).unwrap()[0].1["location"]["name"], "Hall");
    }

    #[test]
    fn a_festival_with_concerts_stands_for_them() {
        let text = r#"{"@type":"Festival","name":"F","location":"L","subEvent":[
            {"@type":"Event","name":"A"},{"@type":"Event","name":"B","location":"M"}]}"#;
        let found = events(text).unwrap();
        assert_eq!((found[0].0, &found[0].1["location"]), (1, &"L".into()));
        assert_eq!((found[1].0, &found[1].1["location"]), (2, &"M".into()));
        assert_eq!(
            names(r#"{"@type":"Festival","name":"F","subEvent":[]}"#),
            ["F"]
        );
    }

    #[test]
    fn a_document_without_events_says_what_it_has() {
        let error = events(r#"{"@type":"Recipe"}"#).unwrap_err();
        assert_eq!(
            error.message,
            "the document has no schema.org event; it has `Recipe`"
        );
        assert!(events("[1]").is_err());
    }
}
