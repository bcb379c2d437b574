//! Drafts from the first look at them until they are written.

use super::apply::{Applied, apply};
use super::compare::plan_change;
use super::difference::Difference;
use super::directory::Directory;
use super::draft::Draft;
use super::keys::Nights;
use super::known::Known;
use super::look::look_at;
use super::other_hour::OtherHours;
use super::plan::{NewPlan, Plan, plan_new};
use super::plan_type::TypePlan;
use super::relate::{Beside, OddDraft, Relations};
use super::spool::Spool;
use super::stop::{Found, Stop};
use super::tally::Tally;
use super::uncounted::leave_out;
use super::{Import, Imported, Step};
use crate::db::Transaction;
use crate::domain::{Code, ConcertId, Error, Oddity, Problem, Result};
use crate::repository::{concert, journal, ticket_type};

/// What was decided about a draft. It is looked at again only to be written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Decision {
    /// Not yet.
    Open(Option<ConcertId>),
    /// It becomes a concert.
    Make,
    /// It changes one.
    Change(ConcertId),
    /// There is nothing to do, or it is refused.
    Done,
}

/// The drafts of a file, and what is to become of them.
pub(super) struct Work<'w, 't, 'c> {
    pub(super) tx: &'t Transaction<'c>,
    pub(super) import: Import<'w>,
    pub(super) directory: Directory,
    pub(super) tally: Tally,
    drafts: Spool<Draft>,
    nights: Nights,
    decisions: Vec<Decision>,
    relations: Relations,
    other_hours: OtherHours,
    /// How many drafts name their slug.
    slugs: usize,
}

impl<'w, 't, 'c> Work<'w, 't, 'c> {
    pub(super) fn new(
        tx: &'t Transaction<'c>,
        import: Import<'w>,
        directory: Directory,
        tally: Tally,
        drafts: Spool<Draft>,
    ) -> Self {
        Self {
            tx,
            import,
            directory,
            tally,
            decisions: vec![Decision::Open(None); drafts.len()],
            drafts,
            nights: Nights::default(),
            relations: Relations::default(),
            other_hours: OtherHours::default(),
            slugs: 0,
        }
    }

    /// Decides about every draft; nothing is written yet.
    pub(super) fn decide(&mut self, tell: &mut dyn FnMut(Step) -> Result<()>) -> Result<()> {
        let mut known = Known::new(self.tx, self.import.unit);
        // The keys go first, so that a draft without one cannot take a concert that another names by its key.
        for at in 0..self.drafts.len() {
            let draft = self.drafts.get(at)?;
            if draft.slug.is_some() || draft.source.is_some() {
                self.slugs += usize::from(draft.slug.is_some());
                match known.by_key(&draft) {
                    Ok(meant) => self.decisions[at] = Decision::Open(meant),
                    Err(stop) => self.stop(at, &draft, stop)?,
                }
            }
        }
        tell(Step::Begins("Checking", self.drafts.len()))?;
        for at in 0..self.drafts.len() {
            if let Decision::Open(meant) = self.decisions[at] {
                let mut draft = self.drafts.get(at)?;
                if let Err(stop) = self.decide_on(at, &mut draft, meant, &mut known) {
                    self.stop(at, &draft, stop)?;
                }
            }
            tell(Step::Done(1))?;
        }
        self.relate(&known)
    }

    /// Looks at what the drafts are together. Only what is taken counts: a draft that is refused is in nobody's way.
    fn relate(&mut self, known: &Known<'_, '_>) -> Result<()> {
        let mut odd = std::mem::take(&mut self.other_hours).look(known);
        odd.retain(|odd| self.decisions[odd.at] == Decision::Make);
        let relations = std::mem::take(&mut self.relations);
        let strict = self.import.strict;
        odd.extend(relations.look(self.tx, &self.directory, &mut self.drafts, strict)?);
        odd.sort_by_key(|odd| odd.at);
        for odd in odd {
            let OddDraft {
                at,
                kind,
                mut message,
                beside,
            } = odd;
            let is_taken = |at: &usize| self.decisions[*at] != Decision::Done;
            match beside {
                Beside::There => (),
                Beside::Draft(other) if is_taken(&other) => (),
                Beside::Draft(_) => continue,
                Beside::Name(drafts) => {
                    let is_before = |other: &usize| !strict || *other <= at;
                    let mut others = drafts.iter().copied().filter(is_before);
                    let Some(other) = others.find(is_taken) else {
                        continue;
                    };
                    let line = self.drafts.look(other, Draft::line)?;
                    message = format!("{message}{} {line}", self.import.unit);
                }
            }
            let line = self.drafts.look(at, Draft::line)?;
            if let Some(problem) = self.tally.odd(Oddity::new(kind, line, message))
                && self.decisions[at] != Decision::Done
            {
                let draft = self.drafts.get(at)?;
                self.stop(at, &draft, problem.into())?;
            }
        }
        Ok(())
    }

    fn decide_on(
        &mut self,
        at: usize,
        draft: &mut Draft,
        meant: Option<ConcertId>,
        known: &mut Known<'_, '_>,
    ) -> Found<()> {
        let meant = match meant {
            Some(id) => Some(id),
            None => known.by_natural(draft, &self.directory.places)?,
        };
        for odd in self.leave_out(draft, meant)? {
            if let Some(problem) = self.tally.odd_row(odd)? {
                return Err(problem.into());
            }
        }
        let mut plan = self.plan(draft, meant)?;
        if let Plan::New(plan) = &plan {
            self.must_be_new(at, draft, plan)?;
        }
        if !self.import.update {
            self.must_not_differ(&mut plan)?;
        }
        if plan.keeps_all() {
            self.decisions[at] = Decision::Done;
            return Ok(self.tally.take(draft, &plan, Applied::default(), None)?);
        }
        let odd = look_at(draft, &plan, &self.directory, self.tx.now());
        let odd = odd.into_iter().filter_map(|odd| self.tally.odd(odd));
        let problems: Vec<_> = odd.collect();
        if !problems.is_empty() {
            return Err(Stop::Rows(problems));
        }
        self.relations.enter(self.tx, at, &plan, &self.directory)?;
        self.decisions[at] = meant.map_or(Decision::Make, Decision::Change);
        Ok(())
    }

