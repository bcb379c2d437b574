//! Holds at the desk: made, found, listed, released.

use serde::{Deserialize, Serialize};

use super::naming::{free_slug, missing};
use super::{sale, sweep};
use crate::db::{Snapshot, Transaction};
use crate::domain::{
    ConcertRef, HeldType, Hold, HoldFilter, HoldId, HoldPatch, HoldRef, HoldStatus, Instant, Line,
    NewHold, Result, Slug, TicketTypeId, must_expire_later,
};
use crate::repository::{hold, hold_entry};

/// A hold with what it has.
#[derive(Debug, Clone)]
pub struct WholeHold {
    /// The hold.
    pub hold: Hold,
    /// What it has or had, by ticket type.
    pub types: Vec<HeldType>,
}

/// A hold in a list.
#[derive(Debug, Clone)]
pub struct ListedHold {
    /// The hold.
    pub hold: Hold,
    /// The concerts that it has or had places of.
    pub concerts: Vec<Slug>,
}

/// What came of releasing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Released {
    /// The hold.
    pub hold: HoldId,
    /// How many places went back to general sale.
    pub places: i64,
    /// Whether it was over already.
    pub already: bool,
}

/// The hold that a reference names.
pub fn get(snapshot: &Snapshot<'_>, reference: &HoldRef) -> Result<Hold> {
    let found = match reference {
        HoldRef::Id(id) => hold::find(snapshot, *id)?,
        HoldRef::Slug(slug) => hold::find_by_slug(snapshot, slug)?,
    };
    match found {
        Some(hold) => Ok(hold),
        None => Err(missing(
            "hold",
            &reference.to_string(),
            &hold::slugs(snapshot)?,
        )),
    }
}

/// Everything about a hold.
pub fn whole(snapshot: &Snapshot<'_>, id: HoldId) -> Result<WholeHold> {
    let hold = get(snapshot, &HoldRef::Id(id))?;
    Ok(WholeHold {
        types: hold_entry::types(snapshot, &hold)?,
        hold,
    })
}

/// The holds that fit, and how many there are without the limit. Asked for one concert, they keep what they keep of it.
pub fn list(snapshot: &Snapshot<'_>, filter: &HoldFilter) -> Result<(Vec<ListedHold>, i64)> {
    let found = hold::list(snapshot, filter)?.into_iter().map(|mut hold| {
        let concerts = hold::concerts(snapshot, hold.id)?;
        if let Some(concert) = filter.concert {
            let types = hold_entry::types(snapshot, &hold)?;
            let of_concert = types.iter().filter(|held| held.concert_id == concert);
            hold.left = of_concert.map(|held| held.left).sum();
        }
        Ok(ListedHold {
            concerts: concerts.into_iter().map(|(_, slug)| slug).collect(),
            hold,
        })
    });
    Ok((
        found.collect::<Result<_>>()?,
        hold::count(snapshot, filter)?,
    ))
}

/// The concert that items without one belong to: that of a hold of one concert.
pub fn concert_of(snapshot: &Snapshot<'_>, id: HoldId) -> Result<Option<ConcertRef>> {
    Ok(match hold::concerts(snapshot, id)?.as_slice() {
        [(concert, _)] => Some(ConcertRef::Id(*concert)),
        _ => None,
    })
}

/// Open holds that keep places of a ticket type now, the oldest first, each with how many of it.
pub fn of_ticket_type(snapshot: &Snapshot<'_>, id: TicketTypeId) -> Result<Vec<(Hold, i64)>> {
    hold::of_ticket_type(snapshot, id)
}

/// Takes places from sale. Only the quota, the capacity and the concert bind a hold, no window and no limit of an order.
pub fn create(tx: &Transaction<'_>, new: &NewHold, expires_at: Option<Instant>) -> Result<HoldId> {
    must_expire_later(expires_at, tx.now())?;
    let quote = to_be_held(tx, &new.lines)?;
    let slug = free_slug(
        new.slug.as_ref(),
        new.reason.as_str(),
        "hold",
        &[],
        |slug| Ok(hold::find_by_slug(tx, slug)?.is_some()),
    )?;
    let id = hold::insert(tx, new, &slug, expires_at)?;
    for (of, quantity) in &quote.lines {
        enter(tx, id, of.id, *quantity)?;
    }
    Ok(id)
}

