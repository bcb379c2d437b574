//! Concerts from a list: rows are gathered into concerts, held against the box office, and written.
//!
//! Nothing is written before every row has been looked at. Each concert is then written wholly or not at all, through
//! the same acts as single commands, so that every rule holds and what they refuse is told of its row.

mod apply;
mod artists;
mod compare;
mod draft;
mod gather;
mod known;
mod natural;
mod places;
mod plan;
mod tally;
mod told;

use crate::db::Transaction;
use crate::domain::{
    Code, ConcertRow, Error, ImportCounts, ImportDefaults, Oddity, Problem, Result,
};
use crate::repository;
use apply::Writer;
use artists::Artists;
use draft::Draft;
use known::Known;
use places::Places;
use plan::{Plan, TypePlan};
use tally::Tally;

/// A list to be imported.
#[derive(Debug, Clone, Copy)]
pub struct Import<'i> {
    /// Its rows; of one that cannot be read, the line.
    pub rows: &'i [std::result::Result<ConcertRow, u64>],
    /// What stands for blank cells.
    pub defaults: &'i ImportDefaults,
    /// Whether rows that differ change what is there; otherwise they are refused.
    pub update: bool,
}

/// What came of it.
#[derive(Debug, Default)]
pub struct Imported {
    /// What became of the rows, those that could not be read among the refused.
    pub counts: ImportCounts,
    /// Why rows are refused, in the order of the file.
    pub problems: Vec<Problem>,
    /// What is odd about rows that are taken.
    pub oddities: Vec<Oddity>,
    /// Whether some rows are refused only because they differ from what is there.
    pub differs: bool,
}

impl Imported {
    /// Adds what reading the file found.
    pub fn add_unread(&mut self, problems: &[Problem], oddities: &[Oddity]) {
        self.problems.extend_from_slice(problems);
        self.problems.sort_by_key(|problem| problem.line);
        self.oddities.extend_from_slice(oddities);
        self.counts.warnings = self.oddities.len().try_into().unwrap_or(i64::MAX);
    }
}

/// Takes every row that can be taken; `progress` is told of rows as they are done, and can end it with an error.
///
/// The rows that cannot be taken are no error here: whoever calls decides whether the others may stay.
pub fn run(
    tx: &Transaction<'_>,
    import: Import<'_>,
    mut progress: impl FnMut(u64) -> Result<()>,
) -> Result<Imported> {
    let profile = repository::office::find(tx)?
        .ok_or_else(|| Error::new(Code::NotAnOffice, "the file is not a box office yet"))?;
    let mut places = Places::load(tx, import.defaults, profile.zone)?;
    let artists = Artists::load(tx)?;
    let known = Known::load(tx)?;
    let mut gathered = gather::gather(import.rows, &mut places);
    let mut tally = Tally::new(import.rows.len(), &mut gathered, tx.now());
    let meant = known.meant(&gathered.drafts, &places);
    let mut work = Vec::new();
    for (draft, meant) in gathered.drafts.into_iter().zip(meant) {
        progress(0)?;
        let planned = match meant {
            Err(problem) => Err(vec![problem]),
            Ok(None) => plan::plan_new(&draft, &mut places),
            Ok(Some(id)) => compare::plan_change(tx, &draft, id, &places)?,
        };
        let decided = match planned {
            Ok(plan) if import.update => Some(plan),
            Ok(plan) => unless_it_differs(&draft, plan, &mut tally),
            Err(problems) => {
                tally.refuse(&draft, problems);
                None
            }
        };
        if let Some(plan) = decided {
            tally.look_at(&draft, &plan, &known, &places);
            work.push((draft, plan));
        }
    }
    // Slugs that rows name are given away before any is made from a name.
    work.sort_by_key(|(draft, _)| draft.slug.is_none());
    let mut writer = Writer {
        tx,
        places,
        artists,
    };
    for (draft, plan) in &work {
        match writer.apply(draft, plan) {
            Ok(applied) => tally.take(draft, plan, applied),
            Err(error) if is_of_the_row(&error) => {
                tally.refuse(draft, vec![Problem::of_row(draft.line(), error)]);
            }
            Err(error) => return Err(error),
        }
        progress(draft.rows.len().try_into().unwrap_or(u64::MAX))?;
    }
    let unreadable = import.rows.iter().filter(|row| row.is_err()).count();
    Ok(tally.done(unreadable, writer.places.made(), writer.artists.made()))
}

/// The plan without changes. What differs is refused: the concert with all its rows, or single ticket types of it.
fn unless_it_differs(draft: &Draft, plan: Plan, tally: &mut Tally) -> Option<Plan> {
    let Plan::Change(mut plan) = plan else {
        return Some(plan);
    };
    if !plan.keeps_concert() {
        let of_types = plan.types.iter().flat_map(differences);
        let all = plan.differences.iter().chain(of_types).cloned();
        tally.refuse(draft, all.collect());
        return None;
    }
    for of_type in &mut plan.types {
        tally.refuse_rows(differences(of_type).to_vec());
        if matches!(of_type, TypePlan::Change(..)) {
            *of_type = TypePlan::Same;
        }
    }
    Some(Plan::Change(plan))
}

fn differences(of_type: &TypePlan) -> &[Problem] {
    match of_type {
        TypePlan::Change(_, _, problems) => problems,
        TypePlan::New | TypePlan::Same => &[],
    }
}

/// Whether a rule refused the row, and not the file or the disk the whole import.
fn is_of_the_row(error: &Error) -> bool {
    (2..=4).contains(&error.code.exit())
}
