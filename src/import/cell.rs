//! One cell each: what says nothing, and how times, numbers and guarded text are read.

use chrono::NaiveTime;

use crate::domain::{Code, Doors, Error, Instant, Result, Start, TimeText, read_date, time_of_day};

/// Words that lists write where they know nothing.
const NOTHING: &[&str] = &[
    "none", "n/a", "#n/a", "n.a.", "null", "-", "--", "---", "–", "—", "?", "tba", "t.b.a.", "tbc",
    "tbd",
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
    let text = unguarded(cell).trim();
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

/// A start with its date: `2026-11-28 20:00`, RFC 3339, or the date alone. The hour `unknown` stands for none.
pub(super) fn start(text: &str, unknown: Option<NaiveTime>) -> Result<Start> {
    let (day, clock) = split(text);
    let Some(clock) = clock else {
        return Ok(Start::Day(read_date(day)?));
    };
    if has_offset(clock) {
        return fixed(text).map(Start::Fixed);
    }
    let (date, time) = (read_date(day)?, time_of_day(clock)?);
    Ok(local(date, time, unknown))
}

/// A date and an hour from two cells. Of a date that brings an hour of its own, only the date counts.
pub(super) fn start_of(
    date: &str,
    time: Option<&str>,
    unknown: Option<NaiveTime>,
) -> Result<(Start, Option<Error>)> {
    let date = read_date(split(date).0)?;
    Ok(match time.map(time_of_day) {
        None => (Start::Day(date), None),
        Some(Ok(time)) => (local(date, time, unknown), None),
        Some(Err(error)) => (Start::Day(date), Some(error)),
    })
}

/// When the doors open: as a start, or only the hour.
pub(super) fn doors(text: &str) -> Result<Doors> {
    let (day, clock) = split(text);
    match clock {
        None if day.contains('-') => {
            let message = format!("`{text}` has no time of day");
            Err(Error::new(Code::InvalidValue, message).hint(format!("write it as `{day} 19:00`")))
        }
        Some(clock) if day.contains(['-', '/']) && has_offset(clock) => {
            fixed(text).map(Doors::Fixed)
        }
        Some(clock) if day.contains(['-', '/']) => {
            let date = read_date(day)?;
            Ok(Doors::Local(date.and_time(time_of_day(clock)?)))
        }
        _ => time_of_day(text).map(Doors::Clock),
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

fn local(date: chrono::NaiveDate, time: NaiveTime, unknown: Option<NaiveTime>) -> Start {
    if Some(time) == unknown {
        Start::Day(date)
    } else {
        Start::Local(date.and_time(time))
    }
}

/// The day, and what follows it after a `T` or a blank.
fn split(text: &str) -> (&str, Option<&str>) {
    let is_iso = text.starts_with(|c: char| c.is_ascii_digit()) && text.get(4..5) == Some("-");
    let parted = if is_iso {
        text.split_once(['T', 't'])
    } else {
        None
    };
    match parted.or_else(|| text.split_once(char::is_whitespace)) {
        Some((day, clock)) => (day, Some(clock.trim())),
        None => (text, None),
    }
}

fn has_offset(clock: &str) -> bool {
    clock.ends_with(['z', 'Z']) || clock.contains(['+', '-'])
}

/// RFC 3339, which names one moment whatever the zone.
fn fixed(text: &str) -> Result<Instant> {
    let typed: TimeText = text.parse()?;
    typed.resolve(crate::domain::Zone::UTC, Instant::EPOCH)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let midnight = Some(NaiveTime::MIN);
        format!("{:?}", start(text, midnight).unwrap())
    }

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
    }

    #[test]
    fn a_start_is_a_moment_a_local_time_or_a_day() {
        assert_eq!(shown("2026-11-28 20:00"), "Local(2026-11-28T20:00:00)");
        assert_eq!(shown("2026-11-28T8:00 PM"), "Local(2026-11-28T20:00:00)");
        assert_eq!(shown("2026-11-28"), "Day(2026-11-28)");
        assert_eq!(shown("2026-11-28 00:00"), "Day(2026-11-28)");
        let fixed = Start::Fixed("2026-11-28T13:00:00Z".parse().unwrap());
        assert_eq!(start("2026-11-28T20:00+07:00", None), Ok(fixed));
        assert_eq!(start("2026-11-28T13:00:00Z", None), Ok(fixed));
    }

    #[test]
    fn words_and_other_orders_of_a_date_are_refused() {
        for text in [
            "tomorrow 20:00",
            "28/11/2026 20:00",
            "Spring 2026",
            "2026-02-30 20:00",
            "20:00",
            "2026-11-28 8",
        ] {
            assert!(start(text, None).is_err(), "{text}");
        }
        assert_eq!(
            start("28/11/2026", None).unwrap_err().hints,
            ["write it as `2026-11-28`"]
        );
    }

    #[test]
    fn of_a_date_beside_an_hour_only_the_date_counts() {
        let (found, wrong) = start_of("2024-09-12T04:00:00Z", Some("7:30PM"), None).unwrap();
        assert_eq!(format!("{found:?}"), "Local(2024-09-12T19:30:00)");
        assert_eq!(wrong, None);
        assert!(
            start_of("2024-09-12", Some("evening"), None)
                .unwrap()
                .1
                .is_some()
        );
    }

    #[test]
    fn doors_may_be_only_an_hour() {
        assert_eq!(format!("{:?}", doors("19:00").unwrap()), "Clock(19:00:00)");
        assert_eq!(format!("{:?}", doors("7 pm").unwrap()), "Clock(19:00:00)");
        assert_eq!(
            format!("{:?}", doors("2026-11-28 19:00").unwrap()),
            "Local(2026-11-28T19:00:00)"
        );
        assert!(matches!(doors("2026-11-28T12:00:00Z"), Ok(Doors::Fixed(_))));
        assert_eq!(
            doors("2026-11-28").unwrap_err().hints,
            ["write it as `2026-11-28 19:00`"]
        );
    }

    #[test]
    fn a_number_has_digits_only() {
        assert_eq!(whole_number("1200"), Ok(1200));
        for text in ["1.200", "-1", "1e3", "12O", "99999999"] {
            assert!(whole_number(text).is_err(), "{text}");
        }
    }
}
