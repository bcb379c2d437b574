//! What a draft comes to: a new concert, changes to one that is there, or nothing to do.

use super::draft::{Draft, DraftType, Said};
use super::natural::made_title;
use super::places::{Place, Places};
use crate::domain::{
    Code, Concert, ConcertField as Field, ConcertPatch, Error, Instant, Name, Problem, Slug,
    TicketTypeId, TicketTypePatch, Zone,
};

/// What is to be done for one draft.
pub(super) enum Plan {
    /// Make it.
    New(Box<NewPlan>),
    /// Change what differs.
    Change(Box<ChangePlan>),
}

/// A concert to be made; its ticket types are those of the draft.
pub(super) struct NewPlan {
    pub(super) slug: Option<Slug>,
    pub(super) source: Option<(String, String)>,
    pub(super) name: Name,
    pub(super) place: Place,
    pub(super) starts_at: Instant,
    pub(super) time_known: bool,
    pub(super) doors_at: Option<Instant>,
    pub(super) artists: Vec<Name>,
    pub(super) capacity: Option<i64>,
    /// Whether the name is not one that a row gave.
    pub(super) made_title: bool,
}

/// A concert that is there, and in what its rows differ from it.
pub(super) struct ChangePlan {
    pub(super) concert: Concert,
    pub(super) patch: ConcertPatch,
    pub(super) place: Option<Place>,
    pub(super) time_known: bool,
    pub(super) line_up: Option<Vec<Name>>,
    pub(super) source: Option<(String, String)>,
    /// In what the concert itself differs.
    pub(super) differences: Vec<Problem>,
    /// What becomes of each ticket type of the draft.
    pub(super) types: Vec<TypePlan>,
}

/// What becomes of a ticket type.
pub(super) enum TypePlan {
    /// It is made.
    New,
    /// It changes in what is told.
    Change(TicketTypeId, TicketTypePatch, Vec<Problem>),
    /// It is so already.
    Same,
}

/// The plan of a draft that means no concert yet.
pub(super) fn plan_new(draft: &Draft, places: &mut Places) -> Result<Plan, Vec<Problem>> {
    let mut problems = Vec::new();
    let place = new_place(draft, places)
        .map_err(|problem| problems.push(problem))
        .ok();
    let start = draft.start.as_ref().map(|said| said.value);
    if start.is_none() {
        let message = "nothing says when the concert starts";
        problems.push(missing(draft, Field::StartsAt, message));
    }
    for of_type in &draft.types {
        problems.extend(missing_of_type(of_type));
    }
    let (Some(place), Some(start)) = (place, start) else {
        return Err(problems);
    };
    let zone = places.zone(place);
    let starts_at = start
        .resolve(zone)
        .map_err(|error| problems.push(at(draft.start.as_ref(), Field::StartsAt, error)))
        .ok();
    let doors_at = starts_at.and_then(|starts_at| doors_of(draft, zone, starts_at, &mut problems));
    let (Some(starts_at), true) = (starts_at, problems.is_empty()) else {
        return Err(problems);
    };
    let artists = draft
        .artists
        .as_ref()
        .map(|said| said.value.clone())
        .unwrap_or_default();
    let made_title_is = made_title(Some(&artists), places.name(place));
    Ok(Plan::New(Box::new(NewPlan {
        slug: value(draft.slug.as_ref()),
        source: value(draft.source.as_ref()),
        made_title: draft.name.is_none(),
        name: value(draft.name.as_ref()).unwrap_or(made_title_is),
        place,
        starts_at,
        time_known: start.time_known(),
        doors_at,
        artists,
        capacity: value(draft.capacity.as_ref()),
    })))
}

impl ChangePlan {
    /// Whether the concert itself stays as it is.
    pub(super) fn keeps_concert(&self) -> bool {
        self.differences.is_empty()
    }
}

fn new_place(draft: &Draft, places: &mut Places) -> Result<Place, Problem> {
    if let Some(said) = &draft.place {
        return Ok(said.value);
    }
    let line = draft.line();
    match places.default_venue() {
        Some(venue) => places
            .resolve(&venue, None, value(draft.zone.as_ref()))
            .map_err(|(field, error)| Problem::of_field(line, field, error)),
        None => Err(missing(
            draft,
            Field::Venue,
            "nothing says where the concert is",
        )),
    }
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

/// A ticket type that is not there yet needs a price and a quota.
pub(super) fn missing_of_type(said: &DraftType) -> Vec<Problem> {
    let fields = [
        (Field::Price, said.price.is_none()),
        (Field::Quota, said.quota.is_none()),
    ];
    let missing = fields.into_iter().filter(|(_, is_missing)| *is_missing);
    missing
        .map(|(field, _)| {
            let message = format!("the new ticket type `{}` has no {field}", said.name);
            Problem::of_field(said.line, field, Error::new(Code::InvalidValue, message))
        })
        .collect()
}

/// When the doors open, for a concert that starts then; after the start is refused.
pub(super) fn doors_of(
    draft: &Draft,
    zone: Zone,
    starts_at: Instant,
    problems: &mut Vec<Problem>,
) -> Option<Instant> {
    let said = draft.doors.as_ref()?;
    let resolved = said.value.resolve(zone, starts_at).and_then(|doors_at| {
        if doors_at <= starts_at {
            return Ok(doors_at);
        }
        let shown = zone.show_short(doors_at);
        let hour_is_unknown = draft
            .start
            .as_ref()
            .is_some_and(|said| !said.value.time_known());
        let message = if hour_is_unknown {
            format!("the doors open at {shown}, but no hour is known for the start")
        } else {
            format!("the doors would open at {shown}, after the start")
        };
        Err(Error::new(Code::InvalidValue, message))
    });
    resolved
        .map_err(|error| problems.push(Problem::of_field(said.line, Field::DoorsAt, error)))
        .ok()
}

fn at<T>(said: Option<&Said<T>>, field: Field, error: Error) -> Problem {
    Problem::of_field(said.map_or(0, |said| said.line), field, error)
}

fn value<T: Clone>(said: Option<&Said<T>>) -> Option<T> {
    said.map(|said| said.value.clone())
}
