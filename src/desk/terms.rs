//! On which terms something is sold: a discount, for nothing, at another price, with rules set aside.

use serde::Serialize;

use super::discount;
use super::overriding::Overriding;
use super::sale::Quote;
use crate::db::{Snapshot, Transaction};
use crate::domain::{
    Amount, Channel, Code, DetailKind, DiscountCode, DiscountId, Error, Name, Note, OperatorId,
    OverrideKind, PriceLine, Result, Wanted, price_lines,
};
use crate::repository::order_detail::NewDetail;
use crate::repository::{fee, operator};

/// What a sale is made on, beside what is sold. By default nothing of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Terms {
    /// The code of a discount.
    pub discount: Option<DiscountCode>,
    /// Why all tickets are given for nothing.
    pub comp: Option<Note>,
    /// What each ticket costs instead of its price; the price has to be set aside for it.
    pub price: Option<Amount>,
    /// The rules that are set aside, and who approved of that or of tickets for nothing.
    pub overriding: Overriding,
}

impl Terms {
    /// Whether it is an ordinary sale.
    #[must_use]
    pub fn are_plain(&self) -> bool {
        *self == Self::default()
    }

    /// Refuses terms that contradict each other.
    pub fn must_agree(&self) -> Result<()> {
        let usage = |message: &str| Err(Error::new(Code::Usage, message));
        let sets_price = self.overriding.has(OverrideKind::Price);
        match (self.price, &self.comp) {
            (Some(_), Some(_)) => usage("tickets for nothing have no price"),
            (_, Some(_)) if self.discount.is_some() => {
                usage("tickets for nothing cannot be cheaper")
            }
            (Some(price), _) if price.is_zero() => {
                let error = Error::new(Code::InvalidValue, "a ticket for nothing is a comp");
                Err(error.hint("--comp REASON instead of --price 0"))
            }
            (Some(_), _) if !sets_price => {
                let error = Error::new(Code::Usage, "another price is an override");
                Err(error.hint("--override price --reason TEXT"))
            }
            (None, _) if sets_price => {
                let error = Error::new(Code::Usage, "which price instead?");
                Err(error.hint("--price MONEY"))
            }
            (price, _) => price.map_or(Ok(()), super::ticket_type::must_be_a_price),
        }
    }
}

/// Whose sale it is, as far as prices depend on it.
#[derive(Debug, Clone, Copy)]
pub struct Asking<'a> {
    /// Where the sale comes from.
    pub channel: Channel,
    /// On which terms.
    pub terms: &'a Terms,
    /// Whether it makes an order; what is added to one bears no fee of an order again.
    pub makes_order: bool,
}

/// Makes the lines of a quote, whose types and quantities are known, and its total.
pub(super) fn price(
    snapshot: &Snapshot<'_>,
    mut quote: Quote,
    asking: &Asking<'_>,
) -> Result<Quote> {
    asking.terms.must_agree()?;
    let given = match &asking.terms.discount {
        None => None,
        Some(code) => {
            let zone = super::telling::zone(snapshot)?;
            Some(discount::given(snapshot, code, zone)?)
        }
    };
    let mut fees = Vec::new();
    if asking.terms.comp.is_none() {
        fees = fee::in_force(snapshot, asking.channel)?;
        fees.retain(|fee| asking.makes_order || fee.per == crate::domain::Per::Ticket);
    }
    let wanted: Vec<_> = quote
        .lines
        .iter()
        .map(|(of, quantity)| Wanted {
            ticket_type: of.id,
            concert: of.concert_id,
            quantity: *quantity,
            unit_price: match (&asking.terms.comp, asking.terms.price) {
                (Some(_), _) => Amount::ZERO,
                (None, price) => price.unwrap_or(of.price),
            },
            tax: of.tax,
        })
        .collect();
    quote.made = price_lines(&wanted, given.as_ref(), &fees)?;
    if let Some(given) = &given
        && !quote.made.iter().any(|line| line.discount.is_some())
    {
        return Err(given.fits_nothing());
    }
    quote.discount = given.map(|given| given.id);
    quote.total = Amount::sum(quote.made.iter().map(|line| line.amount))?;
    quote.terms = asking.terms.clone();
    Ok(quote)
}

/// Frees the uses of the discount of a quote that overdue orders hold.
pub(super) fn sweep(tx: &Transaction<'_>, given: Option<DiscountId>) -> Result<()> {
    given.map_or(Ok(()), |id| discount::sweep(tx, id))
}

/// Who approved of tickets for nothing or at another price: whoever is named, else who sells.
pub(super) fn approver(tx: &Transaction<'_>, terms: &Terms) -> Result<Option<OperatorId>> {
    if terms.comp.is_none() && terms.price.is_none() {
        return Ok(None);
    }
    let named = terms.overriding.approver.as_ref();
    let id = named.map_or_else(
        || tx.operator(),
        |name: &Name| operator::insert_if_missing(tx, name),
    )?;
    Ok(Some(id))
}

/// The row of a line, without the line that it refers to.
pub(super) fn detail<'t>(
    line: &PriceLine,
    terms: &'t Terms,
    approver: Option<OperatorId>,
) -> NewDetail<'t> {
    let is_ticket = line.kind == DetailKind::Ticket;
    let has_price = is_ticket && terms.price.is_some();
    let reason = terms.overriding.reason.as_ref();
    NewDetail {
        tax: line.tax.map(|(rate, amount)| (rate.0, amount)),
        comp_reason: terms.comp.as_ref().filter(|_| is_ticket),
        approver: approver.filter(|_| is_ticket),
        reason: reason.filter(|_| has_price),
        discount: line.discount,
        fee: line.fee,
        ..NewDetail::of(
            line.kind,
            Some(line.ticket_type),
            line.quantity,
            line.unit_price,
            line.amount,
        )
    }
}
