//! What a draft comes to: a new concert, changes to one that is there, or nothing to do.

use std::collections::HashMap;

use super::artists::ArtistNo;
use super::difference::Difference;
use super::directory::Directory;
use super::draft::{Draft, Said};
use super::moments::Moments;
use super::natural::made_title;
use super::places::Place;
use super::plan_type::{NewType, TypePlan, plan_type};
use super::stop::{Found, Stop};
use crate::domain::{
    Code, Concert, ConcertField as Field, ConcertPatch, ConcertStatus, Error, Instant, Name, Note,
    Problem, Slug,
};

/// What is to be done for one draft.
pub(super) enum Plan {
    /// Make it.
    New(Box<NewPlan>),
    /// Change what differs.
    Change(Box<ChangePlan>),
}

/// A concert to be made.
pub(super) struct NewPlan {
    pub(super) slug: Option<Slug>,
    pub(super) source: Option<(String, String)>,
    pub(super) name: Name,
    pub(super) place: Place,
    pub(super) times: Moments,
    pub(super) artists: Vec<ArtistNo>,
    pub(super) capacity: Option<i64>,
    pub(super) status: ConcertStatus,
    pub(super) note: Option<Note>,
    pub(super) types: Vec<NewType>,
    /// Whether the name is not one that a row gave.
    pub(super) made_title: bool,
}

/// A concert that is there, and in what its rows differ from it.
pub(super) struct ChangePlan {
    pub(super) concert: Concert,
    pub(super) patch: ConcertPatch,
    pub(super) place: Option<Place>,
    pub(super) time_known: bool,
    pub(super) line_up: Option<Vec<ArtistNo>>,
    pub(super) source: Option<(String, String)>,
    /// Whether the rows say that it does not take place.
    pub(super) cancels: bool,
    /// In what the concert itself differs.
    pub(super) differences: Vec<Difference>,
    /// What becomes of each ticket type of the draft.
    pub(super) types: Vec<TypePlan>,
    /// What the quotas of its types come to.
    pub(super) quotas: i64,
}

/// The plan of a draft that means no concert yet.
pub(super) fn plan_new(draft: &Draft, directory: &mut Directory) -> Found<Plan> {
    let mut problems = Vec::new();
    let place = new_place(draft, directory)
        .map_err(|problem| problems.push(problem))
        .ok();
    if draft.start.is_none() {
        let message = "nothing says when the concert starts";
        problems.push(missing(draft, Field::StartsAt, message));
    }
    let zone = place.map(|place| directory.places.zone(place));
    let mut types = Vec::new();
    for of_type in &draft.types {
        let planned = plan_type(of_type, zone, directory.currency, &mut problems);
        types.extend(planned);
    }
    must_be_named_apart(draft, &types, &mut problems);
    let times =
        place.and_then(|place| Moments::new(draft, directory.places.zone(place), &mut problems));
    let (Some(place), Some(times), true) = (place, times, problems.is_empty()) else {
        return Err(Stop::Rows(problems));
    };
    let artists = value(draft.artists.as_ref()).unwrap_or_default();
    Ok(Plan::New(Box::new(NewPlan {
        slug: value(draft.slug.as_ref()),
        source: value(draft.source.as_ref()),
        made_title: draft.name.is_none(),
        name: value(draft.name.as_ref()).unwrap_or_else(|| title(&artists, place, directory)),
        place,
        times,
        artists,
        capacity: value(draft.capacity.as_ref()),
        status: value(draft.status.as_ref()).unwrap_or(ConcertStatus::Scheduled),
        note: value(draft.note.as_ref()),
        types,
    })))
}

impl NewPlan {
    /// From when to when it takes place, if it does and its hour is known.
    pub(super) fn held(&self) -> Option<(Instant, Option<Instant>)> {
        let is_held = self.status == ConcertStatus::Scheduled && self.times.time_known;
        is_held.then_some((self.times.starts_at, self.times.ends_at))
    }
}

