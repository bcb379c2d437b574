//! Which concert of the box office a draft means.

use std::collections::HashMap;

use super::draft::{Draft, Said};
use super::places::{Place, Places};
use super::stop::Found;
use crate::db::Transaction;
use crate::domain::{
    Code, ConcertField as Field, ConcertId, Error, Instant, Problem, Result, Unit,
};
use crate::repository::concert_key;

/// The concerts of the box office that drafts mean.
pub(super) struct Known<'t, 'c> {
    tx: &'t Transaction<'c>,
    unit: Unit,
    /// Where each is named first.
    taken: HashMap<ConcertId, u64>,
}

impl<'t, 'c> Known<'t, 'c> {
    /// None so far.
    pub(super) fn new(tx: &'t Transaction<'c>, unit: Unit) -> Self {
        Self {
            tx,
            unit,
            taken: HashMap::new(),
        }
    }

    /// The concert that a draft names by its key in a list, else by its slug.
    pub(super) fn by_key(&mut self, draft: &Draft) -> Found<Option<ConcertId>> {
        let by_source = match &draft.source {
            Some(said) => concert_key::by_source(self.tx, &said.value)?,
            None => None,
        };
        let by_slug = match &draft.slug {
            Some(said) => concert_key::by_slug(self.tx, &said.value)?,
            None => None,
        };
        match (by_source, by_slug, &draft.slug) {
            (Some(one), Some(other), Some(slug)) if one != other => {
                let message = format!(
                    "`{}` is another concert of the box office than the one with this `source_id`",
                    slug.value
                );
                let error = Error::new(Code::Taken, message);
                Err(Problem::of_field(slug.line, Field::Concert, error).into())
            }
            _ => self.claim(draft, by_source.or(by_slug)),
        }
    }

    /// The concert at the venue and start of a draft that has its name. To be asked once every key was looked up, so
    /// that a draft without one cannot take a concert that another names by its key.
    pub(super) fn by_natural(
        &mut self,
        draft: &Draft,
        places: &Places,
    ) -> Found<Option<ConcertId>> {
        let Some(found) = self.same_night(draft, places)? else {
            return Ok(None);
        };
        let is_keyed = draft.slug.is_some() || draft.source.is_some();
        let is_another = draft.source.is_some() && found.has_source
            || is_keyed && self.taken.contains_key(&found.id);
        if is_another {
            return Err(twin(draft, &found).into());
        }
        self.claim(draft, Some(found.id))
    }

    /// Whether a draft means that concert.
    pub(super) fn is_meant(&self, id: ConcertId) -> bool {
        self.taken.contains_key(&id)
    }

    fn same_night(&self, draft: &Draft, places: &Places) -> Result<Option<concert_key::Night>> {
        let name = draft.name.as_ref().map(|said| &said.value);
        let (Some(name), Some((place, starts_at))) = (name, hour(draft, places)) else {
            return Ok(None);
        };
        match places.id(place) {
            Some(venue) => concert_key::by_night(self.tx, venue, starts_at, name),
            None => Ok(None),
        }
    }

    /// Two drafts cannot mean one concert: the second is refused.
    fn claim(&mut self, draft: &Draft, id: Option<ConcertId>) -> Found<Option<ConcertId>> {
        let Some(id) = id else { return Ok(None) };
        if let Some(line) = self.taken.get(&id) {
            let message = format!(
                "the box office knows this concert as the one of {} {line}",
                self.unit
            );
            let error = Error::new(Code::Taken, message);
            return Err(Problem::of_row(draft.line(), error).into());
        }
        self.taken.insert(id, draft.line());
        Ok(Some(id))
    }
}

/// Why a draft cannot be made beside a concert of the same night.
pub(super) fn twin(draft: &Draft, night: &concert_key::Night) -> Problem {
    let slug = &night.slug;
    let message = format!("`{slug}` has the same name, venue and start already, under another key");
    let error = Error::new(Code::Taken, message).hint(format!("boxoffice concert show {slug}"));
    Problem::of_row(draft.line(), error)
}

/// Where and when a draft takes place, as far as its rows say.
fn hour(draft: &Draft, places: &Places) -> Option<(Place, Instant)> {
    let place = draft.place.as_ref().map(|said: &Said<Place>| said.value)?;
    let start = draft.start.as_ref()?.value;
    Some((place, start.resolve(places.zone(place)).ok()?))
}
