//! How a ticket type is told.

use serde::Serialize;

use super::{Cell, Column, Section, TierView, View};
use crate::domain::{Currency, Instant, Money, SaleState, TicketType, TicketTypeId, Zone};

/// A ticket type.
#[derive(Debug, Serialize)]
pub struct TicketTypeView {
    /// What people type.
    pub ticket_type: String,
    /// What people type for its concert.
    pub concert: String,
    /// Its name.
    pub name: String,
    /// What one ticket costs now.
    pub price: Money,
    /// Its own price, which holds until its first tier begins.
    pub base_price: Money,
    /// When the price changes next; `null` where no tier is ahead.
    pub price_changes_at: Option<Instant>,
    /// How many may go out.
    pub quota: i64,
    /// How many places are taken.
    pub taken: i64,
    /// How many could be sold: what the quota, the pool and the concert's capacity all leave.
    pub left: i64,
    /// What people type for the pool that it shares; `null` means none.
    pub pool: Option<String>,
    /// Whether it can be bought now, and if not, why.
    pub sale: SaleState,
    /// When its sale begins; `null` means at once.
    pub sale_starts_at: Option<Instant>,
    /// When its sale ends; `null` means with the admission.
    pub sale_ends_at: Option<Instant>,
    /// How many one order may have; `null` means no limit.
    pub max_per_order: Option<i64>,
    /// The zone of its concert.
    pub timezone: Zone,
    /// Its id.
    pub id: TicketTypeId,
    /// When it was made.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
}

impl TicketTypeView {
    /// The columns of [`Self::in_concert`].
    pub const IN_CONCERT: &'static [&'static str] =
        &["TYPE", "NAME", "PRICE", "QUOTA", "TAKEN", "LEFT", "SALE"];

    /// The view of `ticket_type` at the moment `now`.
    #[must_use]
    pub fn of(ticket_type: &TicketType, currency: Currency, now: Instant) -> Self {
        Self {
            ticket_type: ticket_type.reference(),
            concert: ticket_type.concert.to_string(),
            name: ticket_type.name.to_string(),
            price: Money {
                amount: ticket_type.price,
                currency,
            },
            base_price: Money {
                amount: ticket_type.base_price,
                currency,
            },
            price_changes_at: ticket_type.price_changes_at,
            quota: ticket_type.quota,
            taken: ticket_type.taken,
            left: ticket_type.left,
            pool: ticket_type.pool.as_ref().map(|pool| pool.reference.clone()),
            sale: ticket_type.sale(now),
            sale_starts_at: ticket_type.sale_starts_at,
            sale_ends_at: ticket_type.sale_ends_at,
            max_per_order: ticket_type.max_per_order,
            timezone: ticket_type.zone,
            id: ticket_type.id,
            created_at: ticket_type.created_at,
            updated_at: ticket_type.updated_at,
        }
    }

    /// Its line under its concert.
    #[must_use]
    pub fn in_concert(&self) -> Vec<Cell> {
        vec![
            Cell::text(&self.ticket_type),
            Cell::text(&self.name),
            Cell::Money(self.price),
            Cell::Count(self.quota),
            Cell::Count(self.taken),
            Cell::Count(self.left),
            Cell::text(&self.sale),
        ]
    }

    fn time(&self, at: Option<Instant>) -> Cell {
        Cell::optional(at, |at| Cell::Time(at, self.timezone))
    }
}

impl View for TicketTypeView {
    const COLUMNS: &'static [Column] = &[
        Column::always("ticket_type", "TYPE"),
        Column::wide("concert", "CONCERT"),
        Column::shrinkable("name", "NAME"),
        Column::always("price", "PRICE"),
        Column::always("quota", "QUOTA"),
        Column::always("taken", "TAKEN"),
        Column::always("left", "LEFT"),
        Column::wide("pool", "POOL"),
        Column::always("sale", "SALE"),
        Column::always("sale_starts_at", "SALE STARTS"),
        Column::always("sale_ends_at", "SALE ENDS"),
        Column::wide("max_per_order", "PER ORDER"),
        Column::wide("timezone", "TIMEZONE"),
        Column::wide("id", "ID"),
        Column::wide("created_at", "CREATED"),
        Column::wide("updated_at", "UPDATED"),
        Column::wide("base_price", "OWN PRICE"),
        Column::wide("price_changes_at", "PRICE CHANGES"),
    ];
    const PLURAL: &'static str = "ticket types";

    fn cells(&self) -> Vec<Cell> {
        let own_price = Some(self.base_price).filter(|own| *own != self.price);
        vec![
            Cell::text(&self.ticket_type),
            Cell::text(&self.concert),
            Cell::text(&self.name),
            Cell::Money(self.price),
            Cell::Count(self.quota),
            Cell::Count(self.taken),
            Cell::Count(self.left),
            Cell::optional(self.pool.as_ref(), Cell::text),
            Cell::text(&self.sale),
            self.time(self.sale_starts_at),
            self.time(self.sale_ends_at),
            Cell::optional(self.max_per_order, Cell::Count),
            Cell::text(&self.timezone),
            Cell::Count(self.id.0),
            self.time(Some(self.created_at)),
            self.time(Some(self.updated_at)),
            Cell::optional(own_price, Cell::Money),
            self.time(self.price_changes_at),
        ]
    }

    fn reference(&self) -> String {
        self.ticket_type.clone()
    }
}

/// A ticket type shown alone, with its tiers.
#[derive(Debug, Serialize)]
pub struct TicketTypeDetailView {
    /// The same as in a list.
    #[serde(flatten)]
    pub row: TicketTypeView,
    /// Its prices by date.
    pub tiers: Vec<TierView>,
}

impl View for TicketTypeDetailView {
    const COLUMNS: &'static [Column] = TicketTypeView::COLUMNS;
    const PLURAL: &'static str = TicketTypeView::PLURAL;

    fn cells(&self) -> Vec<Cell> {
        self.row.cells()
    }

    fn reference(&self) -> String {
        self.row.reference()
    }

    fn sections(&self) -> Vec<Section> {
        if self.tiers.is_empty() {
            return Vec::new();
        }
        vec![Section {
            title: "Tiers",
            columns: TierView::IN_TICKET_TYPE.to_vec(),
            rows: self.tiers.iter().map(TierView::in_ticket_type).collect(),
        }]
    }
}
