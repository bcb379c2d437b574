//! Dates as a spreadsheet writes them: which part is the day has to be said, as `04/05/2027` is two days.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

use crate::domain::{Code, Error, Result, read_date};

/// The order of day, month and year in the dates of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    /// `31/12/2027`
    Dmy,
    /// `12/31/2027`
    Mdy,
    /// `2027/12/31`
    Ymd,
}

impl DateOrder {
    const ALL: [Self; 3] = [Self::Dmy, Self::Mdy, Self::Ymd];

    /// The date that a text says in this order; `None` where it has no such parts, or is no day of the calendar, which
    /// has no year 0.
    pub(super) fn date(self, text: &str) -> Option<NaiveDate> {
        let [first, second, third] = parts(text)?;
        let (year, month, day) = match self {
            Self::Dmy => (third, second, first),
            Self::Mdy => (third, first, second),
            Self::Ymd => (first, second, third),
        };
        let fits = year.len() == 4 && month.len() <= 2 && day.len() <= 2;
        let (month, day) = (month.parse().ok()?, day.parse().ok()?);
        let year = year.parse().ok().filter(|year| fits && 1 <= *year)?;
        NaiveDate::from_ymd_opt(year, month, day)
    }
}

/// Whether a text is made as a date is, in whatever order.
pub(super) fn looks_like_a_date(text: &str) -> bool {
    parts(text).is_some_and(|parts| parts.iter().any(|part| part.len() == 4))
}

/// The date of `2027-12-31`, or of what the file writes. A refusal says which order would read it.
pub(super) fn read(text: &str, order: Option<DateOrder>) -> Result<NaiveDate> {
    let read = read_date(text);
    if let Some(date) = order.and_then(|order| order.date(text)) {
        return read.or(Ok(date));
    }
    read.map_err(|error| {
        let readings: Vec<String> = DateOrder::ALL
            .iter()
            .filter(|order| **order != DateOrder::Mdy || !text.contains('.'))
            .filter_map(|order| Some((order, order.date(text)?)))
            .map(|(order, date)| format!("--dates {order} reads it as {date}"))
            .collect();
        if readings.is_empty() {
            return error;
        }
        let hints = Vec::new();
        let bare = Error { hints, ..error };
        readings.iter().fold(bare, Error::hint)
    })
}

/// The three numbers between two marks of one kind.
fn parts(text: &str) -> Option<[&str; 3]> {
    let mark = text.chars().find(|c| matches!(c, '/' | '.' | '-'))?;
    let parts: Vec<&str> = text.split(mark).collect();
    let is_number = |part: &&str| {
        (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    parts
        .try_into()
        .ok()
        .filter(|parts: &[&str; 3]| parts.iter().all(is_number))
}

impl FromStr for DateOrder {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let lower = text.to_lowercase();
        let found = Self::ALL.iter().find(|order| order.to_string() == lower);
        found.copied().ok_or_else(|| {
            let message = format!("`{text}` is none of dmy, mdy, ymd");
            Error::new(Code::InvalidValue, message).hint("dmy reads 31/12/2027")
        })
    }
}

impl fmt::Display for DateOrder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Dmy => "dmy",
            Self::Mdy => "mdy",
            Self::Ymd => "ymd",
        })
    }
}

impl Serialize for DateOrder {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_reads_its_dates_and_iso_ones() {
        for (order, text) in [
            ("dmy", "31/12/2027"),
            ("dmy", "31.12.2027"),
            ("dmy", "31-12-2027"),
            ("mdy", "12/31/2027"),
            ("ymd", "2027/12/31"),
            ("dmy", "2027-12-31"),
        ] {
            let read = read(text, Some(order.parse().unwrap())).unwrap();
            assert_eq!(read.to_string(), "2027-12-31", "{order} {text}");
        }
        let dmy = Some(DateOrder::Dmy);
        for text in [
            "12/31/2027",
            "31/12/27",
            "31/12-2027",
            "31/2/2027",
            "2027/12/31",
            "31/12",
        ] {
            assert!(read(text, dmy).is_err(), "{text}");
        }
        assert!("dym".parse::<DateOrder>().is_err());
    }

    #[test]
    fn a_refusal_names_every_order_that_would_read_it() {
        let hints = |text| read(text, None).unwrap_err().hints;
        assert_eq!(hints("31/12/2027"), ["--dates dmy reads it as 2027-12-31"]);
        assert_eq!(
            hints("04/05/2027"),
            [
                "--dates dmy reads it as 2027-05-04",
                "--dates mdy reads it as 2027-04-05"
            ]
        );
        assert_eq!(hints("04.05.2027"), ["--dates dmy reads it as 2027-05-04"]);
        assert_eq!(hints("2027/12/31"), ["--dates ymd reads it as 2027-12-31"]);
        assert_eq!(hints("31/12/27"), Vec::<String>::new());
    }

    #[test]
    fn the_year_0_is_no_date_in_any_order() {
        for text in ["0000-01-01", "0000/01/01", "01/01/0000", "00.01.0000"] {
            let orders = DateOrder::ALL.map(Some).into_iter().chain([None]);
            for order in orders {
                let error = read(text, order).unwrap_err();
                assert_eq!(error.hints, Vec::<String>::new(), "{text}");
            }
        }
    }
}
