//! Cash is taken in the coins that there are: what they leave over is a line of the order.

use super::sale::Quote;
use super::settle::Taking;
use super::telling::currency;
use super::worth::worths;
use crate::db::{Snapshot, Transaction};
use crate::domain::{
    Amount, DetailKind, Method, OrderId, OrderStatus, PriceLine, Result, TicketTypeId,
};
use crate::repository::order_detail::NewDetail;
use crate::repository::{order, order_detail, payment};

/// A quote with a line that brings what is left for cash to the coins, where cash takes the rest and there is need.
pub(super) fn rounded(snapshot: &Snapshot<'_>, mut quote: Quote, taking: &Taking) -> Result<Quote> {
    let amount = to_round(snapshot, taking, quote.total)?;
    if amount.is_zero() {
        return Ok(quote);
    }
    let Some((at, ticket_type)) = worth_most_of(&quote, amount)? else {
        return Ok(quote);
    };
    let line = PriceLine::sum(DetailKind::Rounding, ticket_type, Some(at), amount);
    quote.made.push(line);
    quote.total = quote.total.checked_add(amount)?;
    Ok(quote)
}

/// Brings what is due of a pending order to the coins, where cash takes the rest and there is need.
pub(super) fn round_order(tx: &Transaction<'_>, id: OrderId, taking: &Taking) -> Result<()> {
    if order::status(tx, id)? != Some(OrderStatus::Pending) {
        return Ok(());
    }
    let Some(line) = rounding_of(tx, id, taking)? else {
        return Ok(());
    };
    order::reopen(tx, id)?;
    order_detail::insert(tx, id, &line)?;
    order::place(tx, id)
}

/// The same for what a change makes due, while the order is open for it.
pub(super) fn round_draft(tx: &Transaction<'_>, id: OrderId, taking: &Taking) -> Result<()> {
    if let Some(line) = rounding_of(tx, id, taking)? {
        order_detail::insert(tx, id, &line)?;
    }
    Ok(())
}

/// The line that an order needs for its due to be paid in coins, about the ticket line that is worth most.
fn rounding_of(
    tx: &Transaction<'_>,
    id: OrderId,
    taking: &Taking,
) -> Result<Option<NewDetail<'static>>> {
    let amount = to_round(tx, taking, payment::get(tx, id)?.due()?)?;
    if amount.is_zero() {
        return Ok(None);
    }
    let details = order_detail::list(tx, id)?;
    let lines = worths(&details)?;
    let lines = lines.into_iter().map(|(line, left)| (line, left.amount));
    Ok(worth_most(lines, amount).map(|line| NewDetail {
        refers_to: Some(line.id),
        ..NewDetail::sum(DetailKind::Rounding, line.ticket_type_id, amount)
    }))
}

/// What has to be added to the sum that cash takes as the rest of `due`; nothing where no cash takes the rest.
fn to_round(snapshot: &Snapshot<'_>, taking: &Taking, due: Amount) -> Result<Amount> {
    let offers = taking.offers.iter();
    let takes_rest = offers
        .clone()
        .any(|offer| offer.method == Method::Cash && offer.amount.is_none());
    if !takes_rest {
        return Ok(Amount::ZERO);
    }
    let named = Amount::sum(offers.filter_map(|offer| offer.amount))?;
    let rest = due.checked_sub(named)?.max(Amount::ZERO);
    currency(snapshot)?.in_coins(rest)?.checked_sub(rest)
}

/// The ticket line of a quote that is worth most after what refers to it, if it bears `amount`.
fn worth_most_of(quote: &Quote, amount: Amount) -> Result<Option<(usize, TicketTypeId)>> {
    let mut lines = Vec::new();
    for (at, line) in quote.made.iter().enumerate() {
        if line.kind == DetailKind::Ticket {
            let about = quote
                .made
                .iter()
                .filter(|other| other.refers_to == Some(at));
            let worth = Amount::sum(about.map(|other| other.amount))?.checked_add(line.amount)?;
            lines.push(((at, line.ticket_type), worth));
        }
    }
    Ok(worth_most(lines, amount))
}

/// What is worth most, the first of several, if it bears `amount`.
fn worth_most<T>(lines: impl IntoIterator<Item = (T, Amount)>, amount: Amount) -> Option<T> {
    let most = lines
        .into_iter()
        .reduce(|most, line| if most.1 < line.1 { line } else { most });
    let bears = |worth: Amount| Amount::ZERO.0 <= worth.0 + amount.0;
    let most = most.filter(|(_, worth)| bears(*worth));
    most.map(|(line, _)| line)
}
