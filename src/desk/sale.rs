//! Selling: places taken, money received, tickets issued, all at once or in two steps.

use serde::{Deserialize, Serialize};

use super::overriding::Overriding;
use super::settle::{self, Taking};
use super::terms::{self, Asking, Terms};
use super::{overriding, rounding, sweep, ticket_type, user};
use crate::db::{Snapshot, Transaction};
use crate::domain::{
    Amount, Channel, Code, ConcertRef, DetailKind, DiscountId, Error, Instant, Line, Name, Note,
    OrderCode, OrderDetailId, OrderId, PaymentId, PriceLine, Result, TicketType, TicketTypeId,
    UserRef, must_expire_later, must_fit_an_order,
};
use crate::repository::{hold, office, order, order_detail, payment};

/// Whose order it will be.
#[derive(Debug, Clone, Serialize)]
pub struct Customer {
    /// The customer; an address or number that is new needs a name.
    pub user: UserRef,
    /// The name, for a customer who is new.
    pub name: Option<Name>,
}

/// An order to be made.
#[derive(Debug, Clone, Serialize)]
pub struct NewOrder {
    /// What is wanted.
    pub lines: Vec<Line>,
    /// Who wants it.
    pub customer: Customer,
    /// Where it comes from.
    pub channel: Channel,
    /// What else is to be known.
    pub note: Option<Note>,
}

/// What a sale would cost now.
#[derive(Debug, Clone)]
pub struct Quote {
    /// Each type once, with how many of it.
    pub lines: Vec<(TicketType, i64)>,
    /// What all of it costs.
    pub total: Amount,
    /// The lines that it makes of an order.
    pub made: Vec<PriceLine>,
    /// On which terms.
    pub terms: Terms,
    /// The discount that was given.
    pub discount: Option<DiscountId>,
}

/// What is remembered of a sale.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Sold {
    /// The order.
    pub order: OrderId,
    /// What is to be handed back of the cash that was tendered.
    pub change: Option<Amount>,
}

/// What `lines` cost at the counter, every rule of selling checked: windows, limits, places, concerts.
pub fn quote(snapshot: &Snapshot<'_>, lines: &[Line]) -> Result<Quote> {
    quote_on(snapshot, lines, Channel::Counter, &Terms::default())
}

/// What `lines` cost on this channel and these terms.
pub fn quote_on(
    snapshot: &Snapshot<'_>,
    lines: &[Line],
    channel: Channel,
    terms: &Terms,
) -> Result<Quote> {
    let asking = Asking {
        channel,
        terms,
        makes_order: true,
    };
    quote_for(snapshot, lines, &asking)
}

/// What `lines` cost where they make an order or are added to one.
pub fn quote_for(snapshot: &Snapshot<'_>, lines: &[Line], asking: &Asking<'_>) -> Result<Quote> {
    let set_aside = &asking.terms.overriding.kinds;
    let quote = priced(snapshot, lines, |found, quantity| {
        let answer = found.must_sell_but(quantity, snapshot.now(), set_aside);
        or_with_holds(snapshot, found, answer)?;
        must_fit_an_order(&found.reference(), quantity)
    })?;
    must_fit_together(&quote)?;
    terms::price(snapshot, quote, asking)
}

/// The types of `lines` where their concerts can be sold and `rule` lets each be taken so often. Nothing is priced yet.
pub(super) fn priced(
    snapshot: &Snapshot<'_>,
    lines: &[Line],
    rule: impl Fn(&TicketType, i64) -> Result<()>,
) -> Result<Quote> {
    let mut wanted: Vec<(TicketTypeId, i64)> = Vec::new();
    for line in lines {
        match wanted.iter_mut().find(|(id, _)| *id == line.ticket_type) {
            Some((_, quantity)) => *quantity += line.quantity,
            None => wanted.push((line.ticket_type, line.quantity)),
        }
    }
    let mut quote = Quote {
        lines: Vec::new(),
        total: Amount::ZERO,
        made: Vec::new(),
        terms: Terms::default(),
        discount: None,
    };
    for (id, quantity) in wanted {
        let found = ticket_type::find(snapshot, id)?;
        if !found.concert_is_open(snapshot.now()) {
            super::concert::get(snapshot, &ConcertRef::Id(found.concert_id))?
                .must_be_sellable(snapshot.now())?;
        }
        rule(&found, quantity)?;
        quote.lines.push((found, quantity));
    }
    Ok(quote)
}

