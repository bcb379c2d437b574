//! Cash is taken in the coins that there are: what they leave over is a line of the order.

use super::sale::Quote;
use super::settle::Taking;
use super::telling::currency;
use crate::db::{Snapshot, Transaction};
use crate::domain::{
    Amount, DetailKind, Method, OrderDetail, OrderId, OrderStatus, PriceLine, Result, TicketTypeId,
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
    let amount = to_round(tx, taking, payment::get(tx, id)?.due()?)?;
    if amount.is_zero() || order::status(tx, id)? != Some(OrderStatus::Pending) {
        return Ok(());
    }
    let details = order_detail::list(tx, id)?;
    let Some(line) = worth_most(&details, amount)? else {
        return Ok(());
    };
    order::reopen(tx, id)?;
    let kind = DetailKind::Rounding;
    let detail = NewDetail {
        refers_to: Some(line.id),
        ..NewDetail::sum(kind, line.ticket_type_id, amount)
    };
    order_detail::insert(tx, id, &detail)?;
    order::place(tx, id)
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

/// The ticket line of a quote that is worth most after what refers to it, the first of several, if it bears `amount`.
fn worth_most_of(quote: &Quote, amount: Amount) -> Result<Option<(usize, TicketTypeId)>> {
    let mut found: Option<(usize, TicketTypeId, Amount)> = None;
    for (at, line) in quote.made.iter().enumerate() {
        if line.kind != DetailKind::Ticket {
            continue;
        }
        let about = quote
            .made
            .iter()
            .filter(|other| other.refers_to == Some(at));
        let worth = Amount::sum(about.map(|other| other.amount))?.checked_add(line.amount)?;
        if found.is_none_or(|(_, _, most)| most < worth) {
            found = Some((at, line.ticket_type, worth));
        }
    }
    let bears = |worth: Amount| Amount::ZERO.0 <= worth.0 + amount.0;
    let found = found.filter(|(_, _, worth)| bears(*worth));
    Ok(found.map(|(at, ticket_type, _)| (at, ticket_type)))
}

/// The ticket line of an order that is worth most after what refers to it, the first of several, if it bears `amount`.
fn worth_most(details: &[OrderDetail], amount: Amount) -> Result<Option<&OrderDetail>> {
    let mut found: Option<(&OrderDetail, Amount)> = None;
    let tickets = details
        .iter()
        .filter(|detail| detail.kind == DetailKind::Ticket);
    for line in tickets {
        let about = details
            .iter()
            .filter(|other| other.id == line.id || other.refers_to_id == Some(line.id));
        let worth = Amount::sum(about.map(|other| other.amount))?;
        if found.is_none_or(|(_, most)| most < worth) {
            found = Some((line, worth));
        }
    }
    let found = found.filter(|(_, worth)| Amount::ZERO.0 <= worth.0 + amount.0);
    Ok(found.map(|(line, _)| line))
}
