//! Scans in the store.

use crate::db::{Snapshot, Transaction};
use crate::domain::{ConcertId, Instant, Name, Result, ScanId, ScanResult, TicketId};

/// A code read at the door, to be recorded whatever came of it.
pub struct NewScan<'s> {
    /// The ticket, where the code is known.
    pub ticket: Option<TicketId>,
    /// The concert it was read for.
    pub concert: Option<ConcertId>,
    /// What came of it.
    pub result: ScanResult,
    /// Where it was read.
    pub gate: Option<&'s Name>,
}

/// Records a scan.
pub fn insert(tx: &Transaction<'_>, scan: &NewScan<'_>) -> Result<ScanId> {
    let id = tx.one(
        "INSERT INTO scans (id, ticket_id, concert_id, direction, entry, result, gate, operator_id, at, received_at)
         VALUES ((SELECT id FROM next_scans), $1, $2, 'in', 1, $3, $4, $5, $6, $6) RETURNING id",
        &[&scan.ticket, &scan.concert, &scan.result, &scan.gate, &tx.operator()?, &tx.now()],
        |row| row.get::<ScanId>("id"),
    )?;
    tx.touch("scans", id.0);
    Ok(id)
}

/// When and where a ticket let somebody in first.
pub fn admission(
    snapshot: &Snapshot<'_>,
    ticket: TicketId,
) -> Result<Option<(Instant, Option<Name>)>> {
    snapshot.opt(
        "SELECT at, gate FROM scans WHERE ticket_id = $1 AND result = 'admitted' ORDER BY at, id LIMIT 1",
        &[&ticket],
        |row| Ok((row.get("at")?, row.get("gate")?)),
    )
}
