//! What becomes of every row, kept outside of memory until it is told.

use std::fmt;
use std::iter::Peekable;

use super::spool::Spool;
use crate::domain::{Outcome, PlannedRow, Problem, Result};

/// The rows that are taken or skipped, in the order they were decided upon; only their lines are in memory.
pub struct Planned {
    rows: Spool<PlannedRow>,
    lines: Vec<(u64, usize)>,
}

impl Planned {
    /// None so far.
    pub(super) fn new() -> Result<Self> {
        Ok(Self {
            rows: Spool::new()?,
            lines: Vec::new(),
        })
    }

    pub(super) fn push(&mut self, row: PlannedRow) -> Result<()> {
        let line = row.line;
        let at = self.rows.push(row)?;
        self.lines.push((line, at));
        Ok(())
    }

    /// Calls `visit` with every row in the order of the file, those that `problems` refuse among them.
    ///
    /// The problems have to be in the order of the file; `reason` tells one in words.
    pub fn each(
        &mut self,
        problems: impl Iterator<Item = Result<Problem>>,
        reason: impl Fn(&Problem) -> String,
        mut visit: impl FnMut(PlannedRow) -> Result<()>,
    ) -> Result<()> {
        self.lines.sort_unstable();
        let mut problems = problems.peekable();
        for (line, at) in &self.lines {
            while let Some(row) = refused(&mut problems, Some(*line), &reason)? {
                visit(row)?;
            }
            visit(self.rows.get(*at)?)?;
        }
        while let Some(row) = refused(&mut problems, None, &reason)? {
            visit(row)?;
        }
        Ok(())
    }
}

/// The next row that is refused, if it stands before that line.
fn refused(
    problems: &mut Peekable<impl Iterator<Item = Result<Problem>>>,
    before: Option<u64>,
    reason: impl Fn(&Problem) -> String,
) -> Result<Option<PlannedRow>> {
    let is_next = |found: &Result<Problem>| match (found, before) {
        (Ok(problem), Some(before)) => problem.line < before,
        _ => true,
    };
    let Some(first) = problems.next_if(is_next).transpose()? else {
        return Ok(None);
    };
    let mut reasons = vec![reason(&first)];
    let is_same = |found: &Result<Problem>| match found {
        Ok(problem) => problem.line == first.line,
        Err(_) => true,
    };
    while let Some(more) = problems.next_if(is_same).transpose()? {
        reasons.push(reason(&more));
    }
    Ok(Some(PlannedRow {
        line: first.line,
        concert: None,
        outcome: Outcome::Refused,
        changes: Vec::new(),
        reason: Some(reasons.join("; ")),
    }))
}

impl fmt::Debug for Planned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Planned")
            .field("rows", &self.lines.len())
            .finish_non_exhaustive()
    }
}
