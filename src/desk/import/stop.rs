//! Why there is no answer: something is wrong with rows, or the work itself cannot go on.

use super::places::Wrong;
use crate::domain::{Error, Problem};

/// What stops the work on some rows, or all of it.
pub(super) enum Stop {
    /// These rows cannot be taken.
    Rows(Vec<Problem>),
    /// Nothing can be taken.
    Work(Error),
}

/// An answer, or why there is none.
pub(super) type Found<T> = Result<T, Stop>;

impl Stop {
    /// What is wrong with cells of one row.
    pub(super) fn of_row(line: u64, wrong: impl IntoIterator<Item = Wrong>) -> Self {
        let problems = wrong
            .into_iter()
            .map(|(field, error)| Problem::of_field(line, field, error));
        Self::Rows(problems.collect())
    }
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Work(error)
    }
}

impl From<Problem> for Stop {
    fn from(problem: Problem) -> Self {
        Self::Rows(vec![problem])
    }
}
