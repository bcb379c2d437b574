//! Concerts at the desk.

use super::naming::{free_slug, in_use, missing, taken};
use crate::db::{Snapshot, Transaction};
use crate::domain::{
    Amount, ArtistId, Code, Concert, ConcertFilter, ConcertId, ConcertPatch, ConcertRef,
    ConcertStatus, Error, LineUpArtist, NewConcert, Note, OrderFilter, OrderStatus, Result, Slug,
    TicketTypeFilter, Venue, VenueRef, count,
};
use crate::repository::{concert, order, ticket_type};

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
        line_up: concert::line_up(snapshot, concert.id)?,
        concert,
    })
}

/// The concerts that fit with their line-ups, and how many there are without the limit.
pub fn list(snapshot: &Snapshot<'_>, filter: &ConcertFilter) -> Result<(Vec<Billed>, i64)> {
    let found = concert::list(snapshot, filter)?;
    let billed = found.into_iter().map(|concert| {
        Ok(Billed {
            line_up: concert::line_up(snapshot, concert.id)?,
            concert,
        })
    });
    Ok((
        billed.collect::<Result<_>>()?,
        concert::count(snapshot, filter)?,
    ))
}

/// Makes a concert. Its slug comes from its name, then gets the date, then a number.
pub fn create(tx: &Transaction<'_>, new: &NewConcert) -> Result<ConcertId> {
    let venue = super::venue::get(tx, &VenueRef::Id(new.venue_id))?;
    must_open_before_start(new.doors_at, new.starts_at)?;
    let date = venue.zone.date(new.starts_at).to_string();
    let slug = free_slug(
        new.slug.as_ref(),
        new.name.as_str(),
        "concert",
        &[date],
        |slug| is_taken(tx, slug),
    )?;
    let id = concert::insert(tx, new, &slug, &venue)?;
    set_line_up(tx, id, &new.artists)?;
    Ok(id)
}

/// Changes a concert. Cancelling is a verb of its own, and a cancelled one stays so.
pub fn update(tx: &Transaction<'_>, id: ConcertId, patch: &ConcertPatch) -> Result<ConcertId> {
    let mut changed = get(tx, &ConcertRef::Id(id))?;
    if changed.status == ConcertStatus::Cancelled {
        return Err(Error::new(
            Code::ConcertCancelled,
            format!("`{}` is cancelled and stays so", changed.slug),
        ));
    }
    if let Some(slug) = patch.slug.as_ref().filter(|slug| **slug != changed.slug) {
        if is_taken(tx, slug)? {
            return Err(taken("concert", slug));
        }
        changed.slug = slug.clone();
    }
    let venue = super::venue::get(
        tx,
        &VenueRef::Id(patch.venue_id.unwrap_or(changed.venue_id)),
    )?;
    move_to(&mut changed, patch, &venue);
    patch.doors_at.apply(&mut changed.doors_at);
    patch.capacity.apply(&mut changed.capacity);
    patch.note.clone().apply(&mut changed.note);
    changed.name = patch.name.clone().unwrap_or(changed.name);
    changed.status = patch.status.unwrap_or(changed.status);
    must_open_before_start(changed.doors_at, changed.starts_at)?;
    super::sweep::concert(tx, id)?;
    must_hold(&changed)?;
    concert::update(tx, &changed, &venue)?;
    Ok(id)
}

/// Replaces the line-up.
pub fn set_line_up(tx: &Transaction<'_>, id: ConcertId, artists: &[ArtistId]) -> Result<ConcertId> {
    let mut seen = Vec::new();
    for artist in artists {
        if seen.contains(artist) {
            return Err(Error::new(
                Code::InvalidValue,
                "an artist stands twice in the line-up",
            ));
        }
        seen.push(*artist);
    }
    concert::set_line_up(tx, id, artists)?;
    Ok(id)
}

/// Deletes a concert that nothing was ever ordered for, with its ticket types.
pub fn delete(tx: &Transaction<'_>, id: ConcertId) -> Result<ConcertId> {
    let gone = get(tx, &ConcertRef::Id(id))?;
    let orders = concert::orders(tx, id)?;
    if orders > 0 {
        let instead = format!("boxoffice concert cancel {}", gone.slug);
        return Err(in_use(
            "concert",
            gone.slug.as_str(),
            orders,
            "order",
            &instead,
        ));
    }
    let types = ticket_type::list(
        tx,
        &TicketTypeFilter {
            concert: Some(id),
            ..TicketTypeFilter::default()
        },
    )?;
    for of_concert in types {
        ticket_type::delete(tx, of_concert.id)?;
    }
    concert::delete(tx, id)?;
    Ok(id)
}

/// What a cancelled concert owes to its customers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owed {
    /// Paid orders with tickets for it.
    pub paid_orders: i64,
    /// What their tickets for it are worth.
    pub amount: Amount,
    /// Orders that are still to be paid.
    pub pending_orders: i64,
}

/// What a concert owes, or would owe, when it is cancelled.
pub fn owed(snapshot: &Snapshot<'_>, id: ConcertId) -> Result<Owed> {
    let of = |status| OrderFilter {
        concert: Some(id),
        status: Some(status),
        ..OrderFilter::default()
    };
    Ok(Owed {
        paid_orders: order::count(snapshot, &of(OrderStatus::Paid))?,
        amount: order::worth_of_concert(snapshot, id)?,
        pending_orders: order::count(snapshot, &of(OrderStatus::Pending))?,
    })
}

/// Cancels a concert: nothing more is sold or admitted. Money goes back order by order, with refunds.
pub fn cancel(tx: &Transaction<'_>, id: ConcertId, reason: Option<&Note>) -> Result<ConcertId> {
    let concert = get(tx, &ConcertRef::Id(id))?;
    if concert.status != ConcertStatus::Cancelled {
        concert::cancel(tx, id, reason)?;
    }
    Ok(id)
}

fn move_to(changed: &mut Concert, patch: &ConcertPatch, venue: &Venue) {
    if patch.venue_id.is_some() {
        changed.venue_id = venue.id;
        changed.zone = venue.zone;
    }
    if let Some(starts_at) = patch.starts_at {
        changed.starts_at = starts_at;
        changed.time_known = true;
    }
}

fn must_open_before_start(
    doors_at: Option<crate::domain::Instant>,
    starts_at: crate::domain::Instant,
) -> Result<()> {
    match doors_at {
        Some(doors_at) if starts_at < doors_at => Err(Error::new(
            Code::InvalidValue,
            "the doors would open after the start",
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

fn is_taken(snapshot: &Snapshot<'_>, slug: &Slug) -> Result<bool> {
    Ok(concert::find_by_slug(snapshot, slug)?.is_some())
}
