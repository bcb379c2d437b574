//! An order in a file: a row for each of its lines.

use serde::Serialize;

use crate::domain::{
    Channel, DetailKind, Entry, Instant, Money, Order, OrderDetail, OrderId, OrderStatus, Payment,
    PaymentStatus, Profile, Result, Zone,
};
use crate::view::{Cell, Column, EntryView, View};

/// An order with its lines and its payment. What it was made of stands first in its rows.
#[derive(Debug, Serialize)]
pub struct OrderExportView {
    /// Its code.
    pub order: String,
    /// The contract's state.
    pub status: OrderStatus,
    /// Whose it is.
    pub user: String,
    /// The customer's name; `null` once erased.
    pub name: Option<String>,
    /// Where the sale came from.
    pub channel: Channel,
    /// What else is to be known.
    pub note: Option<String>,
    /// When it expires unless paid.
    pub expires_at: Option<Instant>,
    /// What it is worth.
    pub total: Money,
    /// The money's state.
    pub payment_status: PaymentStatus,
    /// All that was taken.
    pub received: Money,
    /// All that was paid back.
    pub refunded: Money,
    /// What is still to be paid.
    pub due: Money,
    /// What it holds beyond what it is worth.
    pub open_money: Money,
    /// Who sold it.
    pub operator: String,
    /// When it was made.
    pub created_at: Instant,
    /// When it was paid.
    pub paid_at: Option<Instant>,
    /// When it expired.
    pub expired_at: Option<Instant>,
    /// When it was cancelled.
    pub cancelled_at: Option<Instant>,
    /// Its id.
    pub id: OrderId,
    /// The zone of the office.
    pub timezone: Zone,
    /// Its lines, as they were added.
    pub details: Vec<LineExportView>,
    /// The money movements.
    pub entries: Vec<EntryView>,
}

/// A line of an order in an export.
#[derive(Debug, Serialize)]
pub struct LineExportView {
    /// What kind of line it is.
    pub kind: DetailKind,
    /// What people type for the concert.
    pub concert: Option<String>,
    /// `concert/type`.
    pub ticket_type: Option<String>,
    /// How many, negative for returns.
    pub quantity: i64,
    /// The price of one.
    pub unit_price: Money,
    /// What it adds to the total.
    pub amount: Money,
}

/// What an order is told from.
#[derive(Debug, Clone, Copy)]
pub struct OrderExportParts<'p> {
    /// The order.
    pub order: &'p Order,
    /// Its lines.
    pub details: &'p [OrderDetail],
    /// Its account.
    pub payment: &'p Payment,
    /// The money movements.
    pub entries: &'p [Entry],
}

impl OrderExportView {
    /// The view of an order in an office.
    pub fn of(parts: OrderExportParts<'_>, profile: &Profile) -> Result<Self> {
        let money = |amount| profile.money(amount);
        let OrderExportParts {
            order,
            details,
            payment,
            entries,
        } = parts;
        Ok(Self {
            order: order.code.to_string(),
            status: order.status,
            user: order.user.clone(),
            name: order.user_name.as_ref().map(ToString::to_string),
            channel: order.channel,
            note: order.note.as_ref().map(ToString::to_string),
            expires_at: order.expires_at,
            total: money(order.total),
            payment_status: payment.status,
            received: money(payment.received),
            refunded: money(payment.refunded),
            due: money(payment.due()?),
            open_money: money(order.open_money),
            operator: order.operator.to_string(),
            created_at: order.created_at,
            paid_at: order.paid_at,
            expired_at: order.expired_at,
            cancelled_at: order.cancelled_at,
            id: order.id,
            timezone: profile.zone,
            details: details
                .iter()
                .map(|detail| LineExportView::of(detail, profile))
                .collect(),
            entries: entries
                .iter()
                .map(|entry| EntryView::of(entry, profile))
                .collect(),
        })
    }

    fn row(&self, line: Option<&LineExportView>) -> Vec<Cell> {
        let time = |at| Cell::Time(at, self.timezone);
        let of_line = |cell: &dyn Fn(&LineExportView) -> Cell| Cell::optional(line, cell);
        let text = |text: &Option<String>| Cell::optional(text.as_ref(), Cell::text);
        vec![
            Cell::text(&self.order),
            of_line(&|line| text(&line.concert)),
            of_line(&|line| text(&line.ticket_type)),
            of_line(&|line| Cell::Count(line.quantity)),
            Cell::text(&self.user),
            text(&self.name),
            Cell::text(&self.channel),
            text(&self.note),
            Cell::optional(self.expires_at, time),
            of_line(&|line| Cell::text(&line.kind)),
            of_line(&|line| Cell::Money(line.unit_price)),
            of_line(&|line| Cell::Money(line.amount)),
            Cell::text(&self.status),
            Cell::Money(self.total),
            Cell::text(&self.payment_status),
            Cell::Money(self.received),
            Cell::Money(self.refunded),
            Cell::Money(self.due),
            Cell::Money(self.open_money),
            Cell::text(&self.operator),
            time(self.created_at),
            Cell::optional(self.paid_at, time),
            Cell::optional(self.expired_at, time),
            Cell::optional(self.cancelled_at, time),
            Cell::Count(self.id.0),
            Cell::text(&self.timezone),
        ]
    }
}

impl LineExportView {
    fn of(detail: &OrderDetail, profile: &Profile) -> Self {
        let concert = detail
            .reference
            .as_deref()
            .and_then(|reference| reference.split_once('/'))
            .map(|(concert, _)| concert.to_owned());
        Self {
            kind: detail.kind,
            concert,
            ticket_type: detail.reference.clone(),
            quantity: detail.quantity,
            unit_price: profile.money(detail.unit_price),
            amount: profile.money(detail.amount),
        }
    }
}

impl View for OrderExportView {
    const COLUMNS: &'static [Column] = &[
        Column::always("order", "ORDER"),
        Column::always("concert", "CONCERT"),
        Column::always("ticket_type", "TICKET TYPE"),
        Column::always("quantity", "QUANTITY"),
        Column::always("user", "USER"),
        Column::always("name", "NAME"),
        Column::always("channel", "CHANNEL"),
        Column::always("note", "NOTE"),
        Column::always("expires_at", "EXPIRES"),
        Column::always("kind", "KIND"),
        Column::always("unit_price", "PRICE"),
        Column::always("amount", "AMOUNT"),
        Column::always("status", "STATUS"),
        Column::always("total", "TOTAL"),
        Column::always("payment_status", "PAYMENT"),
        Column::always("received", "RECEIVED"),
        Column::always("refunded", "REFUNDED"),
        Column::always("due", "DUE"),
        Column::always("open_money", "OPEN MONEY"),
        Column::always("operator", "OPERATOR"),
        Column::always("created_at", "CREATED"),
        Column::always("paid_at", "PAID"),
        Column::always("expired_at", "EXPIRED"),
        Column::always("cancelled_at", "CANCELLED"),
        Column::always("id", "ID"),
        Column::always("timezone", "TIMEZONE"),
    ];
    const PLURAL: &'static str = "orders";

    fn cells(&self) -> Vec<Cell> {
        self.row(self.details.first())
    }

    /// One row for each line, with the order's columns repeated.
    fn rows(&self) -> Vec<Vec<Cell>> {
        match self.details.as_slice() {
            [] => vec![self.row(None)],
            details => details.iter().map(|line| self.row(Some(line))).collect(),
        }
    }

    fn reference(&self) -> String {
        self.order.clone()
    }
}
