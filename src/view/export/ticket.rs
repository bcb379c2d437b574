//! A ticket in a file, without the code that admits.

use serde::Serialize;

use crate::domain::{Instant, Money, Profile, Ticket, TicketId, TicketStatus, Zone};
use crate::view::{Cell, Column, View};

/// A ticket without its code, which lets its bearer in and stands in barcode lists only.
#[derive(Debug, Serialize)]
pub struct TicketExportView {
    /// What people type: `K7QX3/2`.
    pub ticket: String,
    /// The order's code.
    pub order: String,
    /// The concert.
    pub concert: String,
    /// `concert/type`.
    pub ticket_type: String,
    /// Whether it admits.
    pub status: TicketStatus,
    /// Whose name it bears.
    pub holder_name: Option<String>,
    /// Its seat.
    pub seat: Option<String>,
    /// The price at the time.
    pub price: Money,
    /// When it was issued.
    pub issued_at: Instant,
    /// When it let somebody in.
    pub admitted_at: Option<Instant>,
    /// When it was voided.
    pub voided_at: Option<Instant>,
    /// Why it was voided.
    pub void_reason: Option<String>,
    /// Its id.
    pub id: TicketId,
    /// The zone of the office.
    pub timezone: Zone,
}

impl TicketExportView {
    /// The view of `ticket` in an office.
    #[must_use]
    pub fn of(ticket: &Ticket, profile: &Profile) -> Self {
        Self {
            ticket: ticket.reference(),
            order: ticket.order.to_string(),
            concert: ticket.concert.to_string(),
            ticket_type: format!("{}/{}", ticket.concert, ticket.ticket_type),
            status: ticket.status,
            holder_name: ticket.holder_name.as_ref().map(ToString::to_string),
            seat: ticket.seat.as_ref().map(ToString::to_string),
            price: profile.money(ticket.price),
            issued_at: ticket.issued_at,
            admitted_at: ticket.admitted_at,
            voided_at: ticket.voided_at,
            void_reason: ticket.void_reason.as_ref().map(ToString::to_string),
            id: ticket.id,
            timezone: profile.zone,
        }
    }
}

impl View for TicketExportView {
    const COLUMNS: &'static [Column] = &[
        Column::always("ticket", "TICKET"),
        Column::always("order", "ORDER"),
        Column::always("concert", "CONCERT"),
        Column::always("ticket_type", "TICKET TYPE"),
        Column::always("status", "STATUS"),
        Column::always("holder_name", "HOLDER"),
        Column::always("seat", "SEAT"),
        Column::always("price", "PRICE"),
        Column::always("issued_at", "ISSUED"),
        Column::always("admitted_at", "ADMITTED"),
        Column::always("voided_at", "VOIDED"),
        Column::always("void_reason", "REASON"),
        Column::always("id", "ID"),
        Column::always("timezone", "TIMEZONE"),
    ];
    const PLURAL: &'static str = "tickets";

    fn cells(&self) -> Vec<Cell> {
        let time = |at| Cell::Time(at, self.timezone);
        let text = |text: &Option<String>| Cell::optional(text.as_ref(), Cell::text);
        vec![
            Cell::text(&self.ticket),
            Cell::text(&self.order),
            Cell::text(&self.concert),
            Cell::text(&self.ticket_type),
            Cell::text(&self.status),
            text(&self.holder_name),
            text(&self.seat),
            Cell::Money(self.price),
            time(self.issued_at),
            Cell::optional(self.admitted_at, time),
            Cell::optional(self.voided_at, time),
            text(&self.void_reason),
            Cell::Count(self.id.0),
            Cell::text(&self.timezone),
        ]
    }

    fn reference(&self) -> String {
        self.ticket.clone()
    }
}
