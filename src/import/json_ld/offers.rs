//! What tickets of an event cost: its offers as ticket types.

use serde_json::{Map, Value, json};

use super::{capacity, day, each, said, text};

/// The name of the only type of an event, where its offer has none.
const REGULAR: &str = "Regular";

/// The ticket types of an event as a JSON list, if it has any offer with a price.
pub(super) fn types(event: &Value, starts: Option<&str>) -> Option<String> {
    let capacity = capacity(event);
    let mut types: Vec<Map<String, Value>> = Vec::new();
    let offers: Vec<&Value> = each(event.get("offers")).iter().flat_map(parts).collect();
    let are_many = 1 < offers.len();
    for offer in offers {
        for (price, bound) in prices(offer) {
            let mut of = Map::new();
            let mut put = |field: &str, text: Option<String>| {
                if let Some(text) = text {
                    of.insert(field.to_owned(), json!(text));
                }
            };
            let name = bound.or_else(|| said(offer, "name"));
            let name = name.unwrap_or_else(|| name_by_time(offer, are_many));
            put("name", Some(once(name, &types)));
            put("price", Some(price));
            put("quota", quota(offer).or_else(|| capacity.clone()));
            put(
                "sale_starts_at",
                first(offer, &["availabilityStarts", "validFrom"]),
            );
            let ends = first(offer, &["availabilityEnds", "validThrough"]);
            // Pages often let an offer end with the day of the concert, or much later.
            let ends = ends.filter(|ends| starts.is_none_or(|starts| day(ends) <= day(starts)));
            put("sale_ends_at", ends);
            types.push(of);
        }
    }
    (!types.is_empty()).then(|| json!(types).to_string())
}

/// The ticket types of an event that a box office like this one wrote. What is left of a quota says nothing of the quota.
pub(super) fn own_types(event: &Value) -> Option<String> {
    let types: Vec<Value> = each(event.get("offers"))
        .iter()
        .map(|offer| {
            let most = offer.get("eligibleQuantity");
            let fields = [
                ("name", said(offer, "name")),
                ("slug", said(offer, "identifier")),
                ("price", price(offer, "price")),
                ("sale_starts_at", said(offer, "validFrom")),
                ("sale_ends_at", said(offer, "validThrough")),
                (
                    "max_per_order",
                    most.and_then(|most| said(most, "maxValue")),
                ),
            ];
            let fields = fields.into_iter();
            let said = fields.filter_map(|(field, text)| Some((field.to_owned(), json!(text?))));
            Value::Object(said.collect())
        })
        .collect();
    (!types.is_empty()).then(|| Value::Array(types).to_string())
}

/// The offers inside an offer that only adds them up, where they have prices; else the offer itself.
fn parts(offer: &Value) -> Vec<&Value> {
    let inner = each(offer.get("offers"));
    let priced = inner.iter().filter(|inner| price(inner, "price").is_some());
    let priced: Vec<&Value> = priced.collect();
    if priced.is_empty() {
        vec![offer]
    } else {
        priced
    }
}

/// The prices of an offer: one, or its lowest and its highest, each with a name where they differ.
fn prices(offer: &Value) -> Vec<(String, Option<String>)> {
    if let Some(price) = price(offer, "price") {
        return vec![(price, None)];
    }
    match (price(offer, "lowPrice"), price(offer, "highPrice")) {
        (Some(low), Some(high)) if low != high => vec![
            (low, Some("Lowest price".to_owned())),
            (high, Some("Highest price".to_owned())),
        ],
        (Some(one), _) | (None, Some(one)) => vec![(one, None)],
        (None, None) => each(offer.get("priceSpecification"))
            .iter()
            .find_map(|specification| price(specification, "price"))
            .map(|price| (price, None))
            .into_iter()
            .collect(),
    }
}

/// A price with its currency behind it; words are left as they are.
fn price(offer: &Value, property: &str) -> Option<String> {
    let price = said(offer, property)?;
    let is_number = price
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
    match said(offer, "priceCurrency").filter(|_| is_number) {
        Some(currency) => Some(format!("{price} {currency}")),
        None => Some(price),
    }
}

