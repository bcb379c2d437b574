//! Ticket types in the store, with what is left of each.

use super::overdue::overdue;
use super::{limit, of_any, pattern};
use crate::db::{Row, Snapshot, Transaction};
use crate::domain::{
    ConcertId, InPool, NewTicketType, Result, Slug, TicketType, TicketTypeFilter, TicketTypeId,
    admits_until, concert_of,
};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT t.id, t.concert_id, c.slug AS concert, t.slug, t.name, t.price AS base_price, t.quota,
                coalesce((SELECT r.price FROM tiers AS r WHERE r.ticket_type_id = t.id AND r.starts_at <= $1
                    ORDER BY r.starts_at DESC LIMIT 1), t.price) AS price, (SELECT min(r.starts_at) FROM tiers AS r
                    WHERE r.ticket_type_id = t.id AND r.starts_at > $1) AS price_changes_at, c.tax_rate, c.tax_kind, t.sale_starts_at,
                t.sale_ends_at, t.max_per_order, c.timezone, c.status AS concert_status, c.starts_at, c.time_known, t.created_at, t.updated_at,
                t.taken - ",
            overdue!("s.id = t.id"),
            " AS taken, c.capacity - c.taken + ",
            overdue!("s.concert_id = c.id"),
            " AS concert_left, l.id AS pool_id, l.slug AS pool, l.capacity AS pool_capacity,
                CASE WHEN l.id IS NOT NULL THEN l.capacity - l.taken + ",
            overdue!("s.pool_id = l.id"),
            " END AS pool_left
             FROM ticket_types AS t JOIN concerts AS c ON c.id = t.concert_id LEFT JOIN pools AS l ON l.id = t.pool_id ",
            $rest
        )
    };
}

fn from_row(row: &Row<'_>) -> Result<TicketType> {
    let quota: i64 = row.get("quota")?;
    let taken: i64 = row.get("taken")?;
    let concert_left: Option<i64> = row.get("concert_left")?;
    let concert: Slug = row.get("concert")?;
    let pool = pool_from_row(row, &concert)?;
    let pool_left = pool.as_ref().map_or(i64::MAX, |pool| pool.left);
    Ok(TicketType {
        id: row.get("id")?,
        concert_id: row.get("concert_id")?,
        concert,
        slug: row.get("slug")?,
        name: row.get("name")?,
        price: row.get("price")?,
        base_price: row.get("base_price")?,
        price_changes_at: row.get("price_changes_at")?,
        tax: super::concert::tax_from(row)?,
        quota,
        taken,
        left: (quota - taken)
            .min(pool_left)
            .min(concert_left.unwrap_or(i64::MAX)),
        pool,
        concert_left,
        concert_status: row.get("concert_status")?,
        concert_closes_at: admits_until(row.get("starts_at")?, row.get("time_known")?),
        sale_starts_at: row.get("sale_starts_at")?,
        sale_ends_at: row.get("sale_ends_at")?,
        max_per_order: row.get("max_per_order")?,
        zone: row.get("timezone")?,
        created_at: row.get("created_at")?,
        updated_at: row.get("updated_at")?,
    })
}

fn pool_from_row(row: &Row<'_>, concert: &Slug) -> Result<Option<InPool>> {
    let Some(id) = row.get("pool_id")? else {
        return Ok(None);
    };
    Ok(Some(InPool {
        id,
        reference: concert_of(concert, &row.get("pool")?),
        capacity: row.get("pool_capacity")?,
        left: row.get("pool_left")?,
    }))
}

/// The ticket type with that id.
pub fn find(snapshot: &Snapshot<'_>, id: TicketTypeId) -> Result<Option<TicketType>> {
    snapshot.opt(
        select!("WHERE t.id = $2"),
        &[&snapshot.now(), &id],
        from_row,
    )
}

/// The ticket type that is named by two slugs.
pub fn named(snapshot: &Snapshot<'_>, concert: &Slug, slug: &Slug) -> Result<Option<TicketTypeId>> {
    snapshot.opt(
        "SELECT t.id FROM ticket_types AS t JOIN concerts AS c ON c.id = t.concert_id WHERE c.slug = $1 AND t.slug = $2",
        &[concert, slug],
        |row| row.get("id"),
    )
}

/// The ticket type of a concert with that slug.
pub fn find_by_slug(
    snapshot: &Snapshot<'_>,
    concert: ConcertId,
    slug: &Slug,
) -> Result<Option<TicketType>> {
    snapshot.opt(
        select!("WHERE t.concert_id = $2 AND t.slug = $3"),
        &[&snapshot.now(), &concert, slug],
        from_row,
    )
}

/// The ticket types of several concerts, those of each in the order they were made.
pub fn of_concerts(snapshot: &Snapshot<'_>, concerts: &[ConcertId]) -> Result<Vec<TicketType>> {
    of_any(
        snapshot,
        concat!(
            select!("WHERE t.concert_id IN "),
            any_id!(),
            " ORDER BY t.id"
        ),
        concerts,
        from_row,
    )
}

