//! Where the places of one ticket type are, by name: why so many are left and no more.

use crate::db::Snapshot;
use crate::domain::{
    Code, ConcertRef, Error, Hold, PendingPlaces, Result, TicketType, TypeManifest,
};
use crate::repository::{hold, order, report};

/// Where the places of a ticket type are. Those of `places` add up to its quota.
#[derive(Debug, Clone)]
pub struct Explanation {
    /// The ticket type.
    pub ticket_type: TicketType,
    /// How many people its concert admits, if that is limited.
    pub capacity: Option<i64>,
    /// Where its places are.
    pub places: TypeManifest,
    /// The orders that are still to be paid.
    pub orders: Vec<PendingPlaces>,
    /// The holds that keep places of it, each with how many.
    pub holds: Vec<(Hold, i64)>,
    /// The other types of its pool.
    pub others: Vec<(TicketType, TypeManifest)>,
}

/// Where the places of a ticket type are.
pub fn ticket_type(snapshot: &Snapshot<'_>, found: TicketType) -> Result<Explanation> {
    let concert = super::concert::get(snapshot, &ConcertRef::Id(found.concert_id))?;
    let places = report::manifest(snapshot, concert.id)?;
    let places = places.into_iter().find(|of| of.id == found.id);
    let mut others = match &found.pool {
        Some(pool) => super::pool::whole(snapshot, pool.id)?.types,
        None => Vec::new(),
    };
    others.retain(|(other, _)| other.id != found.id);
    Ok(Explanation {
        others,
        capacity: concert.capacity,
        places: places.ok_or_else(|| Error::new(Code::NotFound, "the ticket type is gone"))?,
        orders: order::pending_of_ticket_type(snapshot, found.id)?,
        holds: hold::of_ticket_type(snapshot, found.id)?,
        ticket_type: found,
    })
}
