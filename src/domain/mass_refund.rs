//! Paying back a whole concert: what came of each order, and what that comes to.

use serde::{Deserialize, Serialize};

use super::{Amount, Method, OrderCode, Result};

/// What came of one order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefundResult {
    /// Tickets went back, or open money was paid back.
    Refunded,
    /// It was still to be paid and only of this concert, so it is cancelled.
    Cancelled,
    /// It was still to be paid and lost its places of this concert; what it has of others stays.
    TakenOut,
    /// There was nothing to do.
    Nothing,
    /// It was refused, and has to be looked at.
    Open,
}

impl RefundResult {
    /// The word for it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Refunded => "refunded",
            Self::Cancelled => "cancelled",
            Self::TakenOut => "taken_out",
            Self::Nothing => "nothing",
            Self::Open => "open",
        }
    }
}

/// One order of a concert that is paid back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefundedOrder {
    /// What people type to name it.
    pub code: OrderCode,
    /// How the customer is named.
    pub user: String,
    /// How many tickets or places went back.
    pub tickets: i64,
    /// What was paid back by which method, each method once.
    pub back: Vec<(Method, Amount)>,
    /// What came of it.
    pub result: RefundResult,
    /// Why, where it is open.
    pub reason: Option<String>,
}

/// What all orders come to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RefundSums {
    /// Orders that something was done to.
    pub orders: i64,
    /// Tickets and places that went back.
    pub tickets: i64,
    /// What was paid back by which method, each method once.
    pub back: Vec<(Method, Amount)>,
    /// Orders that are still open.
    pub open: i64,
}

impl RefundedOrder {
    /// What was paid back.
    pub fn refunded(&self) -> Result<Amount> {
        Amount::sum(self.back.iter().map(|(_, amount)| *amount))
    }
}

impl RefundSums {
    /// What these orders come to.
    pub fn of(orders: &[RefundedOrder]) -> Result<Self> {
        let mut sums = Self::default();
        for order in orders {
            match order.result {
                RefundResult::Open => sums.open += 1,
                RefundResult::Nothing => {}
                RefundResult::Refunded | RefundResult::Cancelled | RefundResult::TakenOut => {
                    sums.orders += 1;
                }
            }
            sums.tickets += order.tickets;
            for (method, amount) in &order.back {
                add_to(&mut sums.back, *method, *amount)?;
            }
        }
        Ok(sums)
    }

    /// What was paid back by all methods together.
    pub fn refunded(&self) -> Result<Amount> {
        Amount::sum(self.back.iter().map(|(_, amount)| *amount))
    }
}

/// Adds a sum to those of its method.
pub fn add_to(sums: &mut Vec<(Method, Amount)>, method: Method, amount: Amount) -> Result<()> {
    match sums.iter_mut().find(|(known, _)| *known == method) {
        Some((_, sum)) => *sum = sum.checked_add(amount)?,
        None => sums.push((method, amount)),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sums_are_those_of_the_orders_and_count_what_is_open() {
        let order = |result, back: &[(Method, i64)], tickets| RefundedOrder {
            code: OrderCode::compute(1, &[7; 32]),
            user: "walk-in".to_owned(),
            tickets,
            back: back
                .iter()
                .map(|(method, sum)| (*method, Amount(*sum)))
                .collect(),
            result,
            reason: None,
        };
        let sums = RefundSums::of(&[
            order(
                RefundResult::Refunded,
                &[(Method::Card, 5), (Method::Cash, 2)],
                2,
            ),
            order(RefundResult::Cancelled, &[(Method::Card, 1)], 3),
            order(RefundResult::Nothing, &[], 0),
            order(RefundResult::Open, &[], 0),
        ]);
        let sums = sums.unwrap();
        assert_eq!((sums.orders, sums.tickets, sums.open), (2, 5, 1));
        assert_eq!(
            sums.back,
            [(Method::Card, Amount(6)), (Method::Cash, Amount(2))]
        );
        assert_eq!(sums.refunded(), Ok(Amount(8)));
    }
}
