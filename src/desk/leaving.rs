//! Which tickets of a paid order, or places of one still to be paid, leave their lines.

use serde::Serialize;

use super::give_back::unused;
use super::opened::valid_tickets;
use super::worth::{Left, return_tickets, ticket_lines};
use crate::db::Transaction;
use crate::domain::{
    Amount, Code, ConcertId, ConcertRef, ConcertStatus, Error, Line, Note, Order, OrderDetail,
    OrderDetailId, OrderId, OrderStatus, Result, Ticket, TicketId,
};
use crate::repository::ticket;

/// What leaves, as it is asked for.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Leaving {
    /// These tickets.
    Tickets(Vec<TicketId>),
    /// So many places of these types.
    Places(Vec<Line>),
}

/// What leaves, line by line.
#[derive(Debug)]
pub(super) struct Chosen {
    /// How many of which ticket line.
    pub(super) lines: Vec<(OrderDetailId, i64)>,
    /// The tickets of them; none before the order is paid.
    pub(super) tickets: Vec<Ticket>,
}

impl Chosen {
    /// These tickets, by the lines that brought them.
    pub(super) fn of_tickets(tickets: Vec<Ticket>, details: &[OrderDetail]) -> Self {
        let lines = ticket_lines(details).map(|line| {
            let of_line = tickets
                .iter()
                .filter(|gone| gone.order_detail_id == line.id);
            (line.id, of_line.map(|_| 1_i64).sum())
        });
        let lines = lines.filter(|(_, quantity)| *quantity > 0).collect();
        Self { lines, tickets }
    }

    /// All places of a concert that an order has left, which is not paid.
    pub(super) fn places_of(concert: ConcertId, details: &[OrderDetail]) -> Result<Self> {
        let mut lines = Vec::new();
        for line in ticket_lines(details).filter(|line| line.concert_id == Some(concert)) {
            let left = Left::of(line.id, details)?.tickets;
            if left > 0 {
                lines.push((line.id, left));
            }
        }
        let tickets = Vec::new();
        Ok(Self { lines, tickets })
    }

    /// How many tickets or places.
    pub(super) fn quantity(&self) -> i64 {
        self.lines.iter().map(|(_, quantity)| quantity).sum()
    }

    /// Takes it out of a draft: lines returned at their worth, tickets void.
    pub(super) fn take_out(
        &self,
        tx: &Transaction<'_>,
        id: OrderId,
        details: &[OrderDetail],
        reason: Option<&Note>,
    ) -> Result<Amount> {
        let mut worth = Amount::ZERO;
        for (id_of_line, quantity) in &self.lines {
            let line = details.iter().find(|line| line.id == *id_of_line);
            if let Some(line) = line {
                let part = return_tickets(tx, id, line, details, *quantity, reason)?;
                worth = worth.checked_add(part)?;
            }
        }
        for ticket in &self.tickets {
            ticket::void(tx, ticket.id, reason)?;
        }
        Ok(worth)
    }
}

/// What leaves an order; `flag` is how places are named on the command line.
pub(super) fn choose(
    tx: &Transaction<'_>,
    order: &Order,
    details: &[OrderDetail],
    leaving: &Leaving,
    flag: &str,
) -> Result<Chosen> {
    let tickets = match (leaving, order.status) {
        (Leaving::Tickets(tickets), OrderStatus::Paid) => unused(tx, order.id, tickets)?,
        (Leaving::Tickets(_), _) => return Err(without_tickets(order, flag)),
        (Leaving::Places(wanted), OrderStatus::Paid) => all_of(tx, order, wanted)?,
        (Leaving::Places(wanted), _) => {
            return Ok(Chosen {
                lines: places(tx, order, details, wanted)?,
                tickets: Vec::new(),
            });
        }
    };
    Ok(Chosen::of_tickets(tickets, details))
}

/// The error of an order whose tickets are named before it has any; `flag` names its places.
#[must_use]
pub fn without_tickets(order: &Order, flag: &str) -> Error {
    let message = format!(
        "order `{}` is {} and has no tickets yet",
        order.code, order.status
    );
    Error::new(Code::WrongState, message)
        .hint(format!("{flag} CONCERT/TYPE=QUANTITY    names its places"))
}

