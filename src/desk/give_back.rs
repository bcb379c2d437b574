//! Tickets given back: lines returned, places freed, the money they were worth open to be refunded.

use serde::{Deserialize, Serialize};

use super::leaving::Chosen;
use super::opened::{self, valid_tickets};
use super::order::get;
use super::overriding::{self, Overriding};
use super::telling::{amount_text, moment_text};
use super::worth::{return_order_fees, tickets_left};
use crate::db::Transaction;
use crate::domain::{
    Amount, Code, DetailKind, Error, Keep, Note, OrderId, OrderRef, OrderStatus, OverrideKind,
    Purpose, Result, Ticket, TicketId, TicketTypeId,
};
use crate::repository::order_detail::{self, NewDetail};
use crate::repository::{order, ticket};

/// What was given back.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Returned {
    /// Whose tickets they were.
    pub order: OrderId,
    /// What they were worth together, with what the order was charged as a whole where the last of them went.
    pub worth: Amount,
    /// What the house keeps of that.
    #[serde(default)]
    pub kept: Amount,
}

/// Tickets to be given back, as it is asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct GivingBack<'g> {
    /// Which.
    pub(super) tickets: &'g [TicketId],
    /// Why.
    pub(super) reason: Option<&'g Note>,
    /// What the house keeps of their worth.
    pub(super) keep: Option<Keep>,
    /// Whether those that let somebody in go back as well.
    pub(super) overriding: &'g Overriding,
}

/// Voids tickets of one paid order and frees their places, or gives them back to their hold. An order whose last ticket goes is cancelled.
pub fn give_back(
    tx: &Transaction<'_>,
    id: OrderId,
    tickets: &[TicketId],
    reason: Option<&Note>,
) -> Result<Returned> {
    let giving = GivingBack {
        tickets,
        reason,
        keep: None,
        overriding: &Overriding::default(),
    };
    give_back_but(tx, id, &giving)
}

/// The same, where the house keeps something of it or somebody set a rule aside.
pub(super) fn give_back_but(
    tx: &Transaction<'_>,
    id: OrderId,
    giving: &GivingBack<'_>,
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
    let gone = chosen(tx, &ticket::of_order(tx, id)?, giving)?;
    let details = order_detail::list(tx, id)?;
    order::reopen(tx, id)?;
    let first = gone.first().map(|ticket| ticket.ticket_type_id);
    let is_admitted = gone.iter().any(|ticket| ticket.admitted_at.is_some());
    let gone = Chosen::of_tickets(gone, &details);
    let worth = gone.take_out(tx, id, &details, giving.reason)?;
    let kept = keep(tx, id, giving.keep, worth, first)?;
    let mut back = worth;
    if tickets_left(&order_detail::list(tx, id)?) == 0 {
        back = back.checked_add(return_order_fees(tx, id, &details)?)?;
    }
    opened::close(tx, id)?;
    if is_admitted {
        overriding::note(tx, id, giving.overriding)?;
    }
    Ok(Returned {
        order: id,
        worth: back,
        kept,
    })
}

/// Keeps a part of what goes back: one fee of a draft, about the type of what went first.
pub(super) fn keep(
    tx: &Transaction<'_>,
    id: OrderId,
    keep: Option<Keep>,
    worth: Amount,
    of: Option<TicketTypeId>,
) -> Result<Amount> {
    let Some(keep) = keep else {
        return Ok(Amount::ZERO);
    };
    let kept = match keep.of(worth) {
        Err(error) if error.code == Code::WrongAmount => {
            let message = format!("only {} goes back", amount_text(tx, worth)?);
            return Err(Error::new(
                error.code,
                format!("{message}; {}", error.message),
            ));
        }
        kept => kept?,
    };
    if !kept.is_zero() {
        let line = NewDetail {
            purpose: Some(Purpose::Kept),
            ..NewDetail::sum(DetailKind::Fee, of, kept)
        };
        order_detail::insert(tx, id, &line)?;
    }
    Ok(kept)
}

/// The tickets that are asked for, each still valid, and not used unless that is set aside.
fn chosen(tx: &Transaction<'_>, all: &[Ticket], giving: &GivingBack<'_>) -> Result<Vec<Ticket>> {
    let mut gone: Vec<Ticket> = Vec::new();
    for id in giving.tickets {
        let Some(ticket) = all.iter().find(|ticket| ticket.id == *id) else {
            return Err(Error::new(
                Code::NotFound,
                format!("ticket {id} belongs to another order"),
            ));
        };
        must_be_valid(tx, ticket)?;
        if !giving.overriding.has(OverrideKind::Admitted) {
            must_be_unused(tx, ticket)?;
        }
        if !gone.iter().any(|other| other.id == ticket.id) {
            gone.push(ticket.clone());
        }
    }
    Ok(gone)
}

/// Valid tickets of an order that let nobody in, as they are asked for.
pub(super) fn unused(
    tx: &Transaction<'_>,
    id: OrderId,
    tickets: &[TicketId],
) -> Result<Vec<Ticket>> {
    let giving = GivingBack {
        tickets,
        reason: None,
        keep: None,
        overriding: &Overriding::default(),
    };
    chosen(tx, &ticket::of_order(tx, id)?, &giving)
}

/// The valid tickets of an order, by id.
pub(super) fn valid_ids(tx: &Transaction<'_>, id: OrderId) -> Result<Vec<TicketId>> {
    let valid = valid_tickets(tx, id)?;
    Ok(valid.into_iter().map(|ticket| ticket.id).collect())
}

fn must_be_valid(tx: &Transaction<'_>, ticket: &Ticket) -> Result<()> {
    let Some(at) = ticket.voided_at else {
        return Ok(());
    };
    let (name, at) = (ticket.reference(), moment_text(tx, at)?);
    let message = format!("ticket `{name}` is void since {at}");
    Err(Error::new(Code::WrongState, message))
}

fn must_be_unused(tx: &Transaction<'_>, ticket: &Ticket) -> Result<()> {
    let Some(at) = ticket.admitted_at else {
        return Ok(());
    };
    let (name, at) = (ticket.reference(), moment_text(tx, at)?);
    let message = format!("ticket `{name}` let somebody in at {at} and cannot be given back");
    Err(Error::new(Code::WrongState, message).hint(format!(
        "boxoffice payment refund {} --ticket {name} --override admitted --reason TEXT",
        ticket.order
    )))
}
