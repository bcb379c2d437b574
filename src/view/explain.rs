//! How it is told where the places of a ticket type are.

use serde::Serialize;

use super::{Cell, Column, PooledTypeView, Section, View};
use crate::domain::{Hold, Instant, PendingPlaces, SaleState, TicketType, TypeManifest, Zone};

/// Places that an order has and nobody has paid yet.
#[derive(Debug, Serialize)]
pub struct OrderPlacesView {
    /// The order's code.
    pub order: String,
    /// How many.
    pub quantity: i64,
    /// When they are free again unless paid; `null` means never.
    pub expires_at: Option<Instant>,
}

/// Places that a hold keeps.
#[derive(Debug, Serialize)]
pub struct HoldPlacesView {
    /// What people type for the hold.
    pub hold: String,
    /// What they are kept for.
    pub reason: String,
    /// How many.
    pub quantity: i64,
    /// When they are free again; `null` means never.
    pub expires_at: Option<Instant>,
}

/// Where the places of a ticket type are: sold, comp, pending, held, allotted and unsold are its quota.
#[derive(Debug, Serialize)]
pub struct ExplainView {
    /// What people type.
    pub ticket_type: String,
    /// Its name.
    pub name: String,
    /// Whether it can be bought now, and if not, why.
    pub sale: SaleState,
    /// How many may go out.
    pub quota: i64,
    /// In paid orders.
    pub sold: i64,
    /// Given for nothing, with a reason.
    pub comp: i64,
    /// In orders still to be paid.
    pub pending: i64,
    /// Kept from sale.
    pub held: i64,
    /// Handed to terminals.
    pub allotted: i64,
    /// Nobody's.
    pub unsold: i64,
    /// How many people the concert admits; `null` means no limit.
    pub capacity: Option<i64>,
    /// How many of these places are free, whatever their type.
    pub concert_left: Option<i64>,
    /// What people type for the pool that it shares; `null` means none.
    pub pool: Option<String>,
    /// How many places the types of the pool have together.
    pub pool_capacity: Option<i64>,
    /// How many of them its other types have taken.
    pub pool_others: Option<i64>,
    /// How many of them are free.
    pub pool_left: Option<i64>,
    /// How many could be sold: what is unsold, or what the pool or the concert has left where that is less.
    pub left: i64,
    /// The bound that says how many are left: `quota`, `pool` or `capacity`.
    pub limit: &'static str,
    /// The orders still to be paid.
    pub orders: Vec<OrderPlacesView>,
    /// The holds.
    pub holds: Vec<HoldPlacesView>,
    /// The other types of the pool.
    pub pool_types: Vec<PooledTypeView>,
    /// The zone of its concert.
    pub timezone: Zone,
}

/// What it is told from.
#[derive(Debug, Clone, Copy)]
pub struct ExplainParts<'p> {
    /// The ticket type.
    pub ticket_type: &'p TicketType,
    /// How many people its concert admits.
    pub capacity: Option<i64>,
    /// Where its places are.
    pub places: &'p TypeManifest,
    /// The orders still to be paid.
    pub orders: &'p [PendingPlaces],
    /// The holds, each with how many it keeps.
    pub holds: &'p [(Hold, i64)],
    /// The other types of its pool.
    pub others: &'p [(TicketType, TypeManifest)],
}

impl ExplainView {
    /// The view at the moment `now`.
    #[must_use]
    pub fn of(parts: ExplainParts<'_>, now: Instant) -> Self {
        let (of, places) = (parts.ticket_type, parts.places);
        let unsold = places.unsold();
        let order = |order: &PendingPlaces| OrderPlacesView {
            order: order.code.to_string(),
            quantity: order.quantity,
            expires_at: order.expires_at,
        };
        let hold = |(hold, quantity): &(Hold, i64)| HoldPlacesView {
            hold: hold.slug.to_string(),
            reason: hold.reason.to_string(),
            quantity: *quantity,
            expires_at: hold.expires_at,
        };
        let pool = of.pool.as_ref();
        let others = parts.others.iter().map(|(other, _)| other.taken).sum();
        Self {
            ticket_type: of.reference(),
            name: of.name.to_string(),
            sale: of.sale(now),
            quota: places.quota,
            sold: places.sold,
            comp: places.comp,
            pending: places.pending,
            held: places.held,
            allotted: places.allotted,
            unsold,
            capacity: parts.capacity,
            concert_left: of.concert_left,
            pool: pool.map(|pool| pool.reference.clone()),
            pool_capacity: pool.map(|pool| pool.capacity),
            pool_others: pool.map(|_| others),
            pool_left: pool.map(|pool| pool.left),
            left: of.left,
            limit: of.bound().as_str(),
            orders: parts.orders.iter().map(order).collect(),
            holds: parts.holds.iter().map(hold).collect(),
            pool_types: parts.others.iter().map(PooledTypeView::of).collect(),
            timezone: of.zone,
        }
    }