/// How many there are. Of what is sold out elsewhere, nothing is left to sell here.
fn quota(offer: &Value) -> Option<String> {
    let level = offer.get("inventoryLevel");
    let level = level.and_then(|level| text(level).or_else(|| said(level, "value")));
    let is_sold_out = || said(offer, "availability").filter(|it| it.ends_with("SoldOut"));
    level
        .or_else(|| said(offer, "offerCount"))
        .or_else(|| is_sold_out().map(|_| "0".to_owned()))
}

/// Several offers without names are told apart by when they can be bought.
fn name_by_time(offer: &Value, are_many: bool) -> String {
    let date = |property| said(offer, property).filter(|_| are_many);
    let ends = date("validThrough")
        .as_deref()
        .and_then(day)
        .map(str::to_owned);
    let starts = date("validFrom")
        .as_deref()
        .and_then(day)
        .map(str::to_owned);
    match (ends, starts) {
        (Some(ends), _) => format!("{REGULAR} until {ends}"),
        (None, Some(starts)) => format!("{REGULAR} from {starts}"),
        (None, None) => REGULAR.to_owned(),
    }
}

/// The name, with a number behind it where an earlier type has it already.
fn once(name: String, types: &[Map<String, Value>]) -> String {
    let is_taken = |name: &str| types.iter().any(|of| of.get("name") == Some(&json!(name)));
    if !is_taken(&name) {
        return name;
    }
    let mut numbered = (2..).map(|number| format!("{name} {number}"));
    numbered.find(|name| !is_taken(name)).unwrap_or(name)
}

fn first(offer: &Value, properties: &[&str]) -> Option<String> {
    properties.iter().find_map(|property| said(offer, property))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(event: &Value) -> Value {
        let types = types(event, Some("2026-11-28T20:00"));
        types.map_or(Value::Null, |types| serde_json::from_str(&types).unwrap())
    }

    #[test]
    fn an_offer_is_a_type_with_its_sale() {
        let offer = json!({
            "price": 13.5, "priceCurrency": "USD", "inventoryLevel": {"value": 80},
            "validFrom": "2026-10-01T10:00", "validThrough": "2026-12-31",
        });
        assert_eq!(
            told(&json!({ "offers": offer })),
            json!([{
                "name": "Regular", "price": "13.5 USD", "quota": "80", "sale_starts_at": "2026-10-01T10:00",
            }])
        );
    }

    #[test]
    fn the_bounds_of_a_range_are_types() {
        let range = |low: &str, high: &str| {
            let offers = json!({"lowPrice": low, "highPrice": high, "offerCount": 9});
            told(&json!({ "offers": offers }))
        };
        assert_eq!(range("35", "35")[0]["name"], "Regular");
        let two = range("35", "90");
        assert_eq!(
            (&two[0]["name"], &two[1]["name"], &two[1]["price"]),
            (
                &json!("Lowest price"),
                &json!("Highest price"),
                &json!("90")
            )
        );
        let inner = json!({"lowPrice": "35", "offers": [{"name": "VIP", "price": "90"}]});
        assert_eq!(told(&json!({ "offers": inner }))[0]["name"], "VIP");
    }

    #[test]
    fn offers_without_names_are_told_apart() {
        let all = told(&json!({"offers": [
            {"price": "1", "validThrough": "2026-11-01T23:59:59"},
            {"price": "2", "validFrom": "2026-11-02"},
            {"price": "3"},
            {"price": "4"},
        ]}));
        let names: Vec<_> = all
            .as_array()
            .unwrap()
            .iter()
            .map(|of| &of["name"])
            .collect();
        assert_eq!(
            names,
            [
                "Regular until 2026-11-01",
                "Regular from 2026-11-02",
                "Regular",
                "Regular 2"
            ]
        );
    }

    #[test]
    fn what_has_no_price_is_no_type_and_what_is_sold_out_has_nothing_left() {
        assert_eq!(
            told(&json!({"offers": "https://tickets.example"})),
            Value::Null
        );
        assert_eq!(
            told(&json!({"offers": {"url": "https://tickets.example"}})),
            Value::Null
        );
        let sold_out = json!({"price": "5", "availability": "https://schema.org/SoldOut"});
        assert_eq!(told(&json!({ "offers": sold_out }))[0]["quota"], "0");
        let whole = json!({"price": "5", "priceCurrency": "EUR"});
        let event = json!({"offers": whole, "maximumAttendeeCapacity": 300});
        assert_eq!(told(&event)[0]["quota"], "300");
    }
}
