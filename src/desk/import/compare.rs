//! In what the rows of a draft differ from a concert that is there.

use super::difference::Differences;
use super::directory::Directory;
use super::draft::{Draft, Said};
use super::moments::{doors_at, ends_at, starts_at};
use super::plan::{ChangePlan, Plan};
use super::plan_type::{TypePlan, compare_type, known_type, plan_type};
use super::stop::{Found, Stop};
use super::told::Told;
use crate::db::Transaction;
use crate::domain::{
    Change, Code, Concert, ConcertField as Field, ConcertId, ConcertPatch, ConcertRef,
    ConcertStatus, Doors, Error, Instant, Problem, Result, Span, Zone, count,
};
use crate::repository::{line_up, ticket_type};

/// The plan of a draft that means a concert of the box office.
pub(super) fn plan_change(
    tx: &Transaction<'_>,
    draft: &Draft,
    id: ConcertId,
    directory: &Directory,
) -> Found<Plan> {
    let concert = crate::desk::concert::get(tx, &ConcertRef::Id(id))?;
    let mut compared = Compared {
        directory,
        time_known: concert.time_known,
        patch: ConcertPatch::default(),
        found: Differences::of_concert(),
        problems: Vec::new(),
        concert,
    };
    compared.names(draft);
    let place = compared.place(draft);
    let zone = compared.clocks(draft, place.is_some());
    compared.zone(draft, zone);
    compared.times(draft, zone, place.is_some());
    let line_up = compared.line_up(tx, draft)?;
    let cancels = compared.status(draft);
    let (types, quotas) = compared.types(tx, draft, zone)?;
    let source = compared.source(draft);
    let differences = compared.found.done();
    let Compared {
        patch,
        concert,
        mut problems,
        time_known,
        ..
    } = compared;
    if concert.status == ConcertStatus::Cancelled && !differences.is_empty() {
        problems.push(stays_cancelled(&concert, draft.line()));
    }
    if !problems.is_empty() {
        return Err(Stop::Rows(problems));
    }
    Ok(Plan::Change(Box::new(ChangePlan {
        concert,
        patch,
        place,
        time_known,
        line_up,
        source,
        cancels,
        differences,
        types,
        quotas,
    })))
}

struct Compared<'d> {
    directory: &'d Directory,
    concert: Concert,
    time_known: bool,
    patch: ConcertPatch,
    found: Differences,
    problems: Vec<Problem>,
}