/// A type that is sold out says what else keeps its places: the other types of its concert, or holds.
pub(super) fn or_with_holds(
    snapshot: &Snapshot<'_>,
    found: &TicketType,
    answer: Result<()>,
) -> Result<()> {
    let Err(error) = answer else { return Ok(()) };
    if error.code != Code::SoldOut {
        return Err(error);
    }
    let error = match found.where_else() {
        Some(places) => error.hint(places),
        None => error,
    };
    let holds = hold::of_ticket_type(snapshot, found.id)?;
    let held = match holds.iter().map(|(_, quantity)| quantity).sum() {
        0 => return Err(error),
        1 => "1 place is".to_owned(),
        more => format!("{more} places are"),
    };
    let reference = found.reference();
    Err(error.hint(format!(
        "{held} held: `boxoffice ticket-type explain {reference}` says for what"
    )))
}

/// Refuses to go on when an order costs another sum now than was shown before the questions.
pub fn must_still_cost(
    snapshot: &Snapshot<'_>,
    new: &NewOrder,
    terms: &Terms,
    shown: Amount,
) -> Result<()> {
    if quote_on(snapshot, &new.lines, new.channel, terms)?.total == shown {
        return Ok(());
    }
    let message = "the price has changed since it was shown";
    Err(Error::new(Code::Moved, message).hint("repeat the command to see what it costs now"))
}

/// An order whose places are taken.
#[derive(Debug)]
pub struct Placed {
    /// The order.
    pub order: OrderId,
    /// Its account.
    pub payment: PaymentId,
    /// Its lines: how many of which type.
    pub lines: Vec<(OrderDetailId, TicketTypeId, i64)>,
}

/// Takes the places of a quote: a pending order with its lines and its payment.
///
/// The quote must come from the same transaction; the schema checks the places again.
pub fn place(
    tx: &Transaction<'_>,
    quote: &Quote,
    new: &NewOrder,
    expires_at: Option<Instant>,
) -> Result<Placed> {
    let placed = draft(tx, quote, new, expires_at)?;
    order::place(tx, placed.order)?;
    Ok(placed)
}

/// An order with its lines and its payment, which takes its places when it leaves the draft.
pub(super) fn draft(
    tx: &Transaction<'_>,
    quote: &Quote,
    new: &NewOrder,
    expires_at: Option<Instant>,
) -> Result<Placed> {
    let user = user::get_or_create(tx, &new.customer.user, new.customer.name.as_ref())?;
    let id = order::next_id(tx)?;
    let code = OrderCode::compute(id.0, &office::secret(tx)?);
    let draft = order::Draft {
        id,
        code: &code,
        user,
        channel: new.channel,
        note: new.note.as_ref(),
        expires_at,
    };
    order::insert(tx, &draft)?;
    overriding::note(tx, id, &quote.terms.overriding)?;
    let lines = add_lines(tx, id, quote)?;
    let payment = payment::insert(tx, id)?;
    Ok(Placed {
        order: id,
        payment,
        lines,
    })
}

/// Adds the lines of a quote to a draft, and answers with those that bring tickets: how many of which type.
pub(super) fn add_lines(
    tx: &Transaction<'_>,
    order: OrderId,
    quote: &Quote,
) -> Result<Vec<(OrderDetailId, TicketTypeId, i64)>> {
    let approver = terms::approver(tx, &quote.terms)?;
    let mut added: Vec<OrderDetailId> = Vec::with_capacity(quote.made.len());
    let mut lines = Vec::with_capacity(quote.lines.len());
    for made in &quote.made {
        let detail = order_detail::NewDetail {
            refers_to: made.refers_to.and_then(|at| added.get(at).copied()),
            ..terms::detail(made, &quote.terms, approver)
        };
        let line = order_detail::insert(tx, order, &detail)?;
        added.push(line);
        if made.kind == DetailKind::Ticket {
            lines.push((line, made.ticket_type, made.quantity));
        }
    }
    Ok(lines)
}

