//! Orders at the desk: whole, found, listed.

use crate::db::Snapshot;
use crate::domain::{
    Code, ConcertRef, Entry, Error, Order, OrderDetail, OrderFilter, OrderId, OrderRef, Override,
    Payment, Result, Slug, Ticket,
};
use crate::repository::{order, order_detail, overrides, payment, ticket};

/// An order with its lines, its payment and its tickets.
#[derive(Debug, Clone)]
pub struct Whole {
    /// The order.
    pub order: Order,
    /// Its lines, as they were added.
    pub details: Vec<OrderDetail>,
    /// Its account.
    pub payment: Payment,
    /// The money movements on it.
    pub entries: Vec<Entry>,
    /// Its tickets, void ones too.
    pub tickets: Vec<Ticket>,
    /// The rules that were set aside for it.
    pub overrides: Vec<Override>,
}

/// The order that a reference names.
pub fn get(snapshot: &Snapshot<'_>, reference: &OrderRef) -> Result<Order> {
    let found = match reference {
        OrderRef::Id(id) => order::find(snapshot, *id)?,
        OrderRef::Code(code) => order::find_by_code(snapshot, code)?,
    };
    found.ok_or_else(|| {
        Error::new(
            Code::NotFound,
            format!("no order has the code `{reference}`"),
        )
        .hint("boxoffice order list --text NAME-OR-EMAIL")
    })
}

/// Everything about an order.
pub fn whole(snapshot: &Snapshot<'_>, id: OrderId) -> Result<Whole> {
    let order = get(snapshot, &OrderRef::Id(id))?;
    let payment = payment::get(snapshot, id)?;
    Ok(Whole {
        order,
        details: order_detail::list(snapshot, id)?,
        entries: payment::entries(snapshot, payment.id)?,
        payment,
        tickets: ticket::of_order(snapshot, id)?,
        overrides: overrides::list(snapshot, id)?,
    })
}

/// The concert of an order whose lines are all of one.
pub fn only_concert(snapshot: &Snapshot<'_>, id: OrderId) -> Result<Option<ConcertRef>> {
    Ok(match order::concerts(snapshot, id)?.as_slice() {
        [slug] => Some(ConcertRef::Slug(slug.clone())),
        _ => None,
    })
}

/// An order in a list.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The order.
    pub order: Order,
    /// The concerts that it has or had tickets of.
    pub concerts: Vec<Slug>,
}

/// The orders that fit, and how many there are without the limit.
pub fn list(snapshot: &Snapshot<'_>, filter: &OrderFilter) -> Result<(Vec<Listed>, i64)> {
    let found = order::list(snapshot, filter)?.into_iter().map(|order| {
        let concerts = order::concerts(snapshot, order.id)?;
        Ok(Listed { order, concerts })
    });
    Ok((
        found.collect::<Result<_>>()?,
        order::count(snapshot, filter)?,
    ))
}
