//! Paying back a cancelled concert, an order at a time.

use serde::{Deserialize, Serialize};

use super::leaving::Chosen;
use super::opened::{self, valid_tickets};
use super::overriding::Overriding;
use super::refund::{self, HowMuch, Refunding};
use super::worth::tickets_left;
use super::{change_order, order as orders};
use crate::db::{Snapshot, Transaction};
use crate::domain::{
    Code, Concert, ConcertId, ConcertStatus, Error, Keep, Method, Note, OrderCode, OrderId,
    OrderRef, OrderStatus, PaymentEntryId, RefundResult, RefundedOrder, Result, add_to,
};
use crate::repository::{of_concert, order, order_detail, payment};

/// How the money goes back, as it is asked for.
#[derive(Debug, Clone, Default, Serialize)]
pub struct MassRefund {
    /// By which method; the one it came by where none is named.
    pub to: Option<Method>,
    /// Why.
    pub reason: Option<Note>,
    /// What the house keeps of the tickets of each order.
    pub keep: Option<Keep>,
    /// Whether tickets that let somebody in go back as well.
    pub overriding: Overriding,
}

/// What was done to one order.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct OneRefunded {
    /// The order.
    pub order: OrderId,
    /// How many tickets or places went back.
    pub tickets: i64,
    /// The refunds that were recorded.
    pub entries: Vec<PaymentEntryId>,
    /// What came of it.
    pub result: RefundResult,
}

/// Refuses a concert that still takes place: its tickets go back one by one.
pub fn must_be_cancelled(concert: &Concert) -> Result<()> {
    if concert.status == ConcertStatus::Cancelled {
        return Ok(());
    }
    let slug = &concert.slug;
    let message = format!(
        "`{slug}` is {}; only a cancelled concert is paid back as a whole",
        concert.status
    );
    Err(Error::new(Code::WrongState, message).hint(format!("boxoffice concert cancel {slug}")))
}

/// The orders of a concert that something is to be done to, as they were made; with `every` all that ever had lines of it.
pub fn unsettled(
    snapshot: &Snapshot<'_>,
    concert: ConcertId,
    every: bool,
) -> Result<Vec<(OrderId, OrderCode)>> {
    of_concert::unsettled(snapshot, concert, every)
}

/// Gives back what one order has of a concert, and pays back what that makes open. What it has of others stays.
pub fn refund_one(
    tx: &Transaction<'_>,
    id: OrderId,
    concert: ConcertId,
    how: &MassRefund,
) -> Result<OneRefunded> {
    let mut done = OneRefunded {
        order: id,
        tickets: 0,
        entries: Vec::new(),
        result: RefundResult::Nothing,
    };
    match order::status(tx, id)? {
        Some(OrderStatus::Paid) => give_tickets_back(tx, concert, how, &mut done)?,
        Some(OrderStatus::Pending) => give_places_back(tx, concert, how, &mut done)?,
        _ => {}
    }
    if matches!(
        order::status(tx, id)?,
        Some(OrderStatus::Cancelled | OrderStatus::Expired)
    ) {
        pay_open_money(tx, how, &mut done)?;
    }
    Ok(done)
}

/// What was done to an order, with the names of what it is about.
pub fn tell(snapshot: &Snapshot<'_>, done: &OneRefunded) -> Result<RefundedOrder> {
    let found = orders::get(snapshot, &OrderRef::Id(done.order))?;
    let account = payment::get(snapshot, done.order)?;
    let mut back = Vec::new();
    for entry in payment::entries(snapshot, account.id)? {
        if done.entries.contains(&entry.id) {
            add_to(&mut back, entry.method, entry.amount)?;
        }
    }
    Ok(RefundedOrder {
        code: found.code,
        user: found.user,
        tickets: done.tickets,
        back,
        result: done.result,
        reason: None,
    })
}

/// An order that was refused, with why.
pub fn tell_open(snapshot: &Snapshot<'_>, id: OrderId, error: &Error) -> Result<RefundedOrder> {
    let found = orders::get(snapshot, &OrderRef::Id(id))?;
    Ok(RefundedOrder {
        code: found.code,
        user: found.user,
        tickets: 0,
        back: Vec::new(),
        result: RefundResult::Open,
        reason: Some(error.message.clone()),
    })
}

/// Does it to every order at once and tells what would come of it. Only to be tried, in a transaction that is taken back.
pub fn try_all(
    tx: &Transaction<'_>,
    concert: ConcertId,
    how: &MassRefund,
) -> Result<Vec<RefundedOrder>> {
    let mut told = Vec::new();
    for (id, _) in unsettled(tx, concert, false)? {
        told.push(match tx.attempt(|| refund_one(tx, id, concert, how)) {
            Ok(done) => tell(tx, &done)?,
            Err(error) if error.code.is_of_a_row() => tell_open(tx, id, &error)?,
            Err(error) => return Err(error),
        });
    }
    Ok(told)
}

/// Something is kept only of tickets, not of money that was open already.
fn refunding(how_much: HowMuch, how: &MassRefund) -> Refunding {
    let keep = match how_much {
        HowMuch::Sum(_) => None,
        HowMuch::All | HowMuch::Tickets(_) => how.keep.map(Keep::of_each),
    };
    Refunding {
        to: how.to,
        reason: how.reason.clone(),
        keep,
        overriding: how.overriding.clone(),
        ..Refunding::of(how_much)
    }
}

fn give_tickets_back(
    tx: &Transaction<'_>,
    concert: ConcertId,
    how: &MassRefund,
    done: &mut OneRefunded,
) -> Result<()> {
    let mut of_concert = valid_tickets(tx, done.order)?;
    of_concert.retain(|ticket| ticket.concert_id == concert);
    if of_concert.is_empty() {
        return Ok(());
    }
    done.tickets = of_concert.iter().map(|_| 1_i64).sum();
    let tickets = of_concert.iter().map(|ticket| ticket.id).collect();
    let refunding = refunding(HowMuch::Tickets(tickets), how);
    let refunded = refund::refund(tx, done.order, &refunding)?;
    done.entries.extend(refunded.entries);
    done.result = RefundResult::Refunded;
    Ok(())
}

/// Takes a pending order out of a concert; one of only that concert is cancelled.
fn give_places_back(
    tx: &Transaction<'_>,
    concert: ConcertId,
    how: &MassRefund,
    done: &mut OneRefunded,
) -> Result<()> {
    let details = order_detail::list(tx, done.order)?;
    let leaving = Chosen::places_of(concert, &details)?;
    done.tickets = leaving.quantity();
    if done.tickets == 0 {
        return Ok(());
    }
    if done.tickets == tickets_left(&details) {
        done.result = RefundResult::Cancelled;
        change_order::cancel(tx, done.order)?;
        return Ok(());
    }
    done.result = RefundResult::TakenOut;
    order::reopen(tx, done.order)?;
    leaving.take_out(tx, done.order, &details, how.reason.as_ref())?;
    opened::close(tx, done.order)?;
    pay_open_money(tx, how, done)
}

/// Pays back what an order holds beyond what it is worth.
fn pay_open_money(tx: &Transaction<'_>, how: &MassRefund, done: &mut OneRefunded) -> Result<()> {
    let open = payment::get(tx, done.order)?.open()?;
    if open.is_zero() {
        return Ok(());
    }
    let refunded = refund::refund(tx, done.order, &refunding(HowMuch::Sum(open), how))?;
    done.entries.extend(refunded.entries);
    if done.result == RefundResult::Nothing {
        done.result = RefundResult::Refunded;
    }
    Ok(())
}
