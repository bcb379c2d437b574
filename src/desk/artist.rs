//! Artists at the desk.

use super::naming::{free_slug, in_use, merged, missing, taken};
use crate::db::{Snapshot, Transaction};
use crate::domain::{
    Artist, ArtistFilter, ArtistId, ArtistPatch, ArtistRef, NewArtist, Result, Slug,
};
use crate::repository::artist;

/// The artist that a reference names; the name of a merged one goes on to mean the one it was merged into.
pub fn get(snapshot: &Snapshot<'_>, reference: &ArtistRef) -> Result<Artist> {
    let found = named(snapshot, reference)?;
    match &found.merged_into {
        None => Ok(found),
        Some(into) => named(snapshot, &ArtistRef::Slug(into.clone())),
    }
}

/// The artist that a reference names, which has to stand for itself.
pub fn get_standing(snapshot: &Snapshot<'_>, reference: &ArtistRef) -> Result<Artist> {
    let found = named(snapshot, reference)?;
    match &found.merged_into {
        None => Ok(found),
        Some(into) => Err(merged("artist", &found.slug, into)),
    }
}

/// The artist of exactly that name, merged or not.
pub fn named(snapshot: &Snapshot<'_>, reference: &ArtistRef) -> Result<Artist> {
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
    let mut changed = get_standing(tx, &ArtistRef::Id(id))?;
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
    must_be_unused(tx, &get_standing(tx, &ArtistRef::Id(id))?)?;
    artist::delete(tx, id)?;
    Ok(id)
}

/// Refuses an artist who is in a line-up, or whom others were merged into.
pub fn must_be_unused(snapshot: &Snapshot<'_>, artist: &Artist) -> Result<()> {
    let slug = artist.slug.as_str();
    let concerts = artist::concerts(snapshot, artist.id)?;
    if concerts > 0 {
        let instead = format!("boxoffice concert list --artist {slug} --all");
        return Err(in_use("artist", slug, concerts, "concert", &instead));
    }
    let merged = artist::merged(snapshot, artist.id)?;
    if merged > 0 {
        let instead = "boxoffice artist list --merged";
        return Err(in_use("artist", slug, merged, "merged artist", instead));
    }
    Ok(())
}

fn is_taken(snapshot: &Snapshot<'_>, slug: &Slug) -> Result<bool> {
    Ok(artist::find_by_slug(snapshot, slug)?.is_some())
}
