//! What was planned, written: everything goes through the same doors as single commands.

use super::directory::Directory;
use super::plan::{ChangePlan, NewPlan, Plan};
use super::plan_type::{NewType, TypePlan};
use crate::db::Transaction;
use crate::desk::{cancel, concert, ticket_type, venue};
use crate::domain::{
    ConcertId, ConcertPatch, ConcertRef, LineUpChange, NewConcert, NewTicketType, Result, VenueRef,
};
use crate::repository;

/// What was made for one draft.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Applied {
    pub(super) concerts: i64,
    pub(super) types: i64,
}

/// Writes one draft, and makes the venues and artists that it needs.
///
/// What a rule `may_refuse` is written wholly or not at all: changes, and new concerts beside them, as a change may take
/// their night. Else a new concert meets no rule that was not looked at when it was planned, and a refusal here ends the
/// whole import.
pub(super) fn apply(
    tx: &Transaction<'_>,
    plan: &Plan,
    directory: &mut Directory,
    may_refuse: bool,
) -> Result<(ConcertId, Applied)> {
    let (places, artists) = (directory.places.made(), directory.artists.made());
    let mut write = || match plan {
        Plan::New(plan) => make(tx, plan, directory),
        Plan::Change(plan) => change(tx, plan, directory),
    };
    let applied = if may_refuse {
        tx.attempt(write)
    } else {
        write()
    };
    if applied.is_err() {
        directory.places.unmake(places);
        directory.artists.unmake(artists);
    }
    applied
}

fn make(
    tx: &Transaction<'_>,
    plan: &NewPlan,
    directory: &mut Directory,
) -> Result<(ConcertId, Applied)> {
    let new = NewConcert {
        name: plan.name.clone(),
        venue_id: directory.places.make(tx, plan.place)?,
        starts_at: plan.times.starts_at,
        time_known: plan.times.time_known,
        doors_at: plan.times.doors_at,
        ends_at: plan.times.ends_at,
        capacity: plan.capacity,
        artists: directory.artists.make(tx, &plan.artists)?,
        slug: plan.slug.clone(),
        source: plan.source.clone(),
        status: plan.status,
        note: plan.note.clone(),
    };
    let id = concert::create(tx, &new)?;
    for of_type in &plan.types {
        make_type(tx, id, of_type)?;
    }
    let types = plan.types.len().try_into().unwrap_or(i64::MAX);
    Ok((id, Applied { concerts: 1, types }))
}

fn change(
    tx: &Transaction<'_>,
    plan: &ChangePlan,
    directory: &mut Directory,
) -> Result<(ConcertId, Applied)> {
    let id = plan.concert.id;
    if !plan.keeps_concert() {
        change_concert(tx, plan, directory)?;
    }
    let mut applied = Applied::default();
    for plan in &plan.types {
        match plan {
            TypePlan::New(new) => {
                make_type(tx, id, new)?;
                applied.types += 1;
            }
            TypePlan::Change(id, patch, _) => {
                ticket_type::update(tx, *id, patch)?;
            }
            TypePlan::Same => {}
        }
    }
    if plan.cancels {
        cancel::cancel(tx, id, None)?;
    }
    Ok((id, applied))
}

fn change_concert(
    tx: &Transaction<'_>,
    plan: &ChangePlan,
    directory: &mut Directory,
) -> Result<()> {
    let id = plan.concert.id;
    let mut patch = plan.patch.clone();
    if let Some(place) = plan.place {
        patch.venue_id = Some(directory.places.make(tx, place)?);
    }
    if patch != ConcertPatch::default() {
        concert::update(tx, id, &patch)?;
    }
    if let Some(numbers) = &plan.line_up {
        let line_up = directory.artists.make(tx, numbers)?;
        concert::change_line_up(tx, id, &LineUpChange::Set(line_up))?;
    }
    set_what_only_lists_say(tx, plan)
}

/// Where a concert comes from, and that its hour is unknown, nobody sets by hand.
fn set_what_only_lists_say(tx: &Transaction<'_>, plan: &ChangePlan) -> Result<()> {
    let mut changed = concert::get(tx, &ConcertRef::Id(plan.concert.id))?;
    let hour_is_unknown = !plan.time_known && changed.time_known;
    if plan.source.is_none() && !hour_is_unknown {
        return Ok(());
    }
    changed.time_known = plan.time_known;
    if let Some((source, id)) = plan.source.clone() {
        (changed.source, changed.source_id) = (Some(source), Some(id));
    }
    let venue = venue::get(tx, &VenueRef::Id(changed.venue_id))?;
    repository::concert::update(tx, &changed, &venue)
}

fn make_type(tx: &Transaction<'_>, concert_id: ConcertId, said: &NewType) -> Result<()> {
    let new = NewTicketType {
        concert_id,
        name: said.name.clone(),
        price: said.price,
        quota: said.quota,
        slug: Some(said.slug.clone()),
        sale_starts_at: said.sale_starts_at,
        sale_ends_at: said.sale_ends_at,
        max_per_order: said.max_per_order,
    };
    ticket_type::create(tx, &new)?;
    Ok(())
}
