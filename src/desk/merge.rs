//! Doubles of a venue or an artist are merged into one, which keeps every concert.
//!
//! The row of a merged one stays: its slug and its name go on to mean the one it was merged into, so that whatever
//! brings them again, a list or a person, finds the right one.

use serde::{Deserialize, Serialize};

use super::naming::merged;
use crate::db::{Snapshot, Transaction};
use crate::domain::{
    Artist, ArtistId, ArtistRef, Code, Error, Result, Slug, Venue, VenueId, VenueRef,
};
use crate::repository::{self, concert_move, journal, line_up};

/// What is to be merged, as it stands now.
#[derive(Debug, Clone)]
pub struct Merging<T> {
    /// Those that are to be merged; those that were merged into the same one before are left out.
    pub from: Vec<T>,
    /// The one that stays.
    pub into: T,
    /// How many concerts they have.
    pub concerts: i64,
}

/// What a merge did.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Merged<I> {
    /// The one that stayed.
    pub into: I,
    /// How many concerts it got, or how many line-ups it stands in now where others stood.
    pub concerts: i64,
    /// In how many line-ups it and another stood both, or two others: the first place stayed.
    pub joined: i64,
}

/// The venues that are to be merged.
pub fn venues(
    snapshot: &Snapshot<'_>,
    from: &[VenueRef],
    into: &VenueRef,
) -> Result<Merging<Venue>> {
    let into = super::venue::get(snapshot, into)?;
    let mut merging = Merging {
        from: Vec::<Venue>::new(),
        into,
        concerts: 0,
    };
    for reference in from {
        let venue = super::venue::named(snapshot, reference)?;
        let is_known = merging.from.iter().any(|known| known.id == venue.id);
        let (slug, before) = (&venue.slug, venue.merged_into.as_ref());
        if is_known || is_done("venue", slug, before, &merging.into.slug)? {
            continue;
        }
        must_show_the_same_time(&venue, &merging.into)?;
        merging.concerts += repository::venue::concerts(snapshot, venue.id)?;
        merging.from.push(venue);
    }
    Ok(merging)
}

/// Merges venues: their concerts go to the one that stays, and keep their starts, zones and capacities.
/// The journal is told of many of them in parts, as of `command`.
pub fn merge_venues(
    tx: &Transaction<'_>,
    merging: &Merging<Venue>,
    command: &str,
) -> Result<Merged<VenueId>> {
    let into = &merging.into;
    let mut concerts = 0;
    for venue in &merging.from {
        if let Some((one, other)) = concert_move::find_double(tx, venue.id, into.id)? {
            let message = format!(
                "`{one}` at `{}` and `{other}` at `{}` have the same name and start",
                venue.slug, into.slug
            );
            return Err(Error::new(Code::Taken, message).hint(format!(
                "boxoffice concert delete {one}, or give one of them another name"
            )));
        }
        concerts +=
            concert_move::move_all(tx, venue.id, into, || journal::append_if_many(tx, command))?;
        repository::venue::merge(tx, venue.id, into.id)?;
        journal::append_if_many(tx, command)?;
    }
    Ok(Merged {
        into: into.id,
        concerts,
        joined: 0,
    })
}

/// The artists that are to be merged.
pub fn artists(
    snapshot: &Snapshot<'_>,
    from: &[ArtistRef],
    into: &ArtistRef,
) -> Result<Merging<Artist>> {
    let into = super::artist::get(snapshot, into)?;
    let mut merging = Merging {
        from: Vec::<Artist>::new(),
        into,
        concerts: 0,
    };
    for reference in from {
        let artist = super::artist::named(snapshot, reference)?;
        let is_known = merging.from.iter().any(|known| known.id == artist.id);
        let (slug, before) = (&artist.slug, artist.merged_into.as_ref());
        if is_known || is_done("artist", slug, before, &merging.into.slug)? {
            continue;
        }
        merging.concerts += repository::artist::concerts(snapshot, artist.id)?;
        merging.from.push(artist);
    }
    Ok(merging)
}

/// Merges artists: the one that stays takes their places in line-ups. Where two of them stand, the first place stays.
/// The journal is told of many line-ups in parts, as of `command`.
pub fn merge_artists(
    tx: &Transaction<'_>,
    merging: &Merging<Artist>,
    command: &str,
) -> Result<Merged<ArtistId>> {
    let into = merging.into.id;
    let (mut concerts, mut joined) = (0, 0);
    for artist in &merging.from {
        for concert in line_up::concerts(tx, artist.id)? {
            let before = line_up::ids(tx, concert)?;
            let mut after: Vec<ArtistId> = Vec::with_capacity(before.len());
            for id in &before {
                let id = if *id == artist.id { into } else { *id };
                if !after.contains(&id) {
                    after.push(id);
                }
            }
            line_up::set(tx, concert, &after)?;
            concerts += 1;
            joined += i64::from(after.len() < before.len());
            journal::append_if_many(tx, command)?;
        }
        repository::artist::merge(tx, artist.id, into)?;
        journal::append_if_many(tx, command)?;
    }
    Ok(Merged {
        into,
        concerts,
        joined,
    })
}

/// Whether one was merged into the one that stays before. One that was merged into another is refused.
fn is_done(noun: &str, slug: &Slug, before: Option<&Slug>, into: &Slug) -> Result<bool> {
    match before {
        Some(before) if before == into => Ok(true),
        Some(before) => Err(merged(noun, slug, before)),
        None if slug == into => {
            let message = format!("the {noun} `{slug}` cannot be merged into itself");
            Err(Error::new(Code::Usage, message))
        }
        None => Ok(false),
    }
}

/// Refuses a venue whose clocks show another zone: one of the two is wrong, and only a person knows which.
fn must_show_the_same_time(venue: &Venue, into: &Venue) -> Result<()> {
    if venue.zone == into.zone {
        return Ok(());
    }
    let message = format!(
        "the clocks of `{}` show {}, those of `{}` {}",
        venue.slug, venue.zone, into.slug, into.zone
    );
    Err(Error::new(Code::WrongState, message).hint(format!(
        "boxoffice venue update {} --timezone {}   (its concerts keep their own zone)",
        venue.slug, into.zone
    )))
}
