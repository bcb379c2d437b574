//! Venues in the store.

use super::{limit, pattern};
use crate::db::{Row, Snapshot, Transaction};
use crate::domain::{Name, NewVenue, Result, Slug, Venue, VenueFilter, VenueId, Zone, fold};

macro_rules! select {
    ($rest:literal) => {
        concat!("SELECT id, slug, name, location, capacity, timezone, created_at, updated_at FROM venues ", $rest)
    };
}

fn from_row(row: &Row<'_>) -> Result<Venue> {
    Ok(Venue {
        id: row.get("id")?,
        slug: row.get("slug")?,
        name: row.get("name")?,
        location: row.get("location")?,
        capacity: row.get("capacity")?,
        zone: row.get("timezone")?,
        created_at: row.get("created_at")?,
        updated_at: row.get("updated_at")?,
    })
}

/// The venue with that id.
pub fn find(snapshot: &Snapshot<'_>, id: VenueId) -> Result<Option<Venue>> {
    snapshot.opt(select!("WHERE id = $1"), &[&id], from_row)
}

/// The venue with that slug.
pub fn find_by_slug(snapshot: &Snapshot<'_>, slug: &Slug) -> Result<Option<Venue>> {
    snapshot.opt(select!("WHERE slug = $1"), &[slug], from_row)
}

/// The venue of exactly that name at exactly that place, which is what tells venues apart in foreign lists.
pub fn find_by_name(
    snapshot: &Snapshot<'_>,
    name: &Name,
    location: &Name,
) -> Result<Option<Venue>> {
    snapshot.opt(
        select!("WHERE name = $1 AND location = $2 ORDER BY id LIMIT 1"),
        &[name, location],
        from_row,
    )
}

/// Every slug, to suggest one from.
pub fn slugs(snapshot: &Snapshot<'_>) -> Result<Vec<String>> {
    snapshot.all("SELECT slug FROM venues ORDER BY slug", &[], |row| {
        row.get("slug")
    })
}

/// Venues by name.
pub fn list(snapshot: &Snapshot<'_>, filter: &VenueFilter) -> Result<Vec<Venue>> {
    snapshot.all(
        select!(r"WHERE ($1 IS NULL OR search LIKE $1 ESCAPE '\') ORDER BY name, id LIMIT $2"),
        &[&pattern(filter.text.as_deref()), &limit(filter.limit)],
        from_row,
    )
}

/// How many venues fit.
pub fn count(snapshot: &Snapshot<'_>, filter: &VenueFilter) -> Result<i64> {
    snapshot.one(
        r"SELECT count(*) AS n FROM venues WHERE ($1 IS NULL OR search LIKE $1 ESCAPE '\')",
        &[&pattern(filter.text.as_deref())],
        |row| row.get("n"),
    )
}

/// Makes a venue.
pub fn insert(tx: &Transaction<'_>, new: &NewVenue, slug: &Slug, zone: Zone) -> Result<VenueId> {
    let id = tx.one(
        "INSERT INTO venues (id, slug, name, location, capacity, timezone, search, created_at, updated_at)
         VALUES ((SELECT id FROM next_venues), $1, $2, $3, $4, $5, $6, $7, $7) RETURNING id",
        &[slug, &new.name, &new.location, &new.capacity, &zone, &search(slug, &new.name, &new.location), &tx.now()],
        |row| row.get::<VenueId>("id"),
    )?;
    tx.touch("venues", id.0);
    Ok(id)
}

/// Writes all of a venue that may change.
pub fn update(tx: &Transaction<'_>, venue: &Venue) -> Result<()> {
    tx.run(
        "UPDATE venues SET slug = $2, name = $3, location = $4, capacity = $5, timezone = $6, search = $7, updated_at = $8
         WHERE id = $1",
        &[
            &venue.id,
            &venue.slug,
            &venue.name,
            &venue.location,
            &venue.capacity,
            &venue.zone,
            &search(&venue.slug, &venue.name, &venue.location),
            &tx.now(),
        ],
    )?;
    tx.touch("venues", venue.id.0);
    Ok(())
}

/// Deletes a venue; one with concerts is refused by the schema.
pub fn delete(tx: &Transaction<'_>, id: VenueId) -> Result<()> {
    tx.run("DELETE FROM venues WHERE id = $1", &[&id])?;
    tx.touch("venues", id.0);
    Ok(())
}

/// How many concerts it has.
pub fn concerts(snapshot: &Snapshot<'_>, id: VenueId) -> Result<i64> {
    snapshot.one(
        "SELECT count(*) AS n FROM concerts WHERE venue_id = $1",
        &[&id],
        |row| row.get("n"),
    )
}

fn search(slug: &Slug, name: &Name, location: &Name) -> String {
    fold(&format!("{slug} {name} {location}"))
}
