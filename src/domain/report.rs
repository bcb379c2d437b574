//! What reports are made of: figures that add up, and the equations that prove it.

use serde::{Deserialize, Serialize};

use super::{
    Amount, Code, ConcertId, DetailKind, EntryKind, Error, Instant, Method, Name, OrderCode,
    OrderStatus, Result, Slug, Span, TicketTypeId,
};

/// Which rows a report looks at: those of a concert or of all, from a moment on, before another.
#[derive(Debug, Clone, Copy, Default)]
pub struct Period {
    /// One concert, or all of them.
    pub concert: Option<ConcertId>,
    /// From this moment on.
    pub from: Option<Instant>,
    /// Before this moment.
    pub before: Option<Instant>,
}

/// A ticket type with the names that a report tells it by.
#[derive(Debug, Clone)]
pub struct SoldType {
    /// The type's id.
    pub id: TicketTypeId,
    /// The type's slug.
    pub ticket_type: Slug,
    /// The type's name.
    pub name: Name,
    /// The concert's slug.
    pub concert: Slug,
    /// The concert's id.
    pub concert_id: ConcertId,
    /// When the concert starts.
    pub starts_at: Instant,
}

/// What lines of orders sum to, kind by kind. Sums of reports are bounded only by what a 64-bit number holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// Tickets sold for money, or for a price of nothing.
    pub sold: i64,
    /// Tickets given with a reason and an approver.
    pub comp: i64,
    /// Tickets given back.
    pub returned: i64,
    /// What the ticket lines sum to.
    pub gross: Amount,
    /// What was given back of them, 0 or less.
    pub returns: Amount,
    /// Discounts, 0 or less.
    pub discounts: Amount,
    /// Fees.
    pub fees: Amount,
    /// Taxes that were added on top.
    pub tax_on_top: Amount,
    /// Goodwill, 0 or less.
    pub goodwill: Amount,
    /// What the smallest coins left over.
    pub rounding: Amount,
    /// What all of this sums to.
    pub amount: Amount,
    /// The tax in it.
    pub tax: Amount,
}

/// What came in and went out by one method.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct MethodMoney {
    /// The method.
    pub method: Method,
    /// Receipts and credits, but for those that came of another order.
    pub received: Amount,
    /// Refunds, but for those that went to another order.
    pub refunded: Amount,
    /// What came of other orders.
    pub moved_in: Amount,
    /// What went to other orders.
    pub moved_out: Amount,
}

/// Where every place of one ticket type is.
#[derive(Debug, Clone)]
pub struct TypeManifest {
    /// The type's id.
    pub id: TicketTypeId,
    /// The type's slug.
    pub ticket_type: Slug,
    /// The type's name.
    pub name: Name,
    /// The pool it shares places in.
    pub pool: Option<Slug>,
    /// How many may go out.
    pub quota: i64,
    /// In paid orders, for money or for a price of nothing.
    pub sold: i64,
    /// In paid orders, given with a reason.
    pub comp: i64,
    /// In pending orders that are not overdue.
    pub pending: i64,
    /// Kept from sale.
    pub held: i64,
    /// Handed to terminals.
    pub allotted: i64,
}

/// Places of a ticket type that a pending order has.
#[derive(Debug, Clone)]
pub struct PendingPlaces {
    /// What people type to name the order.
    pub code: OrderCode,
    /// How many.
    pub quantity: i64,
    /// When they are free again unless paid.
    pub expires_at: Option<Instant>,
}

/// An order whose payment holds another sum than the order is worth.
#[derive(Debug, Clone)]
pub struct OpenItem {
    /// The order.
    pub code: OrderCode,
    /// Its state.
    pub status: OrderStatus,
    /// How the customer is named.
    pub user: String,
    /// The customer's name, unless erased.
    pub user_name: Option<Name>,
    /// When it was made.
    pub created_at: Instant,
    /// What it is worth.
    pub worth: Amount,
    /// What its payment holds.
    pub held: Amount,
}

