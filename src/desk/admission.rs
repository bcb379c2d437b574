//! The door: what comes of a code, and the record of it.

use serde::{Deserialize, Serialize};

use crate::db::{Snapshot, Transaction};
use crate::domain::{
    Concert, ConcertId, ConcertRef, ConcertStatus, Instant, Name, Result, ScanId, ScanResult,
    Ticket, TicketCode, TicketId, TicketStatus,
};
use crate::repository::{scan, ticket};

/// What comes of a code.
#[derive(Debug, Clone)]
pub struct Verdict {
    /// What was read.
    pub code: TicketCode,
    /// The ticket, where the code is known.
    pub ticket: Option<Ticket>,
    /// The concert of the ticket.
    pub concert: Option<Concert>,
    /// Let in or not, and why not.
    pub result: ScanResult,
    /// When and where it let somebody in before.
    pub admitted: Option<(Instant, Option<Name>)>,
}

/// What is remembered of a code that was read.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Scanned {
    /// The record.
    pub scan: ScanId,
    /// The ticket, where the code is known.
    pub ticket: Option<TicketId>,
    /// What came of it.
    pub result: ScanResult,
}

/// What would come of `code` now, at the door of `concert` if one is named. Writes nothing.
pub fn judge(
    snapshot: &Snapshot<'_>,
    code: &TicketCode,
    concert: Option<ConcertId>,
) -> Result<Verdict> {
    let Some(ticket) = ticket::find_by_code(snapshot, code)? else {
        return Ok(Verdict {
            code: code.clone(),
            ticket: None,
            concert: None,
            result: ScanResult::Unknown,
            admitted: None,
        });
    };
    let of = super::concert::get(snapshot, &ConcertRef::Id(ticket.concert_id))?;
    let admitted = scan::admission(snapshot, ticket.id)?;
    let result = if ticket.status == TicketStatus::Void {
        ScanResult::Void
    } else if concert.is_some_and(|concert| concert != of.id) {
        ScanResult::WrongConcert
    } else if of.status == ConcertStatus::Cancelled {
        ScanResult::ConcertCancelled
    } else if admitted.is_some() {
        ScanResult::AlreadyAdmitted
    } else if snapshot.now() < of.admits_from() || of.admits_until() <= snapshot.now() {
        ScanResult::OutsideHours
    } else {
        ScanResult::Admitted
    };
    Ok(Verdict {
        code: code.clone(),
        ticket: Some(ticket),
        concert: Some(of),
        result,
        admitted,
    })
}

/// Lets somebody in, or refuses; either way the scan is recorded.
pub fn admit(
    tx: &Transaction<'_>,
    code: &TicketCode,
    concert: Option<ConcertId>,
    gate: Option<&Name>,
) -> Result<Scanned> {
    let verdict = judge(tx, code, concert)?;
    let ticket = verdict.ticket.map(|ticket| ticket.id);
    let concert = concert.or(verdict.concert.map(|concert| concert.id));
    let scan = scan::insert(
        tx,
        &scan::NewScan {
            ticket,
            concert,
            result: verdict.result,
            gate,
        },
    )?;
    Ok(Scanned {
        scan,
        ticket,
        result: verdict.result,
    })
}

/// What came of a code that was read before.
pub fn recall(snapshot: &Snapshot<'_>, code: &TicketCode, scanned: &Scanned) -> Result<Verdict> {
    let verdict = judge(snapshot, code, None)?;
    Ok(Verdict {
        result: scanned.result,
        ..verdict
    })
}
