//! One cell each: what says nothing, and how numbers, states and guarded text are read.

use crate::domain::{Code, ConcertStatus, Error, Result, Word};

/// Words that lists write where they know nothing.
const NOTHING: &[&str] = &[
    "none", "n/a", "#n/a", "n.a.", "null", "-", "--", "---", "–", "—", "?", "tba", "t.b.a.", "tbc",
    "tbd", "aucun", "aucune", "미정",
];

/// The words that lists use for the state of a concert; a web page may have `https://schema.org/` before them.
const STATES: &[(&str, ConcertStatus)] = &[
    ("scheduled", ConcertStatus::Scheduled),
    ("eventscheduled", ConcertStatus::Scheduled),
    ("confirmed", ConcertStatus::Scheduled),
    ("rescheduled", ConcertStatus::Scheduled),
    ("eventrescheduled", ConcertStatus::Scheduled),
    ("예정", ConcertStatus::Scheduled),
    ("postponed", ConcertStatus::Postponed),
    ("eventpostponed", ConcertStatus::Postponed),
    ("verschoben", ConcertStatus::Postponed),
    ("reporté", ConcertStatus::Postponed),
    ("연기", ConcertStatus::Postponed),
    ("cancelled", ConcertStatus::Cancelled),
    ("canceled", ConcertStatus::Cancelled),
    ("eventcancelled", ConcertStatus::Cancelled),
    ("eventcanceled", ConcertStatus::Cancelled),
    ("abgesagt", ConcertStatus::Cancelled),
    ("annulé", ConcertStatus::Cancelled),
    ("batal", ConcertStatus::Cancelled),
    ("취소", ConcertStatus::Cancelled),
];

/// Who or what is unknown where a list says `Unknown Soloist` or `No Soloist`.
const ROLES: &[&str] = &[
    "act",
    "acts",
    "artist",
    "artists",
    "band",
    "composer",
    "conductor",
    "date",
    "ensemble",
    "group",
    "location",
    "musician",
    "performer",
    "performers",
    "place",
    "singer",
    "soloist",
    "time",
    "title",
    "venue",
];

/// The text of a cell; nothing where it is blank or says so in a word.
pub(super) fn said(cell: &str) -> Option<&str> {
    meant(unguarded(cell))
}

/// The same of a part of a cell, such as an element of a list, which no spreadsheet would run.
pub(super) fn meant(text: &str) -> Option<&str> {
    let text = text.trim();
    (!text.is_empty() && !says_nothing(text)).then_some(text)
}

fn says_nothing(text: &str) -> bool {
    let lower = text.to_lowercase();
    if NOTHING.contains(&lower.as_str()) || lower == "unknown" {
        return true;
    }
    let role = lower
        .strip_prefix("unknown ")
        .or_else(|| lower.strip_prefix("no "));
    role.is_some_and(|role| ROLES.contains(&role.trim()))
}

/// Without the `'` that a spreadsheet-proof CSV puts before what would be a formula.
fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest)
            if rest
                .trim_start_matches('\'')
                .starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) =>
        {
            rest
        }
        _ => cell,
    }
}

/// A text as a cell that is read as just that text: what looks guarded already gets one more guard.
pub(super) fn literal(text: String) -> String {
    if unguarded(&text) == text {
        text
    } else {
        format!("'{text}")
    }
}

/// A number of people or places.
pub(super) fn whole_number(text: &str) -> Result<i64> {
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    let number = text.parse().ok().filter(|_| is_number);
    number
        .filter(|number| (0..=10_000_000).contains(number))
        .ok_or_else(|| {
            let message = format!("`{text}` is not a whole number from 0 to 10000000");
            Error::new(Code::InvalidValue, message)
        })
}

/// Whether a concert takes place, and whether it was moved to the date it has now.
pub(super) fn state(text: &str) -> Result<(ConcertStatus, bool)> {
    let lower = text.to_lowercase();
    let word = ["https://schema.org/", "http://schema.org/", "schema:"]
        .iter()
        .find_map(|begin| lower.strip_prefix(begin))
        .unwrap_or(&lower);
    let found = STATES.iter().find(|(known, _)| *known == word);
    let (_, status) = found.ok_or_else(|| {
        let known: Vec<_> = ConcertStatus::ALL.iter().map(|it| it.as_str()).collect();
        let message = format!("`{text}` is none of {}", known.join(", "));
        Error::new(Code::InvalidValue, message)
    })?;
    Ok((*status, word.ends_with("rescheduled")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_nothing_say_nothing() {
        for cell in [
            "",
            " ",
            "None",
            "N/A",
            "#N/A",
            "-",
            "TBA",
            "Unknown Soloist",
            "No Soloist",
            "unknown venue",
            "Unknown",
        ] {
            assert_eq!(said(cell), None, "{cell}");
        }
        for cell in ["Unknown Mortal Orchestra", "No Brain", "Nothing", "X"] {
            assert_eq!(said(cell), Some(cell));
        }
    }

    #[test]
    fn the_guard_of_a_spreadsheet_is_taken_off_once() {
        assert_eq!(said("'=1+1"), Some("=1+1"));
        assert_eq!(said("''=1"), Some("'=1"));
        assert_eq!(said("'t Hof"), Some("'t Hof"));
        assert_eq!(said("'-"), None);
        for text in ["'=1+1", "''=1", "=1", "'t Hof", "x"] {
            assert_eq!(said(&literal(text.to_owned())), Some(text));
        }
    }

    #[test]
    fn a_number_has_digits_only() {
        assert_eq!(whole_number("1200"), Ok(1200));
        for text in ["1.200", "-1", "1e3", "12O", "99999999"] {
            assert!(whole_number(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_state_is_known_by_the_words_that_lists_use() {
        for (text, expected) in [
            ("Scheduled", (ConcertStatus::Scheduled, false)),
            ("confirmed", (ConcertStatus::Scheduled, false)),
            ("EventRescheduled", (ConcertStatus::Scheduled, true)),
            (
                "https://schema.org/EventPostponed",
                (ConcertStatus::Postponed, false),
            ),
            (
                "http://schema.org/EventCancelled",
                (ConcertStatus::Cancelled, false),
            ),
            ("취소", (ConcertStatus::Cancelled, false)),
        ] {
            assert_eq!(state(text), Ok(expected), "{text}");
        }
        assert_eq!(
            state("maybe").unwrap_err().message,
            "`maybe` is none of scheduled, postponed, cancelled"
        );
    }
}
