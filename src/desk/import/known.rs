//! Which concert of the box office a draft means.

use std::collections::{HashMap, HashSet};

use super::draft::Draft;
use super::places::{Place, Places};
use crate::db::Transaction;
use crate::domain::{
    Code, ConcertField as Field, ConcertId, Error, Instant, Problem, Result, VenueId,
};
use crate::repository::concert_key::{self, ConcertKeys};

/// The keys of every concert of the box office.
pub(super) struct Known {
    by_slug: HashMap<String, ConcertId>,
    by_source: HashMap<(String, String), ConcertId>,
    by_natural: HashMap<(VenueId, Instant, String), (ConcertId, bool)>,
    hours: HashSet<(VenueId, Instant)>,
}

/// What each draft means: a concert, or a new one; or why neither.
pub(super) type Meant = std::result::Result<Option<ConcertId>, Problem>;

impl Known {
    /// The keys as they are before the import.
    pub(super) fn load(tx: &Transaction<'_>) -> Result<Self> {
        let mut known = Self {
            by_slug: HashMap::new(),
            by_source: HashMap::new(),
            by_natural: HashMap::new(),
            hours: HashSet::new(),
        };
        for concert in concert_key::list(tx)? {
            let ConcertKeys {
                id,
                slug,
                source,
                natural,
            } = concert;
            known.hours.insert((natural.0, natural.1));
            known
                .by_natural
                .entry(natural)
                .or_insert((id, source.is_some()));
            known.by_slug.insert(slug, id);
            if let Some(source) = source {
                known.by_source.insert(source, id);
            }
        }
        Ok(known)
    }

    /// What each draft means: by its key in a list, else its slug, else venue, start and name.
    ///
    /// The keys go first, so that a draft without one cannot take a concert that another names by its key.
    pub(super) fn meant(&self, drafts: &[Draft], places: &Places) -> Vec<Meant> {
        let mut meant: Vec<Meant> = drafts.iter().map(|draft| self.by_key(draft)).collect();
        let mut taken: HashMap<ConcertId, u64> = HashMap::new();
        for (draft, meant) in drafts.iter().zip(&mut meant) {
            claim(draft, meant, &mut taken);
        }
        for (draft, meant) in drafts.iter().zip(&mut meant) {
            if matches!(meant, Ok(None)) {
                *meant = Ok(self.by_natural(draft, places, &taken));
                claim(draft, meant, &mut taken);
            }
        }
        meant
    }

    /// Whether a concert starts there and then.
    pub(super) fn has_hour(&self, venue: VenueId, starts_at: Instant) -> bool {
        self.hours.contains(&(venue, starts_at))
    }

    fn by_key(&self, draft: &Draft) -> Meant {
        let source = draft.source.as_ref();
        let slug = draft.slug.as_ref();
        let by_source = source.and_then(|said| self.by_source.get(&said.value));
        let by_slug = slug.and_then(|said| self.by_slug.get(said.value.as_str()));
        match (by_source, by_slug, slug) {
            (Some(one), Some(other), Some(slug)) if one != other => {
                let message = format!(
                    "`{}` is another concert of the box office than the one with this `source_id`",
                    slug.value
                );
                let error = Error::new(Code::Taken, message);
                Err(Problem::of_field(slug.line, Field::Concert, error))
            }
            _ => Ok(by_source.or(by_slug).copied()),
        }
    }

    fn by_natural(
        &self,
        draft: &Draft,
        places: &Places,
        taken: &HashMap<ConcertId, u64>,
    ) -> Option<ConcertId> {
        let (place, starts_at) = hour(draft, places)?;
        let name = draft.name.as_ref()?.value.to_string();
        let key = (places.id(place)?, starts_at, name);
        let (id, has_source) = *self.by_natural.get(&key)?;
        let is_keyed = draft.slug.is_some() || draft.source.is_some();
        let is_another =
            draft.source.is_some() && has_source || is_keyed && taken.contains_key(&id);
        (!is_another).then_some(id)
    }
}

/// Where and when a draft takes place, as far as its rows say.
fn hour(draft: &Draft, places: &Places) -> Option<(Place, Instant)> {
    let place = draft.place.as_ref()?.value;
    let start = draft.start.as_ref()?.value;
    Some((place, start.resolve(places.zone(place)).ok()?))
}

/// Two drafts cannot mean one concert: the second is refused.
fn claim(draft: &Draft, meant: &mut Meant, taken: &mut HashMap<ConcertId, u64>) {
    let Ok(Some(id)) = meant else { return };
    if let Some(line) = taken.get(id) {
        let message = format!("the box office knows this concert as the one of line {line}");
        *meant = Err(Problem::of_row(
            draft.line(),
            Error::new(Code::Taken, message),
        ));
    } else {
        taken.insert(*id, draft.line());
    }
}
