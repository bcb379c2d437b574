//! Fees at the desk.

use super::discount::must_be_a_sum;
use super::naming::{free_slug, missing};
use crate::db::{Snapshot, Transaction};
use crate::domain::{Fee, FeeId, FeePatch, FeeRef, NewFee, Result, must_begin_before_end};
use crate::repository::fee;

/// The fee that a reference names.
pub fn get(snapshot: &Snapshot<'_>, reference: &FeeRef) -> Result<Fee> {
    let found = match reference {
        FeeRef::Id(id) => fee::find(snapshot, *id)?,
        FeeRef::Slug(slug) => fee::find_by_slug(snapshot, slug)?,
    };
    match found {
        Some(fee) => Ok(fee),
        None => Err(missing(
            "fee",
            &reference.to_string(),
            &fee::slugs(snapshot)?,
        )),
    }
}

/// Fees in the order they were made; without `ended` those that are over are left out.
pub fn list(snapshot: &Snapshot<'_>, ended: bool) -> Result<Vec<Fee>> {
    fee::list(snapshot, ended)
}

/// Makes a fee: every sale in its scope bears it from its beginning on.
pub fn create(tx: &Transaction<'_>, new: &NewFee) -> Result<FeeId> {
    must_be_a_sum(new.size)?;
    must_begin_before_end(new.starts_at, new.ends_at)?;
    let slug = free_slug(new.slug.as_ref(), new.name.as_str(), "fee", &[], |slug| {
        Ok(fee::find_by_slug(tx, slug)?.is_some())
    })?;
    fee::insert(tx, new, &slug)
}

/// Changes a fee. Orders already made keep theirs.
pub fn update(tx: &Transaction<'_>, id: FeeId, patch: &FeePatch) -> Result<FeeId> {
    let mut changed = get(tx, &FeeRef::Id(id))?;
    changed.name = patch.name.clone().unwrap_or(changed.name);
    patch.starts_at.apply(&mut changed.starts_at);
    patch.ends_at.apply(&mut changed.ends_at);
    must_begin_before_end(changed.starts_at, changed.ends_at)?;
    fee::update(tx, &changed)?;
    Ok(id)
}
