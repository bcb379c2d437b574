//! What becomes of each row.

use std::collections::HashSet;

use super::apply::Applied;
use super::draft::{Draft, DraftRow};
use super::plan::{ChangePlan, Plan};
use super::plan_type::TypePlan;
use super::planned::Planned;
use super::settled::Settled;
use super::{Import, Imported};
use crate::domain::{
    Code, Error, ImportCounts, Odd, Oddity, Outcome, PlannedRow, Problem, Result, Unit,
};

/// Counts rows as they are decided upon.
pub(super) struct Tally {
    imported: Imported,
    refused: HashSet<u64>,
    settled: Settled,
    strict: bool,
    agreed: bool,
    unit: Unit,
}

impl Tally {
    /// Begins with no row.
    pub(super) fn new(import: &Import<'_>) -> Result<Self> {
        let planned = import.plan.then(Planned::new).transpose()?;
        Ok(Self {
            imported: Imported {
                planned,
                ..Imported::default()
            },
            refused: HashSet::new(),
            settled: Settled::new()?,
            strict: import.strict,
            agreed: import.agreed,
            unit: import.unit,
        })
    }

    /// What is counted so far.
    pub(super) fn counts(&mut self) -> &mut ImportCounts {
        &mut self.imported.counts
    }

    /// Whether any row is refused.
    pub(super) fn has_refused(&self) -> bool {
        !self.refused.is_empty()
    }

    /// Notes what looks like a mistake; where that is refused, the problem to refuse it with.
    pub(super) fn odd(&mut self, oddity: Oddity) -> Option<Problem> {
        let refused = self.refused_as_odd(&oddity);
        if refused.is_none() {
            self.imported.oddities.add(oddity);
        }
        refused
    }

    /// The same of a row in itself, which is told unless the row turns out to be there already.
    pub(super) fn odd_row(&mut self, oddity: Oddity) -> Result<Option<Problem>> {
        let refused = self.refused_as_odd(&oddity);
        if refused.is_none() {
            self.settled.wait(oddity)?;
        }
        Ok(refused)
    }

    fn refused_as_odd(&mut self, odd: &Oddity) -> Option<Problem> {
        let Oddity {
            kind,
            line,
            message,
            ..
        } = odd;
        let problem = |code, message| Problem {
            line: *line,
            field: odd.field,
            of_type: odd.of_type.clone(),
            error: Error::new(code, message),
        };
        // History is no mistake.
        if self.strict && *kind != Odd::LongPast {
            let message = format!("{message}; --strict refuses `{}`", kind.as_str());
            Some(problem(Code::Refused, message))
        } else if kind.needs_yes() && !self.agreed {
            self.imported.needs_yes = true;
            Some(problem(
                Code::NeedsConfirmation,
                format!("{message}; needs --yes"),
            ))
        } else {
            None
        }
    }

    /// Refuses every row of a draft.
    pub(super) fn refuse(&mut self, draft: &Draft, problems: Vec<Problem>) -> Result<()> {
        let first = problems
            .first()
            .map_or(draft.line(), |problem| problem.line);
        let named: HashSet<u64> = problems.iter().map(|problem| problem.line).collect();
        self.refuse_rows(problems)?;
        for row in draft.rows.iter().filter(|row| !named.contains(&row.line)) {
            let message = format!("its concert is refused, see {} {first}", self.unit);
            let error = Error::new(Code::Refused, message);
            self.refuse_rows(vec![Problem::of_row(row.line, error)])?;
        }
        Ok(())
    }

    /// Refuses the rows that the problems are of.
    pub(super) fn refuse_rows(&mut self, problems: Vec<Problem>) -> Result<()> {
        let differs = problems
            .iter()
            .any(|problem| problem.error.code == Code::RowsRefused);
        self.imported.differs |= differs;
        self.refused
            .extend(problems.iter().map(|problem| problem.line));
        let mut problems = problems.into_iter();
        problems.try_for_each(|problem| self.imported.problems.add(problem))
    }

    /// Skips a row that says nothing the one at `first` has not said.
    pub(super) fn skip(&mut self, line: u64, first: u64, is_double: bool) -> Result<()> {
        self.imported.counts.skipped += 1;
        self.settled.skip(line, first);
        self.imported.counts.doubled += i64::from(is_double);
        let unit = self.unit;
        self.plan(|| PlannedRow {
            line,
            concert: None,
            outcome: Outcome::Skipped,
            changes: Vec::new(),
            reason: Some(format!("see {unit} {first}")),
        })
    }

    /// Counts the rows of a draft that was written, or is so already; `slug` is what people type for its concert.
    pub(super) fn take(
        &mut self,
        draft: &Draft,
        plan: &Plan,
        applied: Applied,
        slug: Option<&str>,
    ) -> Result<()> {
        let counts = &mut self.imported.counts;
        counts.concerts_created += applied.concerts;
        counts.ticket_types_created += applied.types;
        if let Plan::New(plan) = plan {
            counts.titles_made += i64::from(plan.made_title);
        }
        for row in &draft.rows {
            if self.refused.contains(&row.line) {
                continue;
            }
            let outcome = match plan {
                Plan::New(_) => Outcome::Created,
                Plan::Change(plan) => outcome(plan, row),
            };
            let counts = &mut self.imported.counts;
            match outcome {
                Outcome::Created => counts.created += 1,
                Outcome::Updated => counts.updated += 1,
                _ => {
                    counts.unchanged += 1;
                    self.settled.is_there(row.line);
                }
            }
            self.plan(|| planned_row(plan, row, outcome, slug))?;
        }
        Ok(())
    }

    /// What came of it all, with the problems in the order of the file.
    pub(super) fn done(mut self, venues: usize, artists: usize) -> Result<Imported> {
        self.settled.tell(&mut self.imported.oddities)?;
        let number = |n: usize| n.try_into().unwrap_or(i64::MAX);
        let counts = &mut self.imported.counts;
        counts.refused = number(self.refused.len());
        counts.venues_created = number(venues);
        counts.artists_created = number(artists);
        counts.warnings = self.imported.oddities.total();
        self.imported.problems.sort();
        Ok(self.imported)
    }

    fn plan(&mut self, row: impl FnOnce() -> PlannedRow) -> Result<()> {
        match &mut self.imported.planned {
            Some(planned) => planned.push(row()),
            None => Ok(()),
        }
    }
}

fn outcome(plan: &ChangePlan, row: &DraftRow) -> Outcome {
    let types = || row.of_types.iter().filter_map(|at| plan.types.get(*at));
    let differs = plan.differences.iter().chain(plan.type_differences());
    if types().any(|plan| matches!(plan, TypePlan::New(_))) {
        Outcome::Created
    } else if differs.into_iter().any(|it| it.line == row.line) {
        Outcome::Updated
    } else {
        Outcome::Unchanged
    }
}

fn planned_row(plan: &Plan, row: &DraftRow, outcome: Outcome, slug: Option<&str>) -> PlannedRow {
    let (concert, changes) = match plan {
        Plan::New(plan) => {
            let own = plan.slug.as_ref().map(ToString::to_string);
            (slug.map(str::to_owned).or(own), Vec::new())
        }
        Plan::Change(plan) => {
            let differences = plan.differences.iter().chain(plan.type_differences());
            let of_row = differences.filter(|it| it.line == row.line);
            let slug = plan.patch.slug.as_ref().unwrap_or(&plan.concert.slug);
            (
                Some(slug.to_string()),
                of_row.map(super::difference::Difference::change).collect(),
            )
        }
    };
    PlannedRow {
        line: row.line,
        concert,
        outcome,
        changes,
        reason: None,
    }
}
