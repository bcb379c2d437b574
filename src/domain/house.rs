//! The office itself, and who works in it.

use serde::Serialize;

use super::{Amount, Currency, Instant, Money, Name, OperatorId, Site, Zone};

/// What a box office file says about itself.
#[derive(Debug, Clone)]
pub struct Profile {
    /// The house's name, as on a ticket.
    pub name: Name,
    /// The one currency of the file.
    pub currency: Currency,
    /// The zone of venues that name none.
    pub zone: Zone,
    /// Whether the file is for practice, where the clock can be set.
    pub practice: bool,
    /// The site whose file this is; 0 is the main office.
    pub site: Site,
    /// What all files of one house share.
    pub house_id: String,
    /// What changes when an old copy is put back.
    pub lineage_id: String,
    /// When the office was made.
    pub created_at: Instant,
}

impl Profile {
    /// An amount in the currency of the office.
    #[must_use]
    pub const fn money(&self, amount: Amount) -> Money {
        Money {
            amount,
            currency: self.currency,
        }
    }
}

/// Somebody who stands at the counter.
#[derive(Debug, Clone)]
pub struct Operator {
    /// The operator's id.
    pub id: OperatorId,
    /// The name given with `--as`.
    pub name: Name,
}

/// What changes about an office. Everything else about it never does.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ProfilePatch {
    /// The house's name.
    pub name: Option<Name>,
    /// The zone of venues that name none.
    pub zone: Option<Zone>,
}

/// How much an office holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holdings {
    /// Venues.
    pub venues: i64,
    /// Artists.
    pub artists: i64,
    /// Concerts.
    pub concerts: i64,
    /// Ticket types.
    pub ticket_types: i64,
    /// Pools.
    pub pools: i64,
    /// Holds, those that are over too.
    pub holds: i64,
    /// Users, the walk-in customer among them.
    pub users: i64,
    /// Orders of any state.
    pub orders: i64,
    /// Tickets, void ones too.
    pub tickets: i64,
    /// Codes read at the door.
    pub scans: i64,
}
