//! The office itself at the desk.

use crate::db::{Snapshot, Transaction};
use crate::domain::{Code, Error, Holdings, Profile, ProfilePatch, Result};
use crate::repository::office;

/// What the file says about itself now.
pub fn get(snapshot: &Snapshot<'_>) -> Result<Profile> {
    office::find(snapshot)?
        .ok_or_else(|| Error::new(Code::NotAnOffice, "the file is not a box office yet"))
}

/// How much the office holds.
pub fn holdings(snapshot: &Snapshot<'_>) -> Result<Holdings> {
    office::holdings(snapshot)
}

/// Changes the name or the zone. Venues and concerts already made keep theirs.
pub fn update(tx: &Transaction<'_>, patch: &ProfilePatch) -> Result<()> {
    let mut changed = get(tx)?;
    changed.name = patch.name.clone().unwrap_or(changed.name);
    changed.zone = patch.zone.unwrap_or(changed.zone);
    office::update(tx, &changed)
}
