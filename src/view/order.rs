//! How an order is told with everything about it.

use serde::Serialize;

use super::order_lines::{DetailView, OverrideView, lines, set_aside};
use super::order_row::{OrderRow, ROW_COLUMNS, concerts_of};
use super::payment::entries_section;
use super::{Cell, Column, EntryView, Section, TicketView, View};
use crate::domain::{
    Amount, Entry, Money, Order, OrderDetail, Override, Payment, PaymentStatus, Profile, Result,
    Ticket,
};

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
    /// What is to be handed back of the cash that was tendered just now.
    pub change: Option<Money>,
    /// Its lines.
    pub details: Vec<DetailView>,
    /// The money movements.
    pub entries: Vec<EntryView>,
    /// Its tickets, void ones too.
    pub tickets: Vec<TicketView>,
    /// The rules that were set aside for it.
    pub overrides: Vec<OverrideView>,
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
    /// The rules that were set aside for it.
    pub overrides: &'p [Override],
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
            change: None,
            details: parts
                .details
                .iter()
                .map(|detail| DetailView::of(detail, parts.details, profile))
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
            overrides: parts.overrides.iter().map(OverrideView::of).collect(),
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
        ROW_COLUMNS[6],
        Column::always("change", "CHANGE"),
        ROW_COLUMNS[7],
        ROW_COLUMNS[8],
        ROW_COLUMNS[9],
        ROW_COLUMNS[14],
        ROW_COLUMNS[15],
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
            Cell::Money(row.due),
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
        let mut sections = vec![
            lines(&self.details),
            entries_section(&self.entries, self.row.timezone),
            codes(&self.tickets),
        ];
        sections.extend(set_aside(&self.overrides, self.row.timezone));
        sections
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
