//! Concerts and their line-ups in the store.

use super::overdue::overdue;
use super::{limit, of_any, pattern};
use crate::db::{Param, Row, Snapshot, Transaction};
use crate::domain::{
    Concert, ConcertFilter, ConcertId, ConcertStatus, Instant, Name, NewConcert, Note, Rate,
    Result, Slug, Tax, TaxKind, Venue, fold,
};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT c.id, c.slug, c.name, c.venue_id, v.slug AS venue, v.name AS venue_name, v.location, c.starts_at,
                c.time_known, c.doors_at, c.ends_at, c.timezone, c.capacity, c.status, c.cancelled_at, c.cancel_reason,
                c.source, c.source_id, c.note, c.tax_rate, c.tax_kind, c.created_at, c.updated_at,
                c.taken - ",
            overdue!("s.concert_id = c.id"),
            " AS taken
             FROM concerts AS c JOIN venues AS v ON v.id = c.venue_id ",
            $rest
        )
    };
}

macro_rules! matching {
    () => {
        r" WHERE ($2 IS NULL OR c.starts_at >= $2) AND ($3 IS NULL OR c.starts_at < $3)
             AND ($4 IS NULL OR c.venue_id = $4)
             AND ($5 IS NULL OR EXISTS (SELECT 1 FROM concert_artists AS a WHERE a.artist_id = $5 AND a.concert_id = c.id))
             AND ($6 IS NULL OR c.status = $6)
             AND ($7 IS NULL OR c.search LIKE $7 ESCAPE '\'
                 OR EXISTS (SELECT 1 FROM venues AS h WHERE h.id = c.venue_id AND h.search LIKE $7 ESCAPE '\')
                 OR EXISTS (SELECT 1 FROM concert_artists AS l
                 JOIN artists AS b ON b.id = l.artist_id WHERE l.concert_id = c.id AND b.search LIKE $7 ESCAPE '\')) "
    };
}

/// The tax of a concert in any row that has its columns.
pub(super) fn tax_from(row: &Row<'_>) -> Result<Option<Tax>> {
    let rate: Option<Rate> = row.get("tax_rate")?;
    let kind: Option<TaxKind> = row.get("tax_kind")?;
    Ok(rate.zip(kind).map(|(rate, kind)| Tax { rate, kind }))
}

fn from_row(row: &Row<'_>) -> Result<Concert> {
    Ok(Concert {
        id: row.get("id")?,
        slug: row.get("slug")?,
        name: row.get("name")?,
        venue_id: row.get("venue_id")?,
        venue: row.get("venue")?,
        venue_name: row.get("venue_name")?,
        location: row.get("location")?,
        starts_at: row.get("starts_at")?,
        time_known: row.get("time_known")?,
        doors_at: row.get("doors_at")?,
        ends_at: row.get("ends_at")?,
        zone: row.get("timezone")?,
        capacity: row.get("capacity")?,
        taken: row.get("taken")?,
        status: row.get("status")?,
        cancelled_at: row.get("cancelled_at")?,
        cancel_reason: row.get("cancel_reason")?,
        source: row.get("source")?,
        source_id: row.get("source_id")?,
        note: row.get("note")?,
        tax: tax_from(row)?,
        created_at: row.get("created_at")?,
        updated_at: row.get("updated_at")?,
    })
}

/// The concert with that id.
pub fn find(snapshot: &Snapshot<'_>, id: ConcertId) -> Result<Option<Concert>> {
    snapshot.opt(
        select!("WHERE c.id = $2"),
        &[&snapshot.now(), &id],
        from_row,
    )
}

/// Several concerts.
pub fn of_ids(snapshot: &Snapshot<'_>, ids: &[ConcertId]) -> Result<Vec<Concert>> {
    of_any(
        snapshot,
        concat!(select!("WHERE c.id IN "), any_id!()),
        ids,
        from_row,
    )
}

/// The concert with that slug.
pub fn find_by_slug(snapshot: &Snapshot<'_>, slug: &Slug) -> Result<Option<Concert>> {
    snapshot.opt(
        select!("WHERE c.slug = $2"),
        &[&snapshot.now(), slug],
        from_row,
    )
}

/// Whether a concert has that slug.
pub fn has_slug(snapshot: &Snapshot<'_>, slug: &Slug) -> Result<bool> {
    let found = snapshot.opt(
        "SELECT 1 AS found FROM concerts WHERE slug = $1",
        &[slug],
        |row| row.get::<i64>("found"),
    )?;
    Ok(found.is_some())
}

/// What people type for the concert with that id.
pub fn slug(snapshot: &Snapshot<'_>, id: ConcertId) -> Result<String> {
    snapshot.one("SELECT slug FROM concerts WHERE id = $1", &[&id], |row| {
        row.get("slug")
    })
}

/// Every slug, to suggest one from.
pub fn slugs(snapshot: &Snapshot<'_>) -> Result<Vec<String>> {
    snapshot.all("SELECT slug FROM concerts ORDER BY slug", &[], |row| {
        row.get("slug")
    })
}

/// Concerts by their start.
pub fn list(snapshot: &Snapshot<'_>, filter: &ConcertFilter) -> Result<Vec<Concert>> {
    let mut found = Vec::new();
    each(snapshot, filter, |concert| {
        found.push(concert);
        Ok(())
    })?;
    Ok(found)
}

/// Calls `visit` with concerts by their start, one at a time.
pub fn each(
    snapshot: &Snapshot<'_>,
    filter: &ConcertFilter,
    mut visit: impl FnMut(Concert) -> Result<()>,
) -> Result<()> {
    let pattern = pattern(filter.text.as_deref());
    let most = limit(filter.limit);
    let now = snapshot.now();
    let mut params = filter_params(&now, filter, &pattern);
    params.push(&most);
    snapshot.each(select_matching(), &params, |row| visit(from_row(row)?))
}

/// How many concerts fit.
pub fn count(snapshot: &Snapshot<'_>, filter: &ConcertFilter) -> Result<i64> {
    let pattern = pattern(filter.text.as_deref());
    let now = snapshot.now();
    snapshot.one(
        concat!(
            "SELECT count(*) AS n FROM concerts AS c",
            matching!(),
            "AND $1 = $1"
        ),
        &filter_params(&now, filter, &pattern),
        |row| row.get("n"),
    )
}

const fn select_matching() -> &'static str {
    concat!(
        select!(""),
        matching!(),
        "ORDER BY c.starts_at, c.id LIMIT $8"
    )
}

#[expect(
    clippy::ref_option,
    reason = "it is bound where it stands, empty or not"
)]
fn filter_params<'p>(
    now: &'p Instant,
    filter: &'p ConcertFilter,
    pattern: &'p Option<String>,
) -> Vec<&'p dyn Param> {
    vec![
        now,
        &filter.from,
        &filter.before,
        &filter.venue,
        &filter.artist,
        &filter.status,
        pattern,
    ]
}

