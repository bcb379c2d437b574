//! Artists at the desk.

use super::naming::{free_slug, in_use, missing, taken};
use crate::db::{Snapshot, Transaction};
use crate::domain::{
    Artist, ArtistFilter, ArtistId, ArtistPatch, ArtistRef, NewArtist, Result, Slug,
};
use crate::repository::artist;

/// The artist that a reference names.
pub fn get(snapshot: &Snapshot<'_>, reference: &ArtistRef) -> Result<Artist> {
    let found = match reference {
        ArtistRef::Id(id) => artist::find(snapshot, *id)?,
        ArtistRef::Slug(slug) => artist::find_by_slug(snapshot, slug)?,
    };
    match found {
        Some(artist) => Ok(artist),
        None => Err(missing(
            "artist",
            &reference.to_string(),
            &artist::slugs(snapshot)?,
        )),
    }
}

/// The artists that fit, and how many there are without the limit.
pub fn list(snapshot: &Snapshot<'_>, filter: &ArtistFilter) -> Result<(Vec<Artist>, i64)> {
    Ok((
        artist::list(snapshot, filter)?,
        artist::count(snapshot, filter)?,
    ))
}

/// Makes an artist.
pub fn create(tx: &Transaction<'_>, new: &NewArtist) -> Result<ArtistId> {
    let slug = free_slug(
        new.slug.as_ref(),
        new.name.as_str(),
        "artist",
        &[],
        |slug| is_taken(tx, slug),
    )?;
    artist::insert(tx, &new.name, &slug)
}

/// Changes an artist.
pub fn update(tx: &Transaction<'_>, id: ArtistId, patch: &ArtistPatch) -> Result<ArtistId> {
    let mut changed = get(tx, &ArtistRef::Id(id))?;
    if let Some(slug) = patch.slug.as_ref().filter(|slug| **slug != changed.slug) {
        if is_taken(tx, slug)? {
            return Err(taken("artist", slug));
        }
        changed.slug = slug.clone();
    }
    changed.name = patch.name.clone().unwrap_or(changed.name);
    artist::update(tx, &changed)?;
    Ok(id)
}

/// Deletes an artist who is in no line-up.
pub fn delete(tx: &Transaction<'_>, id: ArtistId) -> Result<ArtistId> {
    must_be_unused(tx, &get(tx, &ArtistRef::Id(id))?)?;
    artist::delete(tx, id)?;
    Ok(id)
}

/// Refuses an artist who is in a line-up.
pub fn must_be_unused(snapshot: &Snapshot<'_>, artist: &Artist) -> Result<()> {
    match artist::concerts(snapshot, artist.id)? {
        0 => Ok(()),
        concerts => {
            let slug = artist.slug.as_str();
            let instead = format!("boxoffice concert list --artist {slug} --all");
            Err(in_use("artist", slug, concerts, "concert", &instead))
        }
    }
}

fn is_taken(snapshot: &Snapshot<'_>, slug: &Slug) -> Result<bool> {
    Ok(artist::find_by_slug(snapshot, slug)?.is_some())
}
