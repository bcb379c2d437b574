//! An order that is opened for a change, and closed again as its lines and its money then say.

use super::change_order::expire_if_overdue;
use super::hold_sale;
use super::order::get;
use super::sale::Quote;
use super::settle::issue;
use super::telling::moment_text;
use super::worth::{Left, ticket_lines, tickets_left};
use crate::db::Transaction;
use crate::domain::{
    Amount, Code, DetailKind, Error, Note, Order, OrderDetail, OrderDetailId, OrderId, OrderRef,
    OrderStatus, OverrideKind, Result, Ticket, TicketStatus,
};
use crate::repository::order_detail::NewDetail;
use crate::repository::{order, order_detail, payment, ticket};

/// Why a ticket is void whose order waits for money.
const UNTIL_PAID: &str = "not paid yet";

/// An order that can be changed: pending and not overdue, or paid.
pub(super) fn changeable(tx: &Transaction<'_>, id: OrderId) -> Result<Order> {
    expire_if_overdue(tx, id)?;
    let found = get(tx, &OrderRef::Id(id))?;
    let (code, status) = (&found.code, found.status);
    let error = || {
        let message = format!("order `{code}` is {status} and is not changed any more");
        Error::new(Code::WrongState, message)
    };
    match status {
        OrderStatus::Pending | OrderStatus::Paid => Ok(found),
        OrderStatus::Expired => Err(error().hint(format!(
            "boxoffice order update {code} --expires-at 20m    brings it back if its places are free"
        ))),
        OrderStatus::Cancelled | OrderStatus::Draft => {
            Err(error().hint("boxoffice order create CONCERT/TYPE=QUANTITY    makes another"))
        }
    }
}

/// Closes a draft: cancelled when it has no ticket left, paid with the tickets that it lacks once it is covered, else
/// pending. What it no longer has of a hold goes back there.
pub(super) fn close(tx: &Transaction<'_>, id: OrderId) -> Result<OrderStatus> {
    let status = leave(tx, id)?;
    hold_sale::take_back(tx, id)?;
    Ok(status)
}

/// The same, but holds wait for what is theirs.
pub(super) fn leave(tx: &Transaction<'_>, id: OrderId) -> Result<OrderStatus> {
    let details = order_detail::list(tx, id)?;
    if tickets_left(&details) == 0 {
        order::cancel(tx, id)?;
        return Ok(OrderStatus::Cancelled);
    }
    if !payment::get(tx, id)?.due()?.is_zero() {
        order::place(tx, id)?;
        return Ok(OrderStatus::Pending);
    }
    issue_missing(tx, id, &details)?;
    order::pay(tx, id)?;
    Ok(OrderStatus::Paid)
}

/// Waives what a draft without tickets is charged above `most`: once it is over, the house keeps no more than that.
pub(super) fn waive(tx: &Transaction<'_>, id: OrderId, most: Amount) -> Result<()> {
    let details = order_detail::list(tx, id)?;
    let total = Amount::sum(details.iter().map(|line| line.amount))?;
    if total <= most {
        return Ok(());
    }
    let of = details.iter().find_map(|line| line.ticket_type_id);
    let less = most.checked_sub(total)?;
    let line = NewDetail::sum(DetailKind::Goodwill, of, less);
    order_detail::insert(tx, id, &line).map(drop)
}

/// Frees what was given back of a draft within this transaction, so that it can be taken anew; the order stays open.
pub(super) fn free(tx: &Transaction<'_>, id: OrderId) -> Result<()> {
    if valid_tickets(tx, id)?.is_empty() {
        order::place(tx, id)?;
    } else {
        order::pay(tx, id)?;
    }
    hold_sale::take_back(tx, id)?;
    order::reopen(tx, id)
}

