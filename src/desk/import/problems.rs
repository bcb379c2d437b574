//! Why rows are refused, kept outside of memory: a list may be wrong in every row.

use std::fmt;

use super::spool::Spool;
use crate::domain::{Problem, Result};

/// Problems in the order of the file; only their lines are in memory.
#[derive(Default)]
pub struct Problems {
    /// There is no file before there is a problem.
    all: Option<Spool<Problem>>,
    lines: Vec<(u64, usize)>,
}

impl Problems {
    /// Adds one.
    pub(super) fn add(&mut self, problem: Problem) -> Result<()> {
        let line = problem.line;
        let all = match &mut self.all {
            Some(all) => all,
            none => none.insert(Spool::new()?),
        };
        let at = all.push(problem)?;
        self.lines.push((line, at));
        Ok(())
    }

    /// Puts them in the order of the file.
    pub(super) fn sort(&mut self) {
        self.lines.sort_unstable();
    }

    /// How many there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Reads them one by one. Fails where the file they are kept in cannot be read.
    pub fn each(&mut self) -> impl Iterator<Item = Result<Problem>> {
        let all = &mut self.all;
        let lines = self.lines.iter();
        lines.filter_map(move |(_, at)| all.as_mut().map(|all| all.get(*at)))
    }
}

impl fmt::Debug for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Problems")
            .field("problems", &self.len())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Code, Error};

    #[test]
    fn problems_come_back_in_the_order_of_the_file_and_no_more_are_read_than_asked_for() {
        let mut problems = Problems::default();
        for line in (1..=5000).rev() {
            let error = Error::new(Code::InvalidValue, format!("row {line}")).hint("mend it");
            problems.add(Problem::of_row(line, error)).unwrap();
        }
        problems.sort();
        assert_eq!(problems.len(), 5000);
        let first: Vec<_> = problems.each().take(1000).map(Result::unwrap).collect();
        let lines: Vec<_> = first.iter().map(|problem| problem.line).collect();
        assert_eq!(lines, (1..=1000).collect::<Vec<_>>());
        assert_eq!(first[6].error.message, "row 7");
        assert_eq!(first[6].error.hints, ["mend it"]);
    }
}
