//! Venues: the places concerts are held at.

use serde::Serialize;

use super::{Change, Instant, Name, Slug, VenueId, Zone};

/// A venue as it stands.
#[derive(Debug, Clone)]
pub struct Venue {
    /// The venue's id.
    pub id: VenueId,
    /// What people type to name it.
    pub slug: Slug,
    /// Its name.
    pub name: Name,
    /// Where it is: a city or an address.
    pub location: Name,
    /// How many people it admits; `None` means no limit is known.
    pub capacity: Option<i64>,
    /// The zone its clocks show.
    pub zone: Zone,
    /// What people type to name the venue it was merged into, whose name it goes on to be.
    pub merged_into: Option<Slug>,
    /// When it was made.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
}

/// A venue to be made.
#[derive(Debug, Clone, Serialize)]
pub struct NewVenue {
    /// Its name.
    pub name: Name,
    /// Where it is.
    pub location: Name,
    /// How many people it admits.
    pub capacity: Option<i64>,
    /// The zone its clocks show; the office's zone where none is given.
    pub zone: Option<Zone>,
    /// What people will type; made from the name where none is given.
    pub slug: Option<Slug>,
}

/// What changes about a venue.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct VenuePatch {
    /// Its name.
    pub name: Option<Name>,
    /// Where it is.
    pub location: Option<Name>,
    /// How many people it admits.
    pub capacity: Change<i64>,
    /// The zone its clocks show.
    pub zone: Option<Zone>,
    /// What people type.
    pub slug: Option<Slug>,
}

/// Which venues to list.
#[derive(Debug, Clone, Default)]
pub struct VenueFilter {
    /// Text in the name or the location.
    pub text: Option<String>,
    /// Those that were merged into another, instead of those that stand for themselves.
    pub merged: bool,
    /// At most so many; `None` for all.
    pub limit: Option<usize>,
}
