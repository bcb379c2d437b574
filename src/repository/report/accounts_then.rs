//! Accounts as they were at a moment, from rows that bear their time.

use crate::db::Snapshot;
use crate::domain::{Instant, OpenItem, OrderStatus, Result, user_reference};

/// Calls `visit` with every order that was made by `at`, as it was then: its state and its
/// sums are of that moment, the customer is as today.
///
/// An order was live while the ledger of places had for it what its lines summed to: who cancels or expires gives the
/// places back and keeps the lines, and who gives tickets back has lines that sum to none.
pub fn accounts_at(
    snapshot: &Snapshot<'_>,
    at: Instant,
    mut visit: impl FnMut(OpenItem) -> Result<()>,
) -> Result<()> {
    snapshot.each(
        "SELECT a.code, a.user_id, u.email, u.phone, u.name, a.created_at, a.has_valid,
             CASE WHEN a.tickets = a.places AND NOT (a.received = 0 AND a.has_valid = 0 AND a.tickets > 0
                 AND a.deadline IS NOT NULL AND a.deadline <= $1) THEN a.amount ELSE 0 END AS worth,
             CASE WHEN a.tickets = a.places THEN 1 ELSE 0 END AS live, a.received - a.refunded AS held,
             CASE WHEN a.cancelled_at <= $1 THEN 1 ELSE 0 END AS cancelled
         FROM (SELECT o.id, o.code, o.user_id, o.created_at, o.cancelled_at,
                 (SELECT CAST(coalesce(sum(d.amount), 0) AS BIGINT) FROM order_details AS d
                     WHERE d.order_id = o.id AND d.created_at <= $1) AS amount,
                 (SELECT CAST(coalesce(sum(d.quantity), 0) AS BIGINT) FROM order_details AS d
                     WHERE d.order_id = o.id AND d.kind IN ('ticket', 'return') AND d.created_at <= $1) AS tickets,
                 (SELECT CAST(coalesce(sum(e.quantity), 0) AS BIGINT) FROM place_entries AS e
                     WHERE e.claim = 'order' AND e.claim_id = o.id AND e.at <= $1) AS places,
                 (SELECT CAST(coalesce(sum(e.amount), 0) AS BIGINT) FROM payments AS p JOIN payment_entries AS e
                     ON e.payment_id = p.id WHERE p.order_id = o.id AND e.kind <> 'refund' AND e.at <= $1) AS received,
                 (SELECT CAST(coalesce(sum(e.amount), 0) AS BIGINT) FROM payments AS p JOIN payment_entries AS e
                     ON e.payment_id = p.id WHERE p.order_id = o.id AND e.kind = 'refund' AND e.at <= $1) AS refunded,
                 CASE WHEN EXISTS (SELECT 1 FROM tickets AS k WHERE k.order_id = o.id AND k.issued_at <= $1
                     AND (k.voided_at IS NULL OR k.voided_at > $1)) THEN 1 ELSE 0 END AS has_valid,
                 CASE WHEN EXISTS (SELECT 1 FROM deadline_changes AS c WHERE c.order_id = o.id AND c.at > $1)
                     THEN (SELECT c.was FROM deadline_changes AS c WHERE c.order_id = o.id AND c.at > $1
                         ORDER BY c.at, c.id LIMIT 1) ELSE o.expires_at END AS deadline
             FROM orders AS o WHERE o.created_at <= $1) AS a
         JOIN users AS u ON u.id = a.user_id ORDER BY a.created_at, a.id",
        &[&at],
        |row| {
            let flag = |name| row.get::<bool>(name);
            let status = match (flag("has_valid")?, flag("live")?, flag("cancelled")?) {
                (true, _, _) => OrderStatus::Paid,
                (false, _, true) => OrderStatus::Cancelled,
                (false, true, false) => OrderStatus::Pending,
                (false, false, false) => OrderStatus::Expired,
            };
            let user = user_reference(row.get("user_id")?, row.get("email")?, row.get("phone")?);
            visit(OpenItem {
                code: row.get("code")?,
                status,
                user,
                user_name: row.get("name")?,
                created_at: row.get("created_at")?,
                worth: row.get("worth")?,
                held: row.get("held")?,
            })
        },
    )
}