    /// Takes the types out of a draft that cannot be made of it.
    fn leave_out(&self, draft: &mut Draft, meant: Option<ConcertId>) -> Found<Vec<Oddity>> {
        if draft
            .types
            .iter()
            .all(|it| !it.may_be_note || it.quota.is_some())
        {
            return Ok(Vec::new());
        }
        let known = meant
            .map(|id| ticket_type::of_concert(self.tx, id))
            .transpose()?;
        let known = known.unwrap_or_default();
        Ok(leave_out(draft, &known, self.directory.currency)?)
    }

    fn plan(&mut self, draft: &Draft, meant: Option<ConcertId>) -> Found<Plan> {
        match meant {
            None => plan_new(draft, &mut self.directory),
            Some(id) => plan_change(self.tx, draft, id, &self.directory),
        }
    }

    /// A concert of the same venue, start and name can have another key only where it was made by mistake.
    fn must_be_new(&mut self, at: usize, draft: &Draft, plan: &NewPlan) -> Found<()> {
        let night = (plan.place, plan.times.starts_at, &plan.name);
        if let Some(other) = self.nights.insert(&night, at) {
            let line = self.drafts.look(other, Draft::line)?;
            let message = format!(
                "{} {line} has the same name, venue and start, under another key",
                self.import.unit
            );
            return Err(Problem::of_row(draft.line(), Error::new(Code::Taken, message)).into());
        }
        let others = &mut self.other_hours;
        others.enter(self.tx, at, draft, plan, &self.directory)
    }

    /// What differs is refused: the concert with all its rows, or single ticket types of it.
    fn must_not_differ(&mut self, plan: &mut Plan) -> Found<()> {
        let Plan::Change(plan) = plan else {
            return Ok(());
        };
        if !plan.keeps_concert() {
            let all = plan.differences.iter().chain(plan.type_differences());
            return Err(Stop::Rows(all.map(Difference::problem).collect()));
        }
        let of_types = plan.type_differences().map(Difference::problem);
        self.tally.refuse_rows(of_types.collect())?;
        plan.keep_types();
        Ok(())
    }

    /// Writes what was decided upon. Slugs that rows name are given away before any is made from a name.
    pub(super) fn write(&mut self, tell: &mut dyn FnMut(Step) -> Result<()>) -> Result<()> {
        let is_to_do = |it: &Decision| *it != Decision::Done;
        let to_do = self.decisions.iter().filter(|it| is_to_do(it)).count();
        tell(Step::Begins("Writing", to_do))?;
        for names_slug in [true, false] {
            if names_slug && self.slugs == 0 {
                continue;
            }
            for at in 0..self.drafts.len() {
                if self.decisions[at] == Decision::Done {
                    continue;
                }
                let mut draft = self.drafts.get(at)?;
                if draft.slug.is_some() == names_slug {
                    self.write_one(at, &mut draft)?;
                    tell(Step::Done(1))?;
                    journal::append_if_many(self.tx, self.import.verb)?;
                }
            }
        }
        Ok(())
    }

    fn write_one(&mut self, at: usize, draft: &mut Draft) -> Result<()> {
        let meant = match self.decisions[at] {
            Decision::Change(id) => Some(id),
            _ => None,
        };
        self.decisions[at] = Decision::Done;
        let left_out = self.leave_out(draft, meant);
        let mut plan = match left_out.and_then(|_| self.plan(draft, meant)) {
            Ok(plan) => plan,
            Err(stop) => return self.stop(at, draft, stop),
        };
        if let (Plan::Change(plan), false) = (&mut plan, self.import.update) {
            plan.keep_types();
        }
        let may_refuse = meant.is_some() || self.import.update;
        let (id, applied) = match apply(self.tx, &plan, &mut self.directory, may_refuse) {
            Ok(applied) => applied,
            Err(error) if may_refuse && error.code.is_of_a_row() => {
                let problem = Problem::of_row(draft.line(), error);
                return self.stop(at, draft, problem.into());
            }
            Err(error) => {
                let message = format!("{} {}: {error}", self.import.unit, draft.line());
                return Err(Error { message, ..error });
            }
        };
        let slug = match &plan {
            Plan::New(plan) if self.import.plan && plan.slug.is_none() => {
                Some(concert::slug(self.tx, id)?)
            }
            _ => None,
        };
        self.tally.take(draft, &plan, applied, slug.as_deref())
    }

    /// Refuses a draft, or gives up.
    fn stop(&mut self, at: usize, draft: &Draft, stop: Stop) -> Result<()> {
        match stop {
            Stop::Work(error) => Err(error),
            Stop::Rows(problems) => {
                self.decisions[at] = Decision::Done;
                self.tally.refuse(draft, problems)
            }
        }
    }

    /// What came of it all.
    pub(super) fn done(self) -> Result<Imported> {
        let Directory {
            places, artists, ..
        } = self.directory;
        self.tally.done(places.made(), artists.made())
    }
}

impl super::plan::ChangePlan {
    /// Leaves the ticket types that are there as they are.
    fn keep_types(&mut self) {
        for of_type in &mut self.types {
            if matches!(of_type, TypePlan::Change(..)) {
                *of_type = TypePlan::Same;
            }
        }
    }
}
