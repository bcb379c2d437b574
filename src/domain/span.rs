//! Lengths of time, in whole seconds.

use std::fmt;
use std::str::FromStr;

use super::canonical::serialize_as_text;
use super::{Code, Error, Result};

/// A length of time in whole seconds, written like `20m`, `2h30m` or `3d`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span(i64);

/// The units of a span, the longest first, in seconds.
const UNITS: [(char, i64); 5] = [
    ('w', 604_800),
    ('d', 86_400),
    ('h', 3_600),
    ('m', 60),
    ('s', 1),
];

/// The longest span a person may type: a hundred years.
const LONGEST: i64 = 36_525 * 86_400;

impl Span {
    /// No time at all.
    pub const ZERO: Self = Self(0);

    /// A span of this many seconds.
    #[must_use]
    pub const fn from_seconds(seconds: i64) -> Self {
        Self(seconds)
    }

    /// A span of this many minutes.
    #[must_use]
    pub const fn minutes(minutes: i64) -> Self {
        Self(minutes.saturating_mul(60))
    }

    /// A span of this many hours.
    #[must_use]
    pub const fn hours(hours: i64) -> Self {
        Self(hours.saturating_mul(3_600))
    }

    /// A span of this many days of 24 hours.
    #[must_use]
    pub const fn days(days: i64) -> Self {
        Self(days.saturating_mul(86_400))
    }

    /// Its length in seconds.
    #[must_use]
    pub const fn seconds(self) -> i64 {
        self.0
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0.unsigned_abs();
        let mut text = String::from(if self.0 < 0 { "-" } else { "" });
        for (unit, seconds) in UNITS {
            let seconds = seconds.unsigned_abs();
            let is_part_of_weeks = unit == 'w' && !rest.is_multiple_of(seconds);
            if seconds <= rest && !is_part_of_weeks {
                text.push_str(&(rest / seconds).to_string());
                text.push(unit);
                rest %= seconds;
            }
        }
        f.pad(if self.0 == 0 { "0s" } else { &text })
    }
}

impl FromStr for Span {
    type Err = Error;

    /// Reads numbers with units, the longest unit first and each once; the sum is above zero.
    fn from_str(text: &str) -> Result<Self> {
        total_seconds(text.trim())
            .filter(|total| (1..=LONGEST).contains(total))
            .map(Self)
            .ok_or_else(|| {
                let message = format!("`{text}` is not a length of time");
                Error::new(Code::InvalidValue, message)
                    .hint("write it as `20m`, `2h30m`, `3d` or `1w`, at most a hundred years")
            })
    }
}

fn total_seconds(text: &str) -> Option<i64> {
    let mut total = 0_i64;
    let mut units = UNITS.iter();
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit())?;
        let (digits, tail) = rest.split_at(end);
        let letter = tail.chars().next()?;
        let (_, seconds) = units.find(|(unit, _)| *unit == letter)?;
        total = total.checked_add(digits.parse::<i64>().ok()?.checked_mul(*seconds)?)?;
        rest = tail.get(letter.len_utf8()..)?.trim_start();
    }
    Some(total)
}

serialize_as_text!(Span);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_span_is_shown_in_its_shortest_form() {
        let cases = [
            (Span::ZERO, "0s"),
            (Span::from_seconds(90), "1m30s"),
            (Span::minutes(150), "2h30m"),
            (Span::hours(36), "1d12h"),
            (Span::days(10), "10d"),
            (Span::days(14), "2w"),
            (Span::minutes(-20), "-20m"),
        ];
        for (span, text) in cases {
            assert_eq!(span.to_string(), text);
        }
    }

    #[test]
    fn spans_are_read_with_their_units() {
        let cases = [
            ("20m", 1_200),
            ("2h30m", 9_000),
            ("2h 30m", 9_000),
            ("90s", 90),
            ("1w", 604_800),
        ];
        for (text, seconds) in cases {
            assert_eq!(text.parse::<Span>().unwrap().seconds(), seconds, "{text}");
        }
    }

    #[test]
    fn what_is_not_a_positive_span_is_refused() {
        let wrong = [
            "",
            "20",
            "m",
            "0m",
            "-20m",
            "20M",
            "30m2h",
            "1h1h",
            "1.5h",
            "99999999999999999999s",
            "101000w",
            "1é",
        ];
        for text in wrong {
            assert!(text.parse::<Span>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_span_reads_back_from_its_text(seconds in 1..=LONGEST) {
            let span = Span::from_seconds(seconds);
            prop_assert_eq!(span.to_string().parse::<Span>().unwrap(), span);
        }

        #[test]
        fn no_text_makes_a_span_panic(text in "\\PC*") {
            let _ = text.parse::<Span>();
        }
    }
}
