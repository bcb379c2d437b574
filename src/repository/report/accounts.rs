//! Accounts that do not hold what their orders are worth, found among all others by indexes of their own.
//!
//! What is overdue is worth nothing already, before anybody sweeps it.

use crate::db::{Row, Snapshot};
use crate::domain::{Amount, OpenItem, Result, user_reference};

fn from_row(row: &Row<'_>) -> Result<OpenItem> {
    Ok(OpenItem {
        code: row.get("code")?,
        status: row.get("status")?,
        user: user_reference(row.get("user_id")?, row.get("email")?, row.get("phone")?),
        user_name: row.get("name")?,
        created_at: row.get("created_at")?,
        worth: row.get("worth")?,
        held: row.get("held")?,
    })
}

/// Orders whose payments hold less or more than they are worth, the oldest first.
pub fn open_items(snapshot: &Snapshot<'_>) -> Result<Vec<OpenItem>> {
    snapshot.all(
        "SELECT o.code, o.status, o.user_id, u.email, u.phone, u.name, o.created_at,
             p.amount * p.live AS worth, p.received - p.refunded AS held
         FROM payments AS p CROSS JOIN orders AS o CROSS JOIN users AS u
         WHERE p.received - p.refunded <> p.amount * p.live AND o.id = p.order_id AND u.id = o.user_id
           AND NOT (o.status = 'pending' AND p.received = 0 AND o.expires_at IS NOT NULL AND o.expires_at <= $1)
         ORDER BY o.created_at, o.id",
        &[&snapshot.now()],
        from_row,
    )
}

/// What the lines of orders sum to that were never paid and are worth something: pending ones, and cancelled ones whose
/// deposit is kept.
pub fn unpaid(snapshot: &Snapshot<'_>) -> Result<Amount> {
    snapshot.one(
        "SELECT (SELECT CAST(coalesce(sum(d.amount), 0) AS BIGINT)
                 FROM orders AS o CROSS JOIN payments AS p CROSS JOIN order_details AS d
                 WHERE o.status = 'pending' AND o.paid_at IS NULL AND p.order_id = o.id AND d.order_id = o.id
                   AND NOT (p.received = 0 AND o.expires_at IS NOT NULL AND o.expires_at <= $1))
             + (SELECT CAST(coalesce(sum(d.amount), 0) AS BIGINT) FROM order_details AS d
                 WHERE d.order_id IN (SELECT k.order_id FROM order_details AS k CROSS JOIN orders AS o CROSS JOIN payments AS p
                     WHERE k.purpose IS NOT NULL AND k.sold_at IS NULL AND o.id = k.order_id AND o.status = 'cancelled'
                       AND o.paid_at IS NULL AND p.order_id = o.id AND p.live = 1)) AS amount",
        &[&snapshot.now()],
        |row| row.get("amount"),
    )
}

/// What lines sum to that were sold once and are of orders that ended without giving them back.
pub fn dead(snapshot: &Snapshot<'_>) -> Result<Amount> {
    snapshot.one(
        "SELECT CAST(coalesce(sum(d.amount), 0) AS BIGINT) AS amount
         FROM payments AS p CROSS JOIN orders AS o CROSS JOIN order_details AS d
         WHERE p.live = 0 AND p.amount <> 0 AND o.id = p.order_id AND o.paid_at IS NOT NULL AND d.order_id = o.id
           AND d.sold_at IS NOT NULL",
        &[],
        |row| row.get("amount"),
    )
}
