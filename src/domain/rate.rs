//! Parts of a sum: percentages, taxes, how large a discount or a fee is, and one sum parted by the worth of several things.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use super::{Amount, Code, Error, Result, TaxKind};

/// A part of a sum in hundredths of a percent, from 0.01 % to 100 %: `1250` is 12.5 %.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rate(pub i64);

/// How large a discount or a fee is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Size {
    /// A part of what it is counted on.
    Percent(Rate),
    /// A sum.
    Amount(Amount),
}

/// The tax on the tickets of a concert.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Tax {
    /// How much of the price.
    pub rate: Rate,
    /// Whether it is part of the price or stands on top of it.
    pub kind: TaxKind,
}

impl Rate {
    /// All of it.
    pub const WHOLE: Self = Self(10_000);

    /// This part of an amount, rounded half up to the minor unit.
    pub fn of(self, amount: Amount) -> Result<Amount> {
        part_of(amount, self.0, Self::WHOLE.0)
    }

    /// The tax at this rate that is in an amount, rounded half up to the minor unit.
    pub fn inside(self, amount: Amount) -> Result<Amount> {
        part_of(amount, self.0, Self::WHOLE.0 + self.0)
    }
}

/// `amount × part / whole`, rounded half up to the minor unit, also below nothing. A `whole` of nothing has no part.
pub fn part_of(amount: Amount, part: i64, whole: i64) -> Result<Amount> {
    let (amount, part, whole) = (i128::from(amount.0), i128::from(part), i128::from(whole));
    if whole <= 0 {
        return Ok(Amount::ZERO);
    }
    let rounded = (2 * amount * part + whole).div_euclid(2 * whole);
    Amount::bounded(i64::try_from(rounded).ok())
}

/// Parts `amount` by the worth of several things, none getting more than it is worth: each part is rounded half up, and
/// what that leaves over is on the last, or where it cannot bear it, on the one before.
///
/// There is a part for each thing; together they are `amount`, or all that the things are worth if that is less.
pub fn apportion(amount: Amount, worths: &[Amount]) -> Result<Vec<Amount>> {
    let total = Amount::sum(worths.iter().copied())?;
    let amount = amount.min(total);
    let mut left = amount;
    let mut parts = Vec::with_capacity(worths.len());
    for worth in worths {
        let part = part_of(amount, worth.0, total.0)?.min(left);
        left = left.checked_sub(part)?;
        parts.push(part);
    }
    for (part, worth) in parts.iter_mut().zip(worths).rev() {
        let more = worth.checked_sub(*part)?.min(left);
        *part = part.checked_add(more)?;
        left = left.checked_sub(more)?;
    }
    Ok(parts)
}

impl FromStr for Rate {
    type Err = Error;

    /// Reads `10`, `12.5`, `12,5` and the same with a percent sign.
    fn from_str(text: &str) -> Result<Self> {
        let text = text.trim();
        let refused = || {
            let message =
                format!("`{text}` is no percentage; expected more than 0 and at most 100");
            Error::new(Code::InvalidValue, message).hint("like `10` or `12.5%`")
        };
        let number = text.strip_suffix('%').unwrap_or(text);
        let number = number.trim_end().replace(',', ".");
        let (whole, fraction) = number.split_once('.').unwrap_or((&number, ""));
        let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let has_fraction = number.contains('.') != fraction.is_empty();
        if whole.is_empty()
            || whole.len() > 3
            || fraction.len() > 2
            || !has_fraction
            || !is_digits(whole)
            || !is_digits(fraction)
        {
            return Err(refused());
        }
        let hundredths = format!("{whole}{fraction:0<2}").parse().ok();
        hundredths
            .filter(|rate| (1..=Self::WHOLE.0).contains(rate))
            .map(Self)
            .ok_or_else(refused)
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, fraction) = (self.0 / 100, self.0 % 100);
        let text = match (fraction, fraction % 10) {
            (0, _) => whole.to_string(),
            (_, 0) => format!("{whole}.{}", fraction / 10),
            _ => format!("{whole}.{fraction:02}"),
        };
        f.pad(&text)
    }
}

impl Serialize for Rate {
    /// A decimal of percents: `"12.5"`.
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentage_is_read_as_people_write_it() {
        for (text, hundredths, shown) in [
            ("10", 1000, "10"),
            ("12.5%", 1250, "12.5"),
            ("12,5 %", 1250, "12.5"),
            ("0.01", 1, "0.01"),
            ("7.25", 725, "7.25"),
            ("100%", 10_000, "100"),
        ] {
            let rate: Rate = text.parse().unwrap();
            assert_eq!((rate.0, rate.to_string().as_str()), (hundredths, shown));
        }
        for text in [
            "", "0", "0.00", "100.01", "-5", "ten", "1.234", "1.", "1.2.3", "%", "10%%",
        ] {
            assert!(text.parse::<Rate>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_part_is_rounded_half_up_once() {
        let tenth: Rate = "10".parse().unwrap();
        for (amount, part, inside) in [(5, 1, 0), (4, 0, 0), (15, 2, 1), (110, 11, 10), (0, 0, 0)] {
            assert_eq!(tenth.of(Amount(amount)), Ok(Amount(part)), "{amount}");
            assert_eq!(tenth.inside(Amount(amount)), Ok(Amount(inside)), "{amount}");
        }
        assert_eq!(Rate::WHOLE.of(Amount::MAX), Ok(Amount::MAX));
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
        assert_eq!(part(3, &[2, 1, 1]), [2, 1, 0]);
        assert_eq!(part(2, &[1, 1, 1, 0]), [1, 1, 0, 0]);
        assert_eq!(part(1, &[1, 1, 1, 0]), [0, 0, 1, 0]);
        assert_eq!(part(9, &[2, 1]), [2, 1]);
        assert_eq!(part(9, &[]), [0_i64; 0]);
    }
}
