//! Changes: one in a transaction of its own, or many in one.

use serde::{Serialize, de::DeserializeOwned};

use super::{Done, Office, Parts, Request, Snapshot, Transaction, head::KeptHead};
use crate::domain::{Code, Error, Head, Name, Result};
use crate::repository;

/// One transaction over many requests, as it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Together {
    parts: Parts,
    dry_run: bool,
    /// Whether a change failed that could not be taken back alone.
    failed: bool,
}

/// A change that was made and not yet committed.
struct Made<T> {
    value: T,
    /// The journal's head, to be kept once it is committed, unless it was told nothing or others decide on that.
    told: Option<(KeptHead, Head)>,
    is_kept: bool,
}

impl Office {
    /// Makes one change, the only way there is.
    ///
    /// One immediate transaction: the key is looked up before any rule, `act` changes rows and names them by a small
    /// reference, the journal gets its line, `show` reads the answer, and all of it is committed, or under a dry run
    /// taken back. The same request under the same key only shows the same reference again.
    ///
    /// Within [`Office::together`] it is a part of that transaction.
    pub fn write<R, T>(
        &self,
        request: &Request,
        act: impl FnOnce(&Transaction<'_>) -> Result<R>,
        show: impl FnOnce(&Snapshot<'_>, &R) -> Result<T>,
    ) -> Result<Done<T>>
    where
        R: Serialize + DeserializeOwned,
    {
        let together = self.together.get();
        if self.has_failed() {
            let message = "a change before it failed, and nothing of the whole is written";
            return Err(Error::new(Code::Failed, message));
        }
        // What is only tried together goes on until the end, so that each request finds what those before it did.
        let is_tried_together = together.is_some_and(|together| together.dry_run);
        let is_tried_alone = request.is_dry_run() && !is_tried_together;
        let tx = if is_tried_alone && together.is_some() {
            self.db.part(self.stamp()?)?
        } else {
            self.db.transaction(self.stamp()?)?
        };
        if let Some(reference) = request.answered(&tx)? {
            return Ok(Done {
                value: show(&tx, &reference)?,
                repeated: true,
                dry_run: false,
            });
        }
        let made = self.make(&tx, request, act, show);
        if made.is_err() {
            self.fail();
            // What a rule says of a file that has lost something is not to be believed.
            self.must_agree(&tx)?;
        }
        let made = made?;
        if made.is_kept && !is_tried_alone {
            tx.commit()?;
            if let Some((kept, head)) = made.told {
                kept.write(&head);
            }
        }
        Ok(Done {
            value: made.value,
            repeated: false,
            dry_run: request.is_dry_run() || is_tried_together,
        })
    }

    /// Makes many changes in one immediate transaction: each [`Office::write`] within `act` has a key and a line of the
    /// journal of its own, and each [`Office::read`] sees what those before it wrote.
    ///
    /// Where one fails it is taken back alone, or under [`Parts::Joined`] the whole is, whatever `act` makes of it. All
    /// of it is committed once `act` is done, and nothing where `act` fails or under `dry_run`. Within another such
    /// transaction it is a part of that one, to be taken back alone.
    pub fn together<T, E: From<Error>>(
        &self,
        parts: Parts,
        dry_run: bool,
        act: impl FnOnce() -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        let outer = self.together.get();
        let is_tried_with_outer = outer.is_some_and(|outer| outer.dry_run);
        let tx = if outer.is_some() {
            self.db.part(self.stamp()?)?
        } else {
            self.db.transaction(self.stamp()?)?
        };
        let kept = match outer {
            Some(_) => None,
            None => Some(KeptHead::agreeing(self.path(), &tx, tx.site())?.0),
        };
        let whole = self.db.together(parts);
        self.together.set(Some(Together {
            parts,
            dry_run: dry_run || is_tried_with_outer,
            failed: false,
        }));
        let done = act();
        let failed = self.has_failed();
        self.together.set(outer);
        drop(whole);
        let value = done?;
        if failed {
            let message = "a change failed, and nothing of the whole is written";
            return Err(Error::new(Code::Failed, message).into());
        }
        if is_tried_with_outer || !dry_run {
            let head = repository::journal::head(&tx, tx.site())?;
            tx.commit()?;
            if let Some(kept) = kept {
                kept.write(&head);
            }
        }
        Ok(value)
    }

    /// Whether a change failed, within [`Office::together`], that could not be taken back alone.
    #[must_use]
    pub fn has_failed(&self) -> bool {
        self.together.get().is_some_and(|together| together.failed)
    }

    /// Whether what is written now is kept only if all of it is.
    #[must_use]
    pub fn is_together(&self) -> bool {
        self.together.get().is_some()
    }

    /// Says who stands at the counter from now on.
    pub fn serve_as(&self, operator: Name) {
        self.operator.replace(operator);
    }

    fn make<R: Serialize, T>(
        &self,
        tx: &Transaction<'_>,
        request: &Request,
        act: impl FnOnce(&Transaction<'_>) -> Result<R>,
        show: impl FnOnce(&Snapshot<'_>, &R) -> Result<T>,
    ) -> Result<Made<T>> {
        let together = self.together.get();
        let operator = repository::operator::insert_if_missing(tx, &self.operator.borrow())?;
        tx.set_operator(operator);
        let before = tx.touched();
        let reference = act(tx)?;
        // A key is kept even where nothing changed, and an operator who is new with it: the journal tells of that, too.
        let cannot_be_taken_back =
            together.is_some_and(|together| together.parts == Parts::Joined) && tx.touched() > 0;
        let is_kept = tx.touched() > before || request.has_key() || cannot_be_taken_back;
        let told = if is_kept {
            self.tell_the_journal(tx, request.verb(), together.is_none())?
        } else {
            self.must_agree(tx)?;
            None
        };
        request.remember(tx, &reference)?;
        Ok(Made {
            value: show(tx, &reference)?,
            told,
            is_kept,
        })
    }

    /// Notes that a change failed, where it cannot be taken back alone.
    fn fail(&self) {
        let together = self.together.get();
        self.together.set(together.map(|together| Together {
            failed: together.failed || together.parts == Parts::Joined,
            ..together
        }));
    }

    /// Refuses a file that has lost what was once committed to it, unless the whole was asked about that already.
    fn must_agree(&self, tx: &Transaction<'_>) -> Result<()> {
        if self.is_together() {
            return Ok(());
        }
        KeptHead::agreeing(self.path(), tx, tx.site()).map(drop)
    }

    /// Tells the journal what it does not know yet. A change that is `alone` has to find its head as it was kept, and
    /// is answered with what is to be kept of it.
    ///
    /// The journal is looked into only now, as the engine reads long lines more quickly once something was written.
    fn tell_the_journal(
        &self,
        tx: &Transaction<'_>,
        verb: &str,
        is_alone: bool,
    ) -> Result<Option<(KeptHead, Head)>> {
        let (kept, before) = if is_alone {
            let (kept, newest) = KeptHead::agreeing(self.path(), tx, tx.site())?;
            (Some(kept), newest)
        } else {
            (None, repository::journal::head(tx, tx.site())?)
        };
        if tx.touched() == 0 {
            return Ok(None);
        }
        let head = if tx.untold() == 0 {
            before
        } else {
            repository::journal::append(tx, before, verb)?
        };
        Ok(kept.map(|kept| (kept, head)))
    }
}
