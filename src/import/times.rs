//! Times in cells: with a date, in two cells, or only an hour.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::dates::{self, DateOrder, looks_like_a_date};
use crate::domain::{Code, Doors, Error, Instant, Result, Start, TimeText, read_date, time_of_day};

/// How the times of a file are read.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Times {
    /// The hour that stands for an unknown one.
    pub(super) unknown: Option<NaiveTime>,
    /// Whether the clocks of a venue show what is written, whatever offset is written behind it.
    pub(super) are_local: bool,
    /// The order of day, month and year in dates that are not as `2026-11-28`.
    pub(super) order: Option<DateOrder>,
}

impl Times {
    /// A start with its date: `2026-11-28 20:00`, RFC 3339, or the date alone. The unknown hour stands for none.
    pub(super) fn start(self, text: &str) -> Result<Start> {
        let (day, clock) = split(text);
        let Some(clock) = clock else {
            return Ok(Start::Day(self.date(day, text)?));
        };
        match self.local_clock(clock) {
            None => self.fixed(text).map(Start::Fixed),
            Some(clock) => Ok(self.local(self.date(day, text)?, time_of_day(clock)?)),
        }
    }

    /// What the clocks show at a start that has an offset behind it, and not the `Z` of a moment.
    pub(super) fn clock_of(self, text: &str) -> Option<NaiveDateTime> {
        let (day, clock) = split(text);
        let clock = clock.filter(|clock| !clock.ends_with(['z', 'Z']) && !self.are_local)?;
        let (time, _) = clock.split_at(clock.find(['+', '-'])?);
        let date = dates::read(day, self.order).ok()?;
        Some(date.and_time(time_of_day(time.trim()).ok()?))
    }

    /// A date and an hour from two cells. Of a date that brings an hour of its own, only the date counts.
    pub(super) fn start_of(self, date: &str, time: Option<&str>) -> Result<(Start, Option<Error>)> {
        let date = self.date(split(date).0, date)?;
        Ok(match time.map(time_of_day) {
            None => (Start::Day(date), None),
            Some(Ok(time)) => (self.local(date, time), None),
            Some(Err(error)) => (Start::Day(date), Some(error)),
        })
    }

    /// When the doors open or the concert ends: as a start, or only the hour.
    pub(super) fn doors(self, text: &str) -> Result<Doors> {
        let (day, clock) = split(text);
        match clock {
            None if day.contains('-') || looks_like_a_date(day) => {
                let message = format!("`{text}` has no time of day");
                let error = Error::new(Code::InvalidValue, message);
                Err(error.hint(format!("write it as `{day} 19:00`")))
            }
            Some(clock) if day.contains(['-', '/']) || looks_like_a_date(day) => {
                match self.local_clock(clock) {
                    None => self.fixed(text).map(Doors::Fixed),
                    Some(clock) => {
                        let date = self.date(day, text)?;
                        Ok(Doors::Local(date.and_time(time_of_day(clock)?)))
                    }
                }
            }
            _ => time_of_day(text).map(Doors::Clock),
        }
    }

    /// The day of a text that may have an hour behind it; a refusal shows the whole of it.
    fn date(self, day: &str, text: &str) -> Result<NaiveDate> {
        let refused = match dates::read(day, self.order) {
            Err(error) if day != text => error,
            read => return read,
        };
        let Err(whole) = read_date(text) else {
            return Err(refused);
        };
        if refused.hints.is_empty() {
            return Err(whole);
        }
        let hints = refused.hints;
        Err(Error { hints, ..whole })
    }

    /// RFC 3339, which names one moment whatever the zone; its date may be in the order of the file.
    fn fixed(self, text: &str) -> Result<Instant> {
        let (day, clock) = split(text);
        let ordered = self.order.and_then(|order| order.date(day));
        let written = match ordered.zip(clock) {
            Some((date, clock)) => format!("{date}T{}", clock.replace(' ', "")),
            None => text.to_owned(),
        };
        let typed: TimeText = written.parse()?;
        typed.resolve(crate::domain::Zone::UTC, Instant::EPOCH)
    }

    fn local(self, date: NaiveDate, time: NaiveTime) -> Start {
        if Some(time) == self.unknown {
            Start::Day(date)
        } else {
            Start::Local(date.and_time(time))
        }
    }

