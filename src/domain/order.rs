//! Orders: the contract, its lines and what they are worth.

use serde::Serialize;

use super::{
    Amount, Channel, Code, ConcertId, DetailKind, Error, Instant, Name, Note, OrderCode,
    OrderDetailId, OrderId, OrderStatus, OverrideKind, Purpose, Result, Slug, TicketTypeId, UserId,
};

/// An order as it stands. An overdue order reads as expired before anybody swept it.
#[derive(Debug, Clone)]
pub struct Order {
    /// The order's id.
    pub id: OrderId,
    /// What people type to name it.
    pub code: OrderCode,
    /// Whose it is.
    pub user_id: UserId,
    /// How the customer is named: e-mail address, phone number, `walk-in` or id.
    pub user: String,
    /// The customer's name, unless erased.
    pub user_name: Option<Name>,
    /// The contract's state.
    pub status: OrderStatus,
    /// The sum of its lines.
    pub total: Amount,
    /// Where the sale came from.
    pub channel: Channel,
    /// Who sold it.
    pub operator: Name,
    /// What else is to be known.
    pub note: Option<Note>,
    /// When it expires unless paid.
    pub expires_at: Option<Instant>,
    /// When it was made.
    pub created_at: Instant,
    /// When it was paid.
    pub paid_at: Option<Instant>,
    /// When it expired.
    pub expired_at: Option<Instant>,
    /// When it was cancelled.
    pub cancelled_at: Option<Instant>,
    /// What it holds beyond what it is worth, or 0.
    pub open_money: Amount,
    /// What is still to be paid of it.
    pub due: Amount,
    /// How many tickets its lines sum to.
    pub tickets: i64,
}

/// One line of an order.
#[derive(Debug, Clone)]
pub struct OrderDetail {
    /// The line's id.
    pub id: OrderDetailId,
    /// What kind of line it is.
    pub kind: DetailKind,
    /// The ticket type, for tickets and returns.
    pub ticket_type_id: Option<TicketTypeId>,
    /// The concert of that type.
    pub concert_id: Option<ConcertId>,
    /// `concert/type`, for tickets and returns.
    pub reference: Option<String>,
    /// The type's name.
    pub name: Option<Name>,
    /// The hold that its tickets were sold from.
    pub hold: Option<Slug>,
    /// The line it takes back or reduces.
    pub refers_to_id: Option<OrderDetailId>,
    /// How many, negative for returns.
    pub quantity: i64,
    /// The price of one at the time.
    pub unit_price: Amount,
    /// What the line adds to the total.
    pub amount: Amount,
    /// The tax on it, in hundredths of a percent.
    pub tax_rate: Option<i64>,
    /// The tax that is in its amount; negative where it takes some back.
    pub tax_amount: Option<Amount>,
    /// Why its tickets are given for nothing.
    pub comp_reason: Option<Note>,
    /// Who approved of it.
    pub approver: Option<Name>,
    /// Why there is such a line.
    pub reason: Option<Note>,
    /// The discount code that it comes of.
    pub discount: Option<Slug>,
    /// The fee that it comes of.
    pub fee: Option<Slug>,
    /// What a fee is for that no rule makes.
    pub purpose: Option<Purpose>,
}

/// A rule that was set aside for an order.
#[derive(Debug, Clone)]
pub struct Override {
    /// Which rule.
    pub kind: OverrideKind,
    /// Why, unless that was erased.
    pub reason: Option<Note>,
    /// Who set it aside.
    pub operator: Name,
    /// Who approved of that.
    pub approver: Option<Name>,
    /// When.
    pub at: Instant,
}

/// A line to be sold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Line {
    /// The ticket type.
    pub ticket_type: TicketTypeId,
    /// How many.
    pub quantity: i64,
}

/// Which orders to list.
#[derive(Debug, Clone, Default)]
pub struct OrderFilter {
    /// Made at this moment or later.
    pub from: Option<Instant>,
    /// Made before this moment.
    pub before: Option<Instant>,
    /// With tickets of this concert.
    pub concert: Option<ConcertId>,
    /// In this state.
    pub status: Option<OrderStatus>,
    /// Of this customer.
    pub user: Option<UserId>,
    /// Only those that hold more than they are worth.
    pub open_money: bool,
    /// Text in the code, or in the customer's name, e-mail address or phone number.
    pub text: Option<String>,
    /// At most so many; `None` for all.
    pub limit: Option<usize>,
}

impl DetailKind {
    /// Whether its quantity counts tickets: sold, or given back.
    #[must_use]
    pub const fn counts_tickets(self) -> bool {
        matches!(self, Self::Ticket | Self::Return)
    }
}

/// The most tickets of one type that one order has.
const MOST_OF_A_TYPE: i64 = 100_000;

/// Refuses more tickets of a type than one order has.
pub fn must_fit_an_order(reference: &str, quantity: i64) -> Result<()> {
    if quantity <= MOST_OF_A_TYPE {
        return Ok(());
    }
    let message = format!(
        "an order has at most {MOST_OF_A_TYPE} tickets of one type, {quantity} of `{reference}` were asked for"
    );
    Err(Error::new(Code::LimitExceeded, message).hint(format!(
        "make several orders of at most {MOST_OF_A_TYPE} each"
    )))
}

/// Refuses a deadline that is over already: the order would never have been held.
pub fn must_expire_later(expires_at: Option<Instant>, now: Instant) -> Result<()> {
    match expires_at {
        Some(at) if at <= now => Err(Error::new(
            Code::InvalidValue,
            "the deadline lies in the past",
        )
        .hint("--expires-at 20m")),
        _ => Ok(()),
    }
}

/// The share of one line that ticket `index` of `quantity` carries: equal parts, the remainder on the last.
pub fn share(amount: Amount, quantity: i64, index: i64) -> Result<Amount> {
    let part = Amount(amount.0.checked_div(quantity).unwrap_or(0));
    if index + 1 == quantity {
        return amount.checked_sub(part.times(quantity - 1)?);
    }
    Ok(part)
}

/// The slug of a concert in a line's reference `concert/type`.
#[must_use]
pub fn concert_of(concert: &Slug, ticket_type: &Slug) -> String {
    format!("{concert}/{ticket_type}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_has_as_many_of_a_type_as_its_lines_can_say() {
        assert!(must_fit_an_order("jazz/vip", MOST_OF_A_TYPE).is_ok());
        let refused = must_fit_an_order("jazz/vip", MOST_OF_A_TYPE + 1).unwrap_err();
        assert_eq!(refused.code, Code::LimitExceeded);
    }
}