/// Changes an open hold.
pub fn update(tx: &Transaction<'_>, id: HoldId, patch: &HoldPatch) -> Result<HoldId> {
    let mut changed = get(tx, &HoldRef::Id(id))?;
    changed.must_be_open()?;
    changed.reason = patch.reason.clone().unwrap_or(changed.reason);
    patch.expires_at.apply(&mut changed.expires_at);
    must_expire_later(changed.expires_at, tx.now())?;
    hold::update(tx, &changed)?;
    Ok(id)
}

/// Takes more places from sale for an open hold, bound as those of a new one.
pub fn add(tx: &Transaction<'_>, id: HoldId, lines: &[Line]) -> Result<HoldId> {
    get(tx, &HoldRef::Id(id))?.must_be_open()?;
    let quote = to_be_held(tx, lines)?;
    for (of, quantity) in &quote.lines {
        enter(tx, id, of.id, *quantity)?;
    }
    Ok(id)
}

/// Gives places of a hold back to general sale: these, or without any all that is left, and then it is over.
pub fn release(tx: &Transaction<'_>, id: HoldId, lines: &[Line]) -> Result<Released> {
    let swept = swept(tx, id)?;
    let released = |places, already| Released {
        hold: id,
        places,
        already,
    };
    if swept.hold.status != HoldStatus::Open {
        return Ok(released(0, true));
    }
    if lines.is_empty() {
        hold::release(tx, id)?;
        return Ok(released(swept.hold.left, false));
    }
    let mut places = 0;
    for line in together(lines) {
        swept.must_keep(tx, line.ticket_type, line.quantity)?;
        enter(tx, id, line.ticket_type, -line.quantity)?;
        places += line.quantity;
    }
    Ok(released(places, false))
}

/// A hold after everything overdue of its concerts was swept, itself included.
pub(super) fn swept(tx: &Transaction<'_>, id: HoldId) -> Result<WholeHold> {
    let before = whole(tx, id)?;
    sweep::concerts(tx, before.types.iter().map(|held| held.concert_id))?;
    whole(tx, id)
}

impl WholeHold {
    /// Refuses more of a ticket type than the hold keeps.
    pub(super) fn must_keep(
        &self,
        snapshot: &Snapshot<'_>,
        id: TicketTypeId,
        quantity: i64,
    ) -> Result<()> {
        let held = self.types.iter().find(|held| held.ticket_type_id == id);
        let left = held.map_or(0, |held| held.left);
        if quantity <= left {
            return Ok(());
        }
        let reference = match held {
            Some(held) => held.reference.clone(),
            None => super::ticket_type::find(snapshot, id)?.reference(),
        };
        Err(self.hold.too_few(&reference, left, quantity))
    }
}

/// Each type once, with how many of it.
fn together(lines: &[Line]) -> Vec<Line> {
    let mut wanted: Vec<Line> = Vec::new();
    for line in lines {
        match wanted
            .iter_mut()
            .find(|known| known.ticket_type == line.ticket_type)
        {
            Some(known) => known.quantity += line.quantity,
            None => wanted.push(*line),
        }
    }
    wanted
}

/// Types with as many free places as are asked for, once everything overdue of their concerts is swept.
fn to_be_held(tx: &Transaction<'_>, lines: &[Line]) -> Result<sale::Quote> {
    let quote = sale::priced(tx, lines, |found, quantity| {
        sale::or_with_holds(tx, found, found.must_have_left(quantity))
    })?;
    sale::must_fit_together(&quote)?;
    sale::sweep_of(tx, &quote)?;
    Ok(quote)
}

fn enter(
    tx: &Transaction<'_>,
    hold: HoldId,
    ticket_type: TicketTypeId,
    quantity: i64,
) -> Result<()> {
    let entry = hold_entry::NewHoldEntry {
        hold,
        ticket_type,
        quantity,
        order_detail: None,
    };
    hold_entry::insert(tx, &entry)
}
