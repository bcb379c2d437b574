//! Everything there is, one record at a time, from one snapshot: memory does not grow with the tables.

use std::collections::{BTreeSet, HashMap};
use std::hash::Hash;

use super::user::with_orders;
use crate::db::Snapshot;
use crate::domain::{
    Concert, ConcertFilter, ConcertId, Entry, LineUpArtist, Order, OrderDetail, OrderFilter,
    OrderStatus, Payment, Result, Ticket, TicketFilter, TicketType, User, UserFilter,
};
use crate::repository::{
    concert, line_up, order, order_detail, payment, ticket, ticket_type, user,
};

/// What belongs to so many records is looked up together.
const TOGETHER: usize = 256;

/// A concert with its line-up and its ticket types.
#[derive(Debug, Clone)]
pub struct Staged {
    /// The concert.
    pub concert: Concert,
    /// Who plays, in billing order.
    pub line_up: Vec<LineUpArtist>,
    /// Its ticket types, in the order they were made.
    pub ticket_types: Vec<TicketType>,
}

/// An order with its lines and its payment.
#[derive(Debug, Clone)]
pub struct Booked {
    /// The order.
    pub order: Order,
    /// Its lines, as they were added.
    pub details: Vec<OrderDetail>,
    /// Its account.
    pub payment: Payment,
    /// The money movements on it.
    pub entries: Vec<Entry>,
}

/// A ticket with what a door has to know of it.
#[derive(Debug, Clone, Copy)]
pub struct Barcode<'b> {
    /// The ticket.
    pub ticket: &'b Ticket,
    /// The concert it is for.
    pub concert: &'b Concert,
    /// The state of its order.
    pub order: OrderStatus,
}

/// How many concerts fit.
pub fn count_concerts(snapshot: &Snapshot<'_>, filter: &ConcertFilter) -> Result<i64> {
    concert::count(snapshot, filter)
}

/// Calls `visit` with every concert that fits, by start.
pub fn concerts(
    snapshot: &Snapshot<'_>,
    filter: &ConcertFilter,
    mut visit: impl FnMut(&Staged) -> Result<()>,
) -> Result<()> {
    in_parts(
        |add| concert::each(snapshot, filter, add),
        |concerts| staged(snapshot, concerts)?.iter().try_for_each(&mut visit),
    )
}

/// Concerts with what belongs to them.
pub fn staged(snapshot: &Snapshot<'_>, concerts: Vec<Concert>) -> Result<Vec<Staged>> {
    let ids: Vec<ConcertId> = concerts.iter().map(|concert| concert.id).collect();
    let mut line_ups = by_owner(line_up::of_concerts(snapshot, &ids)?);
    let types = ticket_type::of_concerts(snapshot, &ids)?;
    let mut types = by_owner(types.into_iter().map(|of| (of.concert_id, of)));
    let staged = concerts.into_iter().map(|concert| Staged {
        line_up: line_ups.remove(&concert.id).unwrap_or_default(),
        ticket_types: types.remove(&concert.id).unwrap_or_default(),
        concert,
    });
    Ok(staged.collect())
}

/// How many orders fit.
pub fn count_orders(snapshot: &Snapshot<'_>, filter: &OrderFilter) -> Result<i64> {
    order::count(snapshot, filter)
}

/// Calls `visit` with every order that fits, as they were made.
pub fn orders(
    snapshot: &Snapshot<'_>,
    filter: &OrderFilter,
    mut visit: impl FnMut(&Booked) -> Result<()>,
) -> Result<()> {
    in_parts(
        |add| order::each(snapshot, filter, add),
        |orders| booked(snapshot, orders)?.iter().try_for_each(&mut visit),
    )
}

