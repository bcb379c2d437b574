//! What the house keeps of a refund.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use super::canonical::serialize_as_text;
use super::{Amount, Code, Currency, Error, MoneyText, Rate, Result};

/// What is kept of what goes back, as people type it: `25000` or `10%`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeepText {
    /// A sum.
    Sum(MoneyText),
    /// A part.
    Percent(Rate),
}

/// What is kept of what goes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Keep {
    /// A sum, which what goes back has to be worth.
    Sum(Amount),
    /// A sum, or all that goes back where that is less.
    UpTo(Amount),
    /// A part; a request says it in hundredths of a percent.
    #[serde(serialize_with = "in_hundredths")]
    Percent(Rate),
}

impl KeepText {
    /// The same in a currency.
    pub fn resolve(&self, currency: Currency) -> Result<Keep> {
        match self {
            Self::Sum(text) => text.resolve(currency).map(Keep::Sum),
            Self::Percent(rate) => Ok(Keep::Percent(*rate)),
        }
    }
}

impl FromStr for KeepText {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        if text.trim_end().ends_with('%') {
            text.parse().map(Self::Percent)
        } else {
            text.parse().map(Self::Sum)
        }
    }
}

impl fmt::Display for KeepText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sum(text) => text.fmt(f),
            Self::Percent(rate) => write!(f, "{rate}%"),
        }
    }
}

serialize_as_text!(KeepText);

impl Keep {
    /// The same of each of many things, some of which may be worth less than a sum.
    #[must_use]
    pub const fn of_each(self) -> Self {
        match self {
            Self::Sum(sum) => Self::UpTo(sum),
            other => other,
        }
    }

    /// How much that is of tickets that are worth so much; never more than that.
    pub fn of(self, worth: Amount) -> Result<Amount> {
        match self {
            Self::Percent(rate) => rate.of(worth),
            Self::UpTo(sum) => Ok(sum.min(worth)),
            Self::Sum(sum) if sum <= worth => Ok(sum),
            Self::Sum(_) => Err(Error::new(
                Code::WrongAmount,
                "more would be kept than goes back",
            )),
        }
    }
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "this is how serde calls it"
)]
fn in_hundredths<S: Serializer>(rate: &Rate, to: S) -> std::result::Result<S::Ok, S::Error> {
    to.serialize_i64(rate.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_a_sum_or_a_percentage() {
        let read = |text: &str| text.parse::<KeepText>().map(|read| read.to_string());
        for (text, shown) in [("10%", "10%"), ("12,5 %", "12.5%"), ("0.01%", "0.01%")] {
            assert_eq!(read(text).unwrap(), shown);
        }
        assert!(matches!("25000".parse(), Ok(KeepText::Sum(_))));
        for text in ["0%", "100.01%", "1.234%", "%", "-5%", "ten%", "1.%", "10%%"] {
            assert_eq!(read(text).unwrap_err().code, Code::InvalidValue, "{text}");
        }
    }

    #[test]
    fn a_percentage_is_rounded_half_up_and_a_sum_is_never_above_the_worth() {
        assert_eq!(Keep::Percent(Rate(1_000)).of(Amount(15)), Ok(Amount(2)));
        assert_eq!(Keep::Percent(Rate(1_000)).of(Amount(14)), Ok(Amount(1)));
        assert_eq!(Keep::Percent(Rate::WHOLE).of(Amount(14)), Ok(Amount(14)));
        assert_eq!(Keep::Sum(Amount(14)).of(Amount(14)), Ok(Amount(14)));
        let refused = Keep::Sum(Amount(15)).of(Amount(14)).unwrap_err();
        assert_eq!(refused.code, Code::WrongAmount);
        let of_each = Keep::Sum(Amount(15)).of_each();
        assert_eq!(of_each.of(Amount(14)), Ok(Amount(14)));
    }
}
