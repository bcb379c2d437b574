//! A snapshot to read: one consistent picture of the file, and the few verbs that every statement is asked by.

use std::cell::Cell;

use rusqlite::Connection;

use super::error::from_driver;
use super::handle::Handle;
use super::row::Row;
use super::value::Param;
use crate::domain::{Code, Error, Instant, Result};

/// One consistent picture of the file. Reading from it twice gives the same rows.
pub struct Snapshot<'c> {
    handle: &'c Handle,
    now: Instant,
    scope: Scope,
    open: Cell<bool>,
}

/// How far a picture or a change reaches.
#[derive(Clone, Copy)]
pub(super) enum Scope {
    /// A transaction of its own.
    Whole,
    /// A part of another transaction, to be taken back alone.
    Part,
    /// A look into another transaction.
    Look,
}

impl Scope {
    pub(super) const fn commit(self) -> &'static [&'static str] {
        match self {
            Self::Whole => &["COMMIT"],
            Self::Part => &["RELEASE SAVEPOINT part"],
            Self::Look => &[],
        }
    }

    pub(super) const fn roll_back(self) -> &'static [&'static str] {
        match self {
            Self::Whole => &["ROLLBACK"],
            Self::Part => &["ROLLBACK TO SAVEPOINT part", "RELEASE SAVEPOINT part"],
            Self::Look => &[],
        }
    }
}

impl<'c> Snapshot<'c> {
    /// A deferred transaction takes no lock, which is right here and only here: nothing is written through it.
    pub(super) fn begin(handle: &'c Handle, now: Instant) -> Result<Self> {
        Self::begin_as(handle, now, Scope::Whole, &["BEGIN DEFERRED"])
    }

    /// What the transaction that is under way has written by now.
    pub(super) fn look(handle: &'c Handle, now: Instant) -> Result<Self> {
        must_be_under_way(handle)?;
        Self::begin_as(handle, now, Scope::Look, &[])
    }

    pub(super) fn begin_as(
        handle: &'c Handle,
        now: Instant,
        scope: Scope,
        begin: &[&'static str],
    ) -> Result<Self> {
        run(handle, begin)?;
        Ok(Self {
            handle,
            now,
            scope,
            open: Cell::new(true),
        })
    }

    /// The moment at which this picture is looked at; what is overdue is measured against it.
    #[must_use]
    pub const fn now(&self) -> Instant {
        self.now
    }

    /// Every row of the answer, each read by `from_row`.
    pub fn all<T>(
        &self,
        sql: &'static str,
        params: &[&dyn Param],
        from_row: impl Fn(&Row<'_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        let mut found = Vec::new();
        self.each(sql, params, |row| {
            found.push(from_row(row)?);
            Ok(())
        })?;
        Ok(found)
    }

    /// The first row of the answer, if there is one.
    pub fn opt<T>(
        &self,
        sql: &'static str,
        params: &[&dyn Param],
        from_row: impl FnOnce(&Row<'_>) -> Result<T>,
    ) -> Result<Option<T>> {
        self.handle.ask(sql, params, |statement, columns| {
            let mut rows = statement.raw_query();
            rows.next()
                .map_err(from_driver)?
                .map(|row| from_row(&Row::new(row, columns)))
                .transpose()
        })
    }

    /// The one row that must be there.
    pub fn one<T>(
        &self,
        sql: &'static str,
        params: &[&dyn Param],
        from_row: impl FnOnce(&Row<'_>) -> Result<T>,
    ) -> Result<T> {
        self.opt(sql, params, from_row)?.ok_or_else(|| {
            Error::new(
                Code::Database,
                "the file is damaged: a row that must be there is missing",
            )
            .hint("boxoffice db check")
        })
    }

    /// Calls `visit` with every row, without keeping them.
    pub fn each(
        &self,
        sql: &'static str,
        params: &[&dyn Param],
        mut visit: impl FnMut(&Row<'_>) -> Result<()>,
    ) -> Result<()> {
        self.handle.ask(sql, params, |statement, columns| {
            let mut rows = statement.raw_query();
            while let Some(row) = rows.next().map_err(from_driver)? {
                visit(&Row::new(row, columns))?;
            }
            Ok(())
        })
    }

    pub(super) const fn scope(&self) -> Scope {
        self.scope
    }

    pub(super) const fn handle(&self) -> &'c Handle {
        self.handle
    }

    pub(super) fn connection(&self) -> &'c Connection {
        self.handle.connection()
    }

    /// Ends it by these statements.
    pub(super) fn end(&self, how: &[&'static str]) -> Result<()> {
        self.open.set(false);
        // Ids may be counted on only where all rows they were given to are still there, and nobody else inserts.
        if !how.is_empty() && how != Scope::Part.commit() {
            self.handle.given.borrow_mut().clear();
        }
        run(self.handle, how)
    }
}

impl Drop for Snapshot<'_> {
    fn drop(&mut self) {
        if self.open.get() {
            // A rollback fails only where the engine has rolled back already.
            let _ = self.end(self.scope.roll_back());
        }
    }
}

/// Runs statements of the engine's own, one after the other.
fn run(handle: &Handle, statements: &[&'static str]) -> Result<()> {
    for sql in statements {
        handle.ask(sql, &[], |statement, _| {
            statement.raw_execute().map_err(from_driver)
        })?;
    }
    Ok(())
}

/// The engine may have taken a whole transaction back, as on a full disk; then no part of it can go on.
pub(super) fn must_be_under_way(handle: &Handle) -> Result<()> {
    if handle.connection().is_autocommit() {
        return Err(Error::new(
            Code::Database,
            "the transaction was taken back; nothing was written",
        ));
    }
    Ok(())
}
