//! How an order is told in a list.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{Cell, Column, View};
use crate::domain::{
    Channel, Instant, Money, Order, OrderDetail, OrderId, OrderStatus, Profile, Zone,
};

/// An order in a list.
#[derive(Debug, Serialize)]
pub struct OrderRow {
    /// Its code; `null` in a dry run.
    pub order: Option<String>,
    /// The contract's state.
    pub status: OrderStatus,
    /// Whose it is.
    pub user: String,
    /// The customer's name.
    pub user_name: Option<String>,
    /// How many tickets it has; none once it is cancelled or expired.
    pub ticket_count: i64,
    /// What it is worth.
    pub total: Money,
    /// What is still to be paid.
    pub due: Money,
    /// What it holds beyond that.
    pub open_money: Money,
    /// When it was made.
    pub created_at: Instant,
    /// When it expires unless paid.
    pub expires_at: Option<Instant>,
    /// When it was paid.
    pub paid_at: Option<Instant>,
    /// When it expired.
    pub expired_at: Option<Instant>,
    /// When it was cancelled.
    pub cancelled_at: Option<Instant>,
    /// Where the sale came from.
    pub channel: Channel,
    /// Who sold it.
    pub operator: String,
    /// What else is to be known.
    pub note: Option<String>,
    /// Its id.
    pub id: OrderId,
    /// The zone its times are shown in.
    pub timezone: Zone,
    /// The concerts it has or had tickets of, a blank between two.
    pub concert: String,
}

impl OrderRow {
    /// The row of `order`, which is about these concerts, in an office.
    #[must_use]
    pub fn of(order: &Order, concert: String, profile: &Profile) -> Self {
        let money = |amount| profile.money(amount);
        Self {
            order: Some(order.code.to_string()),
            status: order.status,
            user: order.user.clone(),
            user_name: order.user_name.as_ref().map(ToString::to_string),
            ticket_count: match order.status {
                OrderStatus::Cancelled | OrderStatus::Expired => 0,
                OrderStatus::Draft | OrderStatus::Pending | OrderStatus::Paid => order.tickets,
            },
            total: money(order.total),
            due: money(order.due),
            open_money: money(order.open_money),
            created_at: order.created_at,
            expires_at: order.expires_at,
            paid_at: order.paid_at,
            expired_at: order.expired_at,
            cancelled_at: order.cancelled_at,
            channel: order.channel,
            operator: order.operator.to_string(),
            note: order.note.as_ref().map(ToString::to_string),
            id: order.id,
            timezone: profile.zone,
            concert,
        }
    }
}

/// The concerts that the lines of an order are about, a blank between two.
#[must_use]
pub fn concerts_of(details: &[OrderDetail]) -> String {
    let references = details
        .iter()
        .filter_map(|detail| detail.reference.as_deref());
    let slugs = references.filter_map(|reference| reference.split('/').next());
    let slugs: BTreeSet<&str> = slugs.collect();
    slugs.into_iter().collect::<Vec<_>>().join(" ")
}

/// The columns of a row; a whole order shows some of them.
pub(super) const ROW_COLUMNS: [Column; 19] = [
    Column::always("order", "ORDER"),
    Column::always("status", "STATUS"),
    Column::shrinkable("user", "USER"),
    Column::shrinkable("user_name", "NAME"),
    Column::always("ticket_count", "TICKETS"),
    Column::always("total", "TOTAL"),
    Column::always("due", "DUE"),
    Column::always("open_money", "OPEN MONEY"),
    Column::always("created_at", "CREATED"),
    Column::wide("expires_at", "EXPIRES"),
    Column::wide("paid_at", "PAID"),
    Column::wide("expired_at", "EXPIRED"),
    Column::wide("cancelled_at", "CANCELLED"),
    Column::wide("channel", "CHANNEL"),
    Column::wide("operator", "OPERATOR"),
    Column::wide("note", "NOTE"),
    Column::wide("id", "ID"),
    Column::wide("timezone", "TIMEZONE"),
    Column::wide("concert", "CONCERT"),
];

impl View for OrderRow {
    const COLUMNS: &'static [Column] = &ROW_COLUMNS;
    const PLURAL: &'static str = "orders";

    fn cells(&self) -> Vec<Cell> {
        let time = |at| Cell::Time(at, self.timezone);
        vec![
            Cell::optional(self.order.as_ref(), Cell::text),
            Cell::text(&self.status),
            Cell::text(&self.user),
            Cell::optional(self.user_name.as_ref(), Cell::text),
            Cell::Count(self.ticket_count),
            Cell::Money(self.total),
            Cell::Money(self.due),
            Cell::Money(self.open_money),
            time(self.created_at),
            Cell::optional(self.expires_at, time),
            Cell::optional(self.paid_at, time),
            Cell::optional(self.expired_at, time),
            Cell::optional(self.cancelled_at, time),
            Cell::text(&self.channel),
            Cell::text(&self.operator),
            Cell::optional(self.note.as_ref(), Cell::text),
            Cell::Count(self.id.0),
            Cell::text(&self.timezone),
            Cell::text(&self.concert),
        ]
    }

    fn reference(&self) -> String {
        self.order.clone().unwrap_or_default()
    }
}
