//! A ticket as gate systems of others read it.

use serde::Serialize;

use crate::domain::{Concert, Instant, OrderStatus, Ticket, TicketStatus, Zone};
use crate::view::{Cell, Column, View};

/// A ticket as gate systems of others read it: its code, and from when to when it lets somebody in.
#[derive(Debug, Serialize)]
pub struct BarcodeView {
    /// The code that admits, as it is printed, without hyphens.
    pub secret: String,
    /// `concert/type`.
    pub ticket_type: String,
    /// Whether its order is paid; `yes` or `no` in CSV.
    pub paid: bool,
    /// The first moment somebody is let in.
    pub valid_from: Instant,
    /// The moment from which nobody is let in any more.
    pub valid_until: Instant,
    /// Whether it admits.
    pub status: TicketStatus,
    /// Whose name it bears.
    pub holder: Option<String>,
    /// Its number in the order: 2 for `K7QX3/2`.
    pub number: i64,
    /// The order's code.
    pub order: String,
    /// The zone of its concert.
    pub timezone: Zone,
}

/// What a barcode is told from.
#[derive(Debug, Clone, Copy)]
pub struct BarcodeParts<'p> {
    /// The ticket.
    pub ticket: &'p Ticket,
    /// The concert it is for.
    pub concert: &'p Concert,
    /// The state of its order.
    pub order: OrderStatus,
}

impl BarcodeView {
    /// The view of a ticket at a door.
    #[must_use]
    pub fn of(parts: BarcodeParts<'_>) -> Self {
        let BarcodeParts {
            ticket,
            concert,
            order,
        } = parts;
        Self {
            secret: ticket.code.as_str().to_owned(),
            ticket_type: format!("{}/{}", ticket.concert, ticket.ticket_type),
            paid: order == OrderStatus::Paid,
            valid_from: concert.admits_from(),
            valid_until: concert.admits_until(),
            status: ticket.status,
            holder: ticket.holder_name.as_ref().map(ToString::to_string),
            number: ticket.number,
            order: ticket.order.to_string(),
            timezone: concert.zone,
        }
    }
}

impl View for BarcodeView {
    const COLUMNS: &'static [Column] = &[
        Column::always("secret", "SECRET"),
        Column::always("ticket_type", "TICKET TYPE"),
        Column::always("paid", "PAID"),
        Column::always("valid_from", "VALID FROM"),
        Column::always("valid_until", "VALID UNTIL"),
        Column::always("status", "STATUS"),
        Column::always("holder", "HOLDER"),
        Column::always("number", "NUMBER"),
        Column::always("order", "ORDER"),
        Column::always("timezone", "TIMEZONE"),
    ];
    const PLURAL: &'static str = "barcodes";

    fn cells(&self) -> Vec<Cell> {
        let time = |at| Cell::Time(at, self.timezone);
        vec![
            Cell::text(&self.secret),
            Cell::text(&self.ticket_type),
            Cell::text(if self.paid { "yes" } else { "no" }),
            time(self.valid_from),
            time(self.valid_until),
            Cell::text(&self.status),
            Cell::optional(self.holder.as_ref(), Cell::text),
            Cell::Count(self.number),
            Cell::text(&self.order),
            Cell::text(&self.timezone),
        ]
    }

    /// The ticket and not its code: what people type anywhere but at the door.
    fn reference(&self) -> String {
        format!("{}/{}", self.order, self.number)
    }
}
