//! More tickets on an order that is there already.

use super::due::{Changed, Settling, settle};
use super::opened::{self, must_keep_limits};
use super::overriding::{self, Overriding};
use super::sale;
use crate::db::Transaction;
use crate::domain::{Amount, Line, OrderId, Result};
use crate::repository::order;

/// Adds tickets at today's prices, under every rule of selling that is not set aside. A paid order pays the difference now or waits for it.
pub fn add(
    tx: &Transaction<'_>,
    id: OrderId,
    lines: &[Line],
    settling: &Settling,
    overriding: &Overriding,
) -> Result<Changed> {
    let found = opened::changeable(tx, id)?;
    let quote = sale::swept_addition(tx, lines, found.channel, overriding)?;
    must_keep_limits(tx, id, &quote)?;
    order::reopen(tx, id)?;
    sale::add_lines(tx, id, &quote)?;
    let change = settle(tx, id, found.status, settling)?;
    opened::close(tx, id)?;
    overriding::note(tx, id, overriding)?;
    Ok(Changed {
        order: id,
        change,
        kept: Amount::ZERO,
    })
}
