//! schema.org events: what a page says of a concert, as an object of our own fields.

mod graph;
mod offers;
mod place;

use serde_json::{Map, Value};

use crate::domain::{Code, Error, Result};
pub(super) use graph::events;

/// The list that events belong to whose key is no address of the web.
const NO_HOST: &str = "schema.org";

/// What stands beside the slug in an event that a box office like this one wrote.
const OURS: &str = "boxoffice";

/// What an event says, as a record of our own fields. Refuses what takes place nowhere but online.
pub(super) fn record(event: &Value) -> Result<Map<String, Value>> {
    let mut fields = Map::new();
    let mut put = |field: &str, text: Option<String>| {
        if let Some(text) = text {
            fields.insert(field.to_owned(), Value::String(text));
        }
    };
    let place = place::place(event)?;
    let starts = said(event, "startDate");
    let ends = said(event, "endDate");
    put("name", said(event, "name"));
    put("venue", place.venue);
    put("location", place.location);
    put("doors_at", said(event, "doorTime").map(hour));
    put("ends_at", ends.clone().filter(|ends| has_hour(ends)));
    put("artists", artists(event));
    put("capacity", capacity(event));
    let own = own_slug(event);
    put(
        "ticket_types",
        if own.is_some() {
            offers::own_types(event)
        } else {
            offers::types(event, starts.as_deref())
        },
    );
    let (status, moved) = status(event);
    put("status", status);
    let until = ends.filter(|ends| !has_hour(ends) && day(ends) != starts.as_deref().and_then(day));
    let notes = [moved, until.map(|ends| format!("until {ends}"))];
    let notes: Vec<String> = notes.into_iter().flatten().collect();
    put("note", (!notes.is_empty()).then(|| notes.join("; ")));
    put("starts_at", starts);
    if own.is_some() {
        put("concert", own);
    } else if let Some((source, id)) = key(event) {
        put("source", Some(source));
        put("source_id", Some(id));
    }
    Ok(fields)
}

/// A text or a number of a node, its entities decoded; of a list, the first.
fn said(node: &Value, property: &str) -> Option<String> {
    text(node.get(property)?)
}

fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => html_escape::decode_html_entities(text).trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Array(list) => return list.iter().find_map(text),
        Value::Object(fields) => return fields.get("@value").and_then(text),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// The elements of a list, or the one thing that stands in the place of a list.
fn each(value: Option<&Value>) -> &[Value] {
    match value {
        Some(Value::Array(list)) => list,
        Some(one) => std::slice::from_ref(one),
        None => &[],
    }
}

/// The last words of the types of a node: `MusicEvent` of `https://schema.org/MusicEvent`.
fn types(node: &Value) -> impl Iterator<Item = &str> {
    let types = node.get("@type").or_else(|| node.get("type"));
    let words = each(types).iter().filter_map(Value::as_str);
    words.map(|word| word.rsplit(['/', ':', '#']).next().unwrap_or(word))
}

/// The line-up as a JSON list of names.
fn artists(event: &Value) -> Option<String> {
    let names: Vec<Value> = ["performer", "performers"]
        .iter()
        .flat_map(|property| each(event.get(*property)))
        .filter_map(|performer| said(performer, "name").or_else(|| text(performer)))
        .map(Value::String)
        .collect();
    (!names.is_empty()).then(|| Value::Array(names).to_string())
}

/// The state as it is written, and where it was before; a date that was moved says so in the note alone.
fn status(event: &Value) -> (Option<String>, Option<String>) {
    let status = said(event, "eventStatus");
    let Some(before) = said(event, "previousStartDate") else {
        return (status, None);
    };
    let is_moved = status
        .as_deref()
        .is_none_or(|status| status.ends_with("EventRescheduled"));
    let status = if is_moved {
        Some("scheduled".to_owned())
    } else {
        status
    };
    (status, Some(format!("rescheduled from {before}")))
}

fn capacity(event: &Value) -> Option<String> {
    said(event, "maximumPhysicalAttendeeCapacity")
        .or_else(|| said(event, "maximumAttendeeCapacity"))
        .filter(|capacity| capacity != "0")
}

/// The slug of the concert, where a box office like this one wrote the event: then it belongs to no other list.
fn own_slug(event: &Value) -> Option<String> {
    let identifier = event.get("identifier")?;
    let is_ours = said(identifier, "propertyID").is_some_and(|property| property == OURS);
    said(identifier, "value").filter(|_| is_ours)
}

