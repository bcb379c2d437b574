//! Venues at the desk.

use super::naming::{free_slug, in_use, merged, missing, taken};
use crate::db::{Snapshot, Transaction};
use crate::domain::{
    Code, Error, NewVenue, Result, Slug, Venue, VenueFilter, VenueId, VenuePatch, VenueRef,
};
use crate::repository::{office, venue};

/// The venue that a reference names; the name of a merged one goes on to mean the one it was merged into.
pub fn get(snapshot: &Snapshot<'_>, reference: &VenueRef) -> Result<Venue> {
    let found = named(snapshot, reference)?;
    match &found.merged_into {
        None => Ok(found),
        Some(into) => named(snapshot, &VenueRef::Slug(into.clone())),
    }
}

/// The venue that a reference names, which has to stand for itself.
pub fn get_standing(snapshot: &Snapshot<'_>, reference: &VenueRef) -> Result<Venue> {
    let found = named(snapshot, reference)?;
    match &found.merged_into {
        None => Ok(found),
        Some(into) => Err(merged("venue", &found.slug, into)),
    }
}

/// The venue of exactly that name, merged or not.
pub fn named(snapshot: &Snapshot<'_>, reference: &VenueRef) -> Result<Venue> {
    let found = match reference {
        VenueRef::Id(id) => venue::find(snapshot, *id)?,
        VenueRef::Slug(slug) => venue::find_by_slug(snapshot, slug)?,
    };
    match found {
        Some(venue) => Ok(venue),
        None => Err(missing(
            "venue",
            &reference.to_string(),
            &venue::slugs(snapshot)?,
        )),
    }
}

/// The venues that fit, and how many there are without the limit.
pub fn list(snapshot: &Snapshot<'_>, filter: &VenueFilter) -> Result<(Vec<Venue>, i64)> {
    Ok((
        venue::list(snapshot, filter)?,
        venue::count(snapshot, filter)?,
    ))
}

/// Makes a venue, with the office's zone where none is given.
pub fn create(tx: &Transaction<'_>, new: &NewVenue) -> Result<VenueId> {
    if let Some(twin) = venue::find_by_name(tx, &new.name, &new.location)? {
        let slug = twin.merged_into.unwrap_or(twin.slug);
        let message = format!("`{slug}` is that venue at that place already");
        return Err(Error::new(Code::Taken, message).hint(format!("boxoffice venue show {slug}")));
    }
    let slug = free_slug(
        new.slug.as_ref(),
        new.name.as_str(),
        "venue",
        &place_of(new),
        |slug| is_taken(tx, slug),
    )?;
    let zone = if let Some(zone) = new.zone {
        zone
    } else {
        let profile = office::find(tx)?;
        profile
            .ok_or_else(|| Error::new(Code::NotAnOffice, "the file is not a box office yet"))?
            .zone
    };
    venue::insert(tx, new, &slug, zone)
}

/// Changes a venue. Concerts already made keep their zone and capacity.
pub fn update(tx: &Transaction<'_>, id: VenueId, patch: &VenuePatch) -> Result<VenueId> {
    let mut changed = get_standing(tx, &VenueRef::Id(id))?;
    if let Some(slug) = patch.slug.as_ref().filter(|slug| **slug != changed.slug) {
        if is_taken(tx, slug)? {
            return Err(taken("venue", slug));
        }
        changed.slug = slug.clone();
    }
    changed.name = patch.name.clone().unwrap_or(changed.name);
    changed.location = patch.location.clone().unwrap_or(changed.location);
    changed.zone = patch.zone.unwrap_or(changed.zone);
    patch.capacity.apply(&mut changed.capacity);
    venue::update(tx, &changed)?;
    Ok(id)
}

/// Deletes a venue that no concert was ever made at.
pub fn delete(tx: &Transaction<'_>, id: VenueId) -> Result<VenueId> {
    let gone = get_standing(tx, &VenueRef::Id(id))?;
    must_be_unused(tx, &gone)?;
    venue::delete(tx, id)?;
    Ok(id)
}

/// Refuses a venue that has concerts, or that others were merged into.
pub fn must_be_unused(snapshot: &Snapshot<'_>, venue: &Venue) -> Result<()> {
    let slug = venue.slug.as_str();
    let concerts = venue::concerts(snapshot, venue.id)?;
    if concerts > 0 {
        let instead = format!("boxoffice concert list --venue {slug} --all");
        return Err(in_use("venue", slug, concerts, "concert", &instead));
    }
    let merged = venue::merged(snapshot, venue.id)?;
    if merged > 0 {
        let instead = "boxoffice venue list --merged";
        return Err(in_use("venue", slug, merged, "merged venue", instead));
    }
    Ok(())
}

fn is_taken(snapshot: &Snapshot<'_>, slug: &Slug) -> Result<bool> {
    Ok(venue::find_by_slug(snapshot, slug)?.is_some())
}

/// A second venue of the same name is told apart by its place.
fn place_of(new: &NewVenue) -> Vec<String> {
    Slug::from_name(new.location.as_str())
        .map(|slug| slug.to_string())
        .into_iter()
        .collect()
}
