//! The rows that reports are made of.

use super::{Amount, Instant, Method, Name, OrderCode, Slug, TicketTypeId};

/// What was sold of one ticket type.
#[derive(Debug, Clone)]
pub struct TypeSales {
    /// The concert's slug.
    pub concert: Slug,
    /// The type's slug.
    pub ticket_type: Slug,
    /// Tickets sold in paid orders, in the span.
    pub sold: i64,
    /// Tickets given back.
    pub returned: i64,
    /// What the lines sum to.
    pub amount: Amount,
}

/// What came in and went out by one method.
#[derive(Debug, Clone)]
pub struct MethodMoney {
    /// The method.
    pub method: Method,
    /// Receipts and credits.
    pub received: Amount,
    /// Refunds.
    pub refunded: Amount,
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

impl TypeManifest {
    /// Places of the type that nobody has.
    #[must_use]
    pub const fn unsold(&self) -> i64 {
        self.quota - self.sold - self.comp - self.pending - self.held - self.allotted
    }
}