/// The tickets of these types, where it is clear which are meant: all that are valid.
fn all_of(tx: &Transaction<'_>, order: &Order, wanted: &[Line]) -> Result<Vec<Ticket>> {
    let valid = valid_tickets(tx, order.id)?;
    let mut found = Vec::new();
    for line in wanted {
        let of_type = |ticket: &&Ticket| ticket.ticket_type_id == line.ticket_type;
        let of_type: Vec<_> = valid.iter().filter(of_type).collect();
        let has = i64::try_from(of_type.len()).unwrap_or(i64::MAX);
        if has < line.quantity {
            return Err(too_few(tx, order, line, has)?);
        }
        if line.quantity < has {
            let message = format!(
                "order `{}` has {has} such tickets: which {} of them?",
                order.code, line.quantity
            );
            let error = Error::new(Code::Ambiguous, message);
            return Err(of_type.iter().fold(error, |error, ticket| {
                error.hint(format!("--ticket {}", ticket.reference()))
            }));
        }
        found.extend(of_type.iter().map(|ticket| ticket.id));
    }
    unused(tx, order.id, &found)
}

/// Places of these types, those of the newest lines first.
fn places(
    tx: &Transaction<'_>,
    order: &Order,
    details: &[OrderDetail],
    wanted: &[Line],
) -> Result<Vec<(OrderDetailId, i64)>> {
    let mut found: Vec<(OrderDetailId, i64)> = Vec::new();
    for line in wanted {
        let mut missing = line.quantity;
        let lines: Vec<_> = ticket_lines(details)
            .filter(|detail| detail.ticket_type_id == Some(line.ticket_type))
            .collect();
        for detail in lines.into_iter().rev() {
            let known = found.iter().filter(|(id, _)| *id == detail.id);
            let left = Left::of(detail.id, details)?.tickets;
            let left = left - known.map(|(_, quantity)| quantity).sum::<i64>();
            let part = left.min(missing);
            if part > 0 {
                found.push((detail.id, part));
                missing -= part;
            }
        }
        if missing > 0 {
            return Err(too_few(tx, order, line, line.quantity - missing)?);
        }
    }
    Ok(together(found))
}

/// Each line once.
fn together(lines: Vec<(OrderDetailId, i64)>) -> Vec<(OrderDetailId, i64)> {
    let mut found: Vec<(OrderDetailId, i64)> = Vec::new();
    for (id, quantity) in lines {
        match found.iter_mut().find(|(known, _)| *known == id) {
            Some((_, sum)) => *sum += quantity,
            None => found.push((id, quantity)),
        }
    }
    found
}

fn too_few(tx: &Transaction<'_>, order: &Order, line: &Line, has: i64) -> Result<Error> {
    let reference = super::ticket_type::find(tx, line.ticket_type)?.reference();
    let message = format!(
        "order `{}` has {has} `{reference}`, not {}",
        order.code, line.quantity
    );
    let hint = format!("boxoffice order show {}", order.code);
    Ok(Error::new(Code::WrongState, message).hint(hint))
}

/// Refuses to take a ticket away from a concert that is over. One that is cancelled or postponed may be left.
pub(super) fn must_not_be_over(
    tx: &Transaction<'_>,
    chosen: &Chosen,
    details: &[OrderDetail],
) -> Result<()> {
    let is_chosen = |line: &&OrderDetail| chosen.lines.iter().any(|(id, _)| *id == line.id);
    for concert in details
        .iter()
        .filter(is_chosen)
        .filter_map(|line| line.concert_id)
    {
        let concert = super::concert::get(tx, &ConcertRef::Id(concert))?;
        if concert.status == ConcertStatus::Scheduled && concert.sale_closes_at() <= tx.now() {
            let message = format!(
                "`{}` began at {}; its tickets are not exchanged any more",
                concert.slug,
                concert.zone.show(concert.starts_at)
            );
            return Err(Error::new(Code::ConcertPast, message));
        }
    }
    Ok(())
}
