//! Times as people type them, before the zone and the clock are known.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, NaiveDate, NaiveTime, Timelike, Weekday};

use super::canonical::serialize_as_text;
use super::clock_time::read_clock;
use super::date_text::read_date;
use super::near_time::{with_month_name, without_date, without_time};
use super::{Code, Error, Instant, Result, Zone};

/// A time as it was typed: `2026-11-28 20:00`, `tomorrow 20:00`, `fri 20:00`, `+3d 20:00`, `now`,
/// or RFC 3339 with its offset.
///
/// Serialized and shown in its canonical form, which reads as the same time again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TimeText(Form);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Form {
    Now,
    Fixed(Instant),
    Local(Day, NaiveTime),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Day {
    On(NaiveDate),
    Today,
    Tomorrow,
    Yesterday,
    Next(Weekday),
    In(u64),
}

/// The most days ahead that can be typed as `+3d`.
const DAYS_AHEAD: u64 = 36_525;

impl TimeText {
    /// The instant that was meant, its words counted from `now` in the zone.
    ///
    /// A local time that the clocks of the zone skip or show twice is refused; see [`Zone::instant`].
    pub fn resolve(&self, zone: Zone, now: Instant) -> Result<Instant> {
        let (day, time) = match self.0 {
            Form::Now => return Ok(now),
            Form::Fixed(instant) => return Ok(instant),
            Form::Local(day, time) => (day, time),
        };
        let today = zone.date(now);
        let date = match day {
            Day::On(date) => Some(date),
            Day::Today => Some(today),
            Day::Tomorrow => today.succ_opt(),
            Day::Yesterday => today.pred_opt(),
            Day::In(days) => today.checked_add_days(Days::new(days)),
            Day::Next(weekday) => {
                let is_over = today.and_time(time) <= zone.local(now);
                let mut days = today.iter_days().skip(usize::from(is_over)).take(7);
                days.find(|date| date.weekday() == weekday)
            }
        };
        let date = date.ok_or_else(|| {
            Error::new(
                Code::InvalidValue,
                format!("`{self}` lies outside the years 1 to 9999"),
            )
        })?;
        zone.instant(date.and_time(time))
    }
}

impl FromStr for TimeText {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let text = text.trim();
        let lower = text.to_lowercase();
        if lower == "now" {
            return Ok(Self(Form::Now));
        }
        if let Some(error) = without_date(text).or_else(|| with_month_name(text)) {
            return Err(error);
        }
        let (day, time) = split(&lower);
        let Some(time) = time else {
            read_day(day)?;
            return Err(without_time(text, day));
        };
        let offset = time.find(['z', '+', '-']);
        if let Some((clock, offset)) = offset.map(|at| time.split_at(at)) {
            let seconds = if clock.len() == 5 { ":00" } else { "" };
            let instant: Instant = format!("{day}T{clock}{seconds}{offset}").parse()?;
            return Ok(Self(Form::Fixed(instant)));
        }
        let day = read_day(day).map_err(|error| with_time(error, time))?;
        Ok(Self(Form::Local(day, read_clock(time)?)))
    }
}

/// The day and the time of day; a `T` parts them after a date, or else a blank.
fn split(text: &str) -> (&str, Option<&str>) {
    let is_date = text.starts_with(|c: char| c.is_ascii_digit()) && text.get(4..5) == Some("-");
    let dated = if is_date { text.split_once('t') } else { None };
    match dated.or_else(|| text.split_once(char::is_whitespace)) {
        Some((day, time)) => (day, Some(time.trim())),
        None => (text, None),
    }
}

fn read_day(text: &str) -> Result<Day> {
    match text {
        "today" => Ok(Day::Today),
        "tomorrow" => Ok(Day::Tomorrow),
        "yesterday" => Ok(Day::Yesterday),
        _ if text.starts_with('+') => days_ahead(text)
            .map(Day::In)
            .ok_or_else(|| unknown_day(text)),
        _ if text.starts_with(char::is_alphabetic) => {
            text.parse().map(Day::Next).map_err(|_| unknown_day(text))
        }
        _ => read_date(text).map(Day::On),
    }
}

/// The days in `+3d` or `+2w`.
fn days_ahead(text: &str) -> Option<u64> {
    let ahead = text.strip_prefix('+')?;
    let (number, unit) = match ahead.strip_suffix('w') {
        Some(weeks) => (weeks, 7),
        None => (ahead.strip_suffix('d')?, 1),
    };
    let is_number = number.bytes().all(|byte| byte.is_ascii_digit());
    let days = number.parse::<u64>().ok()?.checked_mul(unit)?;
    (is_number && days <= DAYS_AHEAD).then_some(days)
}

fn unknown_day(text: &str) -> Error {
    Error::new(Code::InvalidValue, format!("`{text}` is not a day"))
        .hint("write it as `2026-11-28`, `today`, `tomorrow`, `fri`, `+3d` or `+2w`")
}

/// The same refusal of a day, with the time of day added to each date it proposes.
fn with_time(error: Error, time: &str) -> Error {
    let is_clock = read_clock(time).is_ok();
    let complete = |hint: String| {
        let date = hint
            .strip_prefix("write it as `")
            .and_then(|date| date.strip_suffix('`'));
        match date.filter(|date| is_clock && !date.contains('`')) {
            Some(date) => format!("write it as `'{date} {time}'`"),
            None => hint,
        }
    };
    Error {
        hints: error.hints.into_iter().map(complete).collect(),
        ..error
    }
}

