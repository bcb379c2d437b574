//! How a tier is told.

use serde::Serialize;

use super::{Cell, Column, View};
use crate::domain::{Currency, Instant, Money, Tier, TierId, Zone};

/// A tier: a price from a moment on.
#[derive(Debug, Serialize)]
pub struct TierView {
    /// What people type.
    pub tier: String,
    /// What people type for its ticket type.
    pub ticket_type: String,
    /// Its name.
    pub name: String,
    /// What a ticket costs while it is in force.
    pub price: Money,
    /// From when on, until the next tier begins.
    pub starts_at: Instant,
    /// Whether it is in force now.
    pub in_force: bool,
    /// The zone of its concert.
    pub timezone: Zone,
    /// Its id.
    pub id: TierId,
    /// When it was made.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
}

impl TierView {
    /// The columns of [`Self::in_ticket_type`].
    pub const IN_TICKET_TYPE: &'static [&'static str] =
        &["TIER", "NAME", "PRICE", "STARTS", "IN FORCE"];

    /// The view of a tier, which is in force now or not.
    #[must_use]
    pub fn of(tier: &Tier, currency: Currency, in_force: bool) -> Self {
        Self {
            tier: tier.reference(),
            ticket_type: tier.ticket_type.clone(),
            name: tier.name.to_string(),
            price: Money {
                amount: tier.price,
                currency,
            },
            starts_at: tier.starts_at,
            in_force,
            timezone: tier.zone,
            id: tier.id,
            created_at: tier.created_at,
            updated_at: tier.updated_at,
        }
    }

    /// Its line under its ticket type.
    #[must_use]
    pub fn in_ticket_type(&self) -> Vec<Cell> {
        vec![
            Cell::text(&self.tier),
            Cell::text(&self.name),
            Cell::Money(self.price),
            Cell::Time(self.starts_at, self.timezone),
            Cell::Flag(self.in_force),
        ]
    }
}

impl View for TierView {
    const COLUMNS: &'static [Column] = &[
        Column::always("tier", "TIER"),
        Column::wide("ticket_type", "TICKET TYPE"),
        Column::shrinkable("name", "NAME"),
        Column::always("price", "PRICE"),
        Column::always("starts_at", "STARTS"),
        Column::always("in_force", "IN FORCE"),
        Column::wide("timezone", "TIMEZONE"),
        Column::wide("id", "ID"),
        Column::wide("created_at", "CREATED"),
        Column::wide("updated_at", "UPDATED"),
    ];
    const PLURAL: &'static str = "tiers";

    fn cells(&self) -> Vec<Cell> {
        let time = |at| Cell::Time(at, self.timezone);
        vec![
            Cell::text(&self.tier),
            Cell::text(&self.ticket_type),
            Cell::text(&self.name),
            Cell::Money(self.price),
            time(self.starts_at),
            Cell::Flag(self.in_force),
            Cell::text(&self.timezone),
            Cell::Count(self.id.0),
            time(self.created_at),
            time(self.updated_at),
        ]
    }

    fn reference(&self) -> String {
        self.tier.clone()
    }
}
