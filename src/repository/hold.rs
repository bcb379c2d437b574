//! Holds in the store.

use super::overdue::returning;
use super::{limit, pattern};
use crate::db::{Row, Snapshot, Transaction};
use crate::domain::{
    ConcertId, Hold, HoldFilter, HoldId, Instant, NewHold, Result, Slug, TicketTypeId,
};

/// The state that everybody sees: an overdue hold reads as expired.
macro_rules! status {
    () => {
        "CASE WHEN h.status = 'open' AND h.expires_at <= $1 THEN 'expired' ELSE h.status END"
    };
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT q.id, q.slug, q.reason, q.status, q.expires_at, q.created_at, q.released_at, q.expired_at,
                w.name AS operator,
                CASE WHEN q.status = 'open' THEN (SELECT CAST(coalesce(sum(e.quantity), 0) AS BIGINT) FROM place_entries AS e
                    WHERE e.claim = 'hold' AND e.claim_id = q.id) + ",
            returning!("+b.hold_id = q.id"),
            " ELSE 0 END AS places_left
             FROM (SELECT h.id, h.slug, h.reason, h.operator_id, h.expires_at, h.created_at, h.released_at, h.expired_at, ",
            status!(),
            " AS status FROM holds AS h) AS q JOIN operators AS w ON w.id = q.operator_id ",
            $rest
        )
    };
}

macro_rules! matching {
    () => {
        r" WHERE ($2 IS NULL OR EXISTS (SELECT 1 FROM hold_entries AS i JOIN ticket_types AS t ON t.id = i.ticket_type_id
                 WHERE i.hold_id = q.id AND t.concert_id = $2))
             AND ($3 IS NULL OR lower(q.reason || ' ' || q.slug) LIKE $3 ESCAPE '\')
             AND ($4 = 1 OR q.status = 'open') "
    };
}

fn from_row(row: &Row<'_>) -> Result<Hold> {
    Ok(Hold {
        id: row.get("id")?,
        slug: row.get("slug")?,
        reason: row.get("reason")?,
        status: row.get("status")?,
        left: row.get("places_left")?,
        operator: row.get("operator")?,
        expires_at: row.get("expires_at")?,
        created_at: row.get("created_at")?,
        released_at: row.get("released_at")?,
        expired_at: row.get("expired_at")?,
    })
}

/// The hold with that id.
pub fn find(snapshot: &Snapshot<'_>, id: HoldId) -> Result<Option<Hold>> {
    snapshot.opt(
        select!("WHERE q.id = $2"),
        &[&snapshot.now(), &id],
        from_row,
    )
}

/// The hold with that slug.
pub fn find_by_slug(snapshot: &Snapshot<'_>, slug: &Slug) -> Result<Option<Hold>> {
    snapshot.opt(
        select!("WHERE q.slug = $2"),
        &[&snapshot.now(), slug],
        from_row,
    )
}

/// Every slug, to suggest one from.
pub fn slugs(snapshot: &Snapshot<'_>) -> Result<Vec<String>> {
    snapshot.all("SELECT slug FROM holds ORDER BY slug", &[], |row| {
        row.get("slug")
    })
}

/// Holds, the newest first.
pub fn list(snapshot: &Snapshot<'_>, filter: &HoldFilter) -> Result<Vec<Hold>> {
    snapshot.all(
        concat!(
            select!(""),
            matching!(),
            "ORDER BY q.created_at DESC, q.id DESC LIMIT $5"
        ),
        &[
            &snapshot.now(),
            &filter.concert,
            &pattern(filter.text.as_deref()),
            &filter.closed,
            &limit(filter.limit),
        ],
        from_row,
    )
}

/// How many holds fit.
pub fn count(snapshot: &Snapshot<'_>, filter: &HoldFilter) -> Result<i64> {
    snapshot.one(
        concat!(
            "SELECT count(*) AS n FROM (SELECT h.id, h.slug, h.reason, ",
            status!(),
            " AS status FROM holds AS h) AS q",
            matching!()
        ),
        &[
            &snapshot.now(),
            &filter.concert,
            &pattern(filter.text.as_deref()),
            &filter.closed,
        ],
        |row| row.get("n"),
    )
}

