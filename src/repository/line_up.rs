//! Line-ups in the store: who plays at a concert, in billing order.

use super::of_any;
use crate::db::{Row, Snapshot, Transaction};
use crate::domain::{ArtistId, ConcertId, LineUpArtist, Result};

fn from_row(row: &Row<'_>) -> Result<LineUpArtist> {
    Ok(LineUpArtist {
        position: row.get("position")?,
        id: row.get("id")?,
        slug: row.get("slug")?,
        name: row.get("name")?,
    })
}

/// The line-up in billing order.
pub fn list(snapshot: &Snapshot<'_>, concert: ConcertId) -> Result<Vec<LineUpArtist>> {
    snapshot.all(
        "SELECT l.position, a.id, a.slug, a.name FROM concert_artists AS l JOIN artists AS a ON a.id = l.artist_id
         WHERE l.concert_id = $1 ORDER BY l.position",
        &[&concert],
        from_row,
    )
}

/// The line-ups of several concerts, each in billing order.
pub fn of_concerts(
    snapshot: &Snapshot<'_>,
    concerts: &[ConcertId],
) -> Result<Vec<(ConcertId, LineUpArtist)>> {
    of_any(
        snapshot,
        concat!(
            "SELECT l.concert_id, l.position, a.id, a.slug, a.name
         FROM concert_artists AS l JOIN artists AS a ON a.id = l.artist_id
         WHERE l.concert_id IN ",
            any_id!(),
            " AND $1 = $1 ORDER BY l.concert_id, l.position"
        ),
        concerts,
        |row| Ok((row.get("concert_id")?, from_row(row)?)),
    )
}

/// Only the ids, in billing order.
pub fn ids(snapshot: &Snapshot<'_>, concert: ConcertId) -> Result<Vec<ArtistId>> {
    snapshot.all(
        "SELECT artist_id FROM concert_artists WHERE concert_id = $1 ORDER BY position",
        &[&concert],
        |row| row.get("artist_id"),
    )
}

/// The concerts that an artist plays at.
pub fn concerts(snapshot: &Snapshot<'_>, artist: ArtistId) -> Result<Vec<ConcertId>> {
    snapshot.all(
        "SELECT concert_id FROM concert_artists WHERE artist_id = $1 ORDER BY concert_id",
        &[&artist],
        |row| row.get("concert_id"),
    )
}

/// Replaces the whole line-up.
pub fn set(tx: &Transaction<'_>, concert: ConcertId, artists: &[ArtistId]) -> Result<()> {
    delete(tx, concert)?;
    insert(tx, concert, artists)
}

/// Makes the line-up of a concert that has none.
pub fn insert(tx: &Transaction<'_>, concert: ConcertId, artists: &[ArtistId]) -> Result<()> {
    for (position, artist) in (1_i64..).zip(artists) {
        tx.run(
            "INSERT INTO concert_artists (concert_id, position, artist_id) VALUES ($1, $2, $3)",
            &[&concert, &position, artist],
        )?;
    }
    tx.touch("concerts", concert.0);
    Ok(())
}

/// Empties the line-up of a concert that is to go.
pub(super) fn delete(tx: &Transaction<'_>, concert: ConcertId) -> Result<()> {
    tx.run(
        "DELETE FROM concert_artists WHERE concert_id = $1",
        &[&concert],
    )?;
    Ok(())
}
