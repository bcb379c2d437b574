//! How an artist is told.

use serde::Serialize;

use super::{Cell, Column, View};
use crate::domain::{Artist, ArtistId, Instant, Zone};

/// An artist.
#[derive(Debug, Serialize)]
pub struct ArtistView {
    /// What people type.
    pub artist: String,
    /// Its name.
    pub name: String,
    /// Its id.
    pub id: ArtistId,
    /// When it was made.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
    #[serde(skip)]
    zone: Zone,
}

impl ArtistView {
    /// The view of `artist`, its times read in `zone`.
    #[must_use]
    pub fn of(artist: &Artist, zone: Zone) -> Self {
        Self {
            artist: artist.slug.to_string(),
            name: artist.name.to_string(),
            id: artist.id,
            created_at: artist.created_at,
            updated_at: artist.updated_at,
            zone,
        }
    }
}

impl View for ArtistView {
    const COLUMNS: &'static [Column] = &[
        Column::always("artist", "ARTIST"),
        Column::shrinkable("name", "NAME"),
        Column::wide("id", "ID"),
        Column::wide("created_at", "CREATED"),
        Column::wide("updated_at", "UPDATED"),
    ];
    const PLURAL: &'static str = "artists";

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::text(&self.artist),
            Cell::text(&self.name),
            Cell::Count(self.id.0),
            Cell::Time(self.created_at, self.zone),
            Cell::Time(self.updated_at, self.zone),
        ]
    }

    fn reference(&self) -> String {
        self.artist.clone()
    }
}
