//! New concerts beside one of the same name and venue that day: a list without keys moves none, it makes a second one.

use super::directory::Directory;
use super::draft::Draft;
use super::known::{Known, twin};
use super::plan::NewPlan;
use super::relate::{Beside, OddDraft};
use super::stop::Found;
use crate::db::Transaction;
use crate::domain::{ConcertId, Instant, Odd, Result, Start, Zone};
use crate::repository::concert_key::{self, Night};

/// New concerts that may be ones of the box office at another hour.
#[derive(Default)]
pub(super) struct OtherHours(Vec<OtherHour>);

struct OtherHour {
    at: usize,
    /// The one of the box office.
    id: ConcertId,
    message: String,
}

impl OtherHours {
    /// Refuses a new concert whose night the box office has under another key, and notes those of the same day.
    pub(super) fn enter(
        &mut self,
        tx: &Transaction<'_>,
        at: usize,
        draft: &Draft,
        plan: &NewPlan,
        directory: &Directory,
    ) -> Found<()> {
        let places = &directory.places;
        let starts_at = plan.times.starts_at;
        let (Some(venue), zone) = (places.id(plan.place), places.zone(plan.place)) else {
            return Ok(());
        };
        let nights = concert_key::by_day(tx, venue, day(zone, starts_at)?, &plan.name)?;
        if let Some(night) = nights.iter().find(|night| night.starts_at == starts_at) {
            return Err(twin(draft, night).into());
        }
        let may_be = |night: &&Night| {
            let has_other_key = draft.source.is_some() && night.has_source;
            draft.slug.is_none() && !night.is_cancelled && !has_other_key
        };
        let others = nights.iter().filter(may_be);
        self.0.extend(others.map(|night| OtherHour {
            at,
            id: night.id,
            message: format!(
                "a second `{}` that day, where `{}` is at {}",
                plan.name,
                night.slug,
                zone.show_short(night.starts_at)
            ),
        }));
        Ok(())
    }

    /// Those that no row of the file means: of a concert with two shows a day, the list names both.
    pub(super) fn look(mut self, known: &Known<'_, '_>) -> Vec<OddDraft> {
        self.0.retain(|other| !known.is_meant(other.id));
        self.0.dedup_by_key(|other| other.at);
        let odd = self.0.into_iter().map(|other| OddDraft {
            at: other.at,
            kind: Odd::OtherHour,
            message: other.message,
            beside: Beside::There,
        });
        odd.collect()
    }
}

/// From when to before when it is that day in a zone.
fn day(zone: Zone, at: Instant) -> Result<(Instant, Instant)> {
    let date = zone.date(at);
    let next = date.succ_opt().unwrap_or(date);
    Ok((
        Start::Day(date).resolve(zone)?,
        Start::Day(next).resolve(zone)?,
    ))
}
