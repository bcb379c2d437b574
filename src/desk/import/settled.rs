//! Warnings that were told when their rows were taken: such a row is unchanged now, and nobody is told again.

use std::collections::{HashMap, HashSet};

use super::spool::Spool;
use crate::domain::{Oddities, Oddity, Result};

/// What is odd about rows in themselves, kept until it is known what becomes of them.
pub(super) struct Settled {
    waiting: Spool<Oddity>,
    /// The rows on which it depends whether anything is told.
    open: HashSet<u64>,
    /// The rows that are skipped stand and fall with the first row of their concert.
    skipped: HashMap<u64, u64>,
}

impl Settled {
    /// Nothing so far.
    pub(super) fn new() -> Result<Self> {
        Ok(Self {
            waiting: Spool::new()?,
            open: HashSet::new(),
            skipped: HashMap::new(),
        })
    }

    /// Keeps what is odd about a row.
    pub(super) fn wait(&mut self, oddity: Oddity) -> Result<()> {
        self.open.insert(oddity.line);
        self.waiting.push(oddity).map(drop)
    }

    /// The row says nothing that the one at `first` has not said, or is left out for it.
    pub(super) fn skip(&mut self, line: u64, first: u64) {
        if self.open.contains(&line) {
            self.skipped.insert(line, first);
            self.open.insert(first);
        }
    }

    /// The box office has the row already.
    pub(super) fn is_there(&mut self, line: u64) {
        self.open.remove(&line);
    }

    /// Adds what is still to be told, and counts the rest.
    pub(super) fn tell(mut self, oddities: &mut Oddities) -> Result<()> {
        for at in 0..self.waiting.len() {
            let oddity = self.waiting.get(at)?;
            let row = self.skipped.get(&oddity.line).unwrap_or(&oddity.line);
            if self.open.contains(row) {
                oddities.add(oddity);
            } else {
                oddities.add_settled();
            }
        }
        Ok(())
    }
}
