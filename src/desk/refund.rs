//! Paying back: never more than a payment holds beyond what its order is worth.

use serde::{Deserialize, Serialize};

use super::give_back::give_back;
use super::order::get;
use super::telling::amount_text;
use crate::db::Transaction;
use crate::domain::{
    Amount, Code, Entry, EntryKind, Error, Method, Note, OrderId, OrderRef, OrderStatus,
    PaymentEntryId, Result, TicketId, TicketStatus,
};
use crate::repository::{payment, ticket};

/// How much is paid back.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum HowMuch {
    /// Every ticket is given back, and all the money.
    All,
    /// These tickets are given back, and what they were worth.
    Tickets(Vec<TicketId>),
    /// A sum of the open money; no ticket is touched.
    Sum(Amount),
}

/// A refund as it is asked for.
#[derive(Debug, Clone, Serialize)]
pub struct Refunding {
    /// How much.
    pub how_much: HowMuch,
    /// By which method; the one it came by where none is named.
    pub to: Option<Method>,
    /// Why.
    pub reason: Option<Note>,
}

/// What was paid back.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Refunded {
    /// The order.
    pub order: OrderId,
    /// The refunds that were recorded; none where only free tickets went back.
    pub entries: Vec<PaymentEntryId>,
}

/// Gives tickets back where asked, and pays back what that makes open.
pub fn refund(tx: &Transaction<'_>, id: OrderId, refunding: &Refunding) -> Result<Refunded> {
    let reason = refunding.reason.as_ref();
    let mut returned = true;
    let amount = match &refunding.how_much {
        HowMuch::All => {
            let tickets = ticket::of_order(tx, id)?;
            let valid = tickets
                .iter()
                .filter(|ticket| ticket.status == TicketStatus::Valid);
            let valid: Vec<_> = valid.map(|ticket| ticket.id).collect();
            returned = !valid.is_empty();
            if returned {
                give_back(tx, id, &valid, reason)?;
            }
            payment::get(tx, id)?.open()?
        }
        HowMuch::Tickets(tickets) => give_back(tx, id, tickets, reason)?.worth,
        HowMuch::Sum(amount) => {
            returned = false;
            *amount
        }
    };
    // Tickets that were free go back as well, with nothing to pay.
    let mut entries = Vec::new();
    if !(returned && amount.is_zero()) {
        must_be_open(tx, id, amount)?;
        entries = pay_back(tx, id, amount, refunding)?;
    }
    Ok(Refunded { order: id, entries })
}

fn must_be_open(tx: &Transaction<'_>, id: OrderId, amount: Amount) -> Result<()> {
    let account = payment::get(tx, id)?;
    let open = account.open()?;
    if amount <= open && !amount.is_zero() {
        return Ok(());
    }
    let order = get(tx, &OrderRef::Id(id))?;
    let message = if open.is_zero() {
        format!("order `{}` holds no open money", order.code)
    } else {
        format!(
            "order `{}` holds {} of open money, not {}",
            order.code,
            amount_text(tx, open)?,
            amount_text(tx, amount)?
        )
    };
    let error = Error::new(Code::NothingToRefund, message);
    Err(match order.status {
        OrderStatus::Paid => error.hint(format!(
            "boxoffice payment refund {} --ticket {}/1",
            order.code, order.code
        )),
        OrderStatus::Pending => error.hint(format!("boxoffice order cancel {}", order.code)),
        _ => error,
    })
}

/// Pays receipts back, the newest first, each at most once over.
fn pay_back(
    tx: &Transaction<'_>,
    id: OrderId,
    amount: Amount,
    refunding: &Refunding,
) -> Result<Vec<PaymentEntryId>> {
    let account = payment::get(tx, id)?;
    let entries = payment::entries(tx, account.id)?;
    let mut made = Vec::new();
    let mut left = amount;
    for receipt in entries
        .iter()
        .rev()
        .filter(|entry| entry.kind != EntryKind::Refund)
    {
        let part = not_yet_back(receipt, &entries)?.min(left);
        if part.is_zero() {
            continue;
        }
        let entry = payment::NewEntry {
            kind: EntryKind::Refund,
            amount: part,
            method: refunding.to.unwrap_or(receipt.method),
            refunds: Some(receipt.id),
            reference: None,
            tendered: None,
            reason: refunding.reason.as_ref(),
        };
        made.push(payment::insert_entry(tx, account.id, &entry)?);
        left = left.checked_sub(part)?;
    }
    Ok(made)
}

fn not_yet_back(receipt: &Entry, entries: &[Entry]) -> Result<Amount> {
    let back = entries
        .iter()
        .filter(|entry| entry.refunds_id == Some(receipt.id))
        .map(|entry| entry.amount);
    receipt.amount.checked_sub(Amount::sum(back)?)
}
