//! An order split in two: some of its tickets go to an order of their own, with what they are worth to the unit.

use serde::{Deserialize, Serialize};

use super::leaving::{Chosen, Leaving, choose};
use super::open_money::carry;
use super::opened::name_holders;
use super::worth::{Left, about, tax_of, tickets_left};
use super::{hold_sale, opened, user};
use crate::db::Transaction;
use crate::domain::{
    Amount, Code, DetailKind, Error, Name, Note, Order, OrderCode, OrderDetail, OrderDetailId,
    OrderId, OrderRef, OrderStatus, Result, UserRef, part_of,
};
use crate::repository::hold_entry::{self, NewHoldEntry};
use crate::repository::order_detail::{self, NewDetail};
use crate::repository::{office, order, payment};

/// A split as it is asked for.
#[derive(Debug, Clone, Serialize)]
pub struct Splitting {
    /// What goes to the new order.
    pub leaving: Leaving,
    /// Whose the new order is; the same customer's where none is named.
    pub user: Option<UserRef>,
    /// The name of a customer who is new.
    pub name: Option<Name>,
}

/// What came of a split.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Split {
    /// The new order.
    pub order: OrderId,
    /// The order that it was split from.
    pub from: OrderId,
}

/// Which line of the new order a line of the old one became.
type Copies = Vec<(OrderDetailId, OrderDetailId)>;

/// Splits an order: the old tickets are void, the new order has new ones, and the money goes with them.
pub fn split(tx: &Transaction<'_>, id: OrderId, splitting: &Splitting) -> Result<Split> {
    let found = opened::changeable(tx, id)?;
    let details = order_detail::list(tx, id)?;
    let chosen = choose(tx, &found, &details, &splitting.leaving, "--item")?;
    must_leave_some(&found, &chosen, &details)?;
    let reason: Note = "split".parse()?;
    order::reopen(tx, id)?;
    let worth = chosen.take_out(tx, id, &details, Some(&reason))?;
    opened::leave(tx, id)?;
    let back = hold_entry::owed_back(tx, id)?;
    hold_sale::take_back(tx, id)?;

    let new = draft(tx, &found, splitting)?;
    let copies = copy_lines(tx, new, &chosen, &details)?;
    payment::insert(tx, new)?;
    let rebound = back.iter().filter_map(|entry| rebind(entry, &copies));
    hold_sale::bind(tx, &rebound.collect::<Vec<_>>())?;
    let open = payment::get(tx, id)?.open()?;
    carry(tx, id, new, open.min(worth), (&reason, &reason))?;
    opened::close(tx, new)?;
    for (old, copy) in &copies {
        let before = chosen
            .tickets
            .iter()
            .filter(|ticket| ticket.order_detail_id == *old);
        name_holders(tx, new, *copy, &before.collect::<Vec<_>>())?;
    }
    Ok(Split {
        order: new,
        from: id,
    })
}

/// An order from which all goes is not split.
fn must_leave_some(order: &Order, chosen: &Chosen, details: &[OrderDetail]) -> Result<()> {
    if chosen.quantity() < tickets_left(details) {
        return Ok(());
    }
    let code = &order.code;
    let message = format!("nothing would be left of order `{code}`");
    Err(Error::new(Code::WrongState, message).hint(format!(
        "boxoffice order update {code} --user USER    gives all of it to another customer"
    )))
}

/// The draft of the new order, beside the one it comes from, with its deadline if that is still ahead.
fn draft(tx: &Transaction<'_>, from: &Order, splitting: &Splitting) -> Result<OrderId> {
    let user = match &splitting.user {
        Some(user) => user::get_or_create(tx, user, splitting.name.as_ref())?,
        None => from.user_id,
    };
    let id = order::next_id(tx)?;
    let code = OrderCode::compute(id.0, &office::secret(tx)?);
    let draft = order::Draft {
        id,
        code: &code,
        user,
        channel: from.channel,
        note: from.note.as_ref(),
        expires_at: from
            .expires_at
            .filter(|at| from.status == OrderStatus::Pending && tx.now() < *at),
    };
    order::insert(tx, &draft)?;
    Ok(id)
}

fn copy_lines(
    tx: &Transaction<'_>,
    new: OrderId,
    chosen: &Chosen,
    details: &[OrderDetail],
) -> Result<Copies> {
    let mut copies = Copies::new();
    for (id, quantity) in &chosen.lines {
        let Some(line) = details.iter().find(|line| line.id == *id) else {
            continue;
        };
        copies.push((*id, copy_line(tx, new, line, details, *quantity)?));
    }
    Ok(copies)
}

