//! Sums over orders and places, exact and from rows.

use super::overdue::returning;
use crate::db::{Row, Snapshot};
use crate::domain::{ConcertId, Instant, MethodMoney, Result, TypeManifest, TypeSales};

fn sales_from_row(row: &Row<'_>) -> Result<TypeSales> {
    Ok(TypeSales {
        concert: row.get("concert")?,
        ticket_type: row.get("ticket_type")?,
        sold: row.get("sold")?,
        returned: row.get("returned")?,
        amount: row.get("amount")?,
    })
}

fn manifest_from_row(row: &Row<'_>) -> Result<TypeManifest> {
    Ok(TypeManifest {
        id: row.get("id")?,
        ticket_type: row.get("ticket_type")?,
        name: row.get("name")?,
        quota: row.get("quota")?,
        sold: row.get("sold")?,
        comp: row.get("comp")?,
        pending: row.get("pending")?,
        held: row.get("held")?,
        allotted: row.get("allotted")?,
    })
}

/// Sales by concert and type: lines of orders that were paid, dated when the line was paid, so that a day once reported
/// stays as it was.
pub fn sales(
    snapshot: &Snapshot<'_>,
    concert: Option<ConcertId>,
    from: Option<Instant>,
    before: Option<Instant>,
) -> Result<Vec<TypeSales>> {
    snapshot.all(
        "SELECT c.slug AS concert, t.slug AS ticket_type,
             CAST(sum(CASE WHEN d.kind = 'ticket' THEN d.quantity ELSE 0 END) AS BIGINT) AS sold,
             CAST(sum(CASE WHEN d.kind = 'return' THEN -d.quantity ELSE 0 END) AS BIGINT) AS returned,
             CAST(sum(d.amount) AS BIGINT) AS amount
         FROM order_details AS d JOIN orders AS o ON o.id = d.order_id
         JOIN ticket_types AS t ON t.id = d.ticket_type_id JOIN concerts AS c ON c.id = t.concert_id
         WHERE o.paid_at IS NOT NULL AND ($1 IS NULL OR c.id = $1)
           AND ($2 IS NULL OR CASE WHEN d.created_at < o.paid_at THEN o.paid_at ELSE d.created_at END >= $2)
           AND ($3 IS NULL OR CASE WHEN d.created_at < o.paid_at THEN o.paid_at ELSE d.created_at END < $3)
         GROUP BY c.id, c.slug, c.starts_at, t.id, t.slug ORDER BY c.starts_at, c.id, t.id",
        &[&concert, &from, &before],
        sales_from_row,
    )
}

/// Money by method: the entries themselves, of all orders or of those with lines of one concert.
pub fn money(
    snapshot: &Snapshot<'_>,
    concert: Option<ConcertId>,
    from: Option<Instant>,
    before: Option<Instant>,
) -> Result<Vec<MethodMoney>> {
    snapshot.all(
        "SELECT e.method, CAST(sum(CASE WHEN e.kind = 'refund' THEN 0 ELSE e.amount END) AS BIGINT) AS received,
             CAST(sum(CASE WHEN e.kind = 'refund' THEN e.amount ELSE 0 END) AS BIGINT) AS refunded
         FROM payment_entries AS e JOIN payments AS p ON p.id = e.payment_id
         WHERE ($1 IS NULL OR EXISTS (SELECT 1 FROM order_details AS d JOIN ticket_types AS t ON t.id = d.ticket_type_id
                 WHERE d.order_id = p.order_id AND t.concert_id = $1))
           AND ($2 IS NULL OR e.at >= $2) AND ($3 IS NULL OR e.at < $3)
         GROUP BY e.method ORDER BY e.method",
        &[&concert, &from, &before],
        |row| Ok(MethodMoney { method: row.get("method")?, received: row.get("received")?, refunded: row.get("refunded")? }),
    )
}

/// Where every place of a concert is, by type. What is overdue counts as unsold.
pub fn manifest(snapshot: &Snapshot<'_>, concert: ConcertId) -> Result<Vec<TypeManifest>> {
    snapshot.all(
        concat!(
            "SELECT t.id, t.slug AS ticket_type, t.name, t.quota,
             CAST(coalesce(sum(CASE WHEN o.status = 'paid' AND d.comp_reason IS NULL THEN d.quantity END), 0) AS BIGINT) AS sold,
             CAST(coalesce(sum(CASE WHEN o.status = 'paid' AND d.comp_reason IS NOT NULL THEN d.quantity END), 0) AS BIGINT) AS comp,
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
         LEFT JOIN orders AS o ON o.id = d.order_id LEFT JOIN payments AS p ON p.order_id = o.id
         WHERE t.concert_id = $2 GROUP BY t.id, t.slug, t.name, t.quota ORDER BY t.id"
        ),
        &[&snapshot.now(), &concert],
        manifest_from_row,
    )
}
