//! The time zones venues stand in.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Offset, SecondsFormat};
use chrono_tz::{OffsetName, TZ_VARIANTS, Tz};

use super::canonical::{deserialize_from_text, serialize_as_text};
use super::{Code, Error, Instant, Result, nearest};

/// A zone of the IANA database, such as `Asia/Jakarta`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Zone(pub(super) Tz);

impl Zone {
    /// Coordinated universal time.
    pub const UTC: Self = Self(Tz::UTC);

    /// What the clocks of the zone show at an instant.
    #[must_use]
    pub fn local(self, instant: Instant) -> NaiveDateTime {
        self.at(instant).naive_local()
    }

    /// The calendar date of the zone at an instant.
    #[must_use]
    pub fn date(self, instant: Instant) -> NaiveDate {
        self.local(instant).date()
    }

    /// What the zone is called at an instant: `WIB`, or `+04:00` where it has no name of its own.
    #[must_use]
    pub fn abbreviation(self, instant: Instant) -> String {
        let offset = *self.at(instant).offset();
        match offset.abbreviation() {
            Some(name) if name.starts_with(|c: char| c.is_ascii_alphabetic()) => name.to_owned(),
            _ => offset.fix().to_string(),
        }
    }

    /// An instant in RFC 3339 with the offset of the zone: `2026-11-28T20:00:00+07:00`.
    ///
    /// Offsets of the time before zones have seconds, which the form cannot tell, so such an instant stands in UTC.
    #[must_use]
    pub fn rfc3339(self, instant: Instant) -> String {
        let local = self.at(instant);
        if local.offset().fix().local_minus_utc() % 60 == 0 {
            local.to_rfc3339_opts(SecondsFormat::Secs, false)
        } else {
            instant.to_string()
        }
    }

    /// An instant for a sentence: `Sat 28 Nov 2026 20:00 WIB`.
    #[must_use]
    pub fn show(self, instant: Instant) -> String {
        let local = self.local(instant).format("%a %-d %b %Y %H:%M");
        format!("{local} {}", self.abbreviation(instant))
    }

    /// An instant for a table: `2026-11-28 20:00 WIB`.
    #[must_use]
    pub fn show_short(self, instant: Instant) -> String {
        format!(
            "{} {}",
            minute(self.local(instant)),
            self.abbreviation(instant)
        )
    }

    fn at(self, instant: Instant) -> DateTime<Tz> {
        instant.utc().with_timezone(&self.0)
    }
}

/// A local time to the minute, as people type it.
pub(super) fn minute(local: NaiveDateTime) -> String {
    local.format("%Y-%m-%d %H:%M").to_string()
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0.name())
    }
}

impl FromStr for Zone {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let text = text.trim();
        if let Ok(zone) = text.parse() {
            return Ok(Self(zone));
        }
        let found = TZ_VARIANTS
            .iter()
            .find(|zone| zone.name().eq_ignore_ascii_case(text));
        found.map(|zone| Self(*zone)).ok_or_else(|| unknown(text))
    }
}

fn unknown(text: &str) -> Error {
    let message = format!("`{text}` is not a time zone; expected a name such as `Asia/Jakarta`");
    let city = text.replace(' ', "_");
    let mut names: Vec<String> = TZ_VARIANTS
        .iter()
        .map(|zone| zone.name())
        .filter(|name| {
            name.rsplit('/')
                .next()
                .is_some_and(|last| last.eq_ignore_ascii_case(&city))
        })
        .map(str::to_owned)
        .collect();
    if names.is_empty() {
        names = nearest(text, TZ_VARIANTS.iter().map(|zone| zone.name()));
    }
    names
        .into_iter()
        .take(3)
        .fold(Error::new(Code::InvalidValue, message), |error, name| {
            error.hint(format!("did you mean `{name}`?"))
        })
}

serialize_as_text!(Zone);
deserialize_from_text!(Zone);

#[cfg(test)]
mod tests {
    use super::*;

    fn zone(name: &str) -> Zone {
        name.parse().unwrap()
    }

    fn instant(text: &str) -> Instant {
        text.parse().unwrap()
    }

    #[test]
    fn an_instant_is_shown_by_the_clocks_of_the_zone() {
        let jakarta = zone("asia/jakarta");
        let start = instant("2026-11-28T13:00:00Z");
        assert_eq!(jakarta.show(start), "Sat 28 Nov 2026 20:00 WIB");
        assert_eq!(jakarta.show_short(start), "2026-11-28 20:00 WIB");
        assert_eq!(jakarta.to_string(), "Asia/Jakarta");
    }

    #[test]
    fn an_instant_is_written_with_the_offset_of_the_zone() {
        let start = instant("2026-11-28T13:00:00Z");
        assert_eq!(
            zone("Asia/Jakarta").rfc3339(start),
            "2026-11-28T20:00:00+07:00"
        );
        assert_eq!(Zone::UTC.rfc3339(start), "2026-11-28T13:00:00+00:00");
        let before_zones = "1842-12-08T00:56:02Z";
        let new_york = zone("America/New_York");
        assert_eq!(new_york.rfc3339(instant(before_zones)), before_zones);
    }

    #[test]
    fn a_zone_without_letters_is_shown_by_its_offset() {
        let noon = instant("2026-11-28T12:00:00Z");
        assert_eq!(zone("Asia/Dubai").abbreviation(noon), "+04:00");
        assert_eq!(zone("Asia/Kathmandu").abbreviation(noon), "+05:45");
        assert_eq!(Zone::UTC.abbreviation(noon), "UTC");
    }

    #[test]
    fn an_unknown_zone_is_refused_with_the_names_that_end_so() {
        let error = "jakarta".parse::<Zone>().unwrap_err();
        assert_eq!(error.hints, ["did you mean `Asia/Jakarta`?"]);
        let error = "Asia/Jakrta".parse::<Zone>().unwrap_err();
        assert_eq!(error.hints[0], "did you mean `Asia/Jakarta`?");
    }
}
