//! What tells concerts apart, looked up for those who compare many.

use crate::db::{Row, Snapshot};
use crate::domain::{ArtistId, ConcertId, Instant, Name, Result, Slug, VenueId};

/// A concert that was found by its venue, its start and its name.
#[derive(Debug, Clone)]
pub struct Night {
    /// Its id.
    pub id: ConcertId,
    /// What people type.
    pub slug: String,
    /// When it starts.
    pub starts_at: Instant,
    /// Whether it has a key in some list.
    pub has_source: bool,
    /// Whether it does not take place any more.
    pub is_cancelled: bool,
}

/// The concert with that slug.
pub fn by_slug(snapshot: &Snapshot<'_>, slug: &Slug) -> Result<Option<ConcertId>> {
    snapshot.opt("SELECT id FROM concerts WHERE slug = $1", &[slug], |row| {
        row.get("id")
    })
}

/// The concert that was imported from that list under that key.
pub fn by_source(
    snapshot: &Snapshot<'_>,
    (source, source_id): &(String, String),
) -> Result<Option<ConcertId>> {
    snapshot.opt(
        "SELECT id FROM concerts WHERE source = $1 AND source_id = $2",
        &[source, source_id],
        |row| row.get("id"),
    )
}

/// The concert of that name at that venue and start; of several, the oldest.
pub fn by_night(
    snapshot: &Snapshot<'_>,
    venue: VenueId,
    starts_at: Instant,
    name: &Name,
) -> Result<Option<Night>> {
    snapshot.opt(
        "SELECT id, slug, starts_at, source IS NOT NULL AS has_source, status = 'cancelled' AS is_cancelled
         FROM concerts WHERE venue_id = $1 AND starts_at = $2 AND name = $3 ORDER BY id LIMIT 1",
        &[&venue, &starts_at, name],
        night,
    )
}

/// The concerts of that name that start at that venue from one moment to before another, the oldest first.
pub fn by_day(
    snapshot: &Snapshot<'_>,
    venue: VenueId,
    (from, before): (Instant, Instant),
    name: &Name,
) -> Result<Vec<Night>> {
    snapshot.all(
        "SELECT id, slug, starts_at, source IS NOT NULL AS has_source, status = 'cancelled' AS is_cancelled
         FROM concerts WHERE venue_id = $1 AND starts_at >= $2 AND starts_at < $3 AND name = $4 ORDER BY id",
        &[&venue, &from, &before, name],
        night,
    )
}

fn night(row: &Row<'_>) -> Result<Night> {
    Ok(Night {
        id: row.get("id")?,
        slug: row.get("slug")?,
        starts_at: row.get("starts_at")?,
        has_source: row.get("has_source")?,
        is_cancelled: row.get("is_cancelled")?,
    })
}

/// A concert that takes place at a known hour.
#[derive(Debug, Clone)]
pub struct Held {
    /// Its id.
    pub id: ConcertId,
    /// What people type.
    pub slug: String,
    /// Where it is.
    pub venue_id: VenueId,
    /// When it starts.
    pub starts_at: Instant,
    /// When it ends, if anybody knows.
    pub ends_at: Option<Instant>,
}

/// What is held at a venue from one moment to before another.
pub fn at_venue(
    snapshot: &Snapshot<'_>,
    venue: VenueId,
    (from, before): (Instant, Instant),
) -> Result<Vec<Held>> {
    snapshot.all(
        "SELECT id, slug, venue_id, starts_at, ends_at FROM concerts
         WHERE venue_id = $1 AND starts_at >= $2 AND starts_at < $3 AND status = 'scheduled' AND time_known = 1
         ORDER BY starts_at, id",
        &[&venue, &from, &before],
        held,
    )
}

/// What an artist plays at from one moment to before another.
pub fn of_artist(
    snapshot: &Snapshot<'_>,
    artist: ArtistId,
    (from, before): (Instant, Instant),
) -> Result<Vec<Held>> {
    snapshot.all(
        "SELECT c.id, c.slug, c.venue_id, c.starts_at, c.ends_at
         FROM concert_artists AS l JOIN concerts AS c ON c.id = l.concert_id
         WHERE l.artist_id = $1 AND c.starts_at >= $2 AND c.starts_at < $3 AND c.status = 'scheduled'
             AND c.time_known = 1 ORDER BY c.starts_at, c.id",
        &[&artist, &from, &before],
        held,
    )
}

fn held(row: &Row<'_>) -> Result<Held> {
    Ok(Held {
        id: row.get("id")?,
        slug: row.get("slug")?,
        venue_id: row.get("venue_id")?,
        starts_at: row.get("starts_at")?,
        ends_at: row.get("ends_at")?,
    })
}
