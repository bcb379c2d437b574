//! Sealed settlements in the store: added, never changed.

use crate::db::{Row, Snapshot, Transaction};
use crate::domain::{Code, ConcertId, Error, Instant, Result, Sealed, Settlement, SettlementId};

fn from_row(row: &Row<'_>) -> Result<Settlement> {
    let content: String = row.get("content")?;
    let sealed = serde_json::from_str(&content).map_err(|_| {
        Error::new(Code::Database, "a sealed settlement cannot be read").hint("boxoffice db check")
    })?;
    Ok(Settlement {
        id: row.get("id")?,
        number: row.get("number")?,
        at: row.get("at")?,
        operator: row.get("operator")?,
        sealed,
    })
}

/// The settlement of a concert with this number.
pub fn find(
    snapshot: &Snapshot<'_>,
    concert: ConcertId,
    number: i64,
) -> Result<Option<Settlement>> {
    snapshot.opt(
        "SELECT s.id, s.number, s.at, s.content, w.name AS operator
         FROM settlements AS s JOIN operators AS w ON w.id = s.operator_id WHERE s.concert_id = $1 AND s.number = $2",
        &[&concert, &number],
        from_row,
    )
}

/// The last settlement of a concert that was sealed by then, or of all.
pub fn last(
    snapshot: &Snapshot<'_>,
    concert: ConcertId,
    by: Option<Instant>,
) -> Result<Option<Settlement>> {
    snapshot.opt(
        "SELECT s.id, s.number, s.at, s.content, w.name AS operator
         FROM settlements AS s JOIN operators AS w ON w.id = s.operator_id
         WHERE s.concert_id = $1 AND ($2 IS NULL OR s.at <= $2) ORDER BY s.number DESC LIMIT 1",
        &[&concert, &by],
        from_row,
    )
}

/// Seals the figures of a concert under the number after the last.
pub fn insert(
    tx: &Transaction<'_>,
    concert: ConcertId,
    number: i64,
    sealed: &Sealed,
) -> Result<SettlementId> {
    let content = serde_json::to_string(sealed)
        .map_err(|_| Error::new(Code::Failed, "the settlement cannot be told"))?;
    let id = SettlementId(tx.next_id("SELECT id FROM next_settlements")?);
    tx.run(
        "INSERT INTO settlements (id, concert_id, number, content, operator_id, at) VALUES ($1, $2, $3, $4, $5, $6)",
        &[&id, &concert, &number, &content, &tx.operator()?, &tx.now()],
    )?;
    tx.touch("settlements", id.0);
    Ok(id)
}