/// The sum of all, beyond the largest amount of a single order if need be.
pub fn wide_sum(amounts: impl IntoIterator<Item = Amount>) -> Result<Amount> {
    amounts.into_iter().try_fold(Amount::ZERO, wide)
}

fn wide(one: Amount, other: Amount) -> Result<Amount> {
    let sum = one.0.checked_add(other.0).map(Amount);
    sum.ok_or_else(|| Error::new(Code::Failed, "the sums of the report are too large"))
}

impl Period {
    /// The same, but only what had happened by `at`; a second is the smallest step of time, and `at` is part of it.
    #[must_use]
    pub fn until(self, at: Option<Instant>) -> Self {
        let after = at.map(|at| at.plus(Span::from_seconds(1)));
        let before = [self.before, after].into_iter().flatten().min();
        Self { before, ..self }
    }

    /// Whether it looks at all time; then nothing has to be compared row by row.
    #[must_use]
    pub const fn is_of_all_time(&self) -> bool {
        self.from.is_none() && self.before.is_none()
    }

    /// Whether it leaves anything out.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        self.concert.is_none() && self.is_of_all_time()
    }
}

impl Figures {
    /// Adds lines of one kind: how many tickets, their amount, and the tax in it.
    pub fn add(
        &mut self,
        kind: DetailKind,
        quantity: i64,
        amount: Amount,
        tax: Amount,
    ) -> Result<()> {
        let of_kind = match kind {
            DetailKind::Ticket => &mut self.gross,
            DetailKind::Return => &mut self.returns,
            DetailKind::Discount => &mut self.discounts,
            DetailKind::Fee => &mut self.fees,
            DetailKind::Tax => &mut self.tax_on_top,
            DetailKind::Goodwill => &mut self.goodwill,
            DetailKind::Rounding => &mut self.rounding,
        };
        *of_kind = wide(*of_kind, amount)?;
        match kind {
            DetailKind::Ticket => self.sold += quantity,
            DetailKind::Return => self.returned -= quantity,
            _ => {}
        }
        self.amount = wide(self.amount, amount)?;
        self.tax = wide(self.tax, tax)?;
        Ok(())
    }

    /// Says that so many of the tickets were given for nothing.
    pub const fn give(&mut self, quantity: i64) {
        self.sold -= quantity;
        self.comp += quantity;
    }

    /// Tickets that went out and did not come back.
    #[must_use]
    pub const fn tickets(&self) -> i64 {
        self.sold + self.comp - self.returned
    }

    /// These and others.
    pub fn plus(&self, other: &Self) -> Result<Self> {
        self.with(other, i64::checked_add)
    }

    /// These without others.
    pub fn minus(&self, other: &Self) -> Result<Self> {
        self.with(other, i64::checked_sub)
    }

    fn with(&self, other: &Self, join: fn(i64, i64) -> Option<i64>) -> Result<Self> {
        let counts = |of: &Self| [of.sold, of.comp, of.returned];
        let amounts = |of: &Self| {
            [
                of.gross,
                of.returns,
                of.discounts,
                of.fees,
                of.tax_on_top,
                of.goodwill,
                of.rounding,
                of.amount,
                of.tax,
            ]
        };
        let large = || Error::new(Code::Failed, "the sums of the report are too large");
        let [mut c, d] = [counts(self), counts(other)];
        for (one, other) in c.iter_mut().zip(d) {
            *one = join(*one, other).ok_or_else(large)?;
        }
        let [mut a, b] = [amounts(self), amounts(other)];
        for (one, other) in a.iter_mut().zip(b) {
            one.0 = join(one.0, other.0).ok_or_else(large)?;
        }
        let [sold, comp, returned] = c;
        let [
            gross,
            returns,
            discounts,
            fees,
            tax_on_top,
            goodwill,
            rounding,
            amount,
            tax,
        ] = a;
        Ok(Self {
            sold,
            comp,
            returned,
            gross,
            returns,
            discounts,
            fees,
            tax_on_top,
            goodwill,
            rounding,
            amount,
            tax,
        })
    }
}

