//! Pools at the desk: made, found, changed, and which ticket types share them.

use super::naming::{in_use, slug_of};
use super::{sweep, ticket_type};
use crate::db::{Snapshot, Transaction};
use crate::domain::{
    Code, ConcertId, ConcertRef, Error, NewPool, Pool, PoolFilter, PoolId, PoolName, PoolPatch,
    PoolRef, Result, Slug, TicketType, TicketTypeId, TypeManifest, nearest,
};
use crate::repository::{pool, report};

/// A pool with the ticket types that share it.
#[derive(Debug, Clone)]
pub struct WholePool {
    /// The pool.
    pub pool: Pool,
    /// The types, in the order they were made, each with where its places are.
    pub types: Vec<(TicketType, TypeManifest)>,
}

/// The pool that a reference names; one without a concert belongs to `concert`.
pub fn get(
    snapshot: &Snapshot<'_>,
    reference: &PoolRef,
    concert: Option<&ConcertRef>,
) -> Result<Pool> {
    let of = reference.concert.as_ref().or(concert);
    match (&reference.pool, of) {
        (PoolName::Id(id), _) => {
            let found = find(snapshot, *id)?;
            match &reference.concert {
                Some(concert) if super::concert::get(snapshot, concert)?.id != found.concert_id => {
                    let message =
                        format!("pool {id} is `{}`, not of `{concert}`", found.reference());
                    Err(Error::new(Code::NotFound, message))
                }
                _ => Ok(found),
            }
        }
        (PoolName::Slug(slug), Some(concert)) => {
            let concert = super::concert::get(snapshot, concert)?;
            match pool::find_by_slug(snapshot, concert.id, slug)? {
                Some(found) => Ok(found),
                None => Err(unknown(snapshot, concert.id, &concert.slug, slug)?),
            }
        }
        (PoolName::Slug(slug), None) => {
            let message = format!("of which concert is the pool `{slug}`?");
            Err(Error::new(Code::Usage, message)
                .hint(format!("write CONCERT/{slug}, or set BOXOFFICE_CONCERT")))
        }
    }
}

/// Everything about a pool.
pub fn whole(snapshot: &Snapshot<'_>, id: PoolId) -> Result<WholePool> {
    let pool = find(snapshot, id)?;
    let sharing = pool::ticket_types(snapshot, id)?;
    let mut types = Vec::with_capacity(sharing.len());
    for places in report::manifest(snapshot, pool.concert_id)? {
        if sharing.contains(&places.id) {
            types.push((ticket_type::find(snapshot, places.id)?, places));
        }
    }
    Ok(WholePool { pool, types })
}

/// The pools that fit, and how many there are without the limit.
pub fn list(snapshot: &Snapshot<'_>, filter: &PoolFilter) -> Result<(Vec<Pool>, i64)> {
    Ok((
        pool::list(snapshot, filter)?,
        pool::count(snapshot, filter)?,
    ))
}

/// Makes a pool. Two of one name would be mistaken for each other, so the second has to bring a slug. Puts ticket types of its concert into it, out of the pools they were in.
pub fn create(tx: &Transaction<'_>, new: &NewPool) -> Result<PoolId> {
    let slug = match &new.slug {
        Some(slug) => slug.clone(),
        None => slug_of(new.name.as_str(), "pool")?,
    };
    must_be_free(tx, new.concert_id, &slug)?;
    let id = pool::insert(tx, new, &slug)?;
    for ticket_type in &new.ticket_types {
        put(tx, *ticket_type, Some(id))?;
    }
    Ok(id)
}

/// Changes a pool.
pub fn update(tx: &Transaction<'_>, id: PoolId, patch: &PoolPatch) -> Result<PoolId> {
    sweep::concert(tx, find(tx, id)?.concert_id)?;
    let mut changed = find(tx, id)?;
    if let Some(slug) = patch.slug.as_ref().filter(|slug| **slug != changed.slug) {
        must_be_free(tx, changed.concert_id, slug)?;
        changed.slug = slug.clone();
    }
    if let Some(capacity) = patch.capacity {
        changed.must_have(capacity)?;
        changed.capacity = capacity;
    }
    changed.name = patch.name.clone().unwrap_or(changed.name);
    pool::update(tx, &changed)?;
    Ok(id)
}

/// Puts a ticket type into a pool of its concert, or takes it out of the one it is in.
pub fn put(tx: &Transaction<'_>, id: TicketTypeId, into: Option<PoolId>) -> Result<()> {
    sweep::concert(tx, ticket_type::find(tx, id)?.concert_id)?;
    let moved = ticket_type::find(tx, id)?;
    if moved.pool.as_ref().map(|pool| pool.id) == into {
        return Ok(());
    }
    if let Some(into) = into {
        let into = find(tx, into)?;
        if into.concert_id != moved.concert_id {
            let (moved, into) = (moved.reference(), into.reference());
            let message = format!("`{into}` is a pool of another concert than `{moved}`");
            return Err(Error::new(Code::InvalidValue, message));
        }
        into.must_take_in(&moved.reference(), moved.taken)?;
    }
    pool::put(tx, &moved, into)
}

/// Deletes a pool that no ticket type shares.
pub fn delete(tx: &Transaction<'_>, id: PoolId) -> Result<PoolId> {
    must_be_unused(&find(tx, id)?)?;
    pool::delete(tx, id)?;
    Ok(id)
}

/// Refuses a pool that ticket types share.
pub fn must_be_unused(pool: &Pool) -> Result<()> {
    let reference = pool.reference();
    match pool.types {
        0 => Ok(()),
        types => Err(in_use(
            "pool",
            &reference,
            types,
            "ticket type",
            &format!("boxoffice pool show {reference}"),
        )
        .hint("boxoffice ticket-type update TYPE --no-pool")),
    }
}

/// Deletes the pools of a concert whose ticket types are gone.
pub(super) fn delete_of_concert(tx: &Transaction<'_>, id: ConcertId) -> Result<()> {
    let of_concert = PoolFilter {
        concert: Some(id),
        ..PoolFilter::default()
    };
    for gone in pool::list(tx, &of_concert)? {
        pool::delete(tx, gone.id)?;
    }
    Ok(())
}

/// The pool with that id.
pub(super) fn find(snapshot: &Snapshot<'_>, id: PoolId) -> Result<Pool> {
    let missing = || Error::new(Code::NotFound, format!("no pool has the id {id}"));
    pool::find(snapshot, id)?.ok_or_else(missing)
}

fn must_be_free(snapshot: &Snapshot<'_>, id: ConcertId, slug: &Slug) -> Result<()> {
    let Some(taken) = pool::find_by_slug(snapshot, id, slug)? else {
        return Ok(());
    };
    let taken = taken.reference();
    Err(Error::new(Code::Taken, format!("`{taken}` already exists"))
        .hint(format!("boxoffice pool show {taken}"))
        .hint("`--slug SLUG` names another one"))
}

fn unknown(snapshot: &Snapshot<'_>, id: ConcertId, concert: &Slug, slug: &Slug) -> Result<Error> {
    let known = pool::slugs(snapshot, id)?;
    let error = Error::new(Code::NotFound, format!("`{concert}` has no pool `{slug}`"));
    if known.is_empty() {
        return Ok(error.hint(format!(
            "boxoffice pool create --concert {concert} --name {slug} --capacity N"
        )));
    }
    let near = nearest(slug.as_str(), known.iter().map(String::as_str));
    Ok(near
        .iter()
        .fold(error, |error, near| {
            error.hint(format!("did you mean `{concert}/{near}`?"))
        })
        .hint(format!("boxoffice pool list --concert {concert}")))
}
