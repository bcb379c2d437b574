//! A schema.org event as fields of a concert.

use serde_json::Value;

/// What an event says, as fields and their texts.
pub(super) fn record(event: &Value) -> Vec<(String, String)> {
    let said = [
        ("name", &event["name"]),
        ("venue", &event["location"]["name"]),
        ("starts_at", &event["startDate"]),
    ];
    said.into_iter()
        .filter_map(|(field, value)| Some((field.to_owned(), value.as_str()?.to_owned())))
        .collect()
}
