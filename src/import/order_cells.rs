//! Cells of a list of orders that say several things: items and payments.

use serde_json::Value;

use super::json_words::what;
use super::object::kind;
use super::{List, Listed, Refusal};
use crate::domain::{Code, Error, Item, OrderField, Pay, Result};

/// What a list of items looks like.
const ITEMS: &str = "like `[\"java-jazz-2026/vip=2\"]` or `[{\"concert\":\"java-jazz-2026\",\"ticket_type\":\"vip\",\"quantity\":2}]`";
/// What a list of payments looks like.
const PAYS: &str = "like `[\"card=60000\", \"cash\"]`";

/// How many a row wants; one where it does not say.
pub(super) fn quantity(list: &List<OrderField>, row: &Listed) -> Result<i64> {
    let said = list.said(row, OrderField::Quantity).unwrap_or("1");
    format!("all={said}")
        .parse()
        .map(|item: Item| item.quantity)
}

/// How an order is paid: `cash`, or several as `card=150000; cash` or as a list in JSON.
pub(super) fn pays(
    list: &List<OrderField>,
    row: &Listed,
    refusals: &mut Vec<Refusal>,
) -> Option<Vec<Pay>> {
    let said = list.said(row, OrderField::Pay)?;
    match read_pays(said) {
        Ok(pays) => Some(pays),
        Err(error) => {
            refusals.push(list.refuse(row.line, OrderField::Pay, error));
            None
        }
    }
}

fn read_pays(text: &str) -> Result<Vec<Pay>> {
    if !text.starts_with('[') {
        return parts(text).map(str::parse).collect();
    }
    let pays = elements(text).and_then(|pays| {
        let text = |(at, pay): (usize, &Value)| match pay {
            Value::String(pay) => Ok(pay.clone()),
            other => Err(wrong(at, other, "a text")),
        };
        pays.iter()
            .enumerate()
            .map(text)
            .collect::<Result<Vec<_>>>()
    });
    let pays = pays.map_err(|error| error.hint(PAYS))?;
    pays.iter().map(|pay| pay.parse()).collect()
}

/// Items in one cell: `java-jazz-2026/vip=2; child`, or a list in JSON of such texts or of objects.
pub(super) fn read_items(text: &str) -> Result<Vec<Item>> {
    if !text.starts_with('[') {
        return parts(text).map(str::parse).collect();
    }
    let items = elements(text).and_then(|items| {
        let items = items.iter().enumerate();
        items.map(item).collect::<Result<Vec<_>>>()
    });
    let items = items.map_err(|error| error.hint(ITEMS))?;
    items.iter().map(|item| item.parse()).collect()
}

/// An element of a list of items, as a cell says it.
fn item((at, item): (usize, &Value)) -> Result<String> {
    let members = match item {
        Value::String(text) => return Ok(text.clone()),
        Value::Object(members) => members,
        other => return Err(wrong(at, other, "a text or an object")),
    };
    let text = |name: &str| match members.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.as_str())),
        Some(other) => Err(wrong_member(at, name, other, "a text")),
    };
    let quantity = match members.get("quantity") {
        None | Some(Value::Null) => 1,
        Some(found) => found
            .as_i64()
            .ok_or_else(|| wrong_member(at, "quantity", found, "a whole number"))?,
    };
    let Some(ticket_type) = text("ticket_type")? else {
        let message = format!("element {} has no `ticket_type`", at + 1);
        return Err(Error::new(Code::InvalidValue, message));
    };
    let concert = text("concert")?.map_or_else(String::new, |concert| format!("{concert}/"));
    Ok(format!("{concert}{ticket_type}={quantity}"))
}

/// The elements of a list in JSON.
fn elements(text: &str) -> Result<Vec<Value>> {
    serde_json::from_str(text).map_err(|error| {
        let message = format!("column {} of the list: {}", error.column(), what(&error));
        Error::new(Code::InvalidValue, message)
    })
}

fn wrong(at: usize, found: &Value, expected: &str) -> Error {
    let found = kind(&found.to_string());
    let message = format!("element {} is {found}; expected {expected}", at + 1);
    Error::new(Code::InvalidValue, message)
}

fn wrong_member(at: usize, name: &str, found: &Value, expected: &str) -> Error {
    let message = format!(
        "`{name}` of element {} is `{found}`; expected {expected}",
        at + 1
    );
    Error::new(Code::InvalidValue, message)
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(';')
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let items = read_items(text).unwrap();
        items.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn items_stand_between_semicolons_or_in_a_list() {
        for text in [
            "jazz/vip=2; child",
            "[\"jazz/vip=2\", \"child\"]",
            "[{\"concert\":\"jazz\",\"ticket_type\":\"vip\",\"quantity\":2},{\"ticket_type\":\"child\"}]",
        ] {
            assert_eq!(shown(text), ["jazz/vip=2", "child=1"], "{text}");
        }
        for wrong in [
            "jazz/vip=0",
            "[1]",
            "[\"jazz/vip=2\"",
            "[{\"concert\":\"jazz\"}]",
        ] {
            assert!(read_items(wrong).is_err(), "{wrong}");
        }
    }
}
