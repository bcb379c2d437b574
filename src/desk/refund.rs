//! Paying back: never more than a payment holds beyond what its order is worth.

use serde::{Deserialize, Serialize};

use super::give_back::{GivingBack, Returned, give_back_but, valid_ids};
use super::goodwill;
use super::order::get;
use super::overriding::Overriding;
use super::telling::{amount_text, plain_text};
use crate::db::Transaction;
use crate::domain::{
    Amount, Code, Entry, EntryKind, Error, Keep, Method, Note, OrderId, OrderRef, OrderStatus,
    PaymentEntryId, Result, TicketId,
};
use crate::repository::payment;

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
    /// What the house keeps of the tickets that go back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub keep: Option<Keep>,
    /// Whether a sum that is not open is given as goodwill.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub goodwill: bool,
    /// Whether tickets that let somebody in go back as well.
    #[serde(skip_serializing_if = "Overriding::is_empty")]
    pub overriding: Overriding,
}

/// What was paid back.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Refunded {
    /// The order.
    pub order: OrderId,
    /// The refunds that were recorded; none where only free tickets went back.
    pub entries: Vec<PaymentEntryId>,
    /// What the house keeps.
    #[serde(default)]
    pub kept: Amount,
}

impl Refunding {
    /// A refund with nothing else to say.
    #[must_use]
    pub fn of(how_much: HowMuch) -> Self {
        Self {
            how_much,
            to: None,
            reason: None,
            keep: None,
            goodwill: false,
            overriding: Overriding::default(),
        }
    }
}

/// Gives tickets back where asked, and pays back what that makes open.
pub fn refund(tx: &Transaction<'_>, id: OrderId, refunding: &Refunding) -> Result<Refunded> {
    must_fit(refunding)?;
    let tickets = match &refunding.how_much {
        HowMuch::All => valid_ids(tx, id)?,
        HowMuch::Tickets(tickets) => tickets.clone(),
        HowMuch::Sum(_) => Vec::new(),
    };
    if refunding.keep.is_some() && tickets.is_empty() {
        return Err(nothing_to_keep_of());
    }
    let returned = if tickets.is_empty() {
        None
    } else {
        Some(give_back_but(tx, id, &giving(&tickets, refunding))?)
    };
    let kept = returned.map_or(Amount::ZERO, |returned| returned.kept);
    let amount = match (&refunding.how_much, returned) {
        (HowMuch::All, _) => payment::get(tx, id)?.open()?,
        (_, Some(Returned { worth, kept, .. })) => worth.checked_sub(kept)?,
        (HowMuch::Sum(amount), None) => {
            if refunding.goodwill {
                goodwill::make_up(tx, id, *amount, refunding.reason.as_ref())?;
            }
            *amount
        }
        (HowMuch::Tickets(_), None) => Amount::ZERO,
    };
    // Tickets that were free go back as well, with nothing to pay.
    let mut entries = Vec::new();
    if returned.is_none() || !amount.is_zero() {
        if let Err(error) = must_be_open(tx, id, amount) {
            return Err(or_goodwill(tx, id, error, refunding)?);
        }
        entries = pay_back(tx, id, amount, refunding.to, refunding.reason.as_ref())?;
    }
    Ok(Refunded {
        order: id,
        entries,
        kept,
    })
}

fn giving<'g>(tickets: &'g [TicketId], refunding: &'g Refunding) -> GivingBack<'g> {
    GivingBack {
        tickets,
        reason: refunding.reason.as_ref(),
        keep: refunding.keep,
        overriding: &refunding.overriding,
    }
}

/// Something is kept only of tickets, and goodwill is a sum.
fn must_fit(refunding: &Refunding) -> Result<()> {
    match (&refunding.how_much, refunding.keep, refunding.goodwill) {
        (HowMuch::Sum(_), Some(_), _) => Err(nothing_to_keep_of()),
        (HowMuch::All | HowMuch::Tickets(_), _, true) => {
            Err(Error::new(Code::Usage, "goodwill is a sum").hint("--amount MONEY --goodwill"))
        }
        _ => Ok(()),
    }
}

/// A sum that a paid order does not hold can be given nevertheless.
fn or_goodwill(
    tx: &Transaction<'_>,
    id: OrderId,
    error: Error,
    refunding: &Refunding,
) -> Result<Error> {
    let is_paid = get(tx, &OrderRef::Id(id))?.status == OrderStatus::Paid;
    Ok(match refunding.how_much {
        HowMuch::Sum(_) if is_paid => {
            error.hint("--goodwill    reduces the order by what is not open")
        }
        _ => error,
    })
}

fn nothing_to_keep_of() -> Error {
    let message = "something is kept only of tickets that go back";
    Error::new(Code::Usage, message)
        .hint("--ticket TICKET --keep 10%")
        .hint("boxoffice payment keep ORDER --amount MONEY --reason TEXT    keeps open money")
}

/// Refuses a sum that the order does not hold as open money.
pub(super) fn must_be_open(tx: &Transaction<'_>, id: OrderId, amount: Amount) -> Result<()> {
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
        _ if open.is_zero() => {
            error.hint("boxoffice order list --open-money    says which orders hold any")
        }
        _ => {
            let (code, all) = (&order.code, plain_text(tx, open)?);
            error.hint(format!("boxoffice payment refund {code} --amount {all}"))
        }
    })
}

/// Pays receipts back, the newest first, each at most once over.
pub(super) fn pay_back(
    tx: &Transaction<'_>,
    id: OrderId,
    amount: Amount,
    to: Option<Method>,
    reason: Option<&Note>,
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
            method: to.unwrap_or(receipt.method),
            refunds: Some(receipt.id),
            reference: None,
            tendered: None,
            reason,
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
