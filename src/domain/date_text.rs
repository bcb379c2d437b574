//! Dates as people type them.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};

use super::canonical::serialize_as_text;
use super::near_time::named_month;
use super::{Code, Error, Instant, Result, Zone};

/// A date as it was typed: `2026-11-28`, `today`, `tomorrow` or `yesterday`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DateText(Form);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Form {
    On(NaiveDate),
    Today,
    Tomorrow,
    Yesterday,
}

impl DateText {
    /// The date that was meant, its words counted from `now` in the zone.
    #[must_use]
    pub fn resolve(&self, zone: Zone, now: Instant) -> NaiveDate {
        let today = zone.date(now);
        match self.0 {
            Form::On(date) => date,
            Form::Today => today,
            Form::Tomorrow => today.succ_opt().unwrap_or(today),
            Form::Yesterday => today.pred_opt().unwrap_or(today),
        }
    }
}

impl FromStr for DateText {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let text = text.trim();
        Ok(Self(match text.to_lowercase().as_str() {
            "today" => Form::Today,
            "tomorrow" => Form::Tomorrow,
            "yesterday" => Form::Yesterday,
            _ => Form::On(read_date(text)?),
        }))
    }
}

impl fmt::Display for DateText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Form::On(date) => f.pad(&date.to_string()),
            Form::Today => f.pad("today"),
            Form::Tomorrow => f.pad("tomorrow"),
            Form::Yesterday => f.pad("yesterday"),
        }
    }
}

serialize_as_text!(DateText);

/// Reads `2026-11-28`; each hint of the refusal ends with a date that could have been meant.
pub fn read_date(text: &str) -> Result<NaiveDate> {
    if let Some(date) = iso(text) {
        return Ok(date);
    }
    let message = format!("`{text}` is not a date; expected one such as `2026-11-28`");
    let meant = match named_month(text) {
        Some((date, rest)) if rest.is_empty() => vec![date],
        _ => meant(text),
    };
    Err(meant
        .iter()
        .fold(Error::new(Code::InvalidValue, message), |error, date| {
            error.hint(format!("write it as `{date}`"))
        }))
}

fn iso(text: &str) -> Option<NaiveDate> {
    match numbers(text, '-')?.as_slice() {
        [year, month, day] if text.len() == 10 && text.find('-') == Some(4) => {
            date(*year, *month, *day)
        }
        _ => None,
    }
}

/// The dates meant by `28/11/2026`, `28.11.2026`, `28-11-2026`, `2026/11/28` or `2026-11-8`.
///
/// With points the day always comes first; with slashes and dashes it may be the month.
fn meant(text: &str) -> Vec<NaiveDate> {
    let Some(mark) = text.chars().find(|c| matches!(c, '/' | '.' | '-')) else {
        return Vec::new();
    };
    let numbers = numbers(text, mark).unwrap_or_default();
    let [first, second, third] = *numbers.as_slice() else {
        return Vec::new();
    };
    let readings = match (first, mark) {
        (1000.., _) => vec![date(first, second, third)],
        (_, '.') => vec![date(third, second, first)],
        _ => vec![date(third, second, first), date(third, first, second)],
    };
    let mut dates: Vec<NaiveDate> = readings
        .into_iter()
        .flatten()
        .filter(|date| 1000 <= date.year())
        .collect();
    dates.dedup();
    dates
}

fn numbers(text: &str, mark: char) -> Option<Vec<u32>> {
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    text.split(mark)
        .map(|part| part.parse().ok().filter(|_| is_number(part)))
        .collect()
}

fn date(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    let year = i32::try_from(year)
        .ok()
        .filter(|year| (1..=9999).contains(year))?;
    NaiveDate::from_ymd_opt(year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolve(text: &str) -> Result<String> {
        let late: Instant = "2026-11-28T18:00:00Z".parse()?;
        let date: DateText = text.parse()?;
        assert_eq!(date.to_string().parse(), Ok(date));
        Ok(date.resolve("Asia/Jakarta".parse()?, late).to_string())
    }

    #[test]
    fn words_are_counted_in_the_zone() {
        assert_eq!(resolve("today").unwrap(), "2026-11-29");
        assert_eq!(resolve("Tomorrow").unwrap(), "2026-11-30");
        assert_eq!(resolve("yesterday").unwrap(), "2026-11-28");
        assert_eq!(resolve(" 2026-02-28 ").unwrap(), "2026-02-28");
    }

    #[test]
    fn other_forms_are_refused_with_every_date_they_could_mean() {
        let cases: [(&str, &[&str]); 8] = [
            ("28/11/2026", &["2026-11-28"]),
            ("5/11/2026", &["2026-11-05", "2026-05-11"]),
            ("5/5/2026", &["2026-05-05"]),
            ("05.11.2026", &["2026-11-05"]),
            ("2026/11/28", &["2026-11-28"]),
            ("2026-11-8", &["2026-11-08"]),
            ("13 Dec 2026", &["2026-12-13"]),
            ("Dec 13 2026", &["2026-12-13"]),
        ];
        for (text, dates) in cases {
            let hints: Vec<_> = dates
                .iter()
                .map(|date| format!("write it as `{date}`"))
                .collect();
            assert_eq!(resolve(text).unwrap_err().hints, hints, "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "2026-02-30",
            "2026-13-01",
            "20261128",
            "28/11/26",
            "0000-01-01",
            "２０２６-11-28",
        ] {
            let error = resolve(text).unwrap_err();
            assert_eq!(error.code, Code::InvalidValue, "{text}");
            assert!(error.hints.is_empty(), "{text}: {:?}", error.hints);
        }
    }
}
