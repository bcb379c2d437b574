//! Cancelling a concert, and what that owes to its customers.

use serde::Serialize;

use super::concert::get;
use crate::db::{Snapshot, Transaction};
use crate::domain::{
    Amount, Code, ConcertId, ConcertRef, ConcertStatus, Error, HoldFilter, Note, OrderStatus,
    Result, ToCall,
};
use crate::repository::{concert, of_concert, sold};

/// What a concert owes to its customers, or would owe, if it does not take place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Owed {
    /// Paid orders with tickets for it.
    pub paid_orders: i64,
    /// Their tickets for it.
    pub tickets: i64,
    /// What these are worth.
    pub amount: Amount,
    /// Orders with places of it that are still to be paid.
    pub pending_orders: i64,
    /// Their places of it.
    pub pending_places: i64,
    /// Open holds that keep places of it.
    pub holds: i64,
    /// How many they keep.
    pub held: i64,
}

impl Owed {
    /// Whether anybody has tickets or places of it, or they are kept for somebody.
    #[must_use]
    pub const fn is_anything(&self) -> bool {
        self.paid_orders > 0 || self.pending_orders > 0 || self.held > 0
    }
}

/// What a concert owes now.
pub fn owed(snapshot: &Snapshot<'_>, id: ConcertId) -> Result<Owed> {
    let sold = sold::of_concert(snapshot, id)?;
    let all = to_call(snapshot, id)?;
    let pending = || all.iter().filter(|who| who.status == OrderStatus::Pending);
    let of_concert = HoldFilter {
        concert: Some(id),
        ..HoldFilter::default()
    };
    let (holds, _) = super::hold::list(snapshot, &of_concert)?;
    let keep = || {
        holds
            .iter()
            .map(|listed| listed.hold.left)
            .filter(|left| *left > 0)
    };
    Ok(Owed {
        paid_orders: sold.orders,
        tickets: sold.tickets,
        amount: sold.amount,
        pending_orders: pending().map(|_| 1).sum(),
        pending_places: pending().map(|who| who.places).sum(),
        holds: keep().map(|_| 1).sum(),
        held: keep().sum(),
    })
}

/// Who has tickets or unpaid places of a concert, as they ordered.
pub fn to_call(snapshot: &Snapshot<'_>, id: ConcertId) -> Result<Vec<ToCall>> {
    of_concert::to_call(snapshot, id)
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
