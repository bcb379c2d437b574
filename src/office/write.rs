//! Changes: one in a transaction of its own, or many in one.

use serde::{Serialize, de::DeserializeOwned};

use super::{Done, Office, Request, Snapshot, Transaction, head};
use crate::domain::{Error, Head, Name, Result};
use crate::repository;

/// One transaction over many requests.
#[derive(Debug, Clone, Copy)]
pub(super) struct Together {
    dry_run: bool,
}

impl Office {
    /// Makes one change, the only way there is.
    ///
    /// One immediate transaction: the key is looked up before any rule, `act` changes rows and names them by a small
    /// reference, the journal gets its line, `show` reads the answer, and all of it is committed, or under a dry run
    /// taken back. The same request under the same key only shows the same reference again.
    ///
    /// Within [`Office::together`] it is a part of that transaction, taken back alone where it fails.
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
        let tx = self.db.transaction(self.stamp()?)?;
        if let Some(reference) = request.answered(&tx)? {
            return Ok(Done {
                value: show(&tx, &reference)?,
                repeated: true,
                dry_run: false,
            });
        }
        if together.is_none() {
            head::must_agree(&tx, self.path())?;
        }
        tx.set_operator(repository::operator::insert_if_missing(
            &tx,
            &self.operator.borrow(),
        )?);
        let before = tx.touched();
        let reference = act(&tx)?;
        // A key is kept even where nothing changed, and an operator who is new with it: the journal tells of that, too.
        let is_kept = tx.touched() > before || request.has_key();
        let head = if is_kept {
            tell_the_journal(&tx, request.verb())?
        } else {
            None
        };
        request.remember(&tx, &reference)?;
        let value = show(&tx, &reference)?;
        // What is only tried together goes on until the end, so that each request finds what those before it did.
        let goes_on = together.map_or(!request.is_dry_run(), |together| {
            together.dry_run || !request.is_dry_run()
        });
        if is_kept && goes_on {
            tx.commit()?;
            if let (None, Some(head)) = (together, head) {
                head::write(self.path(), &head);
            }
        }
        Ok(Done {
            value,
            repeated: false,
            dry_run: request.is_dry_run() || together.is_some_and(|together| together.dry_run),
        })
    }

    /// Makes many changes in one immediate transaction: each [`Office::write`] within `act` is a part of it with a key,
    /// a line of the journal and a refusal of its own, and each [`Office::read`] sees what those before it wrote.
    ///
    /// All of it is committed once `act` is done, and nothing where `act` fails or under `dry_run`. Within another such
    /// transaction it is a part of that, taken back alone.
    pub fn together<T, E: From<Error>>(
        &self,
        dry_run: bool,
        act: impl FnOnce() -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        if let Some(outer) = self.together.get() {
            return self.together_within(outer, dry_run, act);
        }
        let tx = self.db.transaction(self.stamp()?)?;
        head::must_agree(&tx, self.path())?;
        let parts = self.db.together();
        self.together.set(Some(Together { dry_run }));
        let done = act();
        self.together.set(None);
        drop(parts);
        let value = done?;
        if !dry_run {
            let head = repository::journal::head(&tx, tx.site())?;
            tx.commit()?;
            head::write(self.path(), &head);
        }
        Ok(value)
    }

    fn together_within<T, E: From<Error>>(
        &self,
        outer: Together,
        dry_run: bool,
        act: impl FnOnce() -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        let part = self.db.transaction(self.stamp()?)?;
        let within = Together {
            dry_run: dry_run || outer.dry_run,
        };
        self.together.set(Some(within));
        let done = act();
        self.together.set(Some(outer));
        let value = done?;
        // What is only tried goes on until the end of the whole, as far as that is only tried, too.
        if outer.dry_run || !dry_run {
            part.commit()?;
        }
        Ok(value)
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
}

/// Tells the journal what it does not know yet, and answers with its head if it was told anything at all.
fn tell_the_journal(tx: &Transaction<'_>, verb: &str) -> Result<Option<Head>> {
    if tx.touched() == 0 {
        return Ok(None);
    }
    if tx.untold() == 0 {
        return repository::journal::head(tx, tx.site()).map(Some);
    }
    repository::journal::append(tx, verb).map(Some)
}
