//! Amounts of money: integers in the minor unit of the file's one currency.

use std::fmt;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::{Code, Currency, Error, Result};

/// A signed amount in minor units, never beyond [`Amount::MAX`] when it comes from a calculation.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, serde::Deserialize,
)]
#[serde(transparent)]
pub struct Amount(pub i64);

impl Amount {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// The largest amount; the smallest is its negative.
    pub const MAX: Self = Self(1_000_000_000_000_000);

    /// The sum, unless it is too large.
    pub fn checked_add(self, other: Self) -> Result<Self> {
        Self::bounded(self.0.checked_add(other.0))
    }

    /// The difference, unless it is too large.
    pub fn checked_sub(self, other: Self) -> Result<Self> {
        Self::bounded(self.0.checked_sub(other.0))
    }

    /// The amount `count` times, unless it is too large.
    pub fn times(self, count: i64) -> Result<Self> {
        Self::bounded(self.0.checked_mul(count))
    }

    /// The sum of all, unless it is too large.
    pub fn sum(amounts: impl IntoIterator<Item = Self>) -> Result<Self> {
        amounts.into_iter().try_fold(Self::ZERO, Self::checked_add)
    }

    /// The same amount in the other direction.
    #[must_use]
    pub const fn negated(self) -> Self {
        Self(self.0.saturating_neg())
    }

    /// Whether it is nothing.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    pub(super) fn bounded(minor_units: Option<i64>) -> Result<Self> {
        minor_units
            .filter(|units| units.unsigned_abs() <= Self::MAX.0.unsigned_abs())
            .map(Self)
            .ok_or_else(|| Error::new(Code::InvalidValue, "the amount is too large"))
    }
}

/// An amount with its currency, as answers show it.
///
/// Serialized as `{"amount":"150000","currency":"IDR"}`, the amount a decimal in major units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Money {
    /// How much, in minor units.
    pub amount: Amount,
    /// Of what.
    pub currency: Currency,
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.currency.show(self.amount))
    }
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let mut money = serializer.serialize_struct("Money", 2)?;
        money.serialize_field("amount", &self.currency.plain(self.amount))?;
        money.serialize_field("currency", &self.currency)?;
        money.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calculations_stop_at_the_largest_amount() {
        assert_eq!(Amount(2).checked_add(Amount(3)), Ok(Amount(5)));
        assert_eq!(Amount(2).checked_sub(Amount(3)), Ok(Amount(-1)));
        assert_eq!(Amount(2).times(3), Ok(Amount(6)));
        let error = Amount::MAX.checked_add(Amount(1)).unwrap_err();
        assert_eq!(error.message, "the amount is too large");
        assert!(Amount::MAX.negated().checked_sub(Amount(1)).is_err());
        assert!(Amount(i64::MAX).times(2).is_err());
        assert!(Amount(i64::MIN).times(-1).is_err());
    }

    #[test]
    fn a_sum_adds_all_and_nothing_sums_to_zero() {
        assert_eq!(
            Amount::sum([Amount(1), Amount(2), Amount(-4)]),
            Ok(Amount(-1))
        );
        assert_eq!(Amount::sum([]), Ok(Amount::ZERO));
        assert!(Amount::sum([Amount::MAX, Amount(1)]).is_err());
    }

    #[test]
    fn json_has_the_decimal_in_major_units() {
        let money = Money {
            amount: Amount(1_250),
            currency: "USD".parse().unwrap(),
        };
        let json = serde_json::to_string(&money).unwrap();
        assert_eq!(json, r#"{"amount":"12.50","currency":"USD"}"#);
        assert_eq!(money.to_string(), "US$12.50");
    }
}
