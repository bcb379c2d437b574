//! Artists: who plays.

use serde::Serialize;

use super::{ArtistId, Instant, Name, Slug};

/// An artist as it stands.
#[derive(Debug, Clone)]
pub struct Artist {
    /// The artist's id.
    pub id: ArtistId,
    /// What people type to name it.
    pub slug: Slug,
    /// Its name.
    pub name: Name,
    /// What people type to name the artist it was merged into, whose name it goes on to be.
    pub merged_into: Option<Slug>,
    /// When it was made.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
}

/// An artist to be made.
#[derive(Debug, Clone, Serialize)]
pub struct NewArtist {
    /// Its name.
    pub name: Name,
    /// What people will type; made from the name where none is given.
    pub slug: Option<Slug>,
}

/// What changes about an artist.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ArtistPatch {
    /// Its name.
    pub name: Option<Name>,
    /// What people type.
    pub slug: Option<Slug>,
}

/// Which artists to list.
#[derive(Debug, Clone, Default)]
pub struct ArtistFilter {
    /// Text in the name.
    pub text: Option<String>,
    /// Those that were merged into another, instead of those that stand for themselves.
    pub merged: bool,
    /// At most so many; `None` for all.
    pub limit: Option<usize>,
}