/// The list that an event belongs to, and its key there: the host of its address, and the address.
fn key(event: &Value) -> Option<(String, String)> {
    let identifier = || {
        let given = event.get("identifier")?;
        said(given, "value").or_else(|| text(given))
    };
    let id = said(event, "@id")
        .filter(|id| !id.starts_with("_:"))
        .or_else(|| said(event, "url"))
        .or_else(identifier)?;
    let host = id.split_once("://").map(|(_, rest)| {
        let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
        host.strip_prefix("www.").unwrap_or(host).to_lowercase()
    });
    let host = host.filter(|host| !host.is_empty());
    Some((host.unwrap_or_else(|| NO_HOST.to_owned()), id))
}

/// Whether a time has an hour behind its date.
fn has_hour(time: &str) -> bool {
    time.contains(':')
}

/// The date of a time.
fn day(time: &str) -> Option<&str> {
    time.get(..10)
}

/// An hour that stands alone, without the `T` before it.
fn hour(time: String) -> String {
    match time.strip_prefix(['T', 't']) {
        Some(hour) => hour.to_owned(),
        None => time,
    }
}

fn wrong(message: impl Into<String>) -> Error {
    Error::new(Code::InvalidValue, message)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn of(event: &Value) -> Value {
        Value::Object(record(event).unwrap())
    }

    #[test]
    fn an_event_becomes_a_record_of_our_fields() {
        let event = json!({
            "@type": "MusicEvent", "name": "Rock &amp; Roll &mdash; live", "url": "https://www.hall.example/e/1",
            "startDate": "2026-11-28T20:00", "endDate": "2026-11-28T23:00", "doorTime": "T19:00",
            "location": {"@type": "Place", "name": "Hall", "address": "1 High St., Leeds"},
            "performer": [{"name": "Ani"}, "Budi"], "eventStatus": "https://schema.org/EventCancelled",
            "maximumAttendeeCapacity": 300,
        });
        assert_eq!(
            of(&event),
            json!({
                "name": "Rock & Roll — live", "venue": "Hall", "location": "1 High St., Leeds",
                "starts_at": "2026-11-28T20:00", "ends_at": "2026-11-28T23:00", "doors_at": "19:00",
                "artists": r#"["Ani","Budi"]"#, "status": "https://schema.org/EventCancelled", "capacity": "300",
                "source": "hall.example", "source_id": "https://www.hall.example/e/1",
            })
        );
    }

    #[test]
    fn an_event_of_a_box_office_names_its_concert_and_types() {
        let event = json!({
            "@type": "MusicEvent", "name": "Jazz", "url": "https://hall.example/jazz",
            "identifier": {"@type": "PropertyValue", "propertyID": "boxoffice", "value": "jazz"},
            "maximumAttendeeCapacity": 300,
            "offers": [{
                "identifier": "vip", "name": "VIP", "price": "12.50", "priceCurrency": "EUR",
                "availability": "https://schema.org/SoldOut", "validThrough": "2026-12-31T10:00:00Z",
                "eligibleQuantity": {"maxValue": 4},
            }],
        });
        let types = r#"[{"max_per_order":"4","name":"VIP","price":"12.50 EUR","sale_ends_at":"2026-12-31T10:00:00Z","slug":"vip"}]"#;
        assert_eq!(
            of(&event),
            json!({"concert": "jazz", "name": "Jazz", "capacity": "300", "ticket_types": types})
        );
    }

    #[test]
    fn a_moved_date_and_a_last_day_are_noted() {
        let event = json!({
            "startDate": "2026-11-28T20:00", "endDate": "2026-12-05", "previousStartDate": "2026-10-01",
            "eventStatus": "EventRescheduled", "location": "Hall",
        });
        let record = of(&event);
        assert_eq!(
            (&record["status"], &record["note"]),
            (
                &json!("scheduled"),
                &json!("rescheduled from 2026-10-01; until 2026-12-05")
            )
        );
        assert_eq!(record.get("ends_at"), None);
    }

    #[test]
    fn a_key_that_is_no_address_belongs_to_no_host() {
        let key_of = |event: Value| key(&event);
        assert_eq!(
            key_of(json!({"url": "gig-7.html"})),
            Some(("schema.org".to_owned(), "gig-7.html".to_owned()))
        );
        assert_eq!(
            key_of(json!({"@id": "_:b0", "identifier": {"value": "E7"}})),
            Some(("schema.org".to_owned(), "E7".to_owned()))
        );
        assert_eq!(key_of(json!({})), None);
    }
}