impl ChangePlan {
    /// Whether the concert itself stays as it is.
    pub(super) fn keeps_concert(&self) -> bool {
        self.differences.is_empty()
    }

    /// Whether there is nothing to do.
    pub(super) fn keeps_all(&self) -> bool {
        self.keeps_concert() && self.types.iter().all(|plan| matches!(plan, TypePlan::Same))
    }

    /// Whether it is elsewhere, at another time, or with others than before, or takes place again.
    pub(super) fn moves(&self) -> bool {
        self.patch.starts_at.is_some()
            || self.patch.status.is_some()
            || !self.patch.ends_at.is_keep()
            || self.place.is_some()
            || self.line_up.is_some()
    }

    /// From when to when it takes place, if it does and its hour is known.
    pub(super) fn held(&self) -> Option<(Instant, Option<Instant>)> {
        let status = self.patch.status.unwrap_or(self.concert.status);
        let is_held = status == ConcertStatus::Scheduled && !self.cancels && self.time_known;
        let mut ends_at = self.concert.ends_at;
        self.patch.ends_at.apply(&mut ends_at);
        let starts_at = self.patch.starts_at.unwrap_or(self.concert.starts_at);
        is_held.then_some((starts_at, ends_at.filter(|ends_at| starts_at < *ends_at)))
    }

    /// In what its ticket types differ.
    pub(super) fn type_differences(&self) -> impl Iterator<Item = &Difference> {
        self.types.iter().flat_map(TypePlan::differences)
    }
}

impl Plan {
    /// Whether there is nothing to do.
    pub(super) fn keeps_all(&self) -> bool {
        match self {
            Self::New(_) => false,
            Self::Change(plan) => plan.keeps_all(),
        }
    }
}

/// The title of a concert that has none.
fn title(artists: &[ArtistNo], place: Place, directory: &Directory) -> Name {
    let names: Vec<Name> = artists
        .iter()
        .map(|number| directory.artists.name(*number).clone())
        .collect();
    made_title(Some(&names), directory.places.name(place))
}

/// Two new types of one slug would be mistaken for each other.
fn must_be_named_apart(draft: &Draft, types: &[NewType], problems: &mut Vec<Problem>) {
    let mut named: HashMap<&Slug, u64> = HashMap::new();
    for (of_type, said) in types.iter().zip(&draft.types) {
        if let Some(line) = named.insert(&of_type.slug, said.line) {
            let message = format!(
                "`{}` has the slug `{}`, as another ticket type of its concert has",
                said.name, of_type.slug
            );
            let error =
                Error::new(Code::Taken, message).hint("`ticket_type_slug` names another one");
            let at = line.max(said.line);
            problems.push(Problem::of_field(at, Field::TicketType, error));
        }
    }
}

fn new_place(draft: &Draft, directory: &mut Directory) -> Result<Place, Problem> {
    let line = draft.line();
    let wrong = |(field, error)| Problem::of_field(line, field, error);
    let zone = value(draft.zone.as_ref());
    let places = &mut directory.places;
    let place = match (&draft.place, places.default_venue()) {
        (Some(said), _) => said.value,
        (None, Some(venue)) => places.resolve(&venue, None, zone).map_err(wrong)?,
        (None, None) => {
            let message = "nothing says where the concert is";
            return Err(missing(draft, Field::Venue, message));
        }
    };
    places.must_keep_its_zone(place, zone).map_err(wrong)?;
    Ok(place)
}

/// A concert that is named by a slug alone was looked for first.
fn missing(draft: &Draft, field: Field, message: &str) -> Problem {
    let message = match &draft.slug {
        Some(slug) => format!(
            "{message}, and the box office has no concert `{}`",
            slug.value
        ),
        None => message.to_owned(),
    };
    Problem::of_field(draft.line(), field, Error::new(Code::InvalidValue, message))
}

fn value<T: Clone>(said: Option<&Said<T>>) -> Option<T> {
    said.map(|said| said.value.clone())
}
