//! Tickets given back: lines returned, places freed, the money they were worth open to be refunded.

use serde::{Deserialize, Serialize};

use super::hold_sale;
use super::order::get;
use super::telling::moment_text;
use crate::db::Transaction;
use crate::domain::{
    Amount, Code, DetailKind, Error, Note, OrderDetail, OrderDetailId, OrderId, OrderRef,
    OrderStatus, Result, Ticket, TicketId, TicketStatus, share,
};
use crate::repository::{order, order_detail, ticket};

/// What was given back.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Returned {
    /// Whose tickets they were.
    pub order: OrderId,
    /// What they were worth together.
    pub worth: Amount,
}

/// Voids tickets of one paid order and frees their places, or gives them back to their hold. An order whose last ticket goes is cancelled.
pub fn give_back(
    tx: &Transaction<'_>,
    id: OrderId,
    tickets: &[TicketId],
    reason: Option<&Note>,
) -> Result<Returned> {
    let found = get(tx, &OrderRef::Id(id))?;
    if found.status != OrderStatus::Paid {
        return Err(Error::new(
            Code::WrongState,
            format!(
                "order `{}` is {}, it has no tickets to give back",
                found.code, found.status
            ),
        )
        .hint(format!("boxoffice order show {}", found.code)));
    }
    let all = ticket::of_order(tx, id)?;
    let gone = chosen(tx, &all, tickets)?;
    let details = order_detail::list(tx, id)?;
    order::reopen(tx, id)?;
    let mut worth = Amount::ZERO;
    for detail in details
        .iter()
        .filter(|detail| detail.kind == DetailKind::Ticket)
    {
        let of_line = gone
            .iter()
            .filter(|ticket| ticket.order_detail_id == detail.id);
        let quantity = of_line.map(|_| 1_i64).sum();
        if quantity > 0 {
            worth = worth.checked_add(return_line(tx, id, detail, &details, quantity)?)?;
        }
    }
    for ticket in &gone {
        ticket::void(tx, ticket.id, reason)?;
    }
    let valid = all
        .iter()
        .filter(|ticket| ticket.status == TicketStatus::Valid)
        .count();
    if valid == gone.len() {
        order::cancel(tx, id)?;
    } else {
        order::pay(tx, id)?;
    }
    hold_sale::take_back(tx, id)?;
    Ok(Returned { order: id, worth })
}

/// The tickets that are asked for, each still valid and not used.
fn chosen<'t>(
    tx: &Transaction<'_>,
    all: &'t [Ticket],
    wanted: &[TicketId],
) -> Result<Vec<&'t Ticket>> {
    let mut gone: Vec<&Ticket> = Vec::new();
    for id in wanted {
        let Some(ticket) = all.iter().find(|ticket| ticket.id == *id) else {
            return Err(Error::new(
                Code::NotFound,
                format!("ticket {id} belongs to another order"),
            ));
        };
        must_be_returnable(tx, ticket)?;
        if !gone.iter().any(|other| other.id == ticket.id) {
            gone.push(ticket);
        }
    }
    Ok(gone)
}

fn must_be_returnable(tx: &Transaction<'_>, ticket: &Ticket) -> Result<()> {
    let name = ticket.reference();
    if let Some(at) = ticket.voided_at {
        let at = moment_text(tx, at)?;
        return Err(Error::new(
            Code::WrongState,
            format!("ticket `{name}` is void since {at}"),
        ));
    }
    if let Some(at) = ticket.admitted_at {
        let at = moment_text(tx, at)?;
        return Err(Error::new(
            Code::WrongState,
            format!("ticket `{name}` let somebody in at {at} and cannot be given back"),
        ));
    }
    Ok(())
}

/// Takes `quantity` tickets of a line back at what they are worth now; the last of a line takes the remainder.
fn return_line(
    tx: &Transaction<'_>,
    id: OrderId,
    detail: &OrderDetail,
    details: &[OrderDetail],
    quantity: i64,
) -> Result<Amount> {
    let (sold, left) = what_is_left(detail.id, details)?;
    let mut worth = Amount::ZERO;
    for index in sold - quantity..sold {
        worth = worth.checked_add(share(left, sold, index)?)?;
    }
    let unit_price = share(worth, quantity, 0)?;
    let kind = DetailKind::Return;
    let line = order_detail::NewDetail {
        refers_to: Some(detail.id),
        ..order_detail::NewDetail::of(
            kind,
            detail.ticket_type_id,
            -quantity,
            unit_price,
            worth.negated(),
        )
    };
    order_detail::insert(tx, id, &line)?;
    Ok(worth)
}

/// How many tickets of a line are left, and what they are worth after everything that refers to it.
fn what_is_left(id: OrderDetailId, details: &[OrderDetail]) -> Result<(i64, Amount)> {
    let about: Vec<_> = details
        .iter()
        .filter(|other| other.id == id || other.refers_to_id == Some(id))
        .collect();
    let tickets = about
        .iter()
        .filter(|other| matches!(other.kind, DetailKind::Ticket | DetailKind::Return));
    let left = tickets.map(|other| other.quantity).sum();
    Ok((left, Amount::sum(about.iter().map(|other| other.amount))?))
}