/// Makes a concert at `venue`, whose zone and capacity it copies where none is given.
pub fn insert(
    tx: &Transaction<'_>,
    new: &NewConcert,
    slug: &Slug,
    venue: &Venue,
) -> Result<ConcertId> {
    let (source, source_id) = new.source.clone().unzip();
    let cancelled_at = (new.status == ConcertStatus::Cancelled).then(|| tx.now());
    let id = tx.one(
        "INSERT INTO concerts (id, slug, name, venue_id, starts_at, time_known, doors_at, ends_at, timezone, capacity,
             status, cancelled_at, source, source_id, note, search, created_at, updated_at)
         VALUES ((SELECT id FROM next_concerts), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $16)
         RETURNING id",
        &[
            slug,
            &new.name,
            &new.venue_id,
            &new.starts_at,
            &new.time_known,
            &new.doors_at,
            &new.ends_at,
            &venue.zone,
            &new.capacity.or(venue.capacity),
            &new.status,
            &cancelled_at,
            &source,
            &source_id,
            &new.note,
            &search(slug, &new.name, venue),
            &tx.now(),
        ],
        |row| row.get::<ConcertId>("id"),
    )?;
    tx.touch("concerts", id.0);
    Ok(id)
}

/// Writes all of a concert that may change; `venue` is the one it is at now.
pub fn update(tx: &Transaction<'_>, concert: &Concert, venue: &Venue) -> Result<()> {
    tx.run(
        "UPDATE concerts SET slug = $2, name = $3, venue_id = $4, starts_at = $5, time_known = $6, doors_at = $7,
             ends_at = $8, timezone = $9, capacity = $10, status = $11, note = $12, source = $13, source_id = $14,
             search = $15, updated_at = $16, tax_rate = $17, tax_kind = $18
         WHERE id = $1",
        &[
            &concert.id,
            &concert.slug,
            &concert.name,
            &concert.venue_id,
            &concert.starts_at,
            &concert.time_known,
            &concert.doors_at,
            &concert.ends_at,
            &concert.zone,
            &concert.capacity,
            &concert.status,
            &concert.note,
            &concert.source,
            &concert.source_id,
            &search(&concert.slug, &concert.name, venue),
            &tx.now(),
            &concert.tax.map(|tax| tax.rate),
            &concert.tax.map(|tax| tax.kind),
        ],
    )?;
    tx.touch("concerts", concert.id.0);
    Ok(())
}

/// Marks a concert cancelled.
pub fn cancel(tx: &Transaction<'_>, id: ConcertId, reason: Option<&Note>) -> Result<()> {
    tx.run(
        "UPDATE concerts SET status = 'cancelled', cancelled_at = $2, cancel_reason = $3, updated_at = $2 WHERE id = $1",
        &[&id, &tx.now(), &reason],
    )?;
    tx.touch("concerts", id.0);
    Ok(())
}

/// Deletes a concert with its line-up; one with ticket types is refused by the schema.
pub fn delete(tx: &Transaction<'_>, id: ConcertId) -> Result<()> {
    super::line_up::delete(tx, id)?;
    tx.run("DELETE FROM concerts WHERE id = $1", &[&id])?;
    tx.touch("concerts", id.0);
    Ok(())
}

pub(super) fn search(slug: &Slug, name: &Name, venue: &Venue) -> String {
    fold(&format!("{slug} {name} {} {}", venue.name, venue.location))
}
