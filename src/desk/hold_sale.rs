//! Selling from a hold: its places go to the order in one step, and come back to it while it stands.

use super::hold::{self, WholeHold};
use super::rounding;
use super::sale::{self, NewOrder, Placed, Quote, Sold};
use super::settle::{self, Taking};
use super::terms::{self, Asking, Terms};
use crate::db::{Snapshot, Transaction};
use crate::domain::{
    Channel, Code, Error, HoldId, Instant, Line, OrderId, Result, must_expire_later,
    must_fit_an_order,
};
use crate::repository::hold_entry::{self, NewHoldEntry};
use crate::repository::order;

/// The price of `lines` from a hold, or where there are none, of all that is left in it, on this channel and these terms.
/// Nothing binds them but what the hold keeps and the state of the concerts.
pub fn quote(
    snapshot: &Snapshot<'_>,
    id: HoldId,
    lines: &[Line],
    channel: Channel,
    terms: &Terms,
) -> Result<Quote> {
    let asking = Asking {
        channel,
        terms,
        makes_order: true,
    };
    quote_of(snapshot, &hold::whole(snapshot, id)?, lines, &asking)
}

/// Sells the lines of `new` from a hold, or where there are none, all that is left in it: a paid order with its tickets,
/// or nothing at all. Cash that takes the rest is rounded to the coins that there are.
pub fn sell(
    tx: &Transaction<'_>,
    id: HoldId,
    new: &NewOrder,
    terms: &Terms,
    taking: &Taking,
) -> Result<Sold> {
    let quote = rounding::rounded(tx, swept_quote(tx, id, new, terms)?, taking)?;
    let placed = place(tx, id, &quote, new, None)?;
    let slug = hold::whole(tx, id)?.hold.slug;
    let later = format!("boxoffice hold sell {slug} --expires-at 3d");
    let change = settle::take_all(tx, placed.payment, quote.total, taking, &later)?;
    sale::hand_out(tx, &placed)?;
    Ok(Sold {
        order: placed.order,
        change,
    })
}

/// Makes a pending order from a hold. One that costs nothing is covered at once and gets its tickets.
pub fn reserve(
    tx: &Transaction<'_>,
    id: HoldId,
    new: &NewOrder,
    terms: &Terms,
    expires_at: Option<Instant>,
) -> Result<Sold> {
    must_expire_later(expires_at, tx.now())?;
    let quote = swept_quote(tx, id, new, terms)?;
    let placed = place(tx, id, &quote, new, expires_at)?;
    if quote.total.is_zero() {
        sale::hand_out(tx, &placed)?;
    }
    Ok(Sold {
        order: placed.order,
        change: None,
    })
}

/// Gives what an order no longer has back to the holds that it was sold from, as far as they stand.
///
/// To be called once the places of the order are free.
pub(super) fn take_back(tx: &Transaction<'_>, id: OrderId) -> Result<()> {
    for entry in hold_entry::owed_back(tx, id)? {
        hold_entry::insert(tx, &entry)?;
    }
    Ok(())
}

/// How the lines of an expired order take their places again from the holds that they were sold from, where these
/// still stand and keep enough. No window and no limit binds such a line, only the state of its concert.
pub(super) fn again(tx: &Transaction<'_>, id: OrderId) -> Result<Vec<NewHoldEntry>> {
    let mut found = Vec::new();
    for entry in hold_entry::given_back(tx, id)? {
        let whole = hold::swept(tx, entry.hold)?;
        let asked = -entry.quantity;
        if whole.hold.must_be_open().is_err()
            || whole.must_keep(tx, entry.ticket_type, asked).is_err()
        {
            continue;
        }
        let line = Line {
            ticket_type: entry.ticket_type,
            quantity: asked,
        };
        sale::priced(tx, &[line], |_, _| Ok(()))?;
        found.push(entry);
    }
    Ok(found)
}

/// Hands places of holds to lines of a draft.
pub(super) fn bind(tx: &Transaction<'_>, entries: &[NewHoldEntry]) -> Result<()> {
    for entry in entries {
        hold_entry::insert(tx, entry)?;
    }
    Ok(())
}

fn quote_of(
    snapshot: &Snapshot<'_>,
    whole: &WholeHold,
    lines: &[Line],
    asking: &Asking<'_>,
) -> Result<Quote> {
    whole.hold.must_be_open()?;
    if lines.is_empty() {
        return quote_of(snapshot, whole, &all_left(whole)?, asking);
    }
    let quote = sale::priced(snapshot, lines, |of, quantity| {
        whole.must_keep(snapshot, of.id, quantity)?;
        must_fit_an_order(&of.reference(), quantity)
    })?;
    terms::price(snapshot, quote, asking)
}

fn swept_quote(tx: &Transaction<'_>, id: HoldId, new: &NewOrder, terms: &Terms) -> Result<Quote> {
    let asking = Asking {
        channel: new.channel,
        terms,
        makes_order: true,
    };
    let quote = quote_of(tx, &hold::swept(tx, id)?, &new.lines, &asking)?;
    terms::sweep(tx, quote.discount)?;
    Ok(quote)
}

/// The lines that are all a hold has left.
fn all_left(whole: &WholeHold) -> Result<Vec<Line>> {
    let left = whole.types.iter().filter(|held| held.left > 0);
    let lines: Vec<_> = left
        .map(|held| Line {
            ticket_type: held.ticket_type_id,
            quantity: held.left,
        })
        .collect();
    if lines.is_empty() {
        let message = format!("hold `{}` keeps no place any more", whole.hold.slug);
        return Err(Error::new(Code::SoldOut, message)
            .hint(format!("boxoffice hold show {}", whole.hold.slug)));
    }
    Ok(lines)
}

/// Places go from the hold to the order; the draft between the two is seen by nobody.
fn place(
    tx: &Transaction<'_>,
    id: HoldId,
    quote: &Quote,
    new: &NewOrder,
    expires_at: Option<Instant>,
) -> Result<Placed> {
    let placed = sale::draft(tx, quote, new, expires_at)?;
    let entries = placed.lines.iter();
    let entries = entries.map(|(line, ticket_type, quantity)| NewHoldEntry {
        hold: id,
        ticket_type: *ticket_type,
        quantity: -quantity,
        order_detail: Some(*line),
    });
    bind(tx, &entries.collect::<Vec<_>>())?;
    order::place(tx, placed.order)?;
    Ok(placed)
}