/// Issues the tickets of an order that was placed just now and is covered, and makes it paid.
pub(super) fn hand_out(tx: &Transaction<'_>, placed: &Placed) -> Result<()> {
    let mut number = 1;
    for (line, ticket_type, quantity) in &placed.lines {
        for _ in 0..*quantity {
            settle::issue(tx, placed.order, *line, *ticket_type, number)?;
            number += 1;
        }
    }
    order::pay(tx, placed.order)
}

/// Makes a pending order. One that costs nothing is covered at once and gets its tickets.
pub fn reserve(tx: &Transaction<'_>, new: &NewOrder, expires_at: Option<Instant>) -> Result<Sold> {
    reserve_on(tx, new, &Terms::default(), expires_at)
}

/// The same on terms of its own.
pub fn reserve_on(
    tx: &Transaction<'_>,
    new: &NewOrder,
    terms: &Terms,
    expires_at: Option<Instant>,
) -> Result<Sold> {
    must_expire_later(expires_at, tx.now())?;
    let quote = swept_quote(tx, new, terms)?;
    let placed = place(tx, &quote, new, expires_at)?;
    if quote.total.is_zero() {
        hand_out(tx, &placed)?;
    }
    Ok(Sold {
        order: placed.order,
        change: None,
    })
}

/// Sells: a paid order with its tickets, or nothing at all.
pub fn sell(tx: &Transaction<'_>, new: &NewOrder, taking: &Taking) -> Result<Sold> {
    sell_on(tx, new, &Terms::default(), taking)
}

/// The same on terms of its own. Cash that takes the rest is rounded to the coins that there are.
pub fn sell_on(
    tx: &Transaction<'_>,
    new: &NewOrder,
    terms: &Terms,
    taking: &Taking,
) -> Result<Sold> {
    let quote = rounding::rounded(tx, swept_quote(tx, new, terms)?, taking)?;
    let placed = place(tx, &quote, new, None)?;
    let change = settle::take_all(
        tx,
        placed.payment,
        quote.total,
        taking,
        "boxoffice order create …",
    )?;
    hand_out(tx, &placed)?;
    Ok(Sold {
        order: placed.order,
        change,
    })
}

/// Quotes, and frees what is overdue, which the quote counts as free already: the last places go to whoever is here.
pub(super) fn swept_quote(tx: &Transaction<'_>, new: &NewOrder, terms: &Terms) -> Result<Quote> {
    let quote = quote_on(tx, &new.lines, new.channel, terms)?;
    sweep_of(tx, &quote)?;
    terms::sweep(tx, quote.discount)?;
    Ok(quote)
}

/// Quotes what is added to an order on this channel, some rules set aside, and frees what is overdue.
pub(super) fn swept_addition(
    tx: &Transaction<'_>,
    lines: &[Line],
    channel: Channel,
    overriding: &Overriding,
) -> Result<Quote> {
    let asking = Asking {
        channel,
        terms: &Terms {
            overriding: overriding.clone(),
            ..Terms::default()
        },
        makes_order: false,
    };
    let quote = quote_for(tx, lines, &asking)?;
    sweep_of(tx, &quote)?;
    Ok(quote)
}

/// Frees what is overdue of the concerts of a quote.
pub(super) fn sweep_of(tx: &Transaction<'_>, quote: &Quote) -> Result<()> {
    let concerts = quote.lines.iter().map(|(of, _)| of.concert_id);
    sweep::concerts(tx, concerts)
}

/// Types that fit one by one can together be more than their pool or their concert holds.
pub(super) fn must_fit_together(quote: &Quote) -> Result<()> {
    for (of, _) in &quote.lines {
        if let Some(pool) = &of.pool {
            let is_in = |other: &TicketType| {
                let of_other = other.pool.as_ref();
                of_other.is_some_and(|other| other.id == pool.id)
            };
            let of_pool = quote.lines.iter().filter(|(other, _)| is_in(other));
            let together: i64 = of_pool.map(|(_, quantity)| quantity).sum();
            if pool.left < together {
                return Err(pool.full(together));
            }
        }
        let of_concert = quote
            .lines
            .iter()
            .filter(|(other, _)| other.concert_id == of.concert_id);
        let together: i64 = of_concert.map(|(_, quantity)| quantity).sum();
        if let Some(left) = of.concert_left.filter(|left| together > *left) {
            return Err(of.concert_full(left, together));
        }
    }
    Ok(())
}
