//! Cells of a list of orders that say several things: items and payments.

use serde::Deserialize;

use super::{List, Listed, Refusal};
use crate::domain::{Code, Error, Item, OrderField, Pay, Result};

/// An item that is an object in JSON.
#[derive(Deserialize)]
#[serde(untagged)]
enum JsonItem {
    Text(String),
    Object {
        concert: Option<String>,
        ticket_type: String,
        quantity: Option<i64>,
    },
}

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
    let pays: Vec<String> = serde_json::from_str(text).map_err(|error| {
        let message = format!("the list of payments cannot be read: {error}");
        Error::new(Code::InvalidValue, message).hint("like `[\"card=60000\", \"cash\"]`")
    })?;
    pays.iter().map(|pay| pay.parse()).collect()
}

/// Items in one cell: `java-jazz-2026/vip=2; child`, or a list in JSON of such texts or of objects.
pub(super) fn read_items(text: &str) -> Result<Vec<Item>> {
    if !text.starts_with('[') {
        return parts(text).map(str::parse).collect();
    }
    let items: Vec<JsonItem> = serde_json::from_str(text).map_err(|error| {
        let message = format!("the list of items cannot be read: {error}");
        Error::new(Code::InvalidValue, message).hint(
            "like `[\"java-jazz-2026/vip=2\"]` or `[{\"concert\":\"java-jazz-2026\",\"ticket_type\":\"vip\",\"quantity\":2}]`",
        )
    })?;
    items.into_iter().map(JsonItem::item).collect()
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(';')
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

impl JsonItem {
    fn item(self) -> Result<Item> {
        match self {
            Self::Text(text) => text.parse(),
            Self::Object {
                concert,
                ticket_type,
                quantity,
            } => {
                let concert = concert.map_or_else(String::new, |concert| concert + "/");
                format!("{concert}{ticket_type}={}", quantity.unwrap_or(1)).parse()
            }
        }
    }
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
