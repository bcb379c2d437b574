//! What a sale costs, line by line: tickets, then what a discount takes off them and what taxes and fees put on.

use super::{
    Amount, ConcertId, DetailKind, Discount, DiscountId, Fee, FeeId, Per, Rate, Result, Size, Tax,
    TaxKind, TicketTypeId, apportion,
};

/// Tickets of one type that are to be sold.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    /// Their type.
    pub ticket_type: TicketTypeId,
    /// The concert of that type.
    pub concert: ConcertId,
    /// How many.
    pub quantity: i64,
    /// The price of one: the type's, an overridden one, or nothing.
    pub unit_price: Amount,
    /// The tax on tickets of that concert.
    pub tax: Option<Tax>,
}

/// A line to be made of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PriceLine {
    /// What kind of line it is.
    pub kind: DetailKind,
    /// The ticket type that it is of or about.
    pub ticket_type: TicketTypeId,
    /// The place, among all lines, of the ticket line that it is about.
    pub refers_to: Option<usize>,
    /// How many.
    pub quantity: i64,
    /// The price of one.
    pub unit_price: Amount,
    /// What it adds to the total.
    pub amount: Amount,
    /// The tax in it.
    pub tax: Option<(Rate, Amount)>,
    /// The discount that it comes of.
    pub discount: Option<DiscountId>,
    /// The fee that it comes of.
    pub fee: Option<FeeId>,
}

impl PriceLine {
    /// A line that is one sum.
    #[must_use]
    pub const fn sum(
        kind: DetailKind,
        ticket_type: TicketTypeId,
        refers_to: Option<usize>,
        amount: Amount,
    ) -> Self {
        Self {
            kind,
            ticket_type,
            refers_to,
            quantity: 1,
            unit_price: amount,
            amount,
            tax: None,
            discount: None,
            fee: None,
        }
    }
}

/// The lines of a sale.
///
/// There is one rule of rounding for all of them: every share or percentage is rounded half up to the minor unit once,
/// on the line that it makes, and what a split leaves over is on its last part. So
///
/// - a percentage off is counted and rounded on each ticket line;
/// - a sum off an order is split over the ticket lines that it is for by what they cost; what the last cannot bear is on
///   the one before it. No discount makes a line less than nothing;
/// - tax is counted on a ticket line after its discount: inside it is `amount × rate / (100 % + rate)`, on top it is
///   `amount × rate`, a line of its own. The tax of a discount line is what it takes off the tax, so the taxes of all
///   lines sum to the tax;
/// - a fee per ticket is a sum times the number of tickets, or a percentage of the line after its discount; a fee per
///   order is a sum, or a percentage of all such lines together. Lines that cost nothing bear no fee, and fees no tax.
pub fn lines(
    wanted: &[Wanted],
    discount: Option<&Discount>,
    fees: &[Fee],
) -> Result<Vec<PriceLine>> {
    let gross = wanted
        .iter()
        .map(|of| of.unit_price.times(of.quantity))
        .collect::<Result<Vec<_>>>()?;
    let off = match discount {
        Some(discount) => reductions(wanted, &gross, discount)?,
        None => vec![Amount::ZERO; gross.len()],
    };
    let mut made = Vec::with_capacity(wanted.len());
    let mut net = Vec::with_capacity(wanted.len());
    for ((of, gross), off) in wanted.iter().zip(gross).zip(off) {
        let left = gross.checked_sub(off)?;
        let at = made.len();
        made.push(ticket_line(of, gross)?);
        if !off.is_zero() {
            made.push(PriceLine {
                tax: tax_taken_off(of, gross, left)?,
                discount: discount.map(|discount| discount.id),
                ..PriceLine::sum(
                    DetailKind::Discount,
                    of.ticket_type,
                    Some(at),
                    off.negated(),
                )
            });
        }
        made.extend(tax_on_top(of, at, left)?);
        if !left.is_zero() {
            made.extend(fees_of_line(of, at, left, fees)?);
        }
        net.push(left);
    }
    made.extend(fees_of_order(wanted, &net, fees)?);
    Ok(made)
}