/// Open holds that keep places of a ticket type now, the oldest first, each with how many of it.
pub fn of_ticket_type(snapshot: &Snapshot<'_>, id: TicketTypeId) -> Result<Vec<(Hold, i64)>> {
    let holds: Vec<Hold> = snapshot.all(
        select!(
            "WHERE q.status = 'open' AND EXISTS (SELECT 1 FROM hold_entries AS i
                 WHERE i.ticket_type_id = $2 AND i.hold_id = q.id) ORDER BY q.created_at, q.id"
        ),
        &[&snapshot.now(), &id],
        from_row,
    )?;
    let mut found = Vec::new();
    for hold in holds {
        let types = super::hold_entry::types(snapshot, &hold)?;
        let kept = types.iter().find(|held| held.ticket_type_id == id);
        if let Some(kept) = kept.filter(|held| held.left > 0) {
            found.push((hold, kept.left));
        }
    }
    Ok(found)
}

/// The concerts that a hold has or had places of.
pub fn concerts(snapshot: &Snapshot<'_>, id: HoldId) -> Result<Vec<(ConcertId, Slug)>> {
    snapshot.all(
        "SELECT DISTINCT c.id, c.slug FROM hold_entries AS e JOIN ticket_types AS t ON t.id = e.ticket_type_id
         JOIN concerts AS c ON c.id = t.concert_id WHERE e.hold_id = $1 ORDER BY c.slug",
        &[&id],
        |row| Ok((row.get("id")?, row.get("slug")?)),
    )
}

/// Makes an open hold, which has nothing yet.
pub fn insert(
    tx: &Transaction<'_>,
    new: &NewHold,
    slug: &Slug,
    expires_at: Option<Instant>,
) -> Result<HoldId> {
    let id = HoldId(tx.next_id("SELECT id FROM next_holds")?);
    tx.run(
        "INSERT INTO holds (id, slug, reason, status, operator_id, expires_at, created_at, changed_at)
         VALUES ($1, $2, $3, 'open', $4, $5, $6, $6)",
        &[
            &id,
            slug,
            &new.reason,
            &tx.operator()?,
            &expires_at,
            &tx.now(),
        ],
    )?;
    tx.touch("holds", id.0);
    Ok(id)
}

/// Writes all of an open hold that may change.
pub fn update(tx: &Transaction<'_>, hold: &Hold) -> Result<()> {
    tx.run(
        "UPDATE holds SET reason = $2, expires_at = $3, changed_at = $4 WHERE id = $1",
        &[&hold.id, &hold.reason, &hold.expires_at, &tx.now()],
    )?;
    tx.touch("holds", hold.id.0);
    Ok(())
}

/// An open hold gives back what is left of it.
pub fn release(tx: &Transaction<'_>, id: HoldId) -> Result<()> {
    end(
        tx,
        id,
        "UPDATE holds SET status = 'released', changed_at = $2, released_at = $2 WHERE id = $1",
    )
}

/// An overdue hold gives back what is left of it.
pub fn expire(tx: &Transaction<'_>, id: HoldId) -> Result<()> {
    end(
        tx,
        id,
        "UPDATE holds SET status = 'expired', changed_at = $2, expired_at = $2 WHERE id = $1",
    )
}

fn end(tx: &Transaction<'_>, id: HoldId, sql: &'static str) -> Result<()> {
    tx.run(sql, &[&id, &tx.now()])?;
    tx.touch("holds", id.0);
    Ok(())
}

/// Holds that are overdue now, of one concert or of all: open and past their time.
pub fn overdue(snapshot: &Snapshot<'_>, concert: Option<ConcertId>) -> Result<Vec<HoldId>> {
    let mut found: Vec<HoldId> = snapshot.all(
        "SELECT h.id FROM holds AS h WHERE h.status = 'open' AND h.expires_at <= $1
           AND ($2 IS NULL OR EXISTS (SELECT 1 FROM hold_entries AS e JOIN ticket_types AS t ON t.id = e.ticket_type_id
               WHERE e.hold_id = h.id AND t.concert_id = $2))",
        &[&snapshot.now(), &concert],
        |row| row.get("id"),
    )?;
    found.sort_unstable_by_key(|id| id.0);
    Ok(found)
}