impl MethodMoney {
    /// Nothing yet.
    #[must_use]
    pub const fn none(method: Method) -> Self {
        Self {
            method,
            received: Amount::ZERO,
            refunded: Amount::ZERO,
            moved_in: Amount::ZERO,
            moved_out: Amount::ZERO,
        }
    }

    /// Adds entries of one kind.
    pub fn add(&mut self, kind: EntryKind, amount: Amount) -> Result<()> {
        let side = match kind {
            EntryKind::Refund => &mut self.refunded,
            EntryKind::Receipt | EntryKind::Credit => &mut self.received,
        };
        *side = wide(*side, amount)?;
        Ok(())
    }

    /// Says how much of what was added came of other orders and went to them.
    pub fn tell_moves(&mut self, moved_in: Amount, moved_out: Amount) -> Result<()> {
        self.received = wide(self.received, moved_in.negated())?;
        self.refunded = wide(self.refunded, moved_out.negated())?;
        self.moved_in = wide(self.moved_in, moved_in)?;
        self.moved_out = wide(self.moved_out, moved_out)?;
        Ok(())
    }

    /// All that came in less all that went out.
    pub fn net(&self) -> Result<Amount> {
        wide_sum([
            self.received,
            self.moved_in,
            self.refunded.negated(),
            self.moved_out.negated(),
        ])
    }
}

impl TypeManifest {
    /// Places of the type that nobody has.
    #[must_use]
    pub const fn unsold(&self) -> i64 {
        self.quota - self.sold - self.comp - self.pending - self.held - self.allotted
    }
}

impl OpenItem {
    /// What is still to be paid.
    #[must_use]
    pub fn due(&self) -> Amount {
        Amount(self.worth.0.saturating_sub(self.held.0).max(0))
    }

    /// What it holds beyond its worth.
    #[must_use]
    pub fn open(&self) -> Amount {
        Amount(self.held.0.saturating_sub(self.worth.0).max(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_what_their_lines_sum_to_beyond_the_largest_order() {
        let mut figures = Figures::default();
        for kind in [DetailKind::Ticket, DetailKind::Fee, DetailKind::Tax] {
            figures.add(kind, 1, Amount::MAX, Amount(1)).unwrap();
        }
        figures
            .add(DetailKind::Return, -1, Amount(-7), Amount(-1))
            .unwrap();
        figures.give(1);
        assert_eq!((figures.sold, figures.comp, figures.returned), (0, 1, 1));
        assert_eq!(figures.tickets(), 0);
        assert_eq!(figures.amount, Amount(3 * Amount::MAX.0 - 7));
        assert_eq!(figures.tax, Amount(2));
        let twice = figures.plus(&figures).unwrap();
        assert_eq!(twice.minus(&figures), Ok(figures));
    }

    #[test]
    fn money_that_went_from_order_to_order_is_told_apart_and_nets_to_the_same() {
        let mut cash = MethodMoney::none(Method::Cash);
        cash.add(EntryKind::Receipt, Amount(100)).unwrap();
        cash.add(EntryKind::Credit, Amount(40)).unwrap();
        cash.add(EntryKind::Refund, Amount(50)).unwrap();
        let before = cash.net().unwrap();
        cash.tell_moves(Amount(40), Amount(40)).unwrap();
        assert_eq!((cash.received, cash.refunded), (Amount(100), Amount(10)));
        assert_eq!(cash.net(), Ok(before));
    }

    #[test]
    fn a_moment_is_part_of_what_had_happened_by_then() {
        let at: Instant = "2026-11-01T03:00:00Z".parse().unwrap();
        let period = Period::default().until(Some(at));
        assert_eq!(period.before.unwrap().to_string(), "2026-11-01T03:00:01Z");
        assert!(!period.is_whole() && Period::default().until(None).is_whole());
    }
}
