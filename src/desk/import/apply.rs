//! What was planned, written: everything goes through the same doors as single commands.

use super::artists::Artists;
use super::draft::{Draft, DraftType};
use super::places::Places;
use super::plan::{ChangePlan, NewPlan, Plan, TypePlan};
use crate::db::Transaction;
use crate::desk::{concert, ticket_type, venue};
use crate::domain::{
    Code, ConcertId, ConcertPatch, ConcertRef, Error, LineUpChange, NewConcert, NewTicketType,
    Result, VenueRef,
};
use crate::repository;

/// What was made for one draft.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Applied {
    pub(super) concerts: i64,
    pub(super) types: i64,
}

/// Writes drafts, and makes the venues and artists that they need.
pub(super) struct Writer<'t, 'c> {
    pub(super) tx: &'t Transaction<'c>,
    pub(super) places: Places,
    pub(super) artists: Artists,
}

impl Writer<'_, '_> {
    /// Writes one draft wholly or not at all.
    pub(super) fn apply(&mut self, draft: &Draft, plan: &Plan) -> Result<Applied> {
        let (places, artists) = (self.places.made(), self.artists.made());
        let tx = self.tx;
        let applied = tx.attempt(|| match plan {
            Plan::New(plan) => self.make(draft, plan),
            Plan::Change(plan) => self.change(draft, plan),
        });
        if applied.is_err() {
            self.places.unmake(places);
            self.artists.unmake(artists);
        }
        applied
    }

    fn make(&mut self, draft: &Draft, plan: &NewPlan) -> Result<Applied> {
        let new = NewConcert {
            name: plan.name.clone(),
            venue_id: self.places.make(self.tx, plan.place)?,
            starts_at: plan.starts_at,
            time_known: plan.time_known,
            doors_at: plan.doors_at,
            capacity: plan.capacity,
            artists: self.artists.make(self.tx, &plan.artists)?,
            slug: plan.slug.clone(),
            source: plan.source.clone(),
            note: None,
        };
        let id = concert::create(self.tx, &new)?;
        for of_type in &draft.types {
            self.make_type(id, of_type)?;
        }
        Ok(Applied {
            concerts: 1,
            types: draft.types.len().try_into().unwrap_or(i64::MAX),
        })
    }

    fn change(&mut self, draft: &Draft, plan: &ChangePlan) -> Result<Applied> {
        let id = plan.concert.id;
        if !plan.keeps_concert() {
            self.change_concert(plan)?;
        }
        let mut applied = Applied::default();
        for (of_type, plan) in draft.types.iter().zip(&plan.types) {
            match plan {
                TypePlan::New => {
                    self.make_type(id, of_type)?;
                    applied.types += 1;
                }
                TypePlan::Change(id, patch, _) => {
                    ticket_type::update(self.tx, *id, patch)?;
                }
                TypePlan::Same => {}
            }
        }
        Ok(applied)
    }

    fn change_concert(&mut self, plan: &ChangePlan) -> Result<()> {
        let id = plan.concert.id;
        let mut patch = plan.patch.clone();
        if let Some(place) = plan.place {
            patch.venue_id = Some(self.places.make(self.tx, place)?);
        }
        if patch != ConcertPatch::default() {
            concert::update(self.tx, id, &patch)?;
        }
        if let Some(names) = &plan.line_up {
            let line_up = self.artists.make(self.tx, names)?;
            concert::change_line_up(self.tx, id, &LineUpChange::Set(line_up))?;
        }
        self.set_what_only_lists_say(plan)
    }

    /// Where a concert comes from, and that its hour is unknown, nobody sets by hand.
    fn set_what_only_lists_say(&self, plan: &ChangePlan) -> Result<()> {
        let mut changed = concert::get(self.tx, &ConcertRef::Id(plan.concert.id))?;
        let hour_is_unknown = !plan.time_known && changed.time_known;
        if plan.source.is_none() && !hour_is_unknown {
            return Ok(());
        }
        changed.time_known = plan.time_known;
        if let Some((source, id)) = plan.source.clone() {
            (changed.source, changed.source_id) = (Some(source), Some(id));
        }
        let venue = venue::get(self.tx, &VenueRef::Id(changed.venue_id))?;
        repository::concert::update(self.tx, &changed, &venue)
    }

    fn make_type(&self, concert_id: ConcertId, said: &DraftType) -> Result<()> {
        let (Some(price), Some(quota)) = (&said.price, &said.quota) else {
            let message = format!("the new ticket type `{}` has no price or quota", said.name);
            return Err(Error::new(Code::InvalidValue, message));
        };
        let new = NewTicketType {
            concert_id,
            name: said.name.clone(),
            price: price.value.amount,
            quota: quota.value,
            slug: None,
            sale_starts_at: None,
            sale_ends_at: None,
            max_per_order: None,
        };
        ticket_type::create(self.tx, &new)?;
        Ok(())
    }
}
