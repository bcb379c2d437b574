//! How an order is told with everything about it.

use serde::Serialize;

use super::order_row::{OrderRow, ROW_COLUMNS, concerts_of};
use super::payment::entries_section;
use super::{Cell, Column, EntryView, Section, TicketView, View};
use crate::domain::{
    Amount, DetailKind, Entry, Money, Order, OrderDetail, Payment, PaymentStatus, Profile, Result,
    Ticket,
};

/// A line of an order.
#[derive(Debug, Serialize)]
pub struct DetailView {
    /// What kind of line it is.
    pub kind: DetailKind,
    /// `concert/type`.
    pub ticket_type: Option<String>,
    /// The type's name.
    pub name: Option<String>,
    /// How many, negative for returns.
    pub quantity: i64,
    /// The price of one.
    pub unit_price: Money,
    /// What it adds to the total.
    pub amount: Money,
    /// What people type for the hold that its tickets were sold from.
    pub hold: Option<String>,
}

/// An order with everything about it.
#[derive(Debug, Serialize)]
pub struct OrderView {
    /// The same as in a list.
    #[serde(flatten)]
    pub row: OrderRow,
    /// The money's state.
    pub payment_status: PaymentStatus,
    /// All that was taken.
    pub received: Money,
    /// All that was paid back.
    pub refunded: Money,
    /// What is still to be paid.
    pub due: Money,
    /// What is to be handed back of the cash that was tendered just now.
    pub change: Option<Money>,
    /// Its lines.
    pub details: Vec<DetailView>,
    /// The money movements.
    pub entries: Vec<EntryView>,
    /// Its tickets, void ones too.
    pub tickets: Vec<TicketView>,
}

/// What an order is told from.
#[derive(Debug, Clone, Copy)]
pub struct OrderParts<'p> {
    /// The order.
    pub order: &'p Order,
    /// Its lines.
    pub details: &'p [OrderDetail],
    /// Its account.
    pub payment: &'p Payment,
    /// The money movements.
    pub entries: &'p [Entry],
    /// Its tickets.
    pub tickets: &'p [Ticket],
}

impl OrderView {
    /// The view of a whole order in an office.
    pub fn of(parts: OrderParts<'_>, profile: &Profile) -> Result<Self> {
        let money = |amount| profile.money(amount);
        Ok(Self {
            row: OrderRow::of(parts.order, concerts_of(parts.details), profile),
            payment_status: parts.payment.status,
            received: money(parts.payment.received),
            refunded: money(parts.payment.refunded),
            due: money(parts.payment.due()?),
            change: None,
            details: parts
                .details
                .iter()
                .map(|detail| DetailView::of(detail, profile))
                .collect(),
            entries: parts
                .entries
                .iter()
                .map(|entry| EntryView::of(entry, profile))
                .collect(),
            tickets: parts
                .tickets
                .iter()
                .map(|ticket| TicketView::of(ticket, profile))
                .collect(),
        })
    }

    /// The same right after money was taken: the change is still to be handed back.
    #[must_use]
    pub fn with_change(mut self, change: Option<Amount>) -> Self {
        let currency = self.row.total.currency;
        self.change = change.map(|amount| Money { amount, currency });
        self
    }

    /// Its code, or a dash where a dry run gave none out.
    #[must_use]
    pub fn reference_or_dash(&self) -> &str {
        self.row.order.as_deref().unwrap_or("-")
    }

    /// The same without its codes, which a dry run never gave out.
    #[must_use]
    pub fn without_codes(mut self) -> Self {
        self.row.order = None;
        for ticket in &mut self.tickets {
            ticket.order = None;
        }
        self.without_ticket_codes()
    }

    /// The same without the codes of its tickets, which a dry run never issued.
    #[must_use]
    pub fn without_ticket_codes(mut self) -> Self {
        for ticket in &mut self.tickets {
            ticket.ticket = None;
            ticket.code = None;
        }
        self
    }
}

impl DetailView {
    fn of(detail: &OrderDetail, profile: &Profile) -> Self {
        let money = |amount| profile.money(amount);
        Self {
            kind: detail.kind,
            ticket_type: detail.reference.clone(),
            name: detail.name.as_ref().map(ToString::to_string),
            quantity: detail.quantity,
            unit_price: money(detail.unit_price),
            amount: money(detail.amount),
            hold: detail.hold.as_ref().map(ToString::to_string),
        }
    }
}

impl View for OrderView {
    const COLUMNS: &'static [Column] = &[
        ROW_COLUMNS[0],
        ROW_COLUMNS[1],
        ROW_COLUMNS[2],
        ROW_COLUMNS[3],
        ROW_COLUMNS[5],
        Column::always("payment_status", "PAYMENT"),
        Column::always("received", "RECEIVED"),
        Column::always("refunded", "REFUNDED"),
        Column::always("due", "DUE"),
        Column::always("change", "CHANGE"),
        ROW_COLUMNS[6],
        ROW_COLUMNS[7],
        ROW_COLUMNS[8],
        ROW_COLUMNS[13],
        ROW_COLUMNS[14],
    ];
    const PLURAL: &'static str = "orders";

    fn cells(&self) -> Vec<Cell> {
        let row = &self.row;
        let time = |at| Cell::Time(at, row.timezone);
        vec![
            Cell::optional(row.order.as_ref(), Cell::text),
            Cell::text(&row.status),
            Cell::text(&row.user),
            Cell::optional(row.user_name.as_ref(), Cell::text),
            Cell::Money(row.total),
            Cell::text(&self.payment_status),
            Cell::Money(self.received),
            Cell::Money(self.refunded),
            Cell::Money(self.due),
            Cell::optional(self.change, Cell::Money),
            Cell::Money(row.open_money),
            time(row.created_at),
            Cell::optional(row.expires_at, time),
            Cell::text(&row.operator),
            Cell::optional(row.note.as_ref(), Cell::text),
        ]
    }

    fn reference(&self) -> String {
        self.row.reference()
    }

    fn sections(&self) -> Vec<Section> {
        vec![
            lines(&self.details),
            entries_section(&self.entries, self.row.timezone),
            codes(&self.tickets),
        ]
    }
}

fn lines(details: &[DetailView]) -> Section {
    let is_from_hold = details.iter().any(|detail| detail.hold.is_some());
    let row = |detail: &DetailView| {
        let mut cells = vec![
            Cell::text(&detail.kind),
            Cell::optional(detail.ticket_type.as_ref(), Cell::text),
            Cell::Count(detail.quantity),
            Cell::Money(detail.unit_price),
            Cell::Money(detail.amount),
        ];
        if is_from_hold {
            cells.push(Cell::optional(detail.hold.as_ref(), Cell::text));
        }
        cells
    };
    let mut columns = vec!["KIND", "TICKET TYPE", "QUANTITY", "PRICE", "AMOUNT"];
    if is_from_hold {
        columns.push("HOLD");
    }
    Section {
        title: "Details",
        columns,
        rows: details.iter().map(row).collect(),
    }
}

fn codes(tickets: &[TicketView]) -> Section {
    let row = |ticket: &TicketView| {
        vec![
            Cell::optional(ticket.ticket.as_ref(), Cell::text),
            Cell::optional(ticket.code.as_ref(), Cell::text),
            Cell::text(&ticket.ticket_type),
            Cell::text(&ticket.status),
        ]
    };
    Section {
        title: "Tickets",
        columns: vec!["TICKET", "CODE", "TICKET TYPE", "STATUS"],
        rows: tickets.iter().map(row).collect(),
    }
}
