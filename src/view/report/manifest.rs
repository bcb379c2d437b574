//! How it is told where every place of a concert is.

use serde::Serialize;

use super::section;
use crate::domain::{Instant, Zone};
use crate::view::{Cell, Column, Section, View};

/// Where the places of one ticket type are.
#[derive(Debug, Serialize)]
pub struct ManifestRow {
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
    /// Nobody's.
    pub unsold: i64,
    /// The pool it shares places in.
    pub pool: Option<String>,
}

/// Where every place of a concert is.
#[derive(Debug, Serialize)]
pub struct ManifestView {
    /// The concert.
    pub concert: String,
    /// Its name.
    pub name: String,
    /// When it starts.
    pub starts_at: Instant,
    /// The zone of its venue.
    pub timezone: Zone,
    /// How many people it admits.
    pub capacity: i64,
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
    /// Whether all of them sum to the capacity.
    pub balanced: bool,
    /// By ticket type.
    pub ticket_types: Vec<ManifestRow>,
    /// Only what had happened by then.
    pub as_of: Option<Instant>,
}

impl View for ManifestRow {
    const COLUMNS: &'static [Column] = &[
        Column::always("ticket_type", "TICKET TYPE"),
        Column::shrinkable("name", "NAME"),
        Column::always("quota", "QUOTA"),
        Column::always("sold", "SOLD"),
        Column::always("comp", "COMP"),
        Column::always("pending", "PENDING"),
        Column::always("held", "HELD"),
        Column::always("allotted", "ALLOTTED"),
        Column::always("unsold", "UNSOLD"),
        Column::counted("pool", "POOL"),
    ];
    const PLURAL: &'static str = "ticket types";

    fn cells(&self) -> Vec<Cell> {
        let counts = [
            self.quota,
            self.sold,
            self.comp,
            self.pending,
            self.held,
            self.allotted,
            self.unsold,
        ];
        let names = [Cell::text(&self.ticket_type), Cell::text(&self.name)];
        let pool = [Cell::optional(self.pool.as_ref(), Cell::text)];
        let counts = counts.map(Cell::Count);
        names.into_iter().chain(counts).chain(pool).collect()
    }

    fn reference(&self) -> String {
        self.ticket_type.clone()
    }
}

impl View for ManifestView {
    const COLUMNS: &'static [Column] = &[
        Column::always("concert", "CONCERT"),
        Column::shrinkable("name", "NAME"),
        Column::always("starts_at", "STARTS"),
        Column::always("capacity", "CAPACITY"),
        Column::always("sold", "SOLD"),
        Column::always("comp", "COMP"),
        Column::always("pending", "PENDING"),
        Column::always("held", "HELD"),
        Column::always("allotted", "ALLOTTED"),
        Column::always("unsold", "UNSOLD"),
        Column::always("balanced", "BALANCED"),
        Column::counted("as_of", "AS OF"),
    ];
    const PLURAL: &'static str = "manifests";

    fn cells(&self) -> Vec<Cell> {
        let counts = [
            self.capacity,
            self.sold,
            self.comp,
            self.pending,
            self.held,
            self.allotted,
            self.unsold,
        ];
        let head = [
            Cell::text(&self.concert),
            Cell::text(&self.name),
            Cell::Time(self.starts_at, self.timezone),
        ];
        head.into_iter()
            .chain(counts.map(Cell::Count))
            .chain([
                Cell::Flag(self.balanced),
                Cell::optional(self.as_of, |at| Cell::Time(at, self.timezone)),
            ])
            .collect()
    }

    fn reference(&self) -> String {
        self.concert.clone()
    }

    fn sections(&self) -> Vec<Section> {
        vec![section("Ticket types", &self.ticket_types)]
    }
}
