//! What becomes of every row, kept outside of memory until it is told.

use std::fmt;

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
        problems: &[Problem],
        reason: impl Fn(&Problem) -> String,
        mut visit: impl FnMut(PlannedRow) -> Result<()>,
    ) -> Result<()> {
        self.lines.sort_unstable();
        let mut refused = problems
            .chunk_by(|one, other| one.line == other.line)
            .peekable();
        let refuse = |of_row: &[Problem]| {
            let reasons: Vec<_> = of_row.iter().map(&reason).collect();
            PlannedRow {
                line: of_row.first().map_or(0, |problem| problem.line),
                concert: None,
                outcome: Outcome::Refused,
                changes: Vec::new(),
                reason: Some(reasons.join("; ")),
            }
        };
        for (line, at) in &self.lines {
            while let Some(of_row) = refused.next_if(|of_row| of_row[0].line < *line) {
                visit(refuse(of_row))?;
            }
            visit(self.rows.get(*at)?)?;
        }
        refused.try_for_each(|of_row| visit(refuse(of_row)))
    }
}

impl fmt::Debug for Planned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Planned")
            .field("rows", &self.lines.len())
            .finish_non_exhaustive()
    }
}
