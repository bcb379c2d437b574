//! What is overdue gives its places back before anybody counts them. The journal is told of many in parts.

use super::hold_sale;
use crate::db::Transaction;
use crate::domain::{ConcertId, OrderId, Result};
use crate::repository::{hold, journal, order};

/// Expires the overdue orders and holds that have places of `concert`.
pub fn concert(tx: &Transaction<'_>, concert: ConcertId) -> Result<Vec<OrderId>> {
    expire_holds(tx, concert)?;
    expire(tx, Some(concert))
}

/// The same for several concerts, each once.
pub(super) fn concerts(
    tx: &Transaction<'_>,
    concerts: impl Iterator<Item = ConcertId>,
) -> Result<()> {
    let mut swept = Vec::new();
    for id in concerts {
        if !swept.contains(&id) {
            concert(tx, id)?;
            swept.push(id);
        }
    }
    Ok(())
}

/// Expires every overdue order. Holds that are overdue read as expired, and are swept by who needs their places.
pub fn all(tx: &Transaction<'_>) -> Result<Vec<OrderId>> {
    expire(tx, None)
}

fn expire(tx: &Transaction<'_>, concert: Option<ConcertId>) -> Result<Vec<OrderId>> {
    let overdue = order::overdue(tx, concert)?;
    for id in &overdue {
        order::expire(tx, *id)?;
        hold_sale::take_back(tx, *id)?;
        journal::append_if_many(tx, "order expire")?;
    }
    Ok(overdue)
}

/// Before the orders: what was sold from a hold that is overdue does not go back to it.
fn expire_holds(tx: &Transaction<'_>, concert: ConcertId) -> Result<()> {
    for id in hold::overdue(tx, Some(concert))? {
        hold::expire(tx, id)?;
        journal::append_if_many(tx, "hold expire")?;
    }
    Ok(())
}
