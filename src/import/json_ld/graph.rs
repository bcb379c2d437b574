//! The events of a document: alone, in a list, in a `@graph`, or below who plays or where it is.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::{each, types};

/// The properties under which events stand.
const BELOW: &[&str] = &[
    "@graph",
    "event",
    "events",
    "subEvent",
    "subEvents",
    "mainEntity",
    "itemListElement",
    "item",
];
/// The properties whose nodes an event may name only by their `@id`.
const NAMED: &[&str] = &["location", "performer", "performers", "offers"];
/// How deep events are looked for.
const DEEPEST: usize = 32;

/// Each event of a document. What a page says once, of who plays or where it is, stands in each of its events, so that
/// an event is understood without its page.
pub(crate) fn events(document: &Value) -> Vec<Value> {
    let mut nodes = HashMap::new();
    index(document, &mut nodes, 0);
    let mut found = Vec::new();
    look(document, &Map::new(), &nodes, &mut found, 0);
    tell_apart(&mut found);
    found
}

/// A page of several dates gives them one address; with its start behind it, it is the key of one of them.
fn tell_apart(events: &mut [Value]) {
    let address = |event: &Value| match event.get("@id") {
        None => Some(event.get("url")?.as_str()?.to_owned()),
        Some(_) => None,
    };
    let mut times: HashMap<String, usize> = HashMap::new();
    for address in events.iter().filter_map(address) {
        *times.entry(address).or_default() += 1;
    }
    for event in events {
        let shared = address(event).filter(|address| times.get(address).is_some_and(|n| 1 < *n));
        let start = event.get("startDate").and_then(Value::as_str);
        if let (Some(address), Some(start)) = (shared, start) {
            event["@id"] = Value::String(format!("{address}#{start}"));
        }
    }
}

/// Whether a node is an event with a date, and no series of them.
fn is_event(node: &Value) -> bool {
    types(node).any(|word| word.ends_with("Event") || matches!(word, "Festival" | "Hackathon"))
}

fn index<'d>(node: &'d Value, nodes: &mut HashMap<&'d str, &'d Value>, depth: usize) {
    if DEEPEST < depth {
        return;
    }
    match node {
        Value::Array(list) => list.iter().for_each(|node| index(node, nodes, depth + 1)),
        Value::Object(fields) => {
            if let Some(Value::String(id)) = fields.get("@id").filter(|_| 1 < fields.len()) {
                nodes.entry(id).or_insert(node);
            }
            fields
                .values()
                .for_each(|node| index(node, nodes, depth + 1));
        }
        _ => {}
    }
}

fn look(
    node: &Value,
    around: &Map<String, Value>,
    nodes: &HashMap<&str, &Value>,
    found: &mut Vec<Value>,
    depth: usize,
) {
    if DEEPEST < depth {
        return;
    }
    let Value::Object(fields) = node else {
        if let Value::Array(list) = node {
            for node in list {
                look(node, around, nodes, found, depth + 1);
            }
        }
        return;
    };
    let mut around = around.clone();
    if is_event(node) {
        let mut event = around.clone();
        event.extend(fields.clone());
        for property in NAMED {
            resolve(&mut event, property, nodes);
        }
        around.extend(event.remove_entry("location"));
        let mut whole = around.clone();
        whole.extend(event);
        found.push(Value::Object(whole));
    } else {
        around.extend(context(node));
    }
    for property in BELOW {
        for node in each(fields.get(*property)) {
            look(node, &around, nodes, found, depth + 1);
        }
    }
}

/// What a node that is no event says of the events below it.
fn context(node: &Value) -> Option<(String, Value)> {
    let of = |ends: &[&str]| types(node).any(|word| ends.iter().any(|end| word.ends_with(end)));
    let name = node.get("name")?;
    let mut brief = Map::new();
    brief.insert("name".to_owned(), name.clone());
    if of(&["Group", "Person"]) {
        return Some(("performer".to_owned(), Value::Object(brief)));
    }
    let is_place = of(&["Place", "Venue", "Theater", "Club", "Hall"]);
    is_place.then(|| {
        brief.extend(
            node.get("address")
                .map(|it| ("address".to_owned(), it.clone())),
        );
        ("location".to_owned(), Value::Object(brief))
    })
}

