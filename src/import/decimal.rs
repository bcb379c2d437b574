//! The mark before the decimals of prices, where a file has one mark throughout.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use crate::domain::{Code, Error, Result};

/// The mark before decimals in a file, where the file says so: `15.000` is then read in one way only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum DecimalMark {
    /// `15.000,50`
    Comma,
    /// `15,000.50`
    Point,
}

impl FromStr for DecimalMark {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        match text.to_lowercase().as_str() {
            "comma" | "," => Ok(Self::Comma),
            "point" | "." => Ok(Self::Point),
            _ => {
                let message = format!("`{text}` is none of comma, point");
                Err(Error::new(Code::InvalidValue, message))
            }
        }
    }
}

impl fmt::Display for DecimalMark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Comma => "comma",
            Self::Point => "point",
        })
    }
}

/// The number with `.` before its decimals and nothing between its thousands.
pub(super) fn one_way(text: &str, mark: DecimalMark) -> Result<String> {
    let is_digit = |c: char| c.is_ascii_digit();
    let (Some(first), Some(last)) = (text.find(is_digit), text.rfind(is_digit)) else {
        return Ok(text.to_owned());
    };
    let (decimal, group) = match mark {
        DecimalMark::Comma => (',', '.'),
        DecimalMark::Point => ('.', ','),
    };
    let number = &text[first..=last];
    let (whole, fraction) = number.split_once(decimal).unwrap_or((number, ""));
    let mut groups = whole.split([group, ' ', '\u{a0}', '\u{202f}', '\'', '’']);
    let head = groups.next().unwrap_or_default();
    let thousands: Vec<&str> = groups.collect();
    let is_number = |part: &str| part.chars().all(is_digit);
    let is_grouped = thousands
        .iter()
        .all(|part| part.len() == 3 && is_number(part));
    let fits = is_number(head) && (thousands.is_empty() || head.len() <= 3);
    if !is_grouped || !fits || !is_number(fraction) {
        let message = format!("`{text}` is not a sum of money with a decimal {mark}");
        return Err(Error::new(Code::InvalidValue, message));
    }
    let decimals = fraction.trim_end_matches('0');
    let point = if decimals.is_empty() { "" } else { "." };
    let (before, after) = (&text[..first], &text[last + 1..]);
    Ok(format!(
        "{before}{head}{}{point}{decimals}{after}",
        thousands.concat()
    ))
}
