//! Tiers at the desk.

use super::naming::{free_slug, missing, taken};
use super::ticket_type::must_be_a_price;
use crate::db::{Snapshot, Transaction};
use crate::domain::{
    Code, Error, Instant, NewTier, Result, Slug, TicketTypeId, Tier, TierId, TierPatch, TierRef,
};
use crate::repository::tier;

/// The tier that a reference names.
pub fn get(snapshot: &Snapshot<'_>, reference: &TierRef) -> Result<Tier> {
    match reference {
        TierRef::Id(id) => tier::find(snapshot, *id)?
            .ok_or_else(|| Error::new(Code::NotFound, format!("no tier has the id {id}"))),
        TierRef::Of(ticket_type, slug) => {
            let of = super::ticket_type::id(snapshot, ticket_type)?;
            let tiers = tier::list(snapshot, of)?;
            let slugs: Vec<_> = tiers.iter().map(|tier| tier.slug.to_string()).collect();
            let found = tiers.into_iter().find(|tier| tier.slug == *slug);
            found.ok_or_else(|| {
                let error = missing("tier", slug.as_str(), &slugs);
                if slugs.is_empty() {
                    let message = format!("`{ticket_type}` has no tiers");
                    return Error::new(Code::NotFound, message);
                }
                error
            })
        }
    }
}

/// The tiers of a ticket type, by their beginning.
pub fn list(snapshot: &Snapshot<'_>, of: TicketTypeId) -> Result<Vec<Tier>> {
    tier::list(snapshot, of)
}

/// Every tier, those of a ticket type together and by their beginning.
pub fn all(snapshot: &Snapshot<'_>) -> Result<Vec<Tier>> {
    tier::all(snapshot)
}

/// Makes a tier. Orders already made keep the price of their time.
pub fn create(tx: &Transaction<'_>, new: &NewTier) -> Result<TierId> {
    must_be_a_price(new.price)?;
    let known = tier::list(tx, new.ticket_type_id)?;
    must_begin_alone(&known, None, new.starts_at)?;
    let slug = free_slug(new.slug.as_ref(), new.name.as_str(), "tier", &[], |slug| {
        Ok(has(&known, slug))
    })?;
    tier::insert(tx, new, &slug)
}

/// Changes a tier.
pub fn update(tx: &Transaction<'_>, id: TierId, patch: &TierPatch) -> Result<TierId> {
    let mut changed = get(tx, &TierRef::Id(id))?;
    let known = tier::list(tx, changed.ticket_type_id)?;
    if let Some(slug) = patch.slug.as_ref().filter(|slug| **slug != changed.slug) {
        if has(&known, slug) {
            return Err(taken("tier", slug));
        }
        changed.slug = slug.clone();
    }
    changed.name = patch.name.clone().unwrap_or(changed.name);
    changed.price = patch.price.unwrap_or(changed.price);
    changed.starts_at = patch.starts_at.unwrap_or(changed.starts_at);
    must_be_a_price(changed.price)?;
    must_begin_alone(&known, Some(id), changed.starts_at)?;
    tier::update(tx, &changed)?;
    Ok(id)
}

/// Deletes a tier: the one before it stays in force, or the price of the ticket type itself.
pub fn delete(tx: &Transaction<'_>, id: TierId) -> Result<TierId> {
    tier::delete(tx, id)?;
    Ok(id)
}

fn has(known: &[Tier], slug: &Slug) -> bool {
    known.iter().any(|tier| tier.slug == *slug)
}

fn must_begin_alone(known: &[Tier], but: Option<TierId>, starts_at: Instant) -> Result<()> {
    let same = |tier: &&Tier| tier.starts_at == starts_at && Some(tier.id) != but;
    match known.iter().find(same) {
        None => Ok(()),
        Some(other) => {
            let message = format!(
                "tier `{}` begins at {} already",
                other.slug,
                other.zone.show(starts_at)
            );
            Err(Error::new(Code::Taken, message)
                .hint(format!("boxoffice tier show {}", other.reference())))
        }
    }
}