    /// The time of day that the clocks of the venue show; `None` where an offset says which moment is meant.
    fn local_clock(self, clock: &str) -> Option<&str> {
        let at = clock.find(['z', 'Z', '+', '-']);
        match at {
            None => Some(clock),
            Some(at) if self.are_local => Some(clock[..at].trim()),
            Some(_) => None,
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Times = Times {
        unknown: None,
        are_local: false,
        order: None,
    };

    fn shown(text: &str) -> String {
        let midnight = Some(NaiveTime::MIN);
        let times = Times {
            unknown: midnight,
            ..PLAIN
        };
        format!("{:?}", times.start(text).unwrap())
    }

    #[test]
    fn a_start_is_a_moment_a_local_time_or_a_day() {
        assert_eq!(shown("2026-11-28 20:00"), "Local(2026-11-28T20:00:00)");
        assert_eq!(shown("2026-11-28T8:00 PM"), "Local(2026-11-28T20:00:00)");
        assert_eq!(shown("2026-11-28"), "Day(2026-11-28)");
        assert_eq!(shown("2026-11-28 00:00"), "Day(2026-11-28)");
        let fixed = Start::Fixed("2026-11-28T13:00:00Z".parse().unwrap());
        assert_eq!(PLAIN.start("2026-11-28T20:00+07:00"), Ok(fixed));
        assert_eq!(PLAIN.start("2026-11-28T13:00:00Z"), Ok(fixed));
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
            assert!(PLAIN.start(text).is_err(), "{text}");
        }
        assert_eq!(
            PLAIN.start("28/11/2026").unwrap_err().hints,
            ["--dates dmy reads it as 2026-11-28"]
        );
    }

    #[test]
    fn an_order_of_dates_goes_for_every_kind_of_time() {
        let times = Times {
            order: Some(DateOrder::Dmy),
            ..PLAIN
        };
        let start = |text| format!("{:?}", times.start(text).unwrap());
        assert_eq!(start("31/12/2027"), "Day(2027-12-31)");
        assert_eq!(start("31.12.2027 20:00"), "Local(2027-12-31T20:00:00)");
        assert_eq!(start("2027-12-31 8pm"), "Local(2027-12-31T20:00:00)");
        let fixed = times.start("31/12/2027 20:00 +07:00");
        assert_eq!(fixed, times.start("2027-12-31T20:00+07:00"));
        let (found, _) = times.start_of("31-12-2027", Some("20:00")).unwrap();
        assert_eq!(format!("{found:?}"), "Local(2027-12-31T20:00:00)");
        for text in ["31/12/2027 19:00", "31.12.2027 19:00"] {
            let doors = format!("{:?}", times.doors(text).unwrap());
            assert_eq!(doors, "Local(2027-12-31T19:00:00)", "{text}");
        }
        assert_eq!(
            times.doors("31.12.2027").unwrap_err().message,
            "`31.12.2027` has no time of day"
        );
    }

    #[test]
    fn a_text_that_is_refused_is_shown_whole() {
        for text in [
            "12 January 2027",
            "Spring 2026",
            "next Friday 20:00",
            "31/12/27 20:00",
        ] {
            let message = PLAIN.start(text).unwrap_err().message;
            assert!(
                message.starts_with(&format!("`{text}` is not a date")),
                "{message}"
            );
        }
    }

    #[test]
    fn of_a_date_beside_an_hour_only_the_date_counts() {
        let (found, wrong) = PLAIN
            .start_of("2024-09-12T04:00:00Z", Some("7:30PM"))
            .unwrap();
        assert_eq!(format!("{found:?}"), "Local(2024-09-12T19:30:00)");
        assert_eq!(wrong, None);
        assert!(
            PLAIN
                .start_of("2024-09-12", Some("evening"))
                .unwrap()
                .1
                .is_some()
        );
    }

    #[test]
    fn doors_may_be_only_an_hour() {
        assert_eq!(
            format!("{:?}", PLAIN.doors("19:00").unwrap()),
            "Clock(19:00:00)"
        );
        assert_eq!(
            format!("{:?}", PLAIN.doors("7 pm").unwrap()),
            "Clock(19:00:00)"
        );
        assert_eq!(
            format!("{:?}", PLAIN.doors("2026-11-28 19:00").unwrap()),
            "Local(2026-11-28T19:00:00)"
        );
        assert!(matches!(
            PLAIN.doors("2026-11-28T12:00:00Z"),
            Ok(Doors::Fixed(_))
        ));
        assert_eq!(
            PLAIN.doors("2026-11-28").unwrap_err().hints,
            ["write it as `2026-11-28 19:00`"]
        );
    }

    #[test]
    fn local_times_leave_out_what_is_written_of_an_offset() {
        let times = Times {
            are_local: true,
            ..PLAIN
        };
        for text in [
            "2026-07-01T22:00:00+00:00",
            "2026-07-01 22:00Z",
            "2026-07-01T22:00-05:00",
        ] {
            let start = format!("{:?}", times.start(text).unwrap());
            assert_eq!(start, "Local(2026-07-01T22:00:00)", "{text}");
        }
    }
}
