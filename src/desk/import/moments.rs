//! When a concert starts, opens its doors and ends, as moments.

use super::draft::{Draft, Said};
use crate::domain::{Code, ConcertField as Field, Error, Instant, Problem, Start, Zone};

/// The moments of a concert.
#[derive(Clone, Copy)]
pub(super) struct Moments {
    pub(super) starts_at: Instant,
    /// Whether the hour of the start is known.
    pub(super) time_known: bool,
    pub(super) doors_at: Option<Instant>,
    pub(super) ends_at: Option<Instant>,
}

impl Moments {
    /// Those of a draft that says when it starts; what is wrong with them is added to the problems.
    pub(super) fn new(draft: &Draft, zone: Zone, problems: &mut Vec<Problem>) -> Option<Self> {
        let said = draft.start.as_ref()?;
        let starts_at = starts_at(said, zone, problems)?;
        Some(Self {
            starts_at,
            time_known: said.value.time_known(),
            doors_at: doors_at(draft, zone, starts_at, problems),
            ends_at: ends_at(draft, zone, starts_at, problems),
        })
    }
}

/// The start that a row says.
pub(super) fn starts_at(
    said: &Said<Start>,
    zone: Zone,
    problems: &mut Vec<Problem>,
) -> Option<Instant> {
    said.value
        .resolve(zone)
        .map_err(|error| problems.push(Problem::of_field(said.line, Field::StartsAt, error)))
        .ok()
}

/// When the doors open, for a concert that starts then; after the start is refused.
pub(super) fn doors_at(
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

/// When a concert ends that starts then; an end that is not after the start is refused.
pub(super) fn ends_at(
    draft: &Draft,
    zone: Zone,
    starts_at: Instant,
    problems: &mut Vec<Problem>,
) -> Option<Instant> {
    let said = draft.ends.as_ref()?;
    let resolved = said.value.resolve_end(zone, starts_at).and_then(|ends_at| {
        if starts_at < ends_at {
            return Ok(ends_at);
        }
        let shown = zone.show_short(ends_at);
        let message = format!("the concert would end at {shown}, which is not after the start");
        Err(Error::new(Code::InvalidValue, message))
    });
    resolved
        .map_err(|error| problems.push(Problem::of_field(said.line, Field::EndsAt, error)))
        .ok()
}