/// The slug of a concert, and whether one of its types has that slug; nothing if there is no such concert.
pub fn is_taken(
    snapshot: &Snapshot<'_>,
    concert: ConcertId,
    slug: &Slug,
) -> Result<Option<(String, bool)>> {
    snapshot.opt(
        "SELECT c.slug, EXISTS (SELECT 1 FROM ticket_types AS t WHERE t.concert_id = c.id AND t.slug = $2) AS is_taken
         FROM concerts AS c WHERE c.id = $1",
        &[&concert, slug],
        |row| Ok((row.get("slug")?, row.get("is_taken")?)),
    )
}

/// Every slug of a concert's types, to suggest one from.
pub fn slugs(snapshot: &Snapshot<'_>, concert: ConcertId) -> Result<Vec<String>> {
    snapshot.all(
        "SELECT slug FROM ticket_types WHERE concert_id = $1 ORDER BY id",
        &[&concert],
        |row| row.get("slug"),
    )
}

macro_rules! matching {
    () => {
        r" WHERE ($2 IS NULL OR t.concert_id = $2) AND ($3 IS NULL OR c.starts_at >= $3)
             AND ($4 IS NULL OR lower(t.name || ' ' || t.slug) LIKE $4 ESCAPE '\') "
    };
}

/// Ticket types by the start of their concert, in the order they were made.
pub fn list(snapshot: &Snapshot<'_>, filter: &TicketTypeFilter) -> Result<Vec<TicketType>> {
    snapshot.all(
        concat!(
            select!(""),
            matching!(),
            "ORDER BY c.starts_at, c.id, t.id LIMIT $5"
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

/// The ticket types of one concert, in the order they were made.
pub fn of_concert(snapshot: &Snapshot<'_>, concert: ConcertId) -> Result<Vec<TicketType>> {
    snapshot.all(
        select!("WHERE t.concert_id = $2 ORDER BY t.id"),
        &[&snapshot.now(), &concert],
        from_row,
    )
}

/// How many ticket types fit.
pub fn count(snapshot: &Snapshot<'_>, filter: &TicketTypeFilter) -> Result<i64> {
    snapshot.one(
        concat!(
            "SELECT count(*) AS n FROM ticket_types AS t JOIN concerts AS c ON c.id = t.concert_id",
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

/// Makes a ticket type.
pub fn insert(tx: &Transaction<'_>, new: &NewTicketType, slug: &Slug) -> Result<TicketTypeId> {
    let id = tx.one(
        "INSERT INTO ticket_types (id, concert_id, slug, name, price, quota, sale_starts_at, sale_ends_at, max_per_order,
             created_at, updated_at)
         VALUES ((SELECT id FROM next_ticket_types), $1, $2, $3, $4, $5, $6, $7, $8, $9, $9) RETURNING id",
        &[
            &new.concert_id,
            slug,
            &new.name,
            &new.price,
            &new.quota,
            &new.sale_starts_at,
            &new.sale_ends_at,
            &new.max_per_order,
            &tx.now(),
        ],
        |row| row.get::<TicketTypeId>("id"),
    )?;
    tx.touch("ticket_types", id.0);
    Ok(id)
}

/// Writes all of a ticket type that may change.
pub fn update(tx: &Transaction<'_>, ticket_type: &TicketType) -> Result<()> {
    tx.run(
        "UPDATE ticket_types SET slug = $2, name = $3, price = $4, quota = $5, sale_starts_at = $6, sale_ends_at = $7,
             max_per_order = $8, updated_at = $9
         WHERE id = $1",
        &[
            &ticket_type.id,
            &ticket_type.slug,
            &ticket_type.name,
            &ticket_type.base_price,
            &ticket_type.quota,
            &ticket_type.sale_starts_at,
            &ticket_type.sale_ends_at,
            &ticket_type.max_per_order,
            &tx.now(),
        ],
    )?;
    tx.touch("ticket_types", ticket_type.id.0);
    Ok(())
}

/// Deletes a ticket type with its tiers; one that was ever sold is refused by the schema.
pub fn delete(tx: &Transaction<'_>, id: TicketTypeId) -> Result<()> {
    for tier in super::tier::list(tx, id)? {
        super::tier::delete(tx, tier.id)?;
    }
    // What it was is kept with the moment of its last change.
    tx.run(
        "UPDATE ticket_types SET updated_at = $2 WHERE id = $1",
        &[&id, &tx.now()],
    )?;
    tx.run("DELETE FROM ticket_types WHERE id = $1", &[&id])?;
    tx.touch("ticket_types", id.0);
    Ok(())
}

/// How many order lines name it.
pub fn order_details(snapshot: &Snapshot<'_>, id: TicketTypeId) -> Result<i64> {
    snapshot.one(
        "SELECT count(*) AS n FROM order_details WHERE ticket_type_id = $1",
        &[&id],
        |row| row.get("n"),
    )
}

/// What the quotas of a concert's types add up to.
pub fn quotas(snapshot: &Snapshot<'_>, concert: ConcertId) -> Result<i64> {
    snapshot.one(
        "SELECT CAST(coalesce(sum(quota), 0) AS BIGINT) AS total FROM ticket_types WHERE concert_id = $1",
        &[&concert],
        |row| row.get("total"),
    )
}
