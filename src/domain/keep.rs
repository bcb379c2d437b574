//! What the house keeps of a refund, and how one sum is parted by the worth of several things.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use super::canonical::serialize_as_text;
use super::{Amount, Code, Currency, Error, MoneyText, Result};

/// All of a sum, in hundredths of a percent.
const WHOLE: i64 = 10_000;

/// What is kept of what goes back, as people type it: `25000` or `10%`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeepText {
    /// A sum.
    Sum(MoneyText),
    /// A percentage, in hundredths of a percent.
    Percent(i64),
}

/// What is kept of what goes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Keep {
    /// A sum.
    Sum(Amount),
    /// A percentage, in hundredths of a percent.
    Percent(i64),
}

impl KeepText {
    /// The same in a currency.
    pub fn resolve(&self, currency: Currency) -> Result<Keep> {
        match self {
            Self::Sum(text) => text.resolve(currency).map(Keep::Sum),
            Self::Percent(hundredths) => Ok(Keep::Percent(*hundredths)),
        }
    }
}

impl FromStr for KeepText {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let Some(number) = text.trim().strip_suffix('%') else {
            return text.parse().map(Self::Sum);
        };
        let hundredths = hundredths(number.trim()).filter(|rate| (1..=WHOLE).contains(rate));
        hundredths.map(Self::Percent).ok_or_else(|| {
            let message =
                format!("`{text}` is no percentage; expected one from 0.01% to 100%, like `10%`");
            Error::new(Code::InvalidValue, message)
        })
    }
}

impl fmt::Display for KeepText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sum(text) => text.fmt(f),
            Self::Percent(rate) if rate % 100 == 0 => write!(f, "{}%", rate / 100),
            Self::Percent(rate) => write!(f, "{}.{:02}%", rate / 100, rate % 100),
        }
    }
}

serialize_as_text!(KeepText);

impl Keep {
    /// How much that is of tickets that are worth so much; never more than that.
    pub fn of(self, worth: Amount) -> Result<Amount> {
        match self {
            Self::Percent(rate) => part_of(worth, rate, WHOLE),
            Self::Sum(sum) if sum <= worth => Ok(sum),
            Self::Sum(_) => Err(Error::new(
                Code::WrongAmount,
                "more would be kept than goes back",
            )),
        }
    }
}

/// Hundredths of a number with at most two decimals.
fn hundredths(number: &str) -> Option<i64> {
    let (whole, fraction) = number.split_once(['.', ',']).unwrap_or((number, "0"));
    let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !are_digits(whole) || !are_digits(fraction) || fraction.is_empty() || fraction.len() > 2 {
        return None;
    }
    let whole: i64 = whole.parse().ok()?;
    let fraction: i64 = format!("{fraction:0<2}").parse().ok()?;
    whole.checked_mul(100)?.checked_add(fraction)
}

/// `amount × part / whole`, rounded half up to the minor unit. A `whole` of nothing has no part.
pub fn part_of(amount: Amount, part: i64, whole: i64) -> Result<Amount> {
    let (amount, part, whole) = (i128::from(amount.0), i128::from(part), i128::from(whole));
    if whole <= 0 {
        return Ok(Amount::ZERO);
    }
    let rounded = (2 * amount * part + whole).div_euclid(2 * whole);
    Amount::bounded(i64::try_from(rounded).ok())
}

/// Parts `amount` by the worth of several things, none getting more than it is worth: what the division leaves over is
/// on the last, and where that cannot bear it, on the one before.
///
/// There is a part for each thing; together they are `amount`, or all that the things are worth if that is less.
pub fn apportion(amount: Amount, worths: &[Amount]) -> Result<Vec<Amount>> {
    let total = Amount::sum(worths.iter().copied())?;
    let amount = amount.min(total);
    let mut parts = Vec::with_capacity(worths.len());
    for worth in worths {
        let part = i128::from(amount.0) * i128::from(worth.0);
        let part = part.checked_div(i128::from(total.0)).unwrap_or(0);
        parts.push(Amount::bounded(i64::try_from(part).ok())?);
    }
    let mut rest = amount.checked_sub(Amount::sum(parts.iter().copied())?)?;
    for (part, worth) in parts.iter_mut().zip(worths).rev() {
        let more = worth.checked_sub(*part)?.min(rest);
        *part = part.checked_add(more)?;
        rest = rest.checked_sub(more)?;
    }
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_a_sum_or_a_percentage() {
        let read = |text: &str| text.parse::<KeepText>().map(|read| read.to_string());
        for (text, shown) in [("10%", "10%"), ("12,5 %", "12.50%"), ("0.01%", "0.01%")] {
            assert_eq!(read(text).unwrap(), shown);
        }
        assert!(matches!("25000".parse(), Ok(KeepText::Sum(_))));
        for text in ["0%", "100.01%", "1.234%", "%", "-5%", "ten%", "1.%"] {
            assert_eq!(read(text).unwrap_err().code, Code::InvalidValue, "{text}");
        }
    }

    #[test]
    fn a_percentage_is_rounded_half_up_and_a_sum_is_never_above_the_worth() {
        assert_eq!(Keep::Percent(1_000).of(Amount(15)), Ok(Amount(2)));
        assert_eq!(Keep::Percent(1_000).of(Amount(14)), Ok(Amount(1)));
        assert_eq!(Keep::Percent(10_000).of(Amount(14)), Ok(Amount(14)));
        assert_eq!(Keep::Sum(Amount(14)).of(Amount(14)), Ok(Amount(14)));
        let refused = Keep::Sum(Amount(15)).of(Amount(14)).unwrap_err();
        assert_eq!(refused.code, Code::WrongAmount);
    }

    #[test]
    fn a_part_is_rounded_half_up_also_below_nothing() {
        assert_eq!(part_of(Amount(5), 1, 2), Ok(Amount(3)));
        assert_eq!(part_of(Amount(-5), 1, 2), Ok(Amount(-2)));
        assert_eq!(part_of(Amount(5), 1, 0), Ok(Amount::ZERO));
    }

    #[test]
    fn a_sum_is_parted_by_worth_with_the_remainder_on_the_last_that_can_bear_it() {
        let part = |amount, worths: &[i64]| {
            let worths: Vec<_> = worths.iter().copied().map(Amount).collect();
            let parts = apportion(Amount(amount), &worths).unwrap();
            parts.iter().map(|part| part.0).collect::<Vec<_>>()
        };
        assert_eq!(part(100, &[50, 50, 50]), [33, 33, 34]);
        assert_eq!(part(3, &[2, 1, 1]), [1, 1, 1]);
        assert_eq!(part(2, &[1, 1, 1, 0]), [0, 1, 1, 0]);
        assert_eq!(part(9, &[2, 1]), [2, 1]);
        assert_eq!(part(9, &[]), [0_i64; 0]);
    }
}
