//! What tickets are worth, and lines that take it back: a share of their line and of everything that refers to it.

use crate::db::Transaction;
use crate::domain::{Amount, DetailKind, Note, OrderDetail, OrderDetailId, OrderId, Result, share};
use crate::repository::order_detail::{self, NewDetail};

/// What is left of a ticket line after everything that refers to it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Left {
    /// How many tickets.
    pub(super) tickets: i64,
    /// What they are worth together.
    pub(super) amount: Amount,
    /// The tax in that.
    pub(super) tax: Amount,
    /// The rate of that tax, in hundredths of a percent.
    pub(super) rate: Option<i64>,
}

impl Left {
    /// What is left of the line `id`.
    pub(super) fn of(id: OrderDetailId, details: &[OrderDetail]) -> Result<Self> {
        let about = || about(id, details);
        let counted = about().filter(|line| line.kind.counts_tickets());
        Ok(Self {
            tickets: counted.map(|line| line.quantity).sum(),
            amount: Amount::sum(about().map(|line| line.amount))?,
            tax: Amount::sum(about().filter_map(tax_of))?,
            rate: about().find_map(|line| line.tax_rate),
        })
    }

    /// What the last `quantity` tickets are worth, and the tax in that; the very last bears the remainder.
    pub(super) fn last(&self, quantity: i64) -> Result<(Amount, Amount)> {
        let (mut amount, mut tax) = (Amount::ZERO, Amount::ZERO);
        for index in self.tickets - quantity..self.tickets {
            amount = amount.checked_add(share(self.amount, self.tickets, index)?)?;
            tax = tax.checked_add(share(self.tax, self.tickets, index)?)?;
        }
        Ok((amount, tax))
    }

    /// The same tax as a line bears it that is worth a part of this one.
    pub(super) fn taxed(&self, tax: Amount) -> Option<(i64, Amount)> {
        self.rate.map(|rate| (rate, tax))
    }
}

/// The ticket line `id` and all lines that refer to it.
pub(super) fn about(
    id: OrderDetailId,
    details: &[OrderDetail],
) -> impl Iterator<Item = &OrderDetail> {
    details
        .iter()
        .filter(move |line| line.id == id || line.refers_to_id == Some(id))
}

/// The tax in a line; a tax on top is all of its amount.
pub(super) fn tax_of(line: &OrderDetail) -> Option<Amount> {
    match line.kind {
        DetailKind::Tax => Some(line.amount),
        _ => line.tax_amount,
    }
}

/// The lines that brought tickets.
pub(super) fn ticket_lines(details: &[OrderDetail]) -> impl Iterator<Item = &OrderDetail> {
    details
        .iter()
        .filter(|line| line.kind == DetailKind::Ticket)
}

/// How many tickets all lines sum to.
pub(super) fn tickets_left(details: &[OrderDetail]) -> i64 {
    let counted = details.iter().filter(|line| line.kind.counts_tickets());
    counted.map(|line| line.quantity).sum()
}

/// Takes `quantity` tickets of a line back at what they are worth now.
pub(super) fn return_tickets(
    tx: &Transaction<'_>,
    order: OrderId,
    line: &OrderDetail,
    details: &[OrderDetail],
    quantity: i64,
    reason: Option<&Note>,
) -> Result<Amount> {
    let left = Left::of(line.id, details)?;
    let (worth, tax) = left.last(quantity)?;
    let new = NewDetail {
        refers_to: Some(line.id),
        tax: left.taxed(tax.negated()),
        reason,
        ..NewDetail::of(
            DetailKind::Return,
            line.ticket_type_id,
            -quantity,
            share(worth, quantity, 0)?,
            worth.negated(),
        )
    };
    order_detail::insert(tx, order, &new)?;
    Ok(worth)
}

/// Gives back what the order was charged as a whole, once its last ticket is gone.
pub(super) fn return_order_fees(
    tx: &Transaction<'_>,
    order: OrderId,
    details: &[OrderDetail],
) -> Result<Amount> {
    let of_order = |line: &&OrderDetail| line.refers_to_id.is_none() && line.fee.is_some();
    let mut back = Amount::ZERO;
    let mut seen = Vec::new();
    for fee in details.iter().filter(of_order) {
        if seen.contains(&&fee.fee) {
            continue;
        }
        seen.push(&fee.fee);
        let same = || {
            details
                .iter()
                .filter(of_order)
                .filter(|line| line.fee == fee.fee)
        };
        let amount = Amount::sum(same().map(|line| line.amount))?;
        let tax = Amount::sum(same().filter_map(tax_of))?;
        if amount.is_zero() {
            continue;
        }
        let new = NewDetail {
            tax: fee.tax_rate.map(|rate| (rate, tax.negated())),
            ..NewDetail::sum(DetailKind::Goodwill, fee.ticket_type_id, amount.negated())
        };
        order_detail::insert_like(tx, order, &new, fee.id)?;
        back = back.checked_add(amount)?;
    }
    Ok(back)
}

/// Gives everything back that the lines of a draft still say: its tickets, and what it was charged as a whole.
pub(super) fn return_all(
    tx: &Transaction<'_>,
    order: OrderId,
    reason: Option<&Note>,
) -> Result<Amount> {
    let details = order_detail::list(tx, order)?;
    let mut back = Amount::ZERO;
    for line in ticket_lines(&details) {
        let left = Left::of(line.id, &details)?.tickets;
        if left > 0 {
            let worth = return_tickets(tx, order, line, &details, left, reason)?;
            back = back.checked_add(worth)?;
        }
    }
    back.checked_add(return_order_fees(tx, order, &details)?)
}

/// What each ticket line of an order is worth now, those with tickets left.
pub(super) fn worths(details: &[OrderDetail]) -> Result<Vec<(&OrderDetail, Left)>> {
    let lines = ticket_lines(details).map(|line| {
        let left = Left::of(line.id, details)?;
        Ok((line, left))
    });
    let lines = lines.filter(|line| !matches!(line, Ok((_, left)) if left.tickets == 0));
    lines.collect()
}
