//! Payments at the desk: money recorded, accounts listed.

use serde::{Deserialize, Serialize};

use super::change_order::expire_if_overdue;
use super::order::get;
use super::settle::{self, Taking};
use super::worth::{Left, ticket_lines};
use crate::db::{Snapshot, Transaction};
use crate::domain::{
    Amount, Code, ConcertRef, ConcertStatus, Error, OrderId, OrderRef, OrderStatus, Payment,
    PaymentFilter, Result,
};
use crate::repository::{order_detail, payment};

/// What is remembered of money that was recorded.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Recorded {
    /// The order.
    pub order: OrderId,
    /// What is to be handed back of the cash that was tendered.
    pub change: Option<Amount>,
    /// Whether it came for an order that was not open, so that somebody has to decide about it.
    pub is_stray: bool,
}

/// Records money for an order, in full or in part, and issues its tickets once it is covered.
///
/// Money that is not due, or that comes for an order no longer open, is a credit: never lost, and never a way for an
/// expired order around the gate.
pub fn record(tx: &Transaction<'_>, id: OrderId, taking: &Taking) -> Result<Recorded> {
    expire_if_overdue(tx, id)?;
    must_still_take_place(tx, id)?;
    let change = settle::take_any(tx, id, taking)?;
    settle::complete(tx, id)?;
    let order = get(tx, &OrderRef::Id(id))?;
    Ok(Recorded {
        order: id,
        change,
        is_stray: order.status != OrderStatus::Paid && !order.open_money.is_zero(),
    })
}

/// Refuses to complete an order with tickets for a concert that is cancelled: they would let nobody in.
pub(super) fn must_still_take_place(tx: &Transaction<'_>, id: OrderId) -> Result<()> {
    let order = get(tx, &OrderRef::Id(id))?;
    if order.status != OrderStatus::Pending {
        return Ok(());
    }
    let details = order_detail::list(tx, id)?;
    for line in ticket_lines(&details) {
        let Some(concert) = line.concert_id else {
            continue;
        };
        if Left::of(line.id, &details)?.tickets == 0 {
            continue;
        }
        let concert = super::concert::get(tx, &ConcertRef::Id(concert))?;
        if concert.status == ConcertStatus::Cancelled {
            let message = format!(
                "`{}` is cancelled, order `{}` is not to be paid any more",
                concert.slug, order.code
            );
            return Err(Error::new(Code::ConcertCancelled, message)
                .hint(format!("boxoffice order cancel {}", order.code))
                .hint("money that comes after that is kept as a credit"));
        }
    }
    Ok(())
}

/// The payments that fit, and how many there are without the limit.
pub fn list(snapshot: &Snapshot<'_>, filter: &PaymentFilter) -> Result<(Vec<Payment>, i64)> {
    Ok((
        payment::list(snapshot, filter)?,
        payment::count(snapshot, filter)?,
    ))
}
