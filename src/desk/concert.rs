//! Concerts at the desk.

use super::export::by_owner;
use std::collections::HashSet;

use super::naming::{free_slug, in_use, missing, taken};
use crate::db::{Snapshot, Transaction};
use crate::domain::{
    ArtistId, ArtistRef, Code, Concert, ConcertFilter, ConcertId, ConcertPatch, ConcertRef,
    ConcertStatus, Error, Instant, LineUpArtist, LineUpChange, NewConcert, Result, Venue, VenueRef,
    count,
};
use crate::repository::{
    concert, concert_key, discount, fee, hold_entry, line_up, sold, ticket_type,
};

/// A concert with its line-up.
#[derive(Debug, Clone)]
pub struct Billed {
    /// The concert.
    pub concert: Concert,
    /// Who plays, in billing order.
    pub line_up: Vec<LineUpArtist>,
}

/// The concert that a reference names.
pub fn get(snapshot: &Snapshot<'_>, reference: &ConcertRef) -> Result<Concert> {
    let found = match reference {
        ConcertRef::Id(id) => concert::find(snapshot, *id)?,
        ConcertRef::Slug(slug) => concert::find_by_slug(snapshot, slug)?,
    };
    match found {
        Some(concert) => Ok(concert),
        None => Err(missing(
            "concert",
            &reference.to_string(),
            &concert::slugs(snapshot)?,
        )),
    }
}

/// The same, with its line-up.
pub fn billed(snapshot: &Snapshot<'_>, reference: &ConcertRef) -> Result<Billed> {
    let concert = get(snapshot, reference)?;
    Ok(Billed {
        line_up: line_up::list(snapshot, concert.id)?,
        concert,
    })
}

/// The concerts that fit with their line-ups, and how many there are without the limit.
pub fn list(snapshot: &Snapshot<'_>, filter: &ConcertFilter) -> Result<(Vec<Billed>, i64)> {
    let found = concert::list(snapshot, filter)?;
    let total = concert::count(snapshot, filter)?;
    let ids: Vec<_> = found.iter().map(|concert| concert.id).collect();
    let mut line_ups = by_owner(line_up::of_concerts(snapshot, &ids)?);
    let billed = found.into_iter().map(|concert| Billed {
        line_up: line_ups.remove(&concert.id).unwrap_or_default(),
        concert,
    });
    Ok((billed.collect(), total))
}

/// Makes a concert. Its slug comes from its name, then gets the date, then a number.
pub fn create(tx: &Transaction<'_>, new: &NewConcert) -> Result<ConcertId> {
    let venue = super::venue::get(tx, &VenueRef::Id(new.venue_id))?;
    must_open_before_start(new.doors_at, new.starts_at)?;
    must_end_after_start(new.ends_at, new.starts_at)?;
    must_be_new(tx, new)?;
    let date = venue.zone.date(new.starts_at).to_string();
    let slug = free_slug(
        new.slug.as_ref(),
        new.name.as_str(),
        "concert",
        &[date],
        |slug| concert::has_slug(tx, slug),
    )?;
    must_play_once(tx, &new.artists)?;
    let id = concert::insert(tx, new, &slug, &venue)?;
    line_up::insert(tx, id, &new.artists)?;
    Ok(id)
}

/// Changes a concert. Cancelling is a verb of its own, and a cancelled one stays so.
pub fn update(tx: &Transaction<'_>, id: ConcertId, patch: &ConcertPatch) -> Result<ConcertId> {
    let mut changed = get(tx, &ConcertRef::Id(id))?;
    must_not_cancel(&changed, patch)?;
    if let Some(slug) = patch.slug.as_ref().filter(|slug| **slug != changed.slug) {
        if concert::has_slug(tx, slug)? {
            return Err(taken("concert", slug));
        }
        changed.slug = slug.clone();
    }
    let venue = super::venue::get(
        tx,
        &VenueRef::Id(patch.venue_id.unwrap_or(changed.venue_id)),
    )?;
    move_to(&mut changed, patch, &venue)?;
    patch.doors_at.apply(&mut changed.doors_at);
    patch.ends_at.apply(&mut changed.ends_at);
    patch.capacity.apply(&mut changed.capacity);
    patch.note.clone().apply(&mut changed.note);
    patch.tax.apply(&mut changed.tax);
    changed.name = patch.name.clone().unwrap_or(changed.name);
    changed.status = patch.status.unwrap_or(changed.status);
    must_open_before_start(changed.doors_at, changed.starts_at)?;
    must_end_after_start(changed.ends_at, changed.starts_at)?;
    super::sweep::concert(tx, id)?;
    must_hold(&changed)?;
    concert::update(tx, &changed, &venue)?;
    Ok(id)
}

/// Replaces the line-up.
pub fn set_line_up(tx: &Transaction<'_>, id: ConcertId, artists: &[ArtistId]) -> Result<ConcertId> {
    must_play_once(tx, artists)?;
    line_up::set(tx, id, artists)?;
    Ok(id)
}

fn must_play_once(snapshot: &Snapshot<'_>, artists: &[ArtistId]) -> Result<()> {
    let mut seen = HashSet::new();
    for artist in artists {
        if !seen.insert(artist) {
            let twice = super::artist::get(snapshot, &ArtistRef::Id(*artist))?.slug;
            let message = format!("`{twice}` stands twice in the line-up");
            return Err(Error::new(Code::InvalidValue, message));
        }
    }
    Ok(())
}