    fn until(&self, at: Option<Instant>) -> Cell {
        Cell::optional(at, |at| Cell::Time(at, self.timezone))
    }
}

impl View for ExplainView {
    const COLUMNS: &'static [Column] = &[
        Column::always("ticket_type", "TYPE"),
        Column::shrinkable("name", "NAME"),
        Column::always("sale", "SALE"),
        Column::always("quota", "QUOTA"),
        Column::always("sold", "SOLD"),
        Column::counted("comp", "COMP"),
        Column::always("pending", "PENDING"),
        Column::always("held", "HELD"),
        Column::counted("allotted", "ALLOTTED"),
        Column::always("unsold", "UNSOLD"),
        Column::wide("pool", "POOL"),
        Column::wide("pool_capacity", "POOL CAPACITY"),
        Column::wide("pool_others", "POOL OTHERS"),
        Column::wide("pool_left", "POOL LEFT"),
        Column::always("capacity", "CAPACITY"),
        Column::always("concert_left", "CONCERT LEFT"),
        Column::always("left", "LEFT"),
        Column::always("limit", "LIMIT"),
    ];
    const PLURAL: &'static str = "ticket types";

    fn cells(&self) -> Vec<Cell> {
        let places = [
            self.quota,
            self.sold,
            self.comp,
            self.pending,
            self.held,
            self.allotted,
            self.unsold,
        ];
        let head = [
            Cell::text(&self.ticket_type),
            Cell::text(&self.name),
            Cell::text(&self.sale),
        ];
        let bounds = [
            Cell::optional(self.pool.as_ref(), Cell::text),
            Cell::optional(self.pool_capacity, Cell::Count),
            Cell::optional(self.pool_others, Cell::Count),
            Cell::optional(self.pool_left, Cell::Count),
            Cell::optional(self.capacity, Cell::Count),
            Cell::optional(self.concert_left, Cell::Count),
            Cell::Count(self.left),
            Cell::text(self.limit),
        ];
        head.into_iter()
            .chain(places.map(Cell::Count))
            .chain(bounds)
            .collect()
    }

    fn reference(&self) -> String {
        self.ticket_type.clone()
    }

    fn sections(&self) -> Vec<Section> {
        let order = |order: &OrderPlacesView| {
            vec![
                Cell::text(&order.order),
                Cell::Count(order.quantity),
                self.until(order.expires_at),
            ]
        };
        let hold = |hold: &HoldPlacesView| {
            vec![
                Cell::text(&hold.hold),
                Cell::text(&hold.reason),
                Cell::Count(hold.quantity),
                self.until(hold.expires_at),
            ]
        };
        let mut sections = vec![
            Section {
                title: "Pending orders",
                columns: vec!["ORDER", "PLACES", "UNTIL"],
                rows: self.orders.iter().map(order).collect(),
            },
            Section {
                title: "Holds",
                columns: vec!["HOLD", "REASON", "PLACES", "UNTIL"],
                rows: self.holds.iter().map(hold).collect(),
            },
        ];
        if self.pool.is_some() {
            sections.push(Section {
                title: "Other types of the pool",
                columns: PooledTypeView::IN_POOL.to_vec(),
                rows: self
                    .pool_types
                    .iter()
                    .map(PooledTypeView::in_pool)
                    .collect(),
            });
        }
        sections
    }
}