/// Copies a ticket line for so many of its tickets, with their share of every line that refers to it. What the shares
/// lack of the worth of these tickets is on the last of them, or a rounding line of its own.
fn copy_line(
    tx: &Transaction<'_>,
    new: OrderId,
    line: &OrderDetail,
    details: &[OrderDetail],
    quantity: i64,
) -> Result<OrderDetailId> {
    let (worth, tax) = Left::of(line.id, details)?.last(quantity)?;
    let price = line.unit_price.times(quantity)?;
    let shares = shares(line, details, quantity, (worth.checked_sub(price)?, tax))?;
    let mut tax_left = tax;
    for share in &shares {
        tax_left = tax_left.checked_sub(share.tax.map_or(Amount::ZERO, |(_, tax)| tax))?;
    }
    let ticket = NewDetail {
        tax: line.tax_rate.map(|rate| (rate, tax_left)),
        ..NewDetail::of(
            DetailKind::Ticket,
            line.ticket_type_id,
            quantity,
            line.unit_price,
            price,
        )
    };
    let copy = order_detail::insert_like(tx, new, &ticket, line.id)?;
    for share in &shares {
        let detail = NewDetail {
            refers_to: Some(copy),
            tax: share.tax,
            reason: share.reason.as_ref(),
            ..NewDetail::sum(share.kind, line.ticket_type_id, share.amount)
        };
        match share.like {
            Some(source) => order_detail::insert_like(tx, new, &detail, source)?,
            None => order_detail::insert(tx, new, &detail)?,
        };
    }
    Ok(copy)
}

/// What a part of the tickets bears of one line that refers to theirs.
struct Share {
    /// The line that it is a part of; none for what the others lack.
    like: Option<OrderDetailId>,
    kind: DetailKind,
    amount: Amount,
    tax: Option<(i64, Amount)>,
    /// The code of a discount, which the new order has but does not use once more.
    reason: Option<Note>,
}

/// The shares of so many tickets in the lines that refer to theirs, together `sum`. Where the ticket line itself bears no
/// tax, they bear `tax` together.
fn shares(
    line: &OrderDetail,
    details: &[OrderDetail],
    quantity: i64,
    (sum, tax): (Amount, Amount),
) -> Result<Vec<Share>> {
    let mut shares = Vec::new();
    for other in about(line.id, details).filter(|other| !other.kind.counts_tickets()) {
        let amount = part_of(other.amount, quantity, line.quantity)?;
        let tax = tax_of(other).map(|tax| part_of(tax, quantity, line.quantity));
        let tax = tax.transpose()?;
        shares.push(Share {
            like: Some(other.id),
            kind: other.kind,
            amount,
            tax: other.tax_rate.zip(tax),
            reason: reason_of(other)?,
        });
    }
    if line.tax_rate.is_none() {
        bear(&mut shares, tax)?;
    }
    let lacking = sum.checked_sub(Amount::sum(shares.iter().map(|share| share.amount))?)?;
    if lacking.is_zero() {
        return Ok(shares);
    }
    if let Some(last) = shares.last_mut()
        && last.can_be(last.amount.checked_add(lacking)?)
    {
        last.amount = last.amount.checked_add(lacking)?;
        return Ok(shares);
    }
    shares.push(Share {
        like: None,
        kind: DetailKind::Rounding,
        amount: lacking,
        tax: None,
        reason: None,
    });
    Ok(shares)
}

/// Why a part of a line stands in the new order: a discount is named by its code, also when it is split again.
fn reason_of(other: &OrderDetail) -> Result<Option<Note>> {
    match (&other.discount, &other.reason) {
        (Some(code), _) => format!("{code} (split)").parse().map(Some),
        (None, reason) if other.kind == DetailKind::Discount => Ok(reason.clone()),
        _ => Ok(None),
    }
}

/// Puts what the shares lack of `tax` on the last of them that bears any; a tax on top is all of its amount.
fn bear(shares: &mut [Share], tax: Amount) -> Result<()> {
    let borne = shares.iter().filter_map(|share| share.tax);
    let lacking = tax.checked_sub(Amount::sum(borne.map(|(_, tax)| tax))?)?;
    let last = shares.iter_mut().rev().find(|share| share.tax.is_some());
    if let Some(share) = last {
        if share.kind == DetailKind::Tax {
            share.amount = share.amount.checked_add(lacking)?;
        }
        if let Some((_, tax)) = &mut share.tax {
            *tax = tax.checked_add(lacking)?;
        }
    }
    Ok(())
}

impl Share {
    /// Whether a line of this kind may have that amount.
    fn can_be(&self, amount: Amount) -> bool {
        match self.kind {
            DetailKind::Discount | DetailKind::Goodwill => amount <= Amount::ZERO,
            DetailKind::Fee => amount >= Amount::ZERO,
            DetailKind::Rounding => true,
            DetailKind::Tax | DetailKind::Ticket | DetailKind::Return => false,
        }
    }
}

/// What went back to a hold goes to the line of the new order that it was sold to.
fn rebind(back: &NewHoldEntry, copies: &Copies) -> Option<NewHoldEntry> {
    let copy = copies
        .iter()
        .find(|(old, _)| Some(*old) == back.order_detail);
    copy.map(|(_, new)| NewHoldEntry {
        hold: back.hold,
        ticket_type: back.ticket_type,
        quantity: -back.quantity,
        order_detail: Some(*new),
    })
}

/// The order that another was split from.
#[must_use]
pub const fn from_ref(split: &Split) -> OrderRef {
    OrderRef::Id(split.from)
}
