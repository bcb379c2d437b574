//! How a venue is told.

use serde::Serialize;

use super::{Cell, Column, View};
use crate::domain::{Instant, Venue, VenueId, Zone};

/// A venue.
#[derive(Debug, Serialize)]
pub struct VenueView {
    /// What people type.
    pub venue: String,
    /// Its name.
    pub name: String,
    /// Where it is.
    pub location: String,
    /// How many people it admits; `null` means no limit.
    pub capacity: Option<i64>,
    /// The zone its clocks show.
    pub timezone: Zone,
    /// Its id.
    pub id: VenueId,
    /// When it was made.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
}

impl VenueView {
    /// The view of `venue`.
    #[must_use]
    pub fn of(venue: &Venue) -> Self {
        Self {
            venue: venue.slug.to_string(),
            name: venue.name.to_string(),
            location: venue.location.to_string(),
            capacity: venue.capacity,
            timezone: venue.zone,
            id: venue.id,
            created_at: venue.created_at,
            updated_at: venue.updated_at,
        }
    }
}

impl View for VenueView {
    const COLUMNS: &'static [Column] = &[
        Column::always("venue", "VENUE"),
        Column::shrinkable("name", "NAME"),
        Column::shrinkable("location", "LOCATION"),
        Column::always("capacity", "CAPACITY"),
        Column::always("timezone", "TIMEZONE"),
        Column::wide("id", "ID"),
        Column::wide("created_at", "CREATED"),
        Column::wide("updated_at", "UPDATED"),
    ];
    const PLURAL: &'static str = "venues";

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::text(&self.venue),
            Cell::text(&self.name),
            Cell::text(&self.location),
            Cell::optional(self.capacity, Cell::Count),
            Cell::text(&self.timezone),
            Cell::Count(self.id.0),
            Cell::Time(self.created_at, self.timezone),
            Cell::Time(self.updated_at, self.timezone),
        ]
    }

    fn reference(&self) -> String {
        self.venue.clone()
    }
}
