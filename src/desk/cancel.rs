//! Cancelling a concert, and what that owes to its customers.

use serde::Serialize;

use super::concert::get;
use crate::db::{Snapshot, Transaction};
use crate::domain::{
    Amount, Code, ConcertId, ConcertRef, ConcertStatus, Error, Note, OrderFilter, OrderStatus,
    Result,
};
use crate::repository::{concert, order, sold};

/// What a concert owes to its customers, or would owe, if it does not take place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Owed {
    /// Paid orders with tickets for it.
    pub paid_orders: i64,
    /// Their tickets for it.
    pub tickets: i64,
    /// What these are worth.
    pub amount: Amount,
    /// Orders that are still to be paid.
    pub pending_orders: i64,
}

/// What a concert owes now.
pub fn owed(snapshot: &Snapshot<'_>, id: ConcertId) -> Result<Owed> {
    let sold = sold::of_concert(snapshot, id)?;
    let pending = OrderFilter {
        concert: Some(id),
        status: Some(OrderStatus::Pending),
        ..OrderFilter::default()
    };
    Ok(Owed {
        paid_orders: sold.orders,
        tickets: sold.tickets,
        amount: sold.amount,
        pending_orders: order::count(snapshot, &pending)?,
    })
}

/// Refuses to go on when more or less is sold than was shown before the question.
pub fn must_still_owe(snapshot: &Snapshot<'_>, id: ConcertId, shown: &Owed) -> Result<()> {
    if owed(snapshot, id)? == *shown {
        return Ok(());
    }
    let slug = get(snapshot, &ConcertRef::Id(id))?.slug;
    let message = format!("what is sold of `{slug}` has changed since it was shown");
    Err(Error::new(Code::Moved, message).hint("repeat the command to see how it stands now"))
}

/// Cancels a concert: nothing more is sold or admitted. Money goes back order by order, with refunds.
///
/// One that is cancelled already stays as it is, with its first reason.
pub fn cancel(tx: &Transaction<'_>, id: ConcertId, reason: Option<&Note>) -> Result<ConcertId> {
    if get(tx, &ConcertRef::Id(id))?.status != ConcertStatus::Cancelled {
        concert::cancel(tx, id, reason)?;
    }
    Ok(id)
}
