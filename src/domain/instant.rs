//! Points in time, in whole seconds.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Datelike, TimeDelta, Timelike, Utc};
use serde::{Deserialize, Deserializer, de};

use super::canonical::serialize_as_text;
use super::{Code, Error, Result, Span};

/// A point in time in UTC, in whole seconds, from the year 1 to the year 9999.
///
/// Its text has a fixed width, `2026-11-28T13:00:00Z`, so texts sort as the instants do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(i64);

impl Instant {
    /// The first second of 1970.
    pub const EPOCH: Self = Self(0);

    /// `0001-01-01T00:00:00Z`.
    pub const MIN: Self = Self(-62_135_596_800);
    /// `9999-12-31T23:59:59Z`.
    pub const MAX: Self = Self(253_402_300_799);

    /// The instant this many seconds after 1970 began, if it lies in the years 1 to 9999.
    #[must_use]
    pub const fn from_seconds(seconds: i64) -> Option<Self> {
        if seconds < Self::MIN.0 || Self::MAX.0 < seconds {
            return None;
        }
        Some(Self(seconds))
    }

    /// Seconds since 1970 began.
    #[must_use]
    pub const fn seconds(self) -> i64 {
        self.0
    }

    /// The same point in time for calendar arithmetic.
    #[must_use]
    pub fn utc(self) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::seconds(self.0)
    }

    /// The instant a span later, or nothing past the year 9999.
    #[must_use]
    pub fn checked_add(self, span: Span) -> Option<Self> {
        self.0
            .checked_add(span.seconds())
            .and_then(Self::from_seconds)
    }

    /// The instant a span later, at most [`Instant::MAX`].
    #[must_use]
    pub fn plus(self, span: Span) -> Self {
        Self(
            self.0
                .saturating_add(span.seconds())
                .clamp(Self::MIN.0, Self::MAX.0),
        )
    }

    /// The instant a span earlier, at least [`Instant::MIN`].
    #[must_use]
    pub fn minus(self, span: Span) -> Self {
        Self(
            self.0
                .saturating_sub(span.seconds())
                .clamp(Self::MIN.0, Self::MAX.0),
        )
    }

    /// How long after `earlier` this is; negative when it is before.
    #[must_use]
    pub fn since(self, earlier: Self) -> Span {
        Span::from_seconds(self.0 - earlier.0)
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.written(&mut [0; 20]))
    }
}

impl Instant {
    /// The text, written into `room`: every row that is written has a time or two, and formatting takes its time.
    fn written(self, room: &mut [u8; 20]) -> &str {
        let (utc, day) = (self.utc(), self.utc().date_naive());
        let year = day.year().unsigned_abs();
        *room = *b"0000-00-00T00:00:00Z";
        for (at, number) in [
            (0, year / 100),
            (2, year % 100),
            (5, day.month()),
            (8, day.day()),
            (11, utc.hour()),
            (14, utc.minute()),
            (17, utc.second()),
        ] {
            for (digit, place) in [(number / 10, at), (number % 10, at + 1)] {
                room[place] = b'0' + u8::try_from(digit % 10).unwrap_or(0);
            }
        }
        std::str::from_utf8(room).unwrap_or_default()
    }
}

impl FromStr for Instant {
    type Err = Error;

    /// Reads RFC 3339 with any offset; a fraction of a second is dropped.
    fn from_str(text: &str) -> Result<Self> {
        DateTime::parse_from_rfc3339(text)
            .ok()
            .and_then(|time| Self::from_seconds(time.timestamp()))
            .ok_or_else(|| {
                let message = format!("`{text}` is not a time in RFC 3339");
                Error::new(Code::InvalidValue, message)
                    .hint("write it as `2026-11-28T13:00:00Z` or `2026-11-28T20:00:00+07:00`")
            })
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(de::Error::custom)
    }
}

serialize_as_text!(Instant);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn instant(text: &str) -> Instant {
        text.parse().unwrap()
    }

    #[test]
    fn any_offset_and_fraction_is_read_as_whole_seconds_utc() {
        let expected = "2026-11-28T13:00:00Z";
        for text in [
            "2026-11-28T20:00:00+07:00",
            "2026-11-28t13:00:00.999z",
            expected,
        ] {
            assert_eq!(instant(text).to_string(), expected);
        }
    }

    #[test]
    fn a_time_without_an_offset_is_refused() {
        let error = "2026-11-28T20:00:00".parse::<Instant>().unwrap_err();
        assert_eq!(error.code, Code::InvalidValue);
        assert_eq!(
            error.message,
            "`2026-11-28T20:00:00` is not a time in RFC 3339"
        );
    }

    #[test]
    fn the_years_end_at_1_and_9999() {
        assert_eq!(Instant::MIN.to_string(), "0001-01-01T00:00:00Z");
        assert_eq!(Instant::MAX.to_string(), "9999-12-31T23:59:59Z");
        assert!("9999-12-31T23:59:59-01:00".parse::<Instant>().is_err());
        assert!("0001-01-01T00:00:00+01:00".parse::<Instant>().is_err());
        assert_eq!(Instant::MAX.checked_add(Span::from_seconds(1)), None);
        assert_eq!(Instant::MAX.plus(Span::days(1)), Instant::MAX);
        assert_eq!(Instant::MIN.minus(Span::days(1)), Instant::MIN);
    }

    #[test]
    fn an_instant_is_its_text_in_json() {
        let noon = instant("2026-11-28T12:00:00Z");
        let json = serde_json::to_string(&noon).unwrap();
        assert_eq!(json, "\"2026-11-28T12:00:00Z\"");
        assert_eq!(serde_json::from_str::<Instant>(&json).unwrap(), noon);
    }

    proptest! {
        #[test]
        fn an_instant_reads_back_from_its_text(seconds in Instant::MIN.0..=Instant::MAX.0) {
            let instant = Instant::from_seconds(seconds).unwrap();
            let text = instant.to_string();
            prop_assert_eq!(text.len(), 20);
            prop_assert_eq!(text.parse::<Instant>().unwrap(), instant);
        }

        #[test]
        fn texts_sort_as_instants_do(
            a in Instant::MIN.0..=Instant::MAX.0,
            b in Instant::MIN.0..=Instant::MAX.0,
        ) {
            let (a, b) = (Instant(a), Instant(b));
            prop_assert_eq!(a.cmp(&b), a.to_string().cmp(&b.to_string()));
        }
    }
}
