//! The headings that lists of concerts usually have, and the fields that they say.

use super::column_map::canonical;

/// Headings in lower case, without marks, and the field that each says.
const USUAL: &[(&str, &[&str])] = &[
    (
        "name",
        &[
            "title",
            "event",
            "event name",
            "gig",
            "show",
            "concert name",
        ],
    ),
    ("venue", &["hall", "place", "club", "room", "venue name"]),
    ("location", &["city", "town"]),
    (
        "starts_at",
        &[
            "start",
            "starts",
            "begin",
            "begins",
            "start date",
            "date and time",
            "datetime",
        ],
    ),
    ("date", &["day"]),
    ("doors_at", &["doors", "entry", "doors open"]),
    ("ends_at", &["end", "ends"]),
    (
        "artists",
        &["line up", "lineup", "acts", "artist", "performers"],
    ),
    ("capacity", &["seats"]),
    ("quota", &["tickets", "contingent"]),
    ("note", &["notes", "remarks"]),
];

/// The map that an unknown heading asks for, ready to be pasted; nothing where it is none of the usual ones,
/// or where the field has a column already.
pub(super) fn map_of(heading: &str, header: &[String]) -> Option<String> {
    let words = heading.trim().to_lowercase().replace(['_', '-'], " ");
    let of_type = words.strip_prefix("price ").map(str::trim);
    let field = match (of_type, words.as_str()) {
        (Some(of_type), _) if !of_type.is_empty() => {
            format!("ticket_type.{}.price", of_type.replace(' ', "-"))
        }
        _ => {
            let (field, _) = USUAL
                .iter()
                .find(|(_, usual)| usual.contains(&words.as_str()))?;
            let is_there = header.iter().any(|other| canonical(other) == *field);
            if is_there {
                return None;
            }
            (*field).to_owned()
        }
    };
    Some(format!("--map {field}={}", quoted(heading)))
}

/// The text as a shell takes it.
fn quoted(text: &str) -> String {
    let is_plain = text.chars().all(|c| c.is_alphanumeric() || c == '_');
    if is_plain {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_usual_heading_asks_for_its_map() {
        for (heading, map) in [
            ("Title", "--map name=Title"),
            ("Hall", "--map venue=Hall"),
            ("City", "--map location=City"),
            ("Line-up", "--map artists='Line-up'"),
            ("Price VIP", "--map ticket_type.vip.price='Price VIP'"),
            ("Tickets", "--map quota=Tickets"),
        ] {
            assert_eq!(map_of(heading, &[]).as_deref(), Some(map));
        }
        assert_eq!(map_of("colour", &[]), None);
        assert_eq!(map_of("Title", &["Name".to_owned()]), None);
    }
}
