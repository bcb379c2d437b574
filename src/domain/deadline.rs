//! Until when: a time, or how long from now.

use std::fmt;
use std::str::FromStr;

use super::canonical::serialize_as_text;
use super::{Code, Error, Instant, Result, Span, TimeText, Zone};

/// A moment ahead as it was typed: a time such as `tomorrow 20:00`, or a span such as `20m`.
///
/// Serialized as it was meant: a span stays a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Deadline {
    /// At this time.
    At(TimeText),
    /// This long from now.
    After(Span),
}

impl Deadline {
    /// The instant that was meant.
    pub fn resolve(&self, zone: Zone, now: Instant) -> Result<Instant> {
        match self {
            Self::At(time) => time.resolve(zone, now),
            Self::After(span) => now.checked_add(*span).ok_or_else(|| {
                Error::new(
                    Code::InvalidValue,
                    format!("`{span}` from now is past the year 9999"),
                )
            }),
        }
    }
}

impl FromStr for Deadline {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let text = text.trim();
        if let Ok(span) = text.strip_prefix('+').unwrap_or(text).parse() {
            return Ok(Self::After(span));
        }
        text.parse().map(Self::At).map_err(|error: Error| {
            error.hint("a length of time is written as `20m`, `2h30m` or `3d`")
        })
    }
}

impl fmt::Display for Deadline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::At(time) => time.fmt(f),
            Self::After(span) => span.fmt(f),
        }
    }
}

serialize_as_text!(Deadline);

#[cfg(test)]
mod tests {
    use super::*;

    fn resolve(text: &str) -> Result<String> {
        let deadline: Deadline = text.parse()?;
        assert_eq!(deadline.to_string().parse(), Ok(deadline));
        let at = deadline.resolve("Asia/Jakarta".parse()?, "2026-11-28T11:00:00Z".parse()?)?;
        Ok(at.to_string())
    }

    #[test]
    fn a_span_is_counted_from_now_and_a_time_is_itself() {
        assert_eq!(resolve("20m").unwrap(), "2026-11-28T11:20:00Z");
        assert_eq!(resolve("+3d").unwrap(), "2026-12-01T11:00:00Z");
        assert_eq!(resolve("tomorrow 20:00").unwrap(), "2026-11-29T13:00:00Z");
    }

    #[test]
    fn a_span_stays_a_span_in_json() {
        let deadline: Deadline = "90m".parse().unwrap();
        assert_eq!(serde_json::to_string(&deadline).unwrap(), "\"1h30m\"");
    }

    #[test]
    fn what_is_neither_is_refused_with_both_forms() {
        let error = resolve("20 minutes").unwrap_err();
        let last = error.hints.last().map(String::as_str);
        assert_eq!(
            last,
            Some("a length of time is written as `20m`, `2h30m` or `3d`")
        );
    }

    #[test]
    fn a_deadline_past_the_calendar_is_refused() {
        let end = Deadline::After(Span::days(1)).resolve(Zone::UTC, Instant::MAX);
        assert_eq!(
            end.unwrap_err().message,
            "`1d` from now is past the year 9999"
        );
    }
}
