//! Orders of one concert: those that have something of it, or money to be paid back.

use crate::db::Snapshot;
use crate::domain::{ConcertId, OrderCode, OrderId, Result, ToCall, user_reference};

/// The orders with lines of a concert that are not settled, as they were made: paid with tickets of it, pending and not
/// overdue with places of it, or over and holding open money. With `every` all orders that ever had lines of it.
pub fn unsettled(
    snapshot: &Snapshot<'_>,
    concert: ConcertId,
    every: bool,
) -> Result<Vec<(OrderId, OrderCode)>> {
    snapshot.all(
        "SELECT o.id, o.code FROM (
             SELECT d.order_id, CAST(sum(CASE WHEN d.kind IN ('ticket', 'return') THEN d.quantity ELSE 0 END) AS BIGINT) AS places
             FROM ticket_types AS t JOIN order_details AS d ON d.ticket_type_id = t.id
             WHERE t.concert_id = $2 GROUP BY d.order_id) AS l
         JOIN orders AS o ON o.id = l.order_id JOIN payments AS p ON p.order_id = o.id
         WHERE $3 = 1 OR l.places > 0 AND o.status = 'paid'
            OR l.places > 0 AND o.status = 'pending' AND (o.expires_at IS NULL OR o.expires_at > $1 OR p.received > 0)
            OR o.status IN ('cancelled', 'expired') AND p.held > p.worth
         ORDER BY o.id",
        &[&snapshot.now(), &concert, &every],
        |row| Ok((row.get("id")?, row.get("code")?)),
    )
}

/// Who has tickets or unpaid places of a concert, as they ordered.
pub fn to_call(snapshot: &Snapshot<'_>, concert: ConcertId) -> Result<Vec<ToCall>> {
    snapshot.all(
        "SELECT o.code, o.status, o.user_id, u.name, u.email, u.phone, l.places FROM (
             SELECT d.order_id, CAST(sum(d.quantity) AS BIGINT) AS places
             FROM ticket_types AS t JOIN order_details AS d ON d.ticket_type_id = t.id
             WHERE t.concert_id = $2 AND d.kind IN ('ticket', 'return') GROUP BY d.order_id) AS l
         JOIN orders AS o ON o.id = l.order_id JOIN users AS u ON u.id = o.user_id
         JOIN payments AS p ON p.order_id = o.id
         WHERE l.places > 0 AND (o.status = 'paid'
            OR o.status = 'pending' AND (o.expires_at IS NULL OR o.expires_at > $1 OR p.received > 0))
         ORDER BY o.id",
        &[&snapshot.now(), &concert],
        |row| {
            let (email, phone): (Option<_>, Option<_>) = (row.get("email")?, row.get("phone")?);
            Ok(ToCall {
                code: row.get("code")?,
                status: row.get("status")?,
                user: user_reference(row.get("user_id")?, row.get("email")?, row.get("phone")?),
                name: row.get("name")?,
                email,
                phone,
                places: row.get("places")?,
            })
        },
    )
}