/// Puts the nodes in the place of what only names them.
fn resolve(event: &mut Map<String, Value>, property: &str, nodes: &HashMap<&str, &Value>) {
    let named = |value: &Value| {
        let fields = value.as_object().filter(|fields| fields.len() == 1)?;
        let id = fields.get("@id")?.as_str()?;
        nodes.get(id).map(|node| (*node).clone())
    };
    let Some(value) = event.get_mut(property) else {
        return;
    };
    if let Value::Array(list) = value {
        for one in list {
            if let Some(node) = named(one) {
                *one = node;
            }
        }
    } else if let Some(node) = named(value) {
        *value = node;
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn names(document: &Value) -> Vec<String> {
        let names = events(document).into_iter();
        names
            .map(|event| event["name"].as_str().unwrap_or("?").to_owned())
            .collect()
    }

    #[test]
    fn events_are_found_alone_in_lists_and_in_graphs() {
        let event = json!({"@type": "MusicEvent", "name": "A"});
        let other = json!({"type": ["Thing", "https://schema.org/Festival"], "name": "B"});
        let page = json!({"@type": "WebPage", "name": "Page", "mainEntity": event});
        assert_eq!(names(&event), ["A"]);
        assert_eq!(names(&json!([event, other])), ["A", "B"]);
        assert_eq!(names(&json!({"@graph": [page, other]})), ["A", "B"]);
        let list =
            json!({"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": event}]});
        assert_eq!(names(&list), ["A"]);
        assert_eq!(names(&page["name"]), Vec::<String>::new());
    }

    #[test]
    fn a_series_is_no_event_and_what_belongs_to_it_is() {
        let series = json!({"@type": "EventSeries", "name": "S", "subEvent": [
            {"@type": "Event", "name": "A"}, "https://schema.example/b",
        ]});
        assert_eq!(names(&series), ["A"]);
    }

    #[test]
    fn what_stands_around_an_event_belongs_to_it() {
        let band = json!({"@type": "MusicGroup", "name": "Band", "event": {"@type": "Event"}});
        assert_eq!(events(&band)[0]["performer"]["name"], "Band");
        let hall = json!({"@type": "MusicVenue", "name": "Hall", "address": "Leeds", "events": [
            {"@type": "Event"}, {"@type": "Event", "location": "Pier"},
        ]});
        let found = events(&hall);
        assert_eq!(
            found[0]["location"],
            json!({"name": "Hall", "address": "Leeds"})
        );
        assert_eq!(found[1]["location"], "Pier");
        let festival = json!({"@type": "Festival", "name": "F", "location": "Park", "subEvent": [
            {"@type": "MusicEvent", "name": "A"},
        ]});
        assert_eq!(events(&festival)[1]["location"], "Park");
    }

    #[test]
    fn dates_of_one_page_have_keys_of_their_own() {
        let date =
            |start| json!({"@type": "Event", "url": "https://a.example", "startDate": start});
        let found = events(&json!([date("2026-12-01"), date("2026-12-02")]));
        assert_eq!(found[1]["@id"], "https://a.example#2026-12-02");
        assert_eq!(events(&date("2026-12-01"))[0].get("@id"), None);
    }

    #[test]
    fn what_is_only_named_is_looked_up_in_the_document() {
        let graph = json!({"@graph": [
            {"@type": "Event", "name": "A", "location": {"@id": "#hall"}, "performer": [{"@id": "#ani"}]},
            {"@type": "Place", "@id": "#hall", "name": "Hall"},
            {"@type": "Person", "@id": "#ani", "name": "Ani"},
        ]});
        let event = &events(&graph)[0];
        assert_eq!(event["location"]["name"], "Hall");
        assert_eq!(event["performer"][0]["name"], "Ani");
    }
}
