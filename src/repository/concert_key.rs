//! What tells concerts apart, read all at once for those who compare many.

use crate::db::Snapshot;
use crate::domain::{ConcertId, Instant, Result, VenueId};

/// What tells one concert from the others.
#[derive(Debug, Clone)]
pub struct ConcertKeys {
    /// Its id.
    pub id: ConcertId,
    /// What people type.
    pub slug: String,
    /// The list it was imported from, and its key there.
    pub source: Option<(String, String)>,
    /// Its venue, its start and its name, which no two concerts should share.
    pub natural: (VenueId, Instant, String),
}

/// The keys of every concert, the oldest first.
pub fn list(snapshot: &Snapshot<'_>) -> Result<Vec<ConcertKeys>> {
    snapshot.all(
        "SELECT id, slug, source, source_id, venue_id, starts_at, name FROM concerts ORDER BY id",
        &[],
        |row| {
            let source: Option<String> = row.get("source")?;
            let source_id: Option<String> = row.get("source_id")?;
            Ok(ConcertKeys {
                id: row.get("id")?,
                slug: row.get("slug")?,
                source: source.zip(source_id),
                natural: (
                    row.get("venue_id")?,
                    row.get("starts_at")?,
                    row.get("name")?,
                ),
            })
        },
    )
}