impl fmt::Display for TimeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (day, time) = match self.0 {
            Form::Now => return f.pad("now"),
            Form::Fixed(instant) => return instant.fmt(f),
            Form::Local(day, time) => (day, time),
        };
        let day = match day {
            Day::On(date) => date.to_string(),
            Day::Today => "today".to_owned(),
            Day::Tomorrow => "tomorrow".to_owned(),
            Day::Yesterday => "yesterday".to_owned(),
            Day::Next(weekday) => weekday.to_string().to_lowercase(),
            Day::In(days) => format!("+{days}d"),
        };
        let time = time.format(if time.second() == 0 {
            "%H:%M"
        } else {
            "%H:%M:%S"
        });
        f.pad(&format!("{day} {time}"))
    }
}

serialize_as_text!(TimeText);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Saturday 28 November 2026, 18:00 in Jakarta.
    const NOW: &str = "2026-11-28T11:00:00Z";

    fn resolve(text: &str) -> Result<String> {
        let time: TimeText = text.parse()?;
        let zone: Zone = "Asia/Jakarta".parse()?;
        Ok(zone.local(time.resolve(zone, NOW.parse()?)?).to_string())
    }

    fn refused(text: &str) -> Error {
        text.parse::<TimeText>().unwrap_err()
    }

    #[test]
    fn times_are_read_as_people_write_them() {
        let cases = [
            ("2026-11-28 20:00", "2026-11-28 20:00:00"),
            ("2026-11-28 20:00:30", "2026-11-28 20:00:30"),
            ("2026-11-28T20:00", "2026-11-28 20:00:00"),
            ("2026-11-28T13:00:00Z", "2026-11-28 20:00:00"),
            ("2026-11-28 20:00+08:00", "2026-11-28 19:00:00"),
            ("today 19:30", "2026-11-28 19:30:00"),
            ("Tomorrow  20:00", "2026-11-29 20:00:00"),
            ("fri 20:00", "2026-12-04 20:00:00"),
            ("sunday 20:00", "2026-11-29 20:00:00"),
            ("+3d 20:00", "2026-12-01 20:00:00"),
            ("+3w 19:30", "2026-12-19 19:30:00"),
            ("now", "2026-11-28 18:00:00"),
        ];
        for (text, local) in cases {
            assert_eq!(resolve(text).as_deref(), Ok(local), "{text}");
        }
    }

    #[test]
    fn a_weekday_is_today_while_its_time_is_still_ahead() {
        assert_eq!(resolve("sat 18:01").unwrap(), "2026-11-28 18:01:00");
        assert_eq!(resolve("sat 18:00").unwrap(), "2026-12-05 18:00:00");
    }

    #[test]
    fn yesterday_is_a_day_too() {
        assert_eq!(resolve("yesterday 23:59").unwrap(), "2026-11-27 23:59:00");
    }

    #[test]
    fn tomorrow_is_counted_in_the_zone() {
        let late: Instant = "2026-11-28T18:00:00Z".parse().unwrap();
        let time: TimeText = "tomorrow 20:00".parse().unwrap();
        let there = time.resolve("Asia/Jakarta".parse().unwrap(), late).unwrap();
        assert_eq!(there.to_string(), "2026-11-30T13:00:00Z");
        assert_eq!(
            time.resolve(Zone::UTC, late).unwrap().to_string(),
            "2026-11-29T20:00:00Z"
        );
    }

    #[test]
    fn a_date_that_is_not_iso_is_refused_with_the_iso_form() {
        assert_eq!(
            refused("28/11/2026 20:00").hints,
            ["write it as `'2026-11-28 20:00'`"]
        );
        assert_eq!(
            refused("28.11.2026 20:00").hints,
            ["write it as `'2026-11-28 20:00'`"]
        );
        assert_eq!(
            refused("5/11/2026 20:00").hints,
            [
                "write it as `'2026-11-05 20:00'`",
                "write it as `'2026-05-11 20:00'`"
            ]
        );
    }

    #[test]
    fn a_day_without_a_time_is_refused() {
        let error = refused("fri");
        assert_eq!(error.message, "`fri` has no time of day");
        assert_eq!(
            error.hints,
            [
                "write it as `'fri 20:00'`",
                "the end of that day is `'fri 23:59'`"
            ]
        );
        assert_eq!(refused("today 8 PM").hints, ["did you mean `20:00`?"]);
    }

    #[test]
    fn what_is_no_time_is_refused() {
        let wrong = [
            "",
            "20:00",
            "2026-02-30 20:00",
            "2026-11-28 20:00 WIB",
            "+d 20:00",
            "+99999d 20:00",
            "+9999w 20:00",
            "++3d 20:00",
            "+3 20:00",
            "besok 20:00",
            "2026-1-1 20:00",
            "now 20:00",
            "2026-11-28 20:00+7",
            "0000-01-01 20:00",
        ];
        for text in wrong {
            assert!(text.parse::<TimeText>().is_err(), "{text}");
        }
    }

    #[test]
    fn the_canonical_text_reads_as_the_same_time() {
        for text in [
            "2026-11-28T20:00",
            "Tomorrow 20:00:30",
            "friday 20:00",
            "+3d 20:00",
            "NOW",
            NOW,
        ] {
            let time: TimeText = text.parse().unwrap();
            assert_eq!(time.to_string().parse(), Ok(time), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_the_reader_panic(text in "\\PC*") {
            let _ = text.parse::<TimeText>();
        }

        #[test]
        fn no_near_miss_makes_the_reader_panic(text in "[0-9]{1,4}[-/. ][0-9a-z:+. ]{0,20}") {
            let _ = text.parse::<TimeText>();
        }
    }
}
