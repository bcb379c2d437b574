//! The office itself, and who works in it.

use super::{Currency, Instant, Name, OperatorId, Site, Zone};

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

/// Somebody who stands at the counter.
#[derive(Debug, Clone)]
pub struct Operator {
    /// The operator's id.
    pub id: OperatorId,
    /// The name given with `--as`.
    pub name: Name,
}
