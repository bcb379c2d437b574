//! What was probably meant by a text that is not yet a time.

use chrono::{Month, NaiveDate, Weekday};

use super::clock_time::time_of_day;
use super::{Code, Error};

/// The refusal of a time of day without a date, if the text is one.
pub(super) fn without_date(text: &str) -> Option<Error> {
    let clock = time_of_day(text).ok()?.format("%H:%M");
    let error = Error::new(Code::InvalidValue, format!("`{text}` has no date"))
        .hint(format!("write it as `'today {clock}'`"))
        .hint(format!("write it as `'2026-11-28 {clock}'`"));
    Some(error)
}

/// The refusal of a day without a time of day.
pub(super) fn without_time(text: &str, day: &str) -> Error {
    Error::new(Code::InvalidValue, format!("`{text}` has no time of day"))
        .hint(format!("write it as `'{day} 20:00'`"))
        .hint(format!("the end of that day is `'{day} 23:59'`"))
}

/// The refusal of a date with the name of its month, if the text begins with one.
pub(super) fn with_month_name(text: &str) -> Option<Error> {
    let (date, rest) = named_month(text)?;
    let clock = time_of_day(&rest).map(|time| time.format("%H:%M").to_string());
    let clock = clock.unwrap_or_else(|_| "20:00".to_owned());
    let message = format!("`{text}` is not a time; expected one such as `2026-11-28 20:00`");
    let error = Error::new(Code::InvalidValue, message);
    Some(error.hint(format!("write it as `'{date} {clock}'`")))
}

/// The date in `13 Dec 2026`, `Dec 13, 2026` or `Sun 13 December 2026`, and what follows it.
pub(super) fn named_month(text: &str) -> Option<(NaiveDate, String)> {
    let parts = text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '-' | '/'));
    let mut words: Vec<_> = parts.filter(|part| !part.is_empty()).collect();
    if words
        .first()
        .is_some_and(|word| word.parse::<Weekday>().is_ok())
    {
        words.remove(0);
    }
    let [first, second, year, rest @ ..] = words.as_slice() else {
        return None;
    };
    let (day, month) = match second.parse::<Month>() {
        Ok(month) => (first, month),
        Err(_) => (second, first.parse().ok()?),
    };
    let day = day.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let year = year.parse().ok().filter(|_| year.len() == 4)?;
    let date = NaiveDate::from_ymd_opt(year, month.number_from_month(), day.parse().ok()?)?;
    Some((date, rest.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hints(error: Option<Error>) -> Vec<String> {
        error.map(|error| error.hints).unwrap_or_default()
    }

    #[test]
    fn a_time_of_day_alone_lacks_a_date() {
        for text in ["18:30", "6:30 pm", "18.30"] {
            let error = without_date(text).unwrap();
            assert_eq!(error.message, format!("`{text}` has no date"));
            assert_eq!(
                error.hints,
                [
                    "write it as `'today 18:30'`",
                    "write it as `'2026-11-28 18:30'`"
                ]
            );
        }
        for text in ["2026-11-28", "18", "fri 18:30", ""] {
            assert_eq!(without_date(text), None, "{text}");
        }
    }

    #[test]
    fn a_month_with_its_name_is_answered_with_the_iso_form() {
        for text in [
            "13 Dec 2026 19:30",
            "Dec 13 2026 19:30",
            "December 13th, 2026 7:30 pm",
            "Sun, 13-Dec-2026 19:30",
        ] {
            let hints = hints(with_month_name(text));
            assert_eq!(hints, ["write it as `'2026-12-13 19:30'`"], "{text}");
        }
        let hints = hints(with_month_name("13 dec 2026"));
        assert_eq!(hints, ["write it as `'2026-12-13 20:00'`"]);
    }

    #[test]
    fn what_names_no_month_is_left_to_others() {
        for text in [
            "13 Dec",
            "31 Feb 2026",
            "13 Foo 2026",
            "13 Dec 26",
            "2026-12-13 20:00",
        ] {
            assert_eq!(with_month_name(text), None, "{text}");
        }
    }
}
