//! How a pool is told.

use serde::Serialize;

use super::{Cell, Column, Section, View};
use crate::domain::{Instant, Pool, PoolId, TicketType, TypeManifest, Zone};

/// A pool in a list.
#[derive(Debug, Serialize)]
pub struct PoolRow {
    /// What people type.
    pub pool: String,
    /// What people type for its concert.
    pub concert: String,
    /// Its name.
    pub name: String,
    /// How many ticket types share it.
    pub types: i64,
    /// How many places these have together.
    pub capacity: i64,
    /// How many of them are taken.
    pub taken: i64,
    /// How many are free.
    pub left: i64,
    /// The zone of its concert.
    pub timezone: Zone,
    /// Its id.
    pub id: PoolId,
    /// When it was made.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
}

/// A ticket type that shares a pool.
#[derive(Debug, Serialize)]
pub struct PooledTypeView {
    /// `concert/type`.
    pub ticket_type: String,
    /// The type's name.
    pub name: String,
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
    /// How many could be sold: what the quota, the pool and the concert all leave.
    pub left: i64,
}

/// A pool with the ticket types that share it.
#[derive(Debug, Serialize)]
pub struct PoolView {
    /// The pool.
    #[serde(flatten)]
    pub row: PoolRow,
    /// The types.
    pub ticket_types: Vec<PooledTypeView>,
}

impl PoolRow {
    /// The view of a pool in a list.
    #[must_use]
    pub fn of(pool: &Pool) -> Self {
        Self {
            pool: pool.reference(),
            concert: pool.concert.to_string(),
            name: pool.name.to_string(),
            types: pool.types,
            capacity: pool.capacity,
            taken: pool.taken,
            left: pool.left(),
            timezone: pool.zone,
            id: pool.id,
            created_at: pool.created_at,
            updated_at: pool.updated_at,
        }
    }
}

impl PoolView {
    /// The view of a pool with its types.
    #[must_use]
    pub fn of(pool: &Pool, types: &[(TicketType, TypeManifest)]) -> Self {
        Self {
            row: PoolRow::of(pool),
            ticket_types: types.iter().map(PooledTypeView::of).collect(),
        }
    }
}

impl PooledTypeView {
    /// The view of a type that shares a pool, with where its places are.
    #[must_use]
    pub fn of((of, places): &(TicketType, TypeManifest)) -> Self {
        Self {
            ticket_type: of.reference(),
            name: of.name.to_string(),
            quota: of.quota,
            sold: places.sold,
            comp: places.comp,
            pending: places.pending,
            held: places.held,
            allotted: places.allotted,
            left: of.left,
        }
    }

    /// Its line under its pool.
    #[must_use]
    pub fn in_pool(&self) -> Vec<Cell> {
        vec![
            Cell::text(&self.ticket_type),
            Cell::Count(self.quota),
            Cell::Count(self.sold),
            Cell::Count(self.comp),
            Cell::Count(self.pending),
            Cell::Count(self.held),
            Cell::Count(self.allotted),
            Cell::Count(self.left),
        ]
    }

    /// The headings of [`Self::in_pool`].
    pub const IN_POOL: &'static [&'static str] = &[
        "TYPE", "QUOTA", "SOLD", "COMP", "PENDING", "HELD", "ALLOTTED", "LEFT",
    ];
}

impl View for PoolRow {
    const COLUMNS: &'static [Column] = &[
        Column::always("pool", "POOL"),
        Column::wide("concert", "CONCERT"),
        Column::shrinkable("name", "NAME"),
        Column::always("types", "TYPES"),
        Column::always("capacity", "CAPACITY"),
        Column::always("taken", "TAKEN"),
        Column::always("left", "LEFT"),
        Column::wide("timezone", "TIMEZONE"),
        Column::wide("id", "ID"),
        Column::wide("created_at", "CREATED"),
        Column::wide("updated_at", "UPDATED"),
    ];
    const PLURAL: &'static str = "pools";

    fn cells(&self) -> Vec<Cell> {
        let time = |at| Cell::Time(at, self.timezone);
        vec![
            Cell::text(&self.pool),
            Cell::text(&self.concert),
            Cell::text(&self.name),
            Cell::Count(self.types),
            Cell::Count(self.capacity),
            Cell::Count(self.taken),
            Cell::Count(self.left),
            Cell::text(&self.timezone),
            Cell::Count(self.id.0),
            time(self.created_at),
            time(self.updated_at),
        ]
    }

    fn reference(&self) -> String {
        self.pool.clone()
    }
}

impl View for PoolView {
    const COLUMNS: &'static [Column] = PoolRow::COLUMNS;
    const PLURAL: &'static str = PoolRow::PLURAL;

    fn cells(&self) -> Vec<Cell> {
        self.row.cells()
    }

    fn reference(&self) -> String {
        self.row.reference()
    }

    fn sections(&self) -> Vec<Section> {
        vec![Section {
            title: "Ticket types",
            columns: PooledTypeView::IN_POOL.to_vec(),
            rows: self
                .ticket_types
                .iter()
                .map(PooledTypeView::in_pool)
                .collect(),
        }]
    }
}
