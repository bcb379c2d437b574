//! What a change of an order costs more: paid now, or later.

use serde::{Deserialize, Serialize};

use super::opened::{set_aside, void_until_paid};
use super::rounding;
use super::settle::{self, Taking};
use super::telling::amount_text;
use crate::db::Transaction;
use crate::domain::{Amount, Code, Error, OrderId, OrderStatus, Result};
use crate::repository::payment;

/// How the difference is settled, as it is asked for.
#[derive(Debug, Clone, Serialize)]
pub struct Settling {
    /// The money that is put on the counter.
    pub taking: Option<Taking>,
    /// Whether the order waits for the money; its tickets are void until then.
    pub later: bool,
    /// Whether only the price is asked for, in a transaction that is taken back.
    pub is_asking: bool,
}

/// An order that was changed.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Changed {
    /// The order.
    pub order: OrderId,
    /// What is to be handed back of the cash that was tendered.
    pub change: Option<Amount>,
    /// What was kept of what went back.
    pub kept: Amount,
}

/// Settles what is due of a draft that was in the state `before`. A paid order pays all of it now or waits for all of
/// its tickets; one that was still to be paid may be paid in parts. Cash that takes the rest is rounded to the coins.
pub(super) fn settle(
    tx: &Transaction<'_>,
    id: OrderId,
    before: OrderStatus,
    settling: &Settling,
) -> Result<Option<Amount>> {
    if let Some(taking) = &settling.taking {
        rounding::round_draft(tx, id, taking)?;
    }
    let account = payment::get(tx, id)?;
    let due = account.due()?;
    match (&settling.taking, before) {
        (Some(taking), OrderStatus::Paid) => {
            settle::take_all(tx, account.id, due, taking, "--pay-later")
        }
        (Some(taking), _) => settle::take_any(tx, id, taking),
        (None, OrderStatus::Paid) if !due.is_zero() && settling.is_asking => {
            set_aside(tx, id)?;
            Ok(None)
        }
        (None, OrderStatus::Paid) if !due.is_zero() && settling.later => {
            void_until_paid(tx, id)?;
            Ok(None)
        }
        (None, OrderStatus::Paid) if !due.is_zero() => {
            let due = amount_text(tx, due)?;
            Err(
                Error::new(Code::Usage, format!("how is it paid? {due} is due"))
                    .hint("--pay cash --tendered MONEY")
                    .hint("--pay-later    the order waits for the money, and its tickets are void until then"),
            )
        }
        _ => Ok(None),
    }
}