fn booked(snapshot: &Snapshot<'_>, orders: Vec<Order>) -> Result<Vec<Booked>> {
    let ids: Vec<_> = orders.iter().map(|order| order.id).collect();
    let mut details = by_owner(order_detail::of_orders(snapshot, &ids)?);
    let mut entries = by_owner(payment::entries_of_orders(snapshot, &ids)?);
    let mut payments: HashMap<_, _> = payment::of_orders(snapshot, &ids)?.into_iter().collect();
    let booked = orders.into_iter().map(|order| {
        let payment = match payments.remove(&order.id) {
            Some(payment) => payment,
            None => payment::get(snapshot, order.id)?,
        };
        Ok(Booked {
            details: details.remove(&order.id).unwrap_or_default(),
            entries: entries.remove(&order.id).unwrap_or_default(),
            payment,
            order,
        })
    });
    booked.collect()
}

/// How many tickets fit.
pub fn count_tickets(snapshot: &Snapshot<'_>, filter: &TicketFilter) -> Result<i64> {
    ticket::count(snapshot, filter)
}

/// Calls `visit` with every ticket that fits, by order and number.
pub fn tickets(
    snapshot: &Snapshot<'_>,
    filter: &TicketFilter,
    mut visit: impl FnMut(&Ticket) -> Result<()>,
) -> Result<()> {
    ticket::each(snapshot, filter, |ticket| visit(&ticket))
}

/// Calls `visit` with the same tickets, each with its concert and the state of its order.
pub fn barcodes(
    snapshot: &Snapshot<'_>,
    filter: &TicketFilter,
    mut visit: impl FnMut(Barcode<'_>) -> Result<()>,
) -> Result<()> {
    in_parts(
        |add| ticket::each(snapshot, filter, add),
        |tickets: Vec<Ticket>| {
            let concerts = distinct(tickets.iter().map(|ticket| ticket.concert_id));
            let concerts = concert::of_ids(snapshot, &concerts)?;
            let orders = distinct(tickets.iter().map(|ticket| ticket.order_id));
            let orders: HashMap<_, _> = order::statuses(snapshot, &orders)?.into_iter().collect();
            for ticket in &tickets {
                let concert = concerts.iter().find(|of| of.id == ticket.concert_id);
                let order = orders.get(&ticket.order_id).copied();
                if let Some((concert, order)) = concert.zip(order) {
                    visit(Barcode {
                        ticket,
                        concert,
                        order,
                    })?;
                }
            }
            Ok(())
        },
    )
}

/// How many users fit.
pub fn count_users(snapshot: &Snapshot<'_>, filter: &UserFilter) -> Result<i64> {
    user::count(snapshot, filter)
}

/// Calls `visit` with every user that fits, by name, and how many orders there are.
pub fn users(
    snapshot: &Snapshot<'_>,
    filter: &UserFilter,
    mut visit: impl FnMut(&User, i64) -> Result<()>,
) -> Result<()> {
    in_parts(
        |add| user::each(snapshot, filter, add),
        |users| {
            with_orders(snapshot, users)?
                .iter()
                .try_for_each(|(user, orders)| visit(user, *orders))
        },
    )
}

/// What belongs together, by whom it belongs to.
pub(super) fn by_owner<K: Eq + Hash, T>(
    owned: impl IntoIterator<Item = (K, T)>,
) -> HashMap<K, Vec<T>> {
    let mut by_owner: HashMap<K, Vec<T>> = HashMap::new();
    for (owner, it) in owned {
        by_owner.entry(owner).or_default().push(it);
    }
    by_owner
}

fn distinct<Id: Ord>(ids: impl Iterator<Item = Id>) -> Vec<Id> {
    ids.collect::<BTreeSet<_>>().into_iter().collect()
}

/// Hands what `each` finds to `take`, so many at a time.
fn in_parts<T>(
    each: impl FnOnce(&mut dyn FnMut(T) -> Result<()>) -> Result<()>,
    mut take: impl FnMut(Vec<T>) -> Result<()>,
) -> Result<()> {
    let mut part = Vec::with_capacity(TOGETHER);
    each(&mut |found| {
        part.push(found);
        if part.len() < TOGETHER {
            return Ok(());
        }
        take(std::mem::take(&mut part))
    })?;
    take(part)
}
