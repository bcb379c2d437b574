//! Venues in the store.

use super::{limit, pattern};
use crate::db::{Row, Snapshot, Transaction};
use crate::domain::{Name, NewVenue, Result, Slug, Venue, VenueFilter, VenueId, Zone, fold};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT v.id, v.slug, v.name, v.location, v.capacity, v.timezone, t.slug AS merged_into, v.created_at,
                v.updated_at
             FROM venues AS v LEFT JOIN venues AS t ON t.id = v.merged_into ",
            $rest
        )
    };
}

/// A venue is found by the names of those merged into it, too.
macro_rules! matching {
    () => {
        r" WHERE (v.merged_into IS NOT NULL) = ($2 = 1) AND ($1 IS NULL OR v.search LIKE $1 ESCAPE '\'
            OR EXISTS (SELECT 1 FROM venues AS a WHERE a.merged_into = v.id AND a.search LIKE $1 ESCAPE '\')) "
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
        merged_into: row.get("merged_into")?,
        created_at: row.get("created_at")?,
        updated_at: row.get("updated_at")?,
    })
}

/// The venue with that id.
pub fn find(snapshot: &Snapshot<'_>, id: VenueId) -> Result<Option<Venue>> {
    snapshot.opt(select!("WHERE v.id = $1"), &[&id], from_row)
}

/// The venue with that slug.
pub fn find_by_slug(snapshot: &Snapshot<'_>, slug: &Slug) -> Result<Option<Venue>> {
    snapshot.opt(select!("WHERE v.slug = $1"), &[slug], from_row)
}

/// The venue of exactly that name at exactly that place, which is what tells venues apart in foreign lists.
pub fn find_by_name(
    snapshot: &Snapshot<'_>,
    name: &Name,
    location: &Name,
) -> Result<Option<Venue>> {
    snapshot.opt(
        select!(
            "WHERE v.name = $1 AND v.location = $2 ORDER BY v.merged_into IS NOT NULL, v.id LIMIT 1"
        ),
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
        concat!(select!(""), matching!(), "ORDER BY v.name, v.id LIMIT $3"),
        &[
            &pattern(filter.text.as_deref()),
            &filter.merged,
            &limit(filter.limit),
        ],
        from_row,
    )
}

/// How many venues fit.
pub fn count(snapshot: &Snapshot<'_>, filter: &VenueFilter) -> Result<i64> {
    snapshot.one(
        concat!("SELECT count(*) AS n FROM venues AS v", matching!()),
        &[&pattern(filter.text.as_deref()), &filter.merged],
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

/// How many venues were merged into it.
pub fn merged(snapshot: &Snapshot<'_>, id: VenueId) -> Result<i64> {
    snapshot.one(
        "SELECT count(*) AS n FROM venues WHERE merged_into = $1",
        &[&id],
        |row| row.get("n"),
    )
}

/// Merges a venue, which is in no concert any more, into another, and with it those that were merged into it.
pub fn merge(tx: &Transaction<'_>, id: VenueId, into: VenueId) -> Result<()> {
    let before: Vec<VenueId> = tx.all(
        "SELECT id FROM venues WHERE merged_into = $1 ORDER BY id",
        &[&id],
        |row| row.get("id"),
    )?;
    for one in before.into_iter().chain([id]) {
        tx.run(
            "UPDATE venues SET merged_into = $2, updated_at = $3 WHERE id = $1",
            &[&one, &into, &tx.now()],
        )?;
        tx.touch("venues", one.0);
    }
    Ok(())
}

fn search(slug: &Slug, name: &Name, location: &Name) -> String {
    fold(&format!("{slug} {name} {location}"))
}
