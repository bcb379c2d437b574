//! iCalendar (RFC 5545). Times are in UTC, so that no file has to describe a zone.

use std::io;

use icalendar::{Calendar, Component, Event, EventLike, EventStatus, Property};

use super::Result;
use crate::domain::ConcertStatus;
use crate::view::{CalendarView, When};

/// What every calendar ends with.
pub(super) const TAIL: &str = "END:VCALENDAR\r\n";

/// What a calendar of that name begins with.
pub(super) fn head(name: &str) -> String {
    let mut calendar = Calendar::empty();
    for (key, value) in [
        ("VERSION", "2.0"),
        ("PRODID", "-//boxoffice//concert export//EN"),
        ("CALSCALE", "GREGORIAN"),
        ("X-WR-CALNAME", name),
    ] {
        calendar.append_property(Property::new(key, value));
    }
    let whole = calendar.to_string();
    whole.strip_suffix(TAIL).unwrap_or(&whole).to_owned()
}

/// One entry.
pub(super) fn entry(view: &CalendarView) -> Result<String> {
    let mut event = Event::with_uid(&view.uid);
    match view.when {
        When::Hours(starts_at, ends_at) => event.starts(starts_at.utc()).ends(ends_at.utc()),
        When::Day(date) => event.starts(date).ends(date.succ_opt().unwrap_or(date)),
    };
    event
        .summary(&view.summary)
        .location(&view.location)
        .status(match view.status {
            ConcertStatus::Scheduled => EventStatus::Confirmed,
            ConcertStatus::Postponed => EventStatus::Tentative,
            ConcertStatus::Cancelled => EventStatus::Cancelled,
        })
        .sequence(view.sequence)
        .created(view.created_at.utc())
        .last_modified(view.updated_at.utc())
        .timestamp(view.updated_at.utc());
    if !view.description.is_empty() {
        event.description(&view.description);
    }
    if let Some(url) = &view.url {
        event.url(url);
    }
    Ok(event.try_into_string().map_err(io::Error::other)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Instant;

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    fn night() -> CalendarView {
        CalendarView {
            concert: "jazz".to_owned(),
            uid: "concert-1@abc".to_owned(),
            when: When::Hours(at("2026-11-28T13:00:00Z"), at("2026-11-28T15:00:00Z")),
            status: ConcertStatus::Scheduled,
            summary: "Jazz; a night, long".to_owned(),
            location: "Hall, Jakarta".to_owned(),
            description: "Ani\nBudi \\ Co".to_owned(),
            url: None,
            sequence: 7,
            created_at: at("2026-11-01T03:00:00Z"),
            updated_at: at("2026-11-01T03:00:07Z"),
        }
    }

    #[test]
    fn text_is_escaped_and_times_are_in_utc() {
        let text = entry(&night()).unwrap();
        for line in [
            "UID:concert-1@abc",
            "DTSTART:20261128T130000Z",
            "DTEND:20261128T150000Z",
            "DTSTAMP:20261101T030007Z",
            "LAST-MODIFIED:20261101T030007Z",
            "SEQUENCE:7",
            "STATUS:CONFIRMED",
            "SUMMARY:Jazz\\; a night\\, long",
            "LOCATION:Hall\\, Jakarta",
            "DESCRIPTION:Ani\\nBudi \\\\ Co",
        ] {
            assert!(text.contains(&format!("{line}\r\n")), "{line}: {text}");
        }
    }

    #[test]
    fn a_concert_without_an_hour_takes_the_whole_day() {
        let day = When::Day(at("2026-12-31T00:00:00Z").utc().date_naive());
        let text = entry(&CalendarView {
            when: day,
            ..night()
        });
        let text = text.unwrap();
        assert!(text.contains("DTSTART;VALUE=DATE:20261231\r\n"), "{text}");
        assert!(text.contains("DTEND;VALUE=DATE:20270101\r\n"), "{text}");
    }

    #[test]
    fn no_line_is_longer_than_75_bytes() {
        let text = entry(&CalendarView {
            summary: "재즈 밤 ".repeat(40),
            ..night()
        });
        let text = text.unwrap();
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
        let unfolded = text.replace("\r\n ", "");
        assert!(unfolded.contains(&"재즈 밤 ".repeat(40)), "{unfolded}");
    }

    #[test]
    fn the_name_of_the_house_is_that_of_the_calendar() {
        let head = head("Hall, the; 1");
        assert!(head.contains(":VCALENDAR\r\nVERSION:2.0\r\n"), "{head}");
        assert!(
            head.ends_with("X-WR-CALNAME:Hall\\, the\\; 1\r\n"),
            "{head}"
        );
    }
}
