//! Payments at the desk: money recorded, accounts listed.

use super::change_order::expire_if_overdue;
use super::settle::{self, Taking};
use crate::db::{Snapshot, Transaction};
use crate::domain::{OrderId, Payment, Result};
use crate::repository::payment;
pub use crate::repository::payment::PaymentFilter;

/// Records money for an order, in full or in part, and issues its tickets once it is covered.
///
/// Money that is not due, or that comes for an order no longer open, is a credit: never lost, and never a way for an
/// expired order around the gate.
pub fn record(tx: &Transaction<'_>, id: OrderId, taking: &Taking) -> Result<OrderId> {
    expire_if_overdue(tx, id)?;
    settle::take_any(tx, id, taking)?;
    settle::complete(tx, id)?;
    Ok(id)
}

/// The payments that fit, and how many there are without the limit.
pub fn list(snapshot: &Snapshot<'_>, filter: &PaymentFilter) -> Result<(Vec<Payment>, i64)> {
    Ok((
        payment::list(snapshot, filter)?,
        payment::count(snapshot, filter)?,
    ))
}
