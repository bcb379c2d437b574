//! Rules that were set aside for an order, in the store: added, never changed.

use crate::db::{Row, Snapshot, Transaction};
use crate::domain::{Note, OperatorId, OrderId, Override, OverrideId, OverrideKind, Result};

fn from_row(row: &Row<'_>) -> Result<Override> {
    Ok(Override {
        kind: row.get("kind")?,
        reason: row.get("reason")?,
        operator: row.get("operator")?,
        approver: row.get("approver")?,
        at: row.get("at")?,
    })
}

/// The rules that were set aside for an order, in the order that was done.
pub fn list(snapshot: &Snapshot<'_>, order: OrderId) -> Result<Vec<Override>> {
    snapshot.all(
        "SELECT v.kind, v.reason, v.at, w.name AS operator, a.name AS approver
         FROM overrides AS v JOIN operators AS w ON w.id = v.operator_id LEFT JOIN operators AS a ON a.id = v.approver_id
         WHERE v.order_id = $1 ORDER BY v.id",
        &[&order],
        from_row,
    )
}

/// Notes that a rule was set aside for an order.
pub fn insert(
    tx: &Transaction<'_>,
    order: OrderId,
    kind: OverrideKind,
    reason: &Note,
    approver: Option<OperatorId>,
) -> Result<OverrideId> {
    let id = OverrideId(tx.next_id("SELECT id FROM next_overrides")?);
    tx.run(
        "INSERT INTO overrides (id, order_id, kind, reason, operator_id, approver_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        &[&id, &order, &kind, reason, &tx.operator()?, &approver, &tx.now()],
    )?;
    tx.touch("overrides", id.0);
    Ok(id)
}