/// Changes the line-up; one that is so already is left alone.
pub fn change_line_up(
    tx: &Transaction<'_>,
    id: ConcertId,
    change: &LineUpChange,
) -> Result<ConcertId> {
    let current = line_up::ids(tx, id)?;
    let changed = change.apply(&current);
    if changed == current {
        return Ok(id);
    }
    set_line_up(tx, id, &changed)
}

/// Deletes a concert that nothing was ever ordered or held for, with its ticket types.
pub fn delete(tx: &Transaction<'_>, id: ConcertId) -> Result<ConcertId> {
    must_be_unordered(tx, &get(tx, &ConcertRef::Id(id))?)?;
    for gone in ticket_type::of_concert(tx, id)? {
        ticket_type::delete(tx, gone.id)?;
    }
    super::pool::delete_of_concert(tx, id)?;
    concert::delete(tx, id)?;
    Ok(id)
}

/// Refuses a concert that was ever ordered or held: it is cancelled, not deleted.
pub fn must_be_unordered(snapshot: &Snapshot<'_>, concert: &Concert) -> Result<()> {
    let slug = concert.slug.as_str();
    let instead = format!("boxoffice concert cancel {slug}");
    let refuse_any = |uses, used_in| match uses {
        0 => Ok(()),
        uses => Err(in_use("concert", slug, uses, used_in, &instead)),
    };
    refuse_any(sold::orders(snapshot, concert.id)?, "order")?;
    refuse_any(hold_entry::holds_of_concert(snapshot, concert.id)?, "hold")?;
    refuse_any(discount::of_concert(snapshot, concert.id)?, "discount")?;
    refuse_any(fee::of_concert(snapshot, concert.id)?, "fee")
}

/// Refuses the same name, venue and start again, whatever the slug: nobody plays twice at once.
fn must_be_new(snapshot: &Snapshot<'_>, new: &NewConcert) -> Result<()> {
    match concert_key::by_night(snapshot, new.venue_id, new.starts_at, &new.name)? {
        Some(concert_key::Night { slug, .. }) => {
            let message = format!("`{slug}` has the same name, venue and start already");
            Err(Error::new(Code::Taken, message).hint(format!("boxoffice concert show {slug}")))
        }
        None => Ok(()),
    }
}

/// Moves a concert to another venue or start. Doors and end keep their distance to the start unless they are named.
fn move_to(changed: &mut Concert, patch: &ConcertPatch, venue: &Venue) -> Result<()> {
    if venue.id != changed.venue_id {
        if venue.zone != changed.zone && patch.starts_at.is_none() {
            return Err(no_start_there(changed, venue));
        }
        changed.venue_id = venue.id;
        changed.zone = venue.zone;
    }
    if let Some(starts_at) = patch.starts_at {
        let later = starts_at.since(changed.starts_at);
        changed.doors_at = changed.doors_at.map(|doors_at| doors_at.plus(later));
        changed.ends_at = changed.ends_at.map(|ends_at| ends_at.plus(later));
        changed.starts_at = starts_at;
        changed.time_known = true;
    }
    Ok(())
}

/// The clocks of the new venue differ, so the same start would be another time of day.
fn no_start_there(concert: &Concert, venue: &Venue) -> Error {
    let local = concert
        .zone
        .local(concert.starts_at)
        .format("%Y-%m-%d %H:%M");
    let message = format!(
        "the clocks of `{}` show {}, those of `{}` {}: the start has to be named anew",
        venue.slug, venue.zone, concert.venue, concert.zone
    );
    Error::new(Code::Usage, message).hint(format!(
        "add `--starts-at '{local}'` to keep the time of day"
    ))
}

fn must_not_cancel(concert: &Concert, patch: &ConcertPatch) -> Result<()> {
    let slug = &concert.slug;
    if concert.status == ConcertStatus::Cancelled {
        let message = format!("`{slug}` is cancelled and stays so");
        return Err(Error::new(Code::ConcertCancelled, message));
    }
    if patch.status == Some(ConcertStatus::Cancelled) {
        let message = "cancelling a concert is a command of its own";
        return Err(
            Error::new(Code::Usage, message).hint(format!("boxoffice concert cancel {slug}"))
        );
    }
    Ok(())
}

fn must_open_before_start(doors_at: Option<Instant>, starts_at: Instant) -> Result<()> {
    match doors_at {
        Some(doors_at) if starts_at < doors_at => Err(Error::new(
            Code::InvalidValue,
            "the doors would open after the start",
        )),
        _ => Ok(()),
    }
}

fn must_end_after_start(ends_at: Option<Instant>, starts_at: Instant) -> Result<()> {
    match ends_at {
        Some(ends_at) if ends_at <= starts_at => Err(Error::new(
            Code::InvalidValue,
            "the concert would end before it starts",
        )),
        _ => Ok(()),
    }
}

fn must_hold(concert: &Concert) -> Result<()> {
    match concert.capacity {
        Some(capacity) if capacity < concert.taken => Err(Error::new(
            Code::BelowTaken,
            format!(
                "`{}` has {} taken, more than a capacity of {capacity}",
                concert.slug,
                count(concert.taken, "place")
            ),
        )),
        _ => Ok(()),
    }
}
