//! Which rows a transaction has written since its journal was last told.

use std::collections::HashSet;

/// A row: its table and its id.
type RowOf = (&'static str, i64);

/// Rows of tables, each once, in the order they were first written.
#[derive(Default)]
pub(super) struct Touched {
    order: Vec<RowOf>,
    known: HashSet<RowOf>,
    told: usize,
    attempts: Vec<Attempt>,
}

/// How things stood when an attempt began that may yet be taken back.
struct Attempt {
    untold: usize,
    told: usize,
    /// The rows that were not told of then, kept once the attempt itself has told of them.
    kept: Option<Vec<RowOf>>,
}

impl Touched {
    /// Adds a row, unless it waits to be told of already.
    pub(super) fn add(&mut self, row: RowOf) {
        if self.known.insert(row) {
            self.order.push(row);
        }
    }

    /// How many rows wait to be told of.
    pub(super) fn untold(&self) -> usize {
        self.order.len()
    }

    /// How many rows were added, those that were told of included.
    pub(super) fn all(&self) -> usize {
        self.told + self.order.len()
    }

    /// Hands out what waits to be told of.
    pub(super) fn tell(&mut self) -> Vec<RowOf> {
        for attempt in &mut self.attempts {
            attempt
                .kept
                .get_or_insert_with(|| self.order[..attempt.untold].to_vec());
        }
        self.told += self.order.len();
        self.known.clear();
        std::mem::take(&mut self.order)
    }

    /// Begins what may be taken back.
    pub(super) fn begin(&mut self) {
        self.attempts.push(Attempt {
            untold: self.order.len(),
            told: self.told,
            kept: None,
        });
    }

    /// Ends what was begun last, which stands.
    pub(super) fn keep(&mut self) {
        self.attempts.pop();
    }

    /// Ends what was begun last, which was taken back with whatever was told meanwhile.
    pub(super) fn take_back(&mut self) {
        let Some(attempt) = self.attempts.pop() else {
            return;
        };
        self.told = attempt.told;
        if let Some(kept) = attempt.kept {
            self.known = kept.iter().copied().collect();
            self.order = kept;
        } else {
            for undone in self.order.drain(attempt.untold..) {
                self.known.remove(&undone);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn touched(rows: &[RowOf]) -> Touched {
        let mut touched = Touched::default();
        for row in rows {
            touched.add(*row);
        }
        touched
    }

    #[test]
    fn a_row_waits_once_and_may_wait_again_after_it_was_told() {
        let mut touched = touched(&[("orders", 1), ("tickets", 1), ("orders", 1)]);
        assert_eq!(touched.tell(), [("orders", 1), ("tickets", 1)]);
        touched.add(("orders", 1));
        assert_eq!((touched.untold(), touched.all()), (1, 3));
        assert_eq!(touched.tell(), [("orders", 1)]);
    }

    #[test]
    fn what_is_taken_back_was_never_touched() {
        let mut touched = touched(&[("orders", 1)]);
        touched.begin();
        touched.add(("orders", 2));
        touched.take_back();
        touched.add(("orders", 2));
        assert_eq!(touched.tell(), [("orders", 1), ("orders", 2)]);
    }

    #[test]
    fn what_was_told_within_an_attempt_waits_again_when_it_is_taken_back() {
        let mut touched = touched(&[("orders", 1)]);
        touched.begin();
        touched.add(("orders", 2));
        touched.begin();
        assert_eq!(touched.tell().len(), 2);
        touched.add(("orders", 3));
        assert_eq!(touched.tell().len(), 1);
        touched.take_back();
        assert_eq!((touched.untold(), touched.all()), (2, 2));
        touched.take_back();
        assert_eq!((touched.untold(), touched.all()), (1, 1));
        touched.add(("orders", 1));
        assert_eq!(touched.tell(), [("orders", 1)]);
    }

    #[test]
    fn an_attempt_that_stands_keeps_what_it_told() {
        let mut touched = touched(&[("orders", 1)]);
        touched.begin();
        assert_eq!(touched.tell().len(), 1);
        touched.add(("orders", 2));
        touched.keep();
        assert_eq!((touched.untold(), touched.all()), (1, 2));
    }
}
