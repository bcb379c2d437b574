//! What looks like a mistake about one concert, though it is taken.

use chrono::Datelike;

use super::directory::Directory;
use super::draft::{Draft, DraftType, Said};
use super::plan::{ChangePlan, NewPlan, Plan};
use super::plan_type::TypePlan;
use crate::domain::{Change, ConcertField as Field, Instant, Odd, Oddity, Span, Zone, count};

/// Before this year a date is more likely a slip than a concert.
const OLDEST: i32 = 1990;
/// What began longer ago is history.
const HISTORY: Span = Span::days(366);
/// How far ahead people plan.
const FARTHEST: Span = Span::days(5 * 366);

/// Everything odd about a draft that is to be written.
pub(super) fn look_at(
    draft: &Draft,
    plan: &Plan,
    directory: &Directory,
    now: Instant,
) -> Vec<Oddity> {
    let mut look = Look {
        line: draft.line(),
        now,
        found: Vec::new(),
    };
    match plan {
        Plan::New(plan) => look.at_new(draft, plan, directory),
        Plan::Change(plan) => look.at_change(draft, plan, directory),
    }
    look.found
}

struct Look {
    line: u64,
    now: Instant,
    found: Vec<Oddity>,
}

impl Look {
    fn at_new(&mut self, draft: &Draft, plan: &NewPlan, directory: &Directory) {
        let zone = directory.places.zone(plan.place);
        let starts_at = plan.times.starts_at;
        self.at_date(starts_at, zone);
        self.at_offset(draft, starts_at, zone);
        for (of_type, said) in plan.types.iter().zip(&draft.types) {
            let window = (of_type.sale_starts_at, of_type.sale_ends_at);
            self.at_window(said, window, starts_at, plan.times.time_known, zone);
        }
        let capacity = plan.capacity.or(directory.places.capacity(plan.place));
        self.at_quotas(
            Field::Quota,
            plan.types.iter().map(|it| it.quota).sum(),
            capacity,
        );
    }

    fn at_change(&mut self, draft: &Draft, plan: &ChangePlan, directory: &Directory) {
        let concert = &plan.concert;
        let zone = plan
            .place
            .map_or(concert.zone, |place| directory.places.zone(place));
        let starts_at = plan.patch.starts_at.unwrap_or(concert.starts_at);
        let taken = count(concert.taken, "place");
        if plan.cancels && concert.taken > 0 {
            let message = format!("`{}` has {taken} taken and is cancelled", concert.slug);
            self.odd(Odd::SoldCancelled, message);
        }
        if plan.patch.starts_at.is_some() {
            if concert.taken > 0 {
                let moves = moves(plan, zone, starts_at, directory);
                let message = format!("`{}` has {taken} taken and moves {moves}", concert.slug);
                self.odd(Odd::SoldMoves, message);
            }
            self.at_date(starts_at, zone);
        }
        for (of_type, said) in plan.types.iter().zip(&draft.types) {
            let window = match of_type {
                TypePlan::New(new) => (new.sale_starts_at, new.sale_ends_at),
                TypePlan::Change(_, patch, _) => {
                    (set(patch.sale_starts_at), set(patch.sale_ends_at))
                }
                TypePlan::Same => continue,
            };
            self.at_window(said, window, starts_at, plan.time_known, zone);
        }
        let mut capacity = concert.capacity;
        plan.patch.capacity.apply(&mut capacity);
        if plan.types.iter().any(|it| it.quota().is_some()) {
            self.at_quotas(Field::Quota, plan.quotas, capacity);
        } else if capacity != concert.capacity {
            self.at_quotas(Field::Capacity, plan.quotas, capacity);
        }
    }

    fn at_date(&mut self, starts_at: Instant, zone: Zone) {
        let date = zone.date(starts_at);
        if date.year() < OLDEST || self.now.plus(FARTHEST) < starts_at {
            self.odd(Odd::DateFarOff, date.to_string());
        } else if starts_at.plus(HISTORY) < self.now {
            self.odd(Odd::LongPast, date.to_string());
        }
    }

    fn at_offset(&mut self, draft: &Draft, starts_at: Instant, zone: Zone) {
        let local = zone.local(starts_at);
        if let Some(clock) = draft.clock.as_ref().filter(|clock| clock.value != local) {
            let (written, shown) = (clock.value.format("%H:%M"), local.format("%H:%M"));
            self.odd(
                Odd::OffsetDiffers,
                format!("{written} of the list is {shown} in {zone}"),
            );
        }
    }

    /// A concert whose hour nobody knows begins within its day.
    fn at_window(
        &mut self,
        said: &DraftType,
        (begin, end): (Option<Instant>, Option<Instant>),
        starts_at: Instant,
        time_known: bool,
        zone: Zone,
    ) {
        let latest = if time_known {
            starts_at
        } else {
            starts_at.plus(Span::days(1))
        };
        let line = |said: &Option<Said<_>>| said.as_ref().map(|said| said.line);
        for (at, what, field, line) in [
            (
                begin,
                "begins",
                Field::SaleStartsAt,
                line(&said.sale_starts),
            ),
            (end, "ends", Field::SaleEndsAt, line(&said.sale_ends)),
        ] {
            if let Some(at) = at.filter(|at| latest < *at) {
                let message = format!(
                    "the sale of `{}` {what} at {}, the concert at {}",
                    said.name,
                    zone.show_short(at),
                    zone.show_short(starts_at)
                );
                let line = line.unwrap_or(self.line);
                let odd = Oddity::new(Odd::SaleAfterStart, line, message);
                self.found.push(odd.of_field(field).of_type(&said.name));
            }
        }
    }

    fn at_quotas(&mut self, field: Field, quotas: i64, capacity: Option<i64>) {
        if let Some(capacity) = capacity.filter(|capacity| *capacity < quotas) {
            let message = format!("quotas of {quotas}, a capacity of {capacity}");
            let odd = Oddity::new(Odd::QuotaAboveCapacity, self.line, message);
            self.found.push(odd.of_field(field));
        }
    }

    fn odd(&mut self, kind: Odd, message: String) {
        self.found.push(Oddity::new(kind, self.line, message));
    }
}

/// From where and when to where and when a concert moves.
fn moves(plan: &ChangePlan, zone: Zone, starts_at: Instant, directory: &Directory) -> String {
    let ChangePlan { concert, place, .. } = plan;
    let before = concert.zone.show_short(concert.starts_at);
    let hours = format!("from {before} to {}", zone.show_short(starts_at));
    let Some(place) = place else { return hours };
    let places = format!(
        "from `{}, {}` to `{}`",
        concert.venue_name,
        concert.location,
        directory.places.tell(*place)
    );
    if concert.starts_at == starts_at {
        places
    } else {
        format!("{hours}, {places}")
    }
}

fn set(change: Change<Instant>) -> Option<Instant> {
    match change {
        Change::Set(at) => Some(at),
        Change::Keep | Change::Clear => None,
    }
}
