//! A row of a list of concerts: typed, but not yet held against the box office.

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};

use super::{ConcertStatus, Instant, Money, Name, Note, Result, Slug, Zone};

/// One row: a concert, with no, one or all of its ticket types. A blank cell says nothing, so every field is optional.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConcertRow {
    /// Where it stands in its file: its line, or in a JSON document its number.
    pub line: u64,
    /// The line of an earlier row with exactly the same cells.
    pub same_as: Option<u64>,
    /// What people type for the concert.
    pub concert: Option<Slug>,
    /// The concert's name.
    pub name: Option<Name>,
    /// The venue's name or slug.
    pub venue: Option<Name>,
    /// Where the venue is.
    pub location: Option<Name>,
    /// When the concert starts.
    pub start: Option<Start>,
    /// What the clocks showed for the offset that is written behind the start.
    pub clock: Option<NaiveDateTime>,
    /// The zone its times are read in.
    pub zone: Option<Zone>,
    /// When the doors open.
    pub doors: Option<Doors>,
    /// When the concert ends.
    pub ends: Option<Doors>,
    /// Who plays, in billing order, each once.
    pub artists: Option<Vec<Name>>,
    /// How many people the concert admits.
    pub capacity: Option<i64>,
    /// Whether the concert takes place.
    pub status: Option<ConcertStatus>,
    /// What else is to be known.
    pub note: Option<Note>,
    /// The list it comes from, and its key there.
    pub source: Option<(String, String)>,
    /// Whether it is about one ticket type of its concert, so that other rows may be about the same concert.
    pub of_type: bool,
    /// Its ticket types, each once.
    pub ticket_types: Vec<TypeRow>,
}

/// What a row says about a ticket type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypeRow {
    /// Its name, or its slug.
    pub name: Name,
    /// What people type for it.
    pub slug: Option<Slug>,
    /// What one ticket costs.
    pub price: Option<Money>,
    /// How many may go out.
    pub quota: Option<i64>,
    /// When its sale begins.
    pub sale_starts: Option<Start>,
    /// When its sale ends.
    pub sale_ends: Option<Start>,
    /// How many one order may have.
    pub max_per_order: Option<i64>,
    /// Whether it is kept in a note where it is new and nobody knows how many there are.
    pub may_be_note: bool,
}

/// When a row says that a concert starts, before its zone is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Start {
    /// At this moment.
    Fixed(Instant),
    /// When the clocks of its venue show this.
    Local(NaiveDateTime),
    /// On this day, at an hour nobody wrote down.
    Day(NaiveDate),
}

/// When a row says that the doors open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Doors {
    /// At this moment.
    Fixed(Instant),
    /// When the clocks of its venue show this.
    Local(NaiveDateTime),
    /// At this hour of the day of the start.
    Clock(NaiveTime),
}

impl Start {
    /// The moment in a zone; that of a day without an hour is its beginning.
    pub fn resolve(self, zone: Zone) -> Result<Instant> {
        match self {
            Self::Fixed(instant) => Ok(instant),
            Self::Local(local) => zone.instant(local),
            Self::Day(date) => Ok(zone.day_start(date)),
        }
    }

    /// The moment in a zone of something that ends then; a day without an hour is over when the next one begins.
    pub fn resolve_end(self, zone: Zone) -> Result<Instant> {
        match self {
            Self::Day(date) => Ok(zone.day_start(date.succ_opt().unwrap_or(date))),
            other => other.resolve(zone),
        }
    }

    /// Whether the hour is known.
    #[must_use]
    pub const fn time_known(self) -> bool {
        !matches!(self, Self::Day(_))
    }
}

impl Doors {
    /// The moment in a zone, for a concert that starts at `start`.
    pub fn resolve(self, zone: Zone, start: Instant) -> Result<Instant> {
        match self {
            Self::Fixed(instant) => Ok(instant),
            Self::Local(local) => zone.instant(local),
            Self::Clock(time) => zone.instant(zone.date(start).and_time(time)),
        }
    }

    /// The moment in a zone at which a concert that starts at `start` ends: an hour that comes before that of the
    /// start is one of the next day.
    pub fn resolve_end(self, zone: Zone, start: Instant) -> Result<Instant> {
        let Self::Clock(time) = self else {
            return self.resolve(zone, start);
        };
        let begins = zone.local(start);
        let same_day = begins.date().and_time(time);
        let next_day = same_day.checked_add_days(Days::new(1));
        zone.instant(if same_day < begins {
            next_day.unwrap_or(same_day)
        } else {
            same_day
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 28).unwrap()
    }

    #[test]
    fn a_start_is_read_in_the_zone_of_its_venue() {
        let zone: Zone = "Asia/Jakarta".parse().unwrap();
        let local = Start::Local(date().and_hms_opt(20, 0, 0).unwrap());
        assert_eq!(
            local.resolve(zone).unwrap().to_string(),
            "2026-11-28T13:00:00Z"
        );
        assert!(local.time_known());
    }

    #[test]
    fn a_day_without_an_hour_starts_when_it_begins() {
        let zone: Zone = "Asia/Jakarta".parse().unwrap();
        let day = Start::Day(date());
        assert_eq!(
            day.resolve(zone).unwrap().to_string(),
            "2026-11-27T17:00:00Z"
        );
        assert!(!day.time_known());
    }

    #[test]
    fn a_sale_that_ends_on_a_day_ends_with_it() {
        let zone: Zone = "Asia/Jakarta".parse().unwrap();
        let ends = Start::Day(date()).resolve_end(zone).unwrap();
        assert_eq!(ends.to_string(), "2026-11-28T17:00:00Z");
    }

    #[test]
    fn doors_without_a_date_open_on_the_day_of_the_start() {
        let zone: Zone = "Asia/Jakarta".parse().unwrap();
        let start = "2026-11-28T13:00:00Z".parse().unwrap();
        let doors = Doors::Clock(NaiveTime::from_hms_opt(19, 0, 0).unwrap());
        assert_eq!(
            doors.resolve(zone, start).unwrap().to_string(),
            "2026-11-28T12:00:00Z"
        );
    }

    #[test]
    fn an_end_without_a_date_is_the_next_such_hour_after_the_start() {
        let zone: Zone = "Asia/Jakarta".parse().unwrap();
        let start = "2026-11-28T13:00:00Z".parse().unwrap();
        let end = |hour| {
            let end = Doors::Clock(NaiveTime::from_hms_opt(hour, 0, 0).unwrap());
            end.resolve_end(zone, start).unwrap().to_string()
        };
        assert_eq!(end(23), "2026-11-28T16:00:00Z");
        assert_eq!(end(2), "2026-11-28T19:00:00Z");
    }
}
