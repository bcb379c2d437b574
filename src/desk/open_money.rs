//! Open money that somebody decides about: kept as a donation, or moved to another order.

use serde::{Deserialize, Serialize};

use super::change_order::expire_if_overdue;
use super::order::get;
use super::payment::must_still_take_place;
use super::refund::{must_be_open, pay_back};
use super::worth::return_all;
use super::{opened, settle};
use crate::db::Transaction;
use crate::domain::{
    Amount, Code, DetailKind, EntryKind, Error, Note, OrderId, OrderRef, OrderStatus, Purpose,
    Result,
};
use crate::repository::order_detail::{self, NewDetail};
use crate::repository::{order, payment};

/// Open money that was decided about.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Decided {
    /// The order that held it.
    pub from: OrderId,
    /// Where it went, if to another.
    pub into: Option<OrderId>,
    /// How much.
    pub amount: Amount,
}

/// Keeps open money of an order as a donation: all of it, or so much.
///
/// An order that is over is opened for that alone: whatever its lines still say is given back, so that the donation is
/// all that it is worth then.
pub fn keep(
    tx: &Transaction<'_>,
    id: OrderId,
    amount: Option<Amount>,
    reason: &Note,
) -> Result<Decided> {
    expire_if_overdue(tx, id)?;
    let amount = open_or(tx, id, amount)?;
    let is_over = matches!(
        get(tx, &OrderRef::Id(id))?.status,
        OrderStatus::Expired | OrderStatus::Cancelled
    );
    let worth = payment::get(tx, id)?.worth;
    order::reopen(tx, id)?;
    if is_over {
        return_all(tx, id, None)?;
        opened::waive(tx, id, worth)?;
    }
    let details = order_detail::list(tx, id)?;
    let of = details.iter().find_map(|line| line.ticket_type_id);
    let donation = NewDetail {
        purpose: Some(Purpose::Donation),
        reason: Some(reason),
        ..NewDetail::sum(DetailKind::Fee, of, amount)
    };
    order_detail::insert(tx, id, &donation)?;
    opened::close(tx, id)?;
    Ok(Decided {
        from: id,
        into: None,
        amount,
    })
}

/// Moves open money of one order to another, which gets its tickets once that covers it: so much, or what is due there,
/// or all of it where nothing is.
pub fn move_into(
    tx: &Transaction<'_>,
    from: OrderId,
    into: OrderId,
    amount: Option<Amount>,
) -> Result<Decided> {
    let source = get(tx, &OrderRef::Id(from))?;
    if from == into {
        let message = format!("the money of order `{}` is there already", source.code);
        return Err(Error::new(Code::WrongState, message).hint("--into ORDER    names another one"));
    }
    expire_if_overdue(tx, from)?;
    let open = open_or(tx, from, amount)?;
    let target = opened::changeable(tx, into)?;
    must_still_take_place(tx, into)?;
    let due = payment::get(tx, into)?.due()?;
    let amount = match amount {
        None if !due.is_zero() => open.min(due),
        _ => open,
    };
    let out = format!("moved to order {}", target.code).parse()?;
    let back = format!("moved from order {}", source.code).parse()?;
    carry(tx, from, into, amount, (&out, &back))?;
    settle::complete(tx, into)?;
    Ok(Decided {
        from,
        into: Some(into),
        amount,
    })
}

/// Pays open money back by the methods it came by, and takes it for another order at the same instant: what is due there
/// as receipts, the rest as credits.
pub(super) fn carry(
    tx: &Transaction<'_>,
    from: OrderId,
    into: OrderId,
    amount: Amount,
    (out, back): (&Note, &Note),
) -> Result<()> {
    let made = pay_back(tx, from, amount, None, Some(out))?;
    let entries = payment::entries(tx, payment::get(tx, from)?.id)?;
    for refund in entries.iter().filter(|entry| made.contains(&entry.id)) {
        let account = payment::get(tx, into)?;
        let receipt = refund.amount.min(account.due()?);
        let credit = refund.amount.checked_sub(receipt)?;
        for (kind, amount) in [(EntryKind::Receipt, receipt), (EntryKind::Credit, credit)] {
            if amount.is_zero() {
                continue;
            }
            let entry = payment::NewEntry {
                kind,
                amount,
                method: refund.method,
                refunds: None,
                reference: None,
                tendered: None,
                reason: Some(back),
            };
            let came = payment::insert_entry(tx, account.id, &entry)?;
            payment::insert_move(tx, refund.id, came)?;
        }
    }
    Ok(())
}

/// The sum that is asked for, or all that is open; no more than that.
fn open_or(tx: &Transaction<'_>, id: OrderId, amount: Option<Amount>) -> Result<Amount> {
    let amount = match amount {
        Some(amount) => amount,
        None => payment::get(tx, id)?.open()?,
    };
    must_be_open(tx, id, amount)?;
    Ok(amount)
}
