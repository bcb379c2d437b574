//! Where every place of a concert is, and that this is where the ledger of places says.

use super::must_be_over;
use crate::db::Snapshot;
use crate::desk::concert::get;
use crate::domain::{
    Code, Concert, ConcertRef, Error, Instant, Result, TicketTypeId, TypeManifest,
};
use crate::repository::report::{self, HeldThen};

/// Where every place of a concert is.
#[derive(Debug, Clone)]
pub struct ManifestReport {
    /// The concert.
    pub concert: Concert,
    /// Only what had happened by then.
    pub as_of: Option<Instant>,
    /// How many people the concert admits, or admitted then; none where nothing limits it.
    pub limit: Option<i64>,
    /// How many places the ledger has taken.
    pub taken: i64,
    /// By ticket type.
    pub types: Vec<TypeManifest>,
}

/// Where every place of a concert is, or was.
pub fn manifest(
    snapshot: &Snapshot<'_>,
    concert: &ConcertRef,
    as_of: Option<Instant>,
) -> Result<ManifestReport> {
    must_be_over(snapshot, as_of)?;
    let concert = get(snapshot, concert)?;
    if let Some(at) = as_of {
        return manifest_at(snapshot, concert, at);
    }
    Ok(ManifestReport {
        as_of: None,
        limit: concert.capacity,
        taken: concert.taken,
        types: report::manifest(snapshot, concert.id)?,
        concert,
    })
}

fn manifest_at(snapshot: &Snapshot<'_>, concert: Concert, at: Instant) -> Result<ManifestReport> {
    let (limit, types) = report::limits_at(snapshot, concert.id, at)?;
    let taken: i64 = types.iter().map(|of| of.taken).sum();
    let mut free = report::overdue_holds_at(snapshot, concert.id, at)?;
    let mut types: Vec<_> = types
        .into_iter()
        .map(|of| TypeManifest {
            id: of.id,
            ticket_type: of.ticket_type,
            name: of.name,
            pool: of.pool,
            quota: of.quota,
            sold: 0,
            comp: 0,
            pending: 0,
            held: 0,
            allotted: 0,
        })
        .collect();
    let mut held = report::held_at(snapshot, concert.id, at)?;
    for claim in report::claims_at(snapshot, concert.id, at)? {
        let is_overdue = claim.valid == 0 && claim.is_overdue;
        if is_overdue {
            let back = report::returning_at(snapshot, claim.order, claim.ticket_type, at)?;
            free += claim.places - back.iter().map(|of| of.quantity).sum::<i64>();
            held.extend(back);
        } else if let Some(of) = of(&mut types, claim.ticket_type) {
            of.sold += claim.valid - claim.comp;
            of.comp += claim.comp;
            of.pending += if claim.valid == 0 { claim.lines } else { 0 };
        }
    }
    for HeldThen {
        ticket_type,
        quantity,
    } in held
    {
        if let Some(of) = of(&mut types, ticket_type) {
            of.held += quantity;
        }
    }
    Ok(ManifestReport {
        as_of: Some(at),
        limit,
        taken: taken - free,
        types,
        concert,
    })
}

fn of(types: &mut [TypeManifest], id: TicketTypeId) -> Option<&mut TypeManifest> {
    types.iter_mut().find(|of| of.id == id)
}

impl ManifestReport {
    /// What the concert admits: its capacity, or where it has none what its quotas sum to.
    #[must_use]
    pub fn capacity(&self) -> i64 {
        self.limit
            .unwrap_or_else(|| self.types.iter().map(|of| of.quota).sum())
    }

    /// Places nobody has, counted from the ledger of places.
    #[must_use]
    pub fn unsold(&self) -> i64 {
        self.capacity() - self.taken
    }

    /// What the rows of orders, holds and allotments say is taken.
    #[must_use]
    pub fn claimed(&self) -> i64 {
        self.types.iter().map(|of| of.quota - of.unsold()).sum()
    }

    /// Whether the proof holds: sold + comp + pending + held + allotted + unsold = capacity.
    #[must_use]
    pub fn balances(&self) -> bool {
        self.claimed() + self.unsold() == self.capacity()
    }

    /// What is wrong, where the proof fails.
    #[must_use]
    pub fn wrong(&self) -> Option<Error> {
        let message = format!(
            "the manifest of `{}` does not add up: {} are claimed, {} are taken",
            self.concert.slug,
            self.claimed(),
            self.taken
        );
        (!self.balances()).then(|| Error::new(Code::Unbalanced, message).hint("boxoffice db check"))
    }
}
