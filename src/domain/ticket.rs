//! Tickets: one admission each, with its own code.

use super::{
    Amount, ConcertId, Instant, Name, Note, OrderCode, OrderDetailId, OrderId, Slug, TicketCode,
    TicketId, TicketStatus, TicketTypeId, UserId,
};

/// A ticket as it stands, with the names of what it is for.
#[derive(Debug, Clone)]
pub struct Ticket {
    /// The ticket's id.
    pub id: TicketId,
    /// The code that admits.
    pub code: TicketCode,
    /// The order's id.
    pub order_id: OrderId,
    /// The order's code.
    pub order: OrderCode,
    /// Its number in the order: `K7QX3/2` is number 2.
    pub number: i64,
    /// The line it was sold on.
    pub order_detail_id: OrderDetailId,
    /// The type's id.
    pub ticket_type_id: TicketTypeId,
    /// The type's slug.
    pub ticket_type: Slug,
    /// The concert's id.
    pub concert_id: ConcertId,
    /// The concert's slug.
    pub concert: Slug,
    /// The price of its line at the time.
    pub price: Amount,
    /// Why it was given for nothing.
    pub comp_reason: Option<Note>,
    /// Who approved of that, or of another price.
    pub approver: Option<Name>,
    /// Whether it admits.
    pub status: TicketStatus,
    /// Whose order it is.
    pub user_id: UserId,
    /// Whose name it bears.
    pub holder_name: Option<Name>,
    /// Its seat.
    pub seat: Option<Note>,
    /// When it was issued.
    pub issued_at: Instant,
    /// When it was voided.
    pub voided_at: Option<Instant>,
    /// Why it was voided.
    pub void_reason: Option<Note>,
    /// The ticket that it was reissued for.
    pub replaces_id: Option<TicketId>,
    /// When it let somebody in.
    pub admitted_at: Option<Instant>,
}

impl Ticket {
    /// What people type instead of the code: `K7QX3/2`.
    #[must_use]
    pub fn reference(&self) -> String {
        format!("{}/{}", self.order, self.number)
    }
}

/// Which tickets to list.
#[derive(Debug, Clone, Default)]
pub struct TicketFilter {
    /// Of this concert.
    pub concert: Option<ConcertId>,
    /// Of this order.
    pub order: Option<OrderId>,
    /// In this state.
    pub status: Option<TicketStatus>,
    /// Only those that let somebody in, or only those that did not yet.
    pub admitted: Option<bool>,
    /// Text in the order's code, the holder's or the customer's name.
    pub text: Option<String>,
    /// At most so many; `None` for all.
    pub limit: Option<usize>,
}