/// Issues the tickets that a covered order lacks. Those that it had before it waited for money keep their holders.
pub(super) fn issue_missing(
    tx: &Transaction<'_>,
    id: OrderId,
    details: &[OrderDetail],
) -> Result<()> {
    let tickets = ticket::of_order(tx, id)?;
    let last = tickets.iter().filter_map(|ticket| ticket.voided_at).max();
    let waiting = |ticket: &&Ticket| waited(ticket) && ticket.voided_at == last;
    let mut waiting: Vec<_> = tickets.iter().filter(waiting).collect();
    let mut number = ticket::next_number(tx, id)?;
    for line in ticket_lines(details) {
        let of_line = |ticket: &&Ticket| ticket.order_detail_id == line.id;
        let valid = |ticket: &&Ticket| ticket.status == TicketStatus::Valid;
        let there = tickets.iter().filter(of_line).filter(valid);
        let there = there.map(|_| 1_i64).sum::<i64>();
        for _ in there..Left::of(line.id, details)?.tickets {
            if let Some(ticket_type) = line.ticket_type_id {
                let new = issue(tx, id, line.id, ticket_type, number)?;
                if let Some(before) = waiting.iter().position(of_line) {
                    let holder = waiting.remove(before).holder_name.as_ref();
                    ticket::set_holder(tx, new, holder)?;
                }
            }
            number += 1;
        }
    }
    Ok(())
}

/// Whether a ticket bore a name and was void only because its order waited for money.
fn waited(ticket: &Ticket) -> bool {
    let reason = ticket.void_reason.as_ref().map(Note::as_str);
    ticket.holder_name.is_some() && reason == Some(UNTIL_PAID)
}

/// Each new ticket of a line bears the name of the one whose place it takes.
pub(super) fn name_holders(
    tx: &Transaction<'_>,
    id: OrderId,
    line: OrderDetailId,
    before: &[&Ticket],
) -> Result<()> {
    let after = valid_tickets(tx, id)?;
    let after = after.iter().filter(|ticket| ticket.order_detail_id == line);
    for (before, after) in before.iter().zip(after) {
        if before.holder_name.is_some() {
            ticket::set_holder(tx, after.id, before.holder_name.as_ref())?;
        }
    }
    Ok(())
}

/// The tickets of an order that still admit.
pub(super) fn valid_tickets(tx: &Transaction<'_>, id: OrderId) -> Result<Vec<Ticket>> {
    let mut tickets = ticket::of_order(tx, id)?;
    tickets.retain(|ticket| ticket.status == TicketStatus::Valid);
    Ok(tickets)
}

/// Voids every ticket of a draft that is to be paid later: an order that is not paid has none.
pub(super) fn void_until_paid(tx: &Transaction<'_>, id: OrderId) -> Result<()> {
    for ticket in valid_tickets(tx, id)? {
        if let Some(at) = ticket.admitted_at {
            let (name, at) = (ticket.reference(), moment_text(tx, at)?);
            let message =
                format!("ticket `{name}` let somebody in at {at}: its order cannot wait for money");
            return Err(Error::new(Code::WrongState, message).hint("--pay METHOD    pays it now"));
        }
    }
    set_aside(tx, id)
}

/// The same, whoever is in already: only where a price is asked for and nothing is kept.
pub(super) fn set_aside(tx: &Transaction<'_>, id: OrderId) -> Result<()> {
    let reason: Note = UNTIL_PAID.parse()?;
    for ticket in valid_tickets(tx, id)? {
        ticket::void(tx, ticket.id, Some(&reason))?;
    }
    Ok(())
}

/// Refuses more tickets of a type than one order may have, those counted that it has already, unless that is set aside.
pub(super) fn must_keep_limits(tx: &Transaction<'_>, id: OrderId, quote: &Quote) -> Result<()> {
    if quote.terms.overriding.has(OverrideKind::Limit) {
        return Ok(());
    }
    let details = order_detail::list(tx, id)?;
    for (of, quantity) in &quote.lines {
        let counted = details
            .iter()
            .filter(|line| line.kind.counts_tickets() && line.ticket_type_id == Some(of.id));
        let has: i64 = counted.map(|line| line.quantity).sum();
        if let Some(most) = of.max_per_order.filter(|most| *most < has + quantity) {
            let code = get(tx, &OrderRef::Id(id))?.code;
            let message = format!(
                "an order may have at most {most} `{}`: `{code}` has {has}, {quantity} more were asked for",
                of.reference()
            );
            let (reference, all) = (of.reference(), has + quantity);
            return Err(Error::new(Code::LimitExceeded, message)
                .hint(format!(
                    "boxoffice ticket-type update {reference} --max-per-order {all}    raises it for everybody"
                ))
                .hint(format!("boxoffice sell {reference}={quantity} --pay METHOD    makes another order")));
        }
    }
    Ok(())
}
