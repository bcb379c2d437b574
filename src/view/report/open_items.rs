//! How it is told what is due and what is open.

use serde::Serialize;

use super::{ProofView, section};
use crate::domain::{Instant, Money, OpenItem, OrderStatus, Profile, Zone};
use crate::view::{Cell, Column, Section, View};

/// An order with money due, or with money that somebody has to decide about.
#[derive(Debug, Serialize)]
pub struct OpenItemRow {
    /// The order's code.
    pub order: String,
    /// Its state.
    pub status: OrderStatus,
    /// How the customer is named.
    pub user: String,
    /// The customer's name, unless erased.
    pub user_name: Option<String>,
    /// When the order was made.
    pub created_at: Instant,
    /// Whole days since then.
    pub age_days: i64,
    /// What it is worth.
    pub worth: Money,
    /// What its payment holds.
    pub held: Money,
    /// What is still to be paid.
    pub due: Money,
    /// What it holds beyond its worth.
    pub open_money: Money,
    /// The zone its times are shown in.
    pub timezone: Zone,
}

/// What is due and what is open, order by order.
#[derive(Debug, Serialize)]
pub struct OpenItemsView {
    /// How many orders.
    pub orders: i64,
    /// What is due of all of them.
    pub due: Money,
    /// What is open of all of them.
    pub open_money: Money,
    /// The orders, the oldest first.
    pub items: Vec<OpenItemRow>,
    /// Whether it adds up, and how.
    pub proof: ProofView,
    /// Only what had happened by then.
    pub as_of: Option<Instant>,
    /// The zone its times are shown in.
    pub timezone: Zone,
}

impl OpenItemRow {
    /// The view of an order at the moment `at`.
    #[must_use]
    pub fn of(item: &OpenItem, at: Instant, profile: &Profile) -> Self {
        Self {
            order: item.code.to_string(),
            status: item.status,
            user: item.user.clone(),
            user_name: item.user_name.as_ref().map(ToString::to_string),
            created_at: item.created_at,
            age_days: (at.seconds() - item.created_at.seconds()).div_euclid(86_400),
            worth: profile.money(item.worth),
            held: profile.money(item.held),
            due: profile.money(item.due()),
            open_money: profile.money(item.open()),
            timezone: profile.zone,
        }
    }
}

impl View for OpenItemRow {
    const COLUMNS: &'static [Column] = &[
        Column::always("order", "ORDER"),
        Column::always("status", "STATUS"),
        Column::shrinkable("user", "USER"),
        Column::shrinkable("user_name", "NAME"),
        Column::always("created_at", "MADE"),
        Column::always("age_days", "DAYS"),
        Column::wide("worth", "WORTH"),
        Column::wide("held", "HELD"),
        Column::always("due", "DUE"),
        Column::always("open_money", "OPEN MONEY"),
    ];
    const PLURAL: &'static str = "open items";

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::text(&self.order),
            Cell::text(&self.status),
            Cell::text(&self.user),
            Cell::optional(self.user_name.as_ref(), Cell::text),
            Cell::Time(self.created_at, self.timezone),
            Cell::Count(self.age_days),
            Cell::Money(self.worth),
            Cell::Money(self.held),
            Cell::Money(self.due),
            Cell::Money(self.open_money),
        ]
    }

    fn reference(&self) -> String {
        self.order.clone()
    }
}

impl View for OpenItemsView {
    const COLUMNS: &'static [Column] = &[
        Column::always("orders", "ORDERS"),
        Column::always("due", "DUE"),
        Column::always("open_money", "OPEN MONEY"),
        Column::counted("as_of", "AS OF"),
    ];
    const PLURAL: &'static str = "reports";

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::Count(self.orders),
            Cell::Money(self.due),
            Cell::Money(self.open_money),
            Cell::optional(self.as_of, |at| Cell::Time(at, self.timezone)),
        ]
    }

    fn reference(&self) -> String {
        let orders: Vec<_> = self.items.iter().map(|item| item.order.as_str()).collect();
        orders.join("\n")
    }

    fn sections(&self) -> Vec<Section> {
        vec![section("Open items", &self.items), self.proof.section()]
    }
}
