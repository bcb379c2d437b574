//! The door: what comes of a code, and the record of it.

use serde::{Deserialize, Serialize};

use crate::db::{Snapshot, Transaction};
use crate::domain::{
    Concert, ConcertId, ConcertRef, ConcertStatus, DetailKind, Instant, Name, OrderDetail, Result,
    ScanId, ScanResult, Ticket, TicketCode, TicketId, TicketStatus,
};
use crate::repository::{order_detail, scan, ticket};

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
    /// The ticket that took its place, where it is void.
    pub replaced_by: Option<Ticket>,
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
            replaced_by: None,
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
        replaced_by: successor(snapshot, &ticket)?,
        ticket: Some(ticket),
        concert: Some(of),
        result,
        admitted,
    })
}

/// The ticket that took the place of a void one: it was reissued as that, or exchanged for it.
fn successor(snapshot: &Snapshot<'_>, void: &Ticket) -> Result<Option<Ticket>> {
    if void.status == TicketStatus::Valid {
        return Ok(None);
    }
    let all = ticket::of_order(snapshot, void.order_id)?;
    let details = order_detail::list(snapshot, void.order_id)?;
    let mut last = None;
    while let Some(next) = next_of(last.unwrap_or(void), &all, &details) {
        last = Some(next);
    }
    Ok(last.cloned())
}

/// The next ticket in the place of one. A reissue says which it is for; an exchange issues as many as it voids, in their
/// order, on lines that come after those that give back.
fn next_of<'t>(void: &Ticket, all: &'t [Ticket], details: &[OrderDetail]) -> Option<&'t Ticket> {
    if let Some(reissued) = all
        .iter()
        .find(|ticket| ticket.replaces_id == Some(void.id))
    {
        return Some(reissued);
    }
    let is_return = |line: &OrderDetail| {
        line.kind == DetailKind::Return && line.refers_to_id == Some(void.order_detail_id)
    };
    let at = details.iter().position(is_return)?;
    let is_new = |ticket: &&Ticket| {
        let mut after = details.iter().skip(at);
        Some(ticket.issued_at) == void.voided_at
            && ticket.replaces_id.is_none()
            && after.any(|line| line.id == ticket.order_detail_id)
    };
    let is_before = |ticket: &&Ticket| {
        ticket.voided_at == void.voided_at
            && ticket.number < void.number
            && !all.iter().any(|other| other.replaces_id == Some(ticket.id))
    };
    let place = all.iter().filter(is_before).count();
    all.iter().filter(is_new).nth(place)
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
