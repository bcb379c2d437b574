//! Where places are now.

use crate::db::{Row, Snapshot};
use crate::domain::{ConcertId, Result, TypeManifest};
use crate::repository::overdue::{overdue, returning};

/// What claims places of a concert besides tickets that were sold, and how many are taken. What is overdue claims nothing.
#[derive(Debug, Clone, Copy)]
pub struct Claimed {
    /// In pending orders, of lines that were never sold.
    pub unpaid: i64,
    /// In open holds, with what overdue orders give back to them.
    pub held: i64,
    /// Sold once, of orders that ended without giving them back.
    pub ended: i64,
    /// What the concert counts and nobody else may have.
    pub taken: i64,
}

/// What claims places of a concert besides tickets that were sold.
pub fn claimed(snapshot: &Snapshot<'_>, concert: ConcertId) -> Result<Claimed> {
    snapshot.one(
        concat!(
            "SELECT k.taken - ",
            overdue!("s.concert_id = k.id"),
            " AS taken,
             (SELECT CAST(coalesce(sum(d.quantity), 0) AS BIGINT)
                 FROM orders AS o CROSS JOIN payments AS p CROSS JOIN order_details AS d CROSS JOIN ticket_types AS t
                 WHERE o.status = 'pending' AND p.order_id = o.id
                   AND (o.expires_at IS NULL OR o.expires_at > $1 OR p.received > 0)
                   AND d.order_id = o.id AND d.sold_at IS NULL AND d.kind IN ('ticket', 'return')
                   AND t.id = d.ticket_type_id AND t.concert_id = k.id) AS unpaid,
             (SELECT CAST(coalesce(sum(e.quantity), 0) AS BIGINT)
                 FROM holds AS h CROSS JOIN hold_entries AS e CROSS JOIN ticket_types AS t
                 WHERE h.status = 'open' AND (h.expires_at IS NULL OR h.expires_at > $1)
                   AND e.hold_id = h.id AND t.id = e.ticket_type_id AND t.concert_id = k.id) + ",
            returning!("s.concert_id = k.id"),
            " AS held,
             (SELECT CAST(coalesce(sum(d.quantity), 0) AS BIGINT)
                 FROM payments AS p CROSS JOIN order_details AS d CROSS JOIN ticket_types AS t
                 WHERE p.live = 0 AND p.amount <> 0 AND d.order_id = p.order_id AND d.sold_at IS NOT NULL
                   AND d.kind IN ('ticket', 'return') AND t.id = d.ticket_type_id AND t.concert_id = k.id)
             + (SELECT CAST(coalesce(sum(d.quantity), 0) AS BIGINT)
                 FROM orders AS o CROSS JOIN payments AS p CROSS JOIN order_details AS d CROSS JOIN ticket_types AS t
                 WHERE o.status = 'pending' AND o.expires_at <= $1 AND p.order_id = o.id AND p.received = 0
                   AND d.order_id = o.id AND d.sold_at IS NOT NULL AND d.kind IN ('ticket', 'return')
                   AND t.id = d.ticket_type_id AND t.concert_id = k.id) AS ended
             FROM concerts AS k WHERE k.id = $2"
        ),
        &[&snapshot.now(), &concert],
        |row| {
            Ok(Claimed {
                taken: row.get("taken")?,
                unpaid: row.get("unpaid")?,
                held: row.get("held")?,
                ended: row.get("ended")?,
            })
        },
    )
}

/// Whether a line, or the line that it gives back, is of tickets that were given for nothing.
macro_rules! comp {
    () => {
        "(d.kind = 'ticket' AND d.approver_id IS NOT NULL AND d.unit_price = 0
             OR b.id IS NOT NULL AND b.approver_id IS NOT NULL AND b.unit_price = 0)"
    };
}

fn from_row(row: &Row<'_>) -> Result<TypeManifest> {
    Ok(TypeManifest {
        id: row.get("id")?,
        ticket_type: row.get("ticket_type")?,
        name: row.get("name")?,
        pool: row.get("pool")?,
        quota: row.get("quota")?,
        sold: row.get("sold")?,
        comp: row.get("comp")?,
        pending: row.get("pending")?,
        held: row.get("held")?,
        allotted: row.get("allotted")?,
    })
}

/// Where every place of a concert is, by type. What is overdue counts as unsold; what was approved of for nothing is a
/// comp, and what comes back of it is one less.
pub fn manifest(snapshot: &Snapshot<'_>, concert: ConcertId) -> Result<Vec<TypeManifest>> {
    snapshot.all(
        concat!(
            "SELECT t.id, t.slug AS ticket_type, t.name, (SELECT l.slug FROM pools AS l WHERE l.id = t.pool_id) AS pool, t.quota,
             CAST(coalesce(sum(CASE WHEN o.status = 'paid' AND NOT ", comp!(), " THEN d.quantity END), 0) AS BIGINT) AS sold,
             CAST(coalesce(sum(CASE WHEN o.status = 'paid' AND ", comp!(), " THEN d.quantity END), 0) AS BIGINT) AS comp,
             CAST(coalesce(sum(CASE WHEN o.status = 'pending'
                 AND (o.expires_at IS NULL OR o.expires_at > $1 OR p.received > 0) THEN d.quantity END), 0) AS BIGINT) AS pending,
             (SELECT CAST(coalesce(sum(e.quantity), 0) AS BIGINT) FROM place_entries AS e JOIN holds AS h ON h.id = e.claim_id
                 WHERE e.ticket_type_id = t.id AND e.claim = 'hold'
                   AND (h.status <> 'open' OR h.expires_at IS NULL OR h.expires_at > $1)) + ",
            returning!("s.id = t.id"),
            " AS held,
             (SELECT CAST(coalesce(sum(e.quantity), 0) AS BIGINT) FROM place_entries AS e
                 WHERE e.ticket_type_id = t.id AND e.claim = 'allotment') AS allotted
         FROM ticket_types AS t
         LEFT JOIN order_details AS d ON d.ticket_type_id = t.id AND d.kind IN ('ticket', 'return')
         LEFT JOIN order_details AS b ON b.id = d.refers_to_id
         LEFT JOIN orders AS o ON o.id = d.order_id LEFT JOIN payments AS p ON p.order_id = o.id
         WHERE t.concert_id = $2 GROUP BY t.id, t.slug, t.name, t.quota ORDER BY t.id"
        ),
        &[&snapshot.now(), &concert],
        from_row,
    )
}
