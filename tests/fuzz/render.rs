//! Lists as files of each format.

use serde_json::{Map, Value, json};

use super::dice::Dice;
use super::list::List;

/// The readers that a file may be made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reader {
    Csv,
    Tsv,
    Ndjson,
    Json,
    Wrapper,
    JsonLd,
}

impl Reader {
    /// A file name that says the format, or says nothing.
    pub(crate) fn name(self, dice: &mut Dice) -> &'static str {
        let (own, any) = match self {
            Self::Csv => ("list.csv", "list.txt"),
            Self::Tsv => ("list.tsv", "list.tsv.gz"),
            Self::Ndjson => ("list.ndjson", "list.jsonl.gz"),
            Self::Json => ("list.json", "list.json"),
            Self::Wrapper => ("list.json", "stdin"),
            Self::JsonLd => ("list.jsonld", "list.json"),
        };
        if dice.chance(70) { own } else { any }
    }

    /// The list as the text of such a file.
    pub(crate) fn text(self, list: &List, dice: &mut Dice) -> String {
        match self {
            Self::Csv => {
                let mark = dice.pick(&[",", ",", ";", "|", "\t"]);
                separated(list, mark, dice)
            }
            Self::Tsv => separated(list, "\t", dice),
            Self::Ndjson => {
                let rows: Vec<String> = objects(list, dice);
                rows.join(dice.pick(&["\n", "\n", "\r\n", "\n\n"]))
            }
            Self::Json => {
                let between = dice.pick(&[",", ",\n", " ,\r\n"]);
                format!("[{}]", objects(list, dice).join(between))
            }
            Self::Wrapper => {
                let rows = objects(list, dice).join(",\n");
                let beside = dice.pick(&[
                    "\"n\": 1",
                    "\"tags\": [1, \"x\"]",
                    "\"meta\": {\"a\": null}",
                ]);
                if dice.chance(50) {
                    format!("{{{beside}, \"rows\": [{rows}]}}")
                } else {
                    format!("{{\"data\": {{\"rows\": [{rows}]}}, {beside}}}")
                }
            }
            Self::JsonLd => linked(list, dice),
        }
    }
}

fn separated(list: &List, mark: &str, dice: &mut Dice) -> String {
    let end = dice.pick(&["\n", "\n", "\r\n", "\r"]);
    let quoting = dice.throw(3);
    let mut text = String::new();
    for row in std::iter::once(&list.header).chain(&list.rows) {
        let cells: Vec<String> = row
            .iter()
            .map(|cell| {
                let needs = cell.contains(['"', '\n', '\r', ',', ';', '\t', '|']);
                if quoting == 0 || needs {
                    format!("\"{}\"", cell.replace('"', "\"\""))
                } else {
                    cell.clone()
                }
            })
            .collect();
        text.push_str(&cells.join(mark));
        text.push_str(end);
    }
    text
}

/// The rows as objects, some of them in other shapes than texts.
fn objects(list: &List, dice: &mut Dice) -> Vec<String> {
    list.rows
        .iter()
        .map(|row| {
            let mut members: Vec<String> = Vec::new();
            for (name, cell) in list.header.iter().zip(row) {
                if !cell.is_empty() || dice.chance(50) {
                    members.push(format!(
                        "{}: {}",
                        Value::from(name.as_str()),
                        value(cell, dice)
                    ));
                }
            }
            if dice.chance(3) {
                members.extend(members.first().cloned());
            }
            format!("{{{}}}", members.join(", "))
        })
        .collect()
}

fn value(cell: &str, dice: &mut Dice) -> String {
    let is_list = cell.starts_with('[') && serde_json::from_str::<Value>(cell).is_ok();
    if is_list {
        return cell.to_owned();
    }
    let is_number = cell.parse::<i64>().is_ok_and(|n| n.to_string() == cell);
    match dice.throw(150) {
        0 => "null".to_owned(),
        1 => "true".to_owned(),
        2 => "1e999".to_owned(),
        3 => format!("{{\"name\": {}}}", Value::from(cell)),
        4 => format!("[{}]", Value::from(cell)),
        5 => format!("{}1{}", "[".repeat(300), "]".repeat(300)),
        6 => format!("{}1{}", "{\"a\":".repeat(300), "}".repeat(300)),
        7 => "\"\\ud800\"".to_owned(),
        8 => "\"\\u0000\\u202e\"".to_owned(),
        _ if is_number => cell.to_owned(),
        _ => Value::from(cell).to_string(),
    }
}

/// The rows as schema.org events.
fn linked(list: &List, dice: &mut Dice) -> String {
    let events: Vec<Value> = list.rows.iter().map(|row| event(list, row, dice)).collect();
    let document = match dice.throw(5) {
        0 => json!({"@context": "https://schema.org", "@graph": events}),
        1 => {
            json!({"@context": "https://schema.org", "@type": "MusicGroup", "name": "A", "event": events})
        }
        2 => {
            json!({"@context": "x", "@type": "Place", "name": "Hall", "address": "Seoul", "events": events})
        }
        3 if events.len() == 1 => events[0].clone(),
        _ => Value::Array(events),
    };
    document.to_string()
}

fn event(list: &List, row: &[String], dice: &mut Dice) -> Value {
    let said = |column: &str| {
        let at = list.header.iter().position(|name| name == column);
        at.and_then(|at| row.get(at)).cloned().unwrap_or_default()
    };
    let mut event = Map::new();
    let kind = dice.pick(&[
        "MusicEvent",
        "Event",
        "https://schema.org/MusicEvent",
        "Festival",
    ]);
    event.insert("@type".to_owned(), kind.into());
    event.insert("name".to_owned(), said("name").into());
    event.insert(
        "startDate".to_owned(),
        format!("{}{}", said("starts_at"), said("date")).into(),
    );
    event.insert(
        "location".to_owned(),
        match dice.throw(4) {
            0 => said("venue").into(),
            1 => json!([{"@type": "Place", "name": said("venue")}, {"@type": "VirtualLocation"}]),
            _ => json!({"@type": "Place", "name": said("venue"),
                "address": {"@type": "PostalAddress", "addressLocality": said("location")}}),
        },
    );
    let offer = json!({"@type": "Offer", "name": said("ticket_type"), "price": said("price"),
        "priceCurrency": dice.pick(&["IDR", "USD", ""]), "availability": "SoldOut"});
    let offers = match dice.throw(3) {
        0 => json!([offer]),
        1 => {
            json!({"@type": "AggregateOffer", "lowPrice": said("price"), "highPrice": 7, "offerCount": "many"})
        }
        _ => offer,
    };
    event.insert("offers".to_owned(), offers);
    event.insert(
        "performer".to_owned(),
        json!({"@type": "MusicGroup", "name": said("artists")}),
    );
    for (key, column) in [
        ("eventStatus", "status"),
        ("endDate", "ends_at"),
        ("doorTime", "doors_at"),
        ("maximumAttendeeCapacity", "capacity"),
        ("url", "source_id"),
    ] {
        event.insert(key.to_owned(), said(column).into());
    }
    Value::Object(event)
}
