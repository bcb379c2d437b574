//! Payments: the account of an order, and the money movements on it.

use super::{
    Amount, Code, ConcertId, EntryKind, Error, Instant, Method, Name, Note, OrderCode,
    PaymentEntryId, PaymentId, PaymentStatus, Result,
};

/// The account of one order as it stands.
#[derive(Debug, Clone)]
pub struct Payment {
    /// The payment's id.
    pub id: PaymentId,
    /// The order's code.
    pub order: OrderCode,
    /// The order's total.
    pub amount: Amount,
    /// What the order is worth now: its total while it is open, else nothing.
    pub worth: Amount,
    /// All that was ever taken.
    pub received: Amount,
    /// All that was paid back.
    pub refunded: Amount,
    /// The money's state, computed.
    pub status: PaymentStatus,
    /// When it was made.
    pub created_at: Instant,
}

/// One money movement.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The entry's id.
    pub id: PaymentEntryId,
    /// What it did.
    pub kind: EntryKind,
    /// How much, always positive.
    pub amount: Amount,
    /// How it moved.
    pub method: Method,
    /// The receipt it pays back.
    pub refunds_id: Option<PaymentEntryId>,
    /// A slip's or a transfer's number.
    pub reference: Option<Note>,
    /// What was handed over, for cash.
    pub tendered: Option<Amount>,
    /// What was given back of it.
    pub change: Option<Amount>,
    /// Why, for refunds.
    pub reason: Option<Note>,
    /// Who did it.
    pub operator: Name,
    /// When.
    pub at: Instant,
}

/// Which payments to list.
#[derive(Debug, Clone, Default)]
pub struct PaymentFilter {
    /// In this state.
    pub status: Option<PaymentStatus>,
    /// With an entry by this method.
    pub method: Option<Method>,
    /// Of orders made at this moment or later.
    pub from: Option<Instant>,
    /// Of orders made before this moment.
    pub before: Option<Instant>,
    /// Of orders with tickets of this concert.
    pub concert: Option<ConcertId>,
    /// Only those that hold more than their order is worth.
    pub open: bool,
    /// At most so many; `None` for all.
    pub limit: Option<usize>,
}

impl Payment {
    /// What is still to be paid.
    pub fn due(&self) -> Result<Amount> {
        Ok(self.worth.checked_sub(self.held()?)?.max(Amount::ZERO))
    }

    /// What it holds beyond what its order is worth now.
    pub fn open(&self) -> Result<Amount> {
        Ok(self.held()?.checked_sub(self.worth)?.max(Amount::ZERO))
    }

    /// What was taken and not paid back.
    pub fn held(&self) -> Result<Amount> {
        self.received.checked_sub(self.refunded)
    }
}

/// What a person offers by one method: a sum, or the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Offer {
    /// How the money moves.
    pub method: Method,
    /// How much; `None` takes what the others leave.
    pub amount: Option<Amount>,
}

/// Turns offers into sums: the one without a sum takes what the others leave of `due`. Empty sums are left out.
pub fn settle_offers(offers: &[Offer], due: Amount) -> Result<Vec<(Method, Amount)>> {
    if offers.iter().filter(|offer| offer.amount.is_none()).count() > 1 {
        return Err(Error::new(
            Code::Usage,
            "only one `--pay` may go without a sum: it takes the rest",
        )
        .hint("--pay card=150000 --pay cash"));
    }
    let named = Amount::sum(offers.iter().filter_map(|offer| offer.amount))?;
    let rest = due.checked_sub(named)?.max(Amount::ZERO);
    let sums = offers
        .iter()
        .map(|offer| (offer.method, offer.amount.unwrap_or(rest)));
    Ok(sums.filter(|(_, amount)| !amount.is_zero()).collect())
}
