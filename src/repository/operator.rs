//! Operators: names at the counter, made on first use.

use crate::db::{Row, Snapshot, Transaction};
use crate::domain::{Name, Operator, OperatorId, Result};

fn from_row(row: &Row<'_>) -> Result<Operator> {
    Ok(Operator {
        id: row.get("id")?,
        name: row.get("name")?,
    })
}

/// The operator of that name.
pub fn find(snapshot: &Snapshot<'_>, name: &Name) -> Result<Option<Operator>> {
    snapshot.opt(
        "SELECT id, name FROM operators WHERE name = $1",
        &[name],
        from_row,
    )
}

/// The operator of that name, made where it is missing.
pub fn insert_if_missing(tx: &Transaction<'_>, name: &Name) -> Result<OperatorId> {
    if let Some(operator) = find(tx, name)? {
        return Ok(operator.id);
    }
    let id = tx.one(
        "INSERT INTO operators (id, name, created_at) VALUES ((SELECT id FROM next_operators), $1, $2) RETURNING id",
        &[name, &tx.now()],
        |row| row.get::<OperatorId>("id"),
    )?;
    tx.touch("operators", id.0);
    Ok(id)
}
