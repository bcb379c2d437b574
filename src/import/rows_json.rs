//! Refused JSON objects, with the reason as one more member before the others: an object is then known as refused by how
//! it begins.

use serde_json::Value;

use super::held::{LINE, REASON};
use super::object::{Members, kind};

/// The object as it was, with the reason before it; one from an earlier import gives way. What is no object stands as a
/// text beside the reason.
pub(super) fn with_reason(json: &str, reason: &str) -> String {
    let Ok(Members(members)) = serde_json::from_str(json) else {
        let text = (LINE, Value::from(json).to_string());
        return written([text].into_iter(), reason);
    };
    let kept = members.iter().filter(|(key, _)| key.trim() != REASON);
    written(
        kept.map(|(key, value)| (key.as_str(), value.get().to_owned())),
        reason,
    )
}

/// An object of texts and lists, with the reason before it.
pub(super) fn object<'c>(
    cells: impl Iterator<Item = (&'c String, &'c String)>,
    reason: &str,
) -> String {
    let value = |cell: &str| {
        let is_list = kind(cell) == "a list" && serde_json::from_str::<Value>(cell).is_ok();
        if is_list {
            cell.to_owned()
        } else {
            Value::from(cell).to_string()
        }
    };
    written(
        cells.map(|(name, cell)| (name.as_str(), value(cell))),
        reason,
    )
}

fn written<'m>(members: impl Iterator<Item = (&'m str, String)>, reason: &str) -> String {
    let reason = (REASON, Value::from(reason).to_string());
    let members: Vec<String> = [reason]
        .into_iter()
        .chain(members)
        .map(|(key, json)| format!("{}:{json}", Value::from(key)))
        .collect();
    format!("{{{}}}", members.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_object_keeps_its_members_and_gets_the_reason_before_them() {
        assert_eq!(
            with_reason(
                r#"{"b":1.50,"refused_because":"old","reason":[ 1 ]}"#,
                "no \"start\""
            ),
            r#"{"refused_because":"no \"start\"","b":1.50,"reason":[ 1 ]}"#
        );
        assert_eq!(
            with_reason(r#"{"a":1,}"#, "comma"),
            r#"{"refused_because":"comma","refused_line":"{\"a\":1,}"}"#
        );
    }

    #[test]
    fn cells_become_texts_and_lists() {
        let cells = [
            ("a".to_owned(), "1".to_owned()),
            ("b".to_owned(), "[1]".to_owned()),
        ];
        assert_eq!(
            object(cells.iter().map(|(name, cell)| (name, cell)), "r"),
            r#"{"refused_because":"r","a":"1","b":[1]}"#
        );
    }
}
