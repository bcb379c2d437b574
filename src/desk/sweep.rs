//! Overdue orders give their places back before anybody counts them. The journal is told of many in parts.

use crate::db::Transaction;
use crate::domain::{ConcertId, OrderId, Result};
use crate::repository::{journal, order};

/// Expires the overdue orders that hold places of `concert`.
pub fn concert(tx: &Transaction<'_>, concert: ConcertId) -> Result<Vec<OrderId>> {
    expire(tx, Some(concert))
}

/// Expires every overdue order.
pub fn all(tx: &Transaction<'_>) -> Result<Vec<OrderId>> {
    expire(tx, None)
}

fn expire(tx: &Transaction<'_>, concert: Option<ConcertId>) -> Result<Vec<OrderId>> {
    let overdue = order::overdue(tx, concert)?;
    for id in &overdue {
        order::expire(tx, *id)?;
        journal::append_if_many(tx, "order expire")?;
    }
    Ok(overdue)
}
