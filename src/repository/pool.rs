//! Pools in the store, with what is taken of each.

use super::overdue::overdue;
use super::{limit, pattern};
use crate::db::{Row, Snapshot, Transaction};
use crate::domain::{
    ConcertId, NewPool, Pool, PoolFilter, PoolId, Result, Slug, TicketType, TicketTypeId,
};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT l.id, l.concert_id, c.slug AS concert, l.slug, l.name, l.capacity, c.timezone, l.created_at, l.updated_at,
                (SELECT count(*) FROM ticket_types AS y WHERE y.pool_id = l.id) AS types,
                l.taken - ",
            overdue!("s.pool_id = l.id"),
            " AS taken
             FROM pools AS l JOIN concerts AS c ON c.id = l.concert_id ",
            $rest
        )
    };
}

macro_rules! matching {
    () => {
        r" WHERE ($2 IS NULL OR l.concert_id = $2) AND ($3 IS NULL OR c.starts_at >= $3)
             AND ($4 IS NULL OR lower(l.name || ' ' || l.slug) LIKE $4 ESCAPE '\') "
    };
}

fn from_row(row: &Row<'_>) -> Result<Pool> {
    Ok(Pool {
        id: row.get("id")?,
        concert_id: row.get("concert_id")?,
        concert: row.get("concert")?,
        slug: row.get("slug")?,
        name: row.get("name")?,
        capacity: row.get("capacity")?,
        taken: row.get("taken")?,
        types: row.get("types")?,
        zone: row.get("timezone")?,
        created_at: row.get("created_at")?,
        updated_at: row.get("updated_at")?,
    })
}

/// The pool with that id.
pub fn find(snapshot: &Snapshot<'_>, id: PoolId) -> Result<Option<Pool>> {
    snapshot.opt(
        select!("WHERE l.id = $2"),
        &[&snapshot.now(), &id],
        from_row,
    )
}

/// The pool of a concert with that slug.
pub fn find_by_slug(
    snapshot: &Snapshot<'_>,
    concert: ConcertId,
    slug: &Slug,
) -> Result<Option<Pool>> {
    snapshot.opt(
        select!("WHERE l.concert_id = $2 AND l.slug = $3"),
        &[&snapshot.now(), &concert, slug],
        from_row,
    )
}

/// Every slug of a concert's pools, to suggest one from.
pub fn slugs(snapshot: &Snapshot<'_>, concert: ConcertId) -> Result<Vec<String>> {
    snapshot.all(
        "SELECT slug FROM pools WHERE concert_id = $1 ORDER BY id",
        &[&concert],
        |row| row.get("slug"),
    )
}

/// Pools by the start of their concert, in the order they were made.
pub fn list(snapshot: &Snapshot<'_>, filter: &PoolFilter) -> Result<Vec<Pool>> {
    snapshot.all(
        concat!(
            select!(""),
            matching!(),
            "ORDER BY c.starts_at, c.id, l.id LIMIT $5"
        ),
        &[
            &snapshot.now(),
            &filter.concert,
            &filter.from,
            &pattern(filter.text.as_deref()),
            &limit(filter.limit),
        ],
        from_row,
    )
}

/// How many pools fit.
pub fn count(snapshot: &Snapshot<'_>, filter: &PoolFilter) -> Result<i64> {
    snapshot.one(
        concat!(
            "SELECT count(*) AS n FROM pools AS l JOIN concerts AS c ON c.id = l.concert_id",
            matching!(),
            "AND $1 = $1"
        ),
        &[
            &snapshot.now(),
            &filter.concert,
            &filter.from,
            &pattern(filter.text.as_deref()),
        ],
        |row| row.get("n"),
    )
}

/// The ids of the types that share a pool, in the order they were made.
pub fn ticket_types(snapshot: &Snapshot<'_>, id: PoolId) -> Result<Vec<TicketTypeId>> {
    snapshot.all(
        "SELECT id FROM ticket_types WHERE pool_id = $1 ORDER BY id",
        &[&id],
        |row| row.get("id"),
    )
}

/// Makes a pool, which no type shares yet.
pub fn insert(tx: &Transaction<'_>, new: &NewPool, slug: &Slug) -> Result<PoolId> {
    let id = PoolId(tx.next_id("SELECT id FROM next_pools")?);
    tx.run(
        "INSERT INTO pools (id, concert_id, slug, name, capacity, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $6)",
        &[
            &id,
            &new.concert_id,
            slug,
            &new.name,
            &new.capacity,
            &tx.now(),
        ],
    )?;
    tx.touch("pools", id.0);
    Ok(id)
}

/// Writes all of a pool that may change.
pub fn update(tx: &Transaction<'_>, pool: &Pool) -> Result<()> {
    tx.run(
        "UPDATE pools SET slug = $2, name = $3, capacity = $4, updated_at = $5 WHERE id = $1",
        &[&pool.id, &pool.slug, &pool.name, &pool.capacity, &tx.now()],
    )?;
    tx.touch("pools", pool.id.0);
    Ok(())
}

/// Puts a ticket type into a pool of its concert, or takes it out of the one it is in.
pub fn put(tx: &Transaction<'_>, ticket_type: &TicketType, pool: Option<PoolId>) -> Result<()> {
    tx.run(
        "UPDATE ticket_types SET pool_id = $2, updated_at = $3 WHERE id = $1",
        &[&ticket_type.id, &pool, &tx.now()],
    )?;
    tx.touch("ticket_types", ticket_type.id.0);
    Ok(())
}

/// Deletes a pool; one that types share is refused by the schema.
pub fn delete(tx: &Transaction<'_>, id: PoolId) -> Result<()> {
    // What it was is kept with the moment of its last change.
    tx.run(
        "UPDATE pools SET updated_at = $2 WHERE id = $1",
        &[&id, &tx.now()],
    )?;
    tx.run("DELETE FROM pools WHERE id = $1", &[&id])?;
    tx.touch("pools", id.0);
    Ok(())
}
