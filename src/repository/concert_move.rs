//! Concerts that go to another venue together, because theirs was merged into it.

use super::concert::search;
use crate::db::{Snapshot, Transaction};
use crate::domain::{ConcertId, Name, Result, Slug, Venue, VenueId};

/// A concert of one venue and one of another that have the same start and name, by their slugs.
pub fn find_double(
    snapshot: &Snapshot<'_>,
    from: VenueId,
    to: VenueId,
) -> Result<Option<(Slug, Slug)>> {
    snapshot.opt(
        "SELECT c.slug, d.slug AS double FROM concerts AS c
         JOIN concerts AS d ON d.venue_id = $2 AND d.starts_at = c.starts_at AND d.name = c.name
         WHERE c.venue_id = $1 ORDER BY c.starts_at, c.id LIMIT 1",
        &[&from, &to],
        |row| Ok((row.get("slug")?, row.get("double")?)),
    )
}

/// Moves every concert of a venue to another and says how many; `moved` is told after each. Their starts, zones and
/// capacities stay.
pub fn move_all(
    tx: &Transaction<'_>,
    from: VenueId,
    to: &Venue,
    moved: impl Fn() -> Result<()>,
) -> Result<i64> {
    let concerts: Vec<(ConcertId, Slug, Name)> = tx.all(
        "SELECT id, slug, name FROM concerts WHERE venue_id = $1 ORDER BY id",
        &[&from],
        |row| Ok((row.get("id")?, row.get("slug")?, row.get("name")?)),
    )?;
    for (id, slug, name) in &concerts {
        tx.run(
            "UPDATE concerts SET venue_id = $2, search = $3, updated_at = $4 WHERE id = $1",
            &[id, &to.id, &search(slug, name, to), &tx.now()],
        )?;
        tx.touch("concerts", id.0);
        moved()?;
    }
    Ok(i64::try_from(concerts.len()).unwrap_or(i64::MAX))
}