/// What a discount takes off each line.
fn reductions(wanted: &[Wanted], gross: &[Amount], discount: &Discount) -> Result<Vec<Amount>> {
    let base = |of: &Wanted, gross: Amount| {
        if discount.covers(of.concert, of.ticket_type) {
            gross
        } else {
            Amount::ZERO
        }
    };
    let base: Vec<_> = wanted
        .iter()
        .zip(gross)
        .map(|(of, gross)| base(of, *gross))
        .collect();
    match (discount.size, discount.per) {
        (Size::Percent(rate), _) => base.iter().map(|base| rate.of(*base)).collect(),
        (Size::Amount(each), Per::Ticket) => {
            let of_line = |(of, base): (&Wanted, &Amount)| Ok(each.times(of.quantity)?.min(*base));
            wanted.iter().zip(&base).map(of_line).collect()
        }
        (Size::Amount(whole), Per::Order) => apportion(whole, &base),
    }
}

fn ticket_line(of: &Wanted, gross: Amount) -> Result<PriceLine> {
    let tax = match inside(of).filter(|_| !gross.is_zero()) {
        Some(rate) => Some((rate, rate.inside(gross)?)),
        None => None,
    };
    Ok(PriceLine {
        quantity: of.quantity,
        unit_price: of.unit_price,
        tax,
        ..PriceLine::sum(DetailKind::Ticket, of.ticket_type, None, gross)
    })
}

fn inside(of: &Wanted) -> Option<Rate> {
    let tax = of.tax.filter(|tax| tax.kind == TaxKind::Inside)?;
    Some(tax.rate)
}

/// The tax that a discount takes off the tax inside a line.
fn tax_taken_off(of: &Wanted, gross: Amount, left: Amount) -> Result<Option<(Rate, Amount)>> {
    let Some(rate) = inside(of) else {
        return Ok(None);
    };
    let less = rate.inside(left)?.checked_sub(rate.inside(gross)?)?;
    Ok(Some((rate, less)))
}

fn tax_on_top(of: &Wanted, at: usize, left: Amount) -> Result<Option<PriceLine>> {
    let Some(tax) = of.tax.filter(|tax| tax.kind == TaxKind::OnTop) else {
        return Ok(None);
    };
    let amount = tax.rate.of(left)?;
    let line = PriceLine {
        tax: Some((tax.rate, amount)),
        ..PriceLine::sum(DetailKind::Tax, of.ticket_type, Some(at), amount)
    };
    Ok(Some(line).filter(|line| !line.amount.is_zero()))
}

fn fees_of_line(of: &Wanted, at: usize, left: Amount, fees: &[Fee]) -> Result<Vec<PriceLine>> {
    let mut made = Vec::new();
    let each = fees.iter().filter(|fee| fee.per == Per::Ticket);
    for fee in each.filter(|fee| fee.covers(of.concert)) {
        let amount = match fee.size {
            Size::Percent(rate) => rate.of(left)?,
            Size::Amount(each) => each.times(of.quantity)?,
        };
        made.extend(fee_line(fee, of.ticket_type, Some(at), amount));
    }
    Ok(made)
}

fn fees_of_order(wanted: &[Wanted], net: &[Amount], fees: &[Fee]) -> Result<Vec<PriceLine>> {
    let mut made = Vec::new();
    for fee in fees.iter().filter(|fee| fee.per == Per::Order) {
        let lines = wanted.iter().zip(net);
        let covered: Vec<_> = lines.filter(|(of, _)| fee.covers(of.concert)).collect();
        let base = Amount::sum(covered.iter().map(|(_, net)| **net))?;
        let Some((first, _)) = covered.first().filter(|_| !base.is_zero()) else {
            continue;
        };
        let amount = match fee.size {
            Size::Percent(rate) => rate.of(base)?,
            Size::Amount(amount) => amount,
        };
        made.extend(fee_line(fee, first.ticket_type, None, amount));
    }
    Ok(made)
}

fn fee_line(
    fee: &Fee,
    ticket_type: TicketTypeId,
    refers_to: Option<usize>,
    amount: Amount,
) -> Option<PriceLine> {
    let line = PriceLine {
        fee: Some(fee.id),
        ..PriceLine::sum(DetailKind::Fee, ticket_type, refers_to, amount)
    };
    Some(line).filter(|line| !line.amount.is_zero())
}

#[cfg(test)]
mod tests;