impl Compared<'_> {
    fn names(&mut self, draft: &Draft) {
        let Self {
            found,
            patch,
            concert,
            ..
        } = self;
        let (slug, name) = (draft.slug.as_ref(), draft.name.as_ref());
        patch.slug = found.of(Field::Concert, slug, Some(&concert.slug), Told::told);
        patch.name = found.of(Field::Name, name, Some(&concert.name), Told::told);
        let capacity = draft.capacity.as_ref();
        let there = concert.capacity.as_ref();
        patch.capacity = found.change(Field::Capacity, capacity, there, Told::told);
        let note = draft.note.as_ref();
        patch.note = found.change(Field::Note, note, concert.note.as_ref(), Told::told);
        if let Some(said) = capacity.filter(|said| said.value < concert.taken) {
            let message = format!(
                "`{}` has {} taken, more than a capacity of {}",
                concert.slug,
                count(concert.taken, "place"),
                said.value
            );
            let error = Error::new(Code::BelowTaken, message);
            self.problems
                .push(Problem::of_field(said.line, Field::Capacity, error));
        }
    }

    fn source(&mut self, draft: &Draft) -> Option<(String, String)> {
        let known = self.concert.source.clone();
        let known = known.zip(self.concert.source_id.clone());
        let said = draft.source.as_ref();
        self.found
            .of(Field::SourceId, said, known.as_ref(), Told::told)
    }

    fn place(&mut self, draft: &Draft) -> Option<usize> {
        let places = &self.directory.places;
        let there = places.by_id(self.concert.venue_id);
        let said = draft.place.as_ref();
        let place = said.filter(|said| Some(said.value) != there)?;
        let Concert {
            venue_name,
            location,
            ..
        } = &self.concert;
        let from = format!("{venue_name}, {location}");
        let to = places.tell(place.value);
        self.found.add(place.line, Field::Venue, Some(from), to);
        Some(place.value)
    }

    /// The zone in which the times of the rows are read: the venue's, or where the rows name it, the one the concert
    /// kept when its venue got another.
    fn clocks(&self, draft: &Draft, moves: bool) -> Zone {
        let own = self.concert.zone;
        let keeps = !moves && draft.zone.as_ref().is_some_and(|said| said.value == own);
        match &draft.place {
            Some(said) if !keeps => self.directory.places.zone(said.value),
            _ => own,
        }
    }

    fn zone(&mut self, draft: &Draft, zone: Zone) {
        let mut differs = Differences::of_concert();
        let said = draft.zone.as_ref();
        if differs
            .of(Field::Timezone, said, Some(&zone), Told::told)
            .is_some()
        {
            let problems = differs.done();
            self.problems
                .extend(problems.iter().map(super::difference::Difference::problem));
        }
    }

    /// Start, doors and end. A row that knows only the day says nothing against an hour of that day.
    fn times(&mut self, draft: &Draft, zone: Zone, moves: bool) {
        let starts_at = match &draft.start {
            None => self.concert.starts_at,
            Some(said) => match starts_at(said, zone, &mut self.problems) {
                Some(at) => self.start(said.line, at, said.value.time_known(), zone),
                None => return,
            },
        };
        if moves {
            self.patch.starts_at = Some(starts_at);
        }
        let doors_at = doors_at(draft, zone, starts_at, &mut self.problems);
        let ends_at = ends_at(draft, zone, starts_at, &mut self.problems);
        let (doors, ends) = (draft.doors.as_ref(), draft.ends.as_ref());
        let Concert {
            doors_at: doors_before,
            ends_at: end_before,
            starts_at: start_before,
            ..
        } = self.concert;
        let later = starts_at.since(start_before);
        let mut change = |field, line: Option<u64>, at: Option<Instant>, there: Option<Instant>| {
            let said = line.zip(at).map(|(line, value)| Said { value, line });
            let show = |at: &Instant| zone.show_short(*at);
            let change = self
                .found
                .change(field, said.as_ref(), there.as_ref(), show);
            // What is not named moves with the start, so what is named and stays has to be named there, too.
            match at {
                Some(at) if change.is_keep() && later != Span::ZERO => Change::Set(at),
                _ => change,
            }
        };
        let line = |said: Option<&Said<Doors>>| said.map(|said| said.line);
        self.patch.doors_at = change(Field::DoorsAt, line(doors), doors_at, doors_before);
        self.patch.ends_at = change(Field::EndsAt, line(ends), ends_at, end_before);
    }

    /// Compares the start, and says when the concert then starts.
    fn start(&mut self, line: u64, starts_at: Instant, time_known: bool, zone: Zone) -> Instant {
        let concert = &self.concert;
        let is_same = if time_known {
            concert.time_known && concert.starts_at == starts_at
        } else {
            zone.date(concert.starts_at) == zone.date(starts_at)
        };
        if is_same {
            return concert.starts_at;
        }
        let tell = |at: Instant, known: bool| {
            if known {
                zone.show_short(at)
            } else {
                zone.date(at).to_string()
            }
        };
        let from = tell(concert.starts_at, concert.time_known);
        let to = tell(starts_at, time_known);
        self.found.add(line, Field::StartsAt, Some(from), to);
        self.patch.starts_at = Some(starts_at);
        self.time_known = time_known;
        starts_at
    }

    fn line_up(&mut self, tx: &Transaction<'_>, draft: &Draft) -> Result<Option<Vec<usize>>> {
        let Some(said) = &draft.artists else {
            return Ok(None);
        };
        let artists = &self.directory.artists;
        let there = line_up::list(tx, self.concert.id)?;
        let names: Vec<&str> = there.iter().map(|artist| artist.name.as_str()).collect();
        let said_names = said
            .value
            .iter()
            .map(|number| artists.name(*number).as_str());
        if said_names.eq(names.iter().copied()) {
            return Ok(None);
        }
        let from = (!names.is_empty()).then(|| names.join("; "));
        let to = artists.tell(&said.value);
        self.found.add(said.line, Field::Artists, from, to);
        Ok(Some(said.value.clone()))
    }

    /// Whether the rows cancel the concert. What is cancelled stays so.
    fn status(&mut self, draft: &Draft) -> bool {
        let there = self.concert.status;
        let said = draft.status.as_ref();
        if let Some(said) = said.filter(|said| said.value != there)
            && there == ConcertStatus::Cancelled
        {
            self.problems
                .push(stays_cancelled(&self.concert, said.line));
            return false;
        }
        let status = self.found.of(Field::Status, said, Some(&there), Told::told);
        let cancels = status == Some(ConcertStatus::Cancelled);
        self.patch.status = status.filter(|_| !cancels);
        cancels
    }

    /// What becomes of each ticket type, and what all quotas then come to.
    fn types(
        &mut self,
        tx: &Transaction<'_>,
        draft: &Draft,
        zone: Zone,
    ) -> Result<(Vec<TypePlan>, i64)> {
        if draft.types.is_empty() {
            return Ok((Vec::new(), 0));
        }
        let known = ticket_type::of_concert(tx, self.concert.id)?;
        let currency = self.directory.currency;
        let mut quotas: i64 = known.iter().map(|known| known.quota).sum();
        let named = draft.rows.iter().any(|row| row.of_types.len() > 1);
        let mut plans = Vec::new();
        for said in &draft.types {
            let quota = said.quota.as_ref().map(|said| said.value);
            let plan = if let Some(known) = known_type(said, &draft.types, &known) {
                quotas += quota.unwrap_or(known.quota) - known.quota;
                compare_type(said, known, named, zone, currency, &mut self.problems)
            } else {
                quotas += quota.unwrap_or(0);
                let new = plan_type(said, Some(zone), currency, &mut self.problems);
                new.map_or(TypePlan::Same, TypePlan::New)
            };
            plans.push(plan);
        }
        Ok((plans, quotas))
    }
}

fn stays_cancelled(concert: &Concert, line: u64) -> Problem {
    let message = format!("`{}` is cancelled and stays so", concert.slug);
    Problem::of_row(line, Error::new(Code::ConcertCancelled, message))
}
