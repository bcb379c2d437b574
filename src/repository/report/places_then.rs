//! Where places were at a moment, from rows that bear their time. `$1` is the moment, `$2` the concert.

use crate::db::{Row, Snapshot};
use crate::domain::{ConcertId, Instant, Name, OrderId, Result, Slug, TicketTypeId};

/// A ticket type with its limit as it was, one that was deleted since among them; what it is called is as today.
#[derive(Debug, Clone)]
pub struct LimitsThen {
    /// The type's id.
    pub id: TicketTypeId,
    /// Its slug.
    pub ticket_type: Slug,
    /// Its name.
    pub name: Name,
    /// The pool it was in.
    pub pool: Option<Slug>,
    /// How many might go out.
    pub quota: i64,
    /// How many places the ledger had for it.
    pub taken: i64,
}

/// What an order had of a ticket type.
#[derive(Debug, Clone, Copy)]
pub struct ClaimThen {
    /// The order.
    pub order: OrderId,
    /// The type.
    pub ticket_type: TicketTypeId,
    /// How many tickets of it were valid.
    pub valid: i64,
    /// How many of these were given for nothing.
    pub comp: i64,
    /// What its lines summed to.
    pub lines: i64,
    /// What the ledger of places had for it.
    pub places: i64,
    /// Whether it was unpaid beyond its deadline.
    pub is_overdue: bool,
}

/// What an open hold kept of a ticket type.
#[derive(Debug, Clone, Copy)]
pub struct HeldThen {
    /// The type.
    pub ticket_type: TicketTypeId,
    /// How many.
    pub quantity: i64,
}

/// The capacity of a concert, and its ticket types with their limits, those among them that are gone since.
pub fn limits_at(
    snapshot: &Snapshot<'_>,
    concert: ConcertId,
    at: Instant,
) -> Result<(Option<i64>, Vec<LimitsThen>)> {
    let capacity = snapshot.one(
        "SELECT CASE WHEN EXISTS (SELECT 1 FROM limit_changes AS c WHERE c.of = 'concert' AND c.of_id = k.id AND c.at > $1)
             THEN (SELECT c.was FROM limit_changes AS c WHERE c.of = 'concert' AND c.of_id = k.id AND c.at > $1
                 ORDER BY c.at, c.id LIMIT 1) ELSE k.capacity END AS capacity
         FROM concerts AS k WHERE k.id = $2",
        &[&at, &concert],
        |row| row.get("capacity"),
    )?;
    let types = snapshot.all(
        "SELECT t.id, t.slug, t.name,
             (SELECT l.slug FROM (SELECT id, slug FROM pools UNION ALL SELECT of_id, slug FROM limits_gone WHERE of = 'pool') AS l
                 WHERE l.id = CASE
                 WHEN EXISTS (SELECT 1 FROM limit_changes AS c WHERE c.of = 'pool_of_type' AND c.of_id = t.id AND c.at > $1)
                 THEN (SELECT c.was FROM limit_changes AS c WHERE c.of = 'pool_of_type' AND c.of_id = t.id AND c.at > $1
                     ORDER BY c.at, c.id LIMIT 1) ELSE t.pool_id END) AS pool,
             coalesce((SELECT c.was FROM limit_changes AS c WHERE c.of = 'ticket_type' AND c.of_id = t.id AND c.at > $1
                 ORDER BY c.at, c.id LIMIT 1), t.quota) AS quota,
             (SELECT CAST(coalesce(sum(e.quantity), 0) AS BIGINT) FROM place_entries AS e
                 WHERE e.ticket_type_id = t.id AND e.at <= $1) AS taken
         FROM (SELECT id, concert_id, slug, name, quota, pool_id, created_at FROM ticket_types
               UNION ALL
               SELECT of_id, concert_id, slug, name, was, pool_id, created_at FROM limits_gone
               WHERE of = 'ticket_type' AND at > $1) AS t
         WHERE t.concert_id = $2 AND t.created_at <= $1 ORDER BY t.id",
        &[&at, &concert],
        |row| {
            Ok(LimitsThen {
                id: row.get("id")?,
                ticket_type: row.get("slug")?,
                name: row.get("name")?,
                pool: row.get("pool")?,
                quota: row.get("quota")?,
                taken: row.get("taken")?,
            })
        },
    )?;
    Ok((capacity, types))
}

/// What orders had of the ticket types of a concert, for those that the ledger of places had any for.
pub fn claims_at(
    snapshot: &Snapshot<'_>,
    concert: ConcertId,
    at: Instant,
) -> Result<Vec<ClaimThen>> {
    snapshot.all(
        "SELECT s.order_id, s.ticket_type_id, s.places,
             (SELECT count(*) FROM tickets AS k WHERE k.ticket_type_id = s.ticket_type_id AND k.order_id = s.order_id
                 AND k.issued_at <= $1 AND (k.voided_at IS NULL OR k.voided_at > $1)) AS valid,
             (SELECT count(*) FROM tickets AS k JOIN order_details AS d ON d.id = k.order_detail_id
                 WHERE k.ticket_type_id = s.ticket_type_id AND k.order_id = s.order_id AND k.issued_at <= $1
                   AND (k.voided_at IS NULL OR k.voided_at > $1) AND d.approver_id IS NOT NULL AND d.unit_price = 0) AS comp,
             (SELECT CAST(coalesce(sum(d.quantity), 0) AS BIGINT) FROM order_details AS d
                 WHERE d.ticket_type_id = s.ticket_type_id AND d.order_id = s.order_id AND d.kind IN ('ticket', 'return')
                   AND d.created_at <= $1) AS lines,
             CASE WHEN EXISTS (SELECT 1 FROM payments AS p JOIN payment_entries AS e ON e.payment_id = p.id
                     WHERE p.order_id = s.order_id AND e.kind <> 'refund' AND e.at <= $1) THEN 0
                 WHEN EXISTS (SELECT 1 FROM deadline_changes AS c WHERE c.order_id = s.order_id AND c.at > $1)
                 THEN coalesce((SELECT c.was FROM deadline_changes AS c WHERE c.order_id = s.order_id AND c.at > $1
                     ORDER BY c.at, c.id LIMIT 1) <= $1, 0)
                 ELSE coalesce((SELECT o.expires_at FROM orders AS o WHERE o.id = s.order_id) <= $1, 0) END AS is_overdue
         FROM (SELECT e.claim_id AS order_id, e.ticket_type_id, CAST(sum(e.quantity) AS BIGINT) AS places
               FROM place_entries AS e JOIN ticket_types AS t ON t.id = e.ticket_type_id
               WHERE t.concert_id = $2 AND e.claim = 'order' AND e.at <= $1
               GROUP BY e.claim_id, e.ticket_type_id HAVING sum(e.quantity) <> 0) AS s",
        &[&at, &concert],
        |row| {
            Ok(ClaimThen {
                order: row.get("order_id")?,
                ticket_type: row.get("ticket_type_id")?,
                valid: row.get("valid")?,
                comp: row.get("comp")?,
                lines: row.get("lines")?,
                places: row.get("places")?,
                is_overdue: row.get("is_overdue")?,
            })
        },
    )
}

/// What holds kept of the ticket types of a concert that stood then.
pub fn held_at(snapshot: &Snapshot<'_>, concert: ConcertId, at: Instant) -> Result<Vec<HeldThen>> {
    snapshot.all(
        "SELECT e.ticket_type_id, CAST(sum(e.quantity) AS BIGINT) AS quantity
         FROM hold_entries AS e JOIN holds AS h ON h.id = e.hold_id JOIN ticket_types AS t ON t.id = e.ticket_type_id
         WHERE t.concert_id = $2 AND e.at <= $1 AND (h.released_at IS NULL OR h.released_at > $1)
           AND (h.expired_at IS NULL OR h.expired_at > $1) AND (h.expires_at IS NULL OR h.expires_at > $1)
         GROUP BY e.ticket_type_id",
        &[&at, &concert],
        held_from_row,
    )
}

/// What an overdue order was about to give back to holds that stood then.
pub fn returning_at(
    snapshot: &Snapshot<'_>,
    order: OrderId,
    ticket_type: TicketTypeId,
    at: Instant,
) -> Result<Vec<HeldThen>> {
    snapshot.all(
        "SELECT e.ticket_type_id, CAST(-sum(e.quantity) AS BIGINT) AS quantity
         FROM order_details AS d JOIN hold_entries AS e ON e.order_detail_id = d.id JOIN holds AS h ON h.id = e.hold_id
         WHERE d.order_id = $2 AND d.ticket_type_id = $3 AND e.at <= $1 AND (h.released_at IS NULL OR h.released_at > $1)
           AND (h.expired_at IS NULL OR h.expired_at > $1) AND (h.expires_at IS NULL OR h.expires_at > $1)
         GROUP BY e.ticket_type_id",
        &[&at, &order, &ticket_type],
        held_from_row,
    )
}

/// Places that holds beyond their time still had in the ledger.
pub fn overdue_holds_at(snapshot: &Snapshot<'_>, concert: ConcertId, at: Instant) -> Result<i64> {
    snapshot.one(
        "SELECT CAST(coalesce(sum(e.quantity), 0) AS BIGINT) AS places
         FROM place_entries AS e JOIN holds AS h ON h.id = e.claim_id JOIN ticket_types AS t ON t.id = e.ticket_type_id
         WHERE t.concert_id = $2 AND e.claim = 'hold' AND e.at <= $1 AND (h.released_at IS NULL OR h.released_at > $1)
           AND (h.expired_at IS NULL OR h.expired_at > $1) AND h.expires_at <= $1",
        &[&at, &concert],
        |row| row.get("places"),
    )
}

fn held_from_row(row: &Row<'_>) -> Result<HeldThen> {
    Ok(HeldThen {
        ticket_type: row.get("ticket_type_id")?,
        quantity: row.get("quantity")?,
    })
}
