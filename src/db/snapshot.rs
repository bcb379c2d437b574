//! A snapshot to read: one consistent picture of the file, and the few verbs that every statement is asked by.

use std::cell::Cell;

use rusqlite::Connection;

use super::error::from_driver;
use super::row::Row;
use super::value::{Param, Value};
use crate::domain::{Code, Error, Instant, Result};

/// One consistent picture of the file. Reading from it twice gives the same rows.
pub struct Snapshot<'c> {
    connection: &'c Connection,
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
    pub(super) const fn commit(self) -> &'static str {
        match self {
            Self::Whole => "COMMIT",
            Self::Part => "RELEASE SAVEPOINT part",
            Self::Look => "",
        }
    }

    pub(super) const fn roll_back(self) -> &'static str {
        match self {
            Self::Whole => "ROLLBACK",
            Self::Part => "ROLLBACK TO SAVEPOINT part; RELEASE SAVEPOINT part",
            Self::Look => "",
        }
    }
}

impl<'c> Snapshot<'c> {
    /// A deferred transaction takes no lock, which is right here and only here: nothing is written through it.
    pub(super) fn begin(connection: &'c Connection, now: Instant) -> Result<Self> {
        Self::begin_as(connection, now, Scope::Whole, "BEGIN DEFERRED")
    }

    /// What the transaction that is under way has written by now.
    pub(super) fn look(connection: &'c Connection, now: Instant) -> Result<Self> {
        must_be_under_way(connection)?;
        Self::begin_as(connection, now, Scope::Look, "")
    }

    pub(super) fn begin_as(
        connection: &'c Connection,
        now: Instant,
        scope: Scope,
        begin: &str,
    ) -> Result<Self> {
        run(connection, begin)?;
        Ok(Self {
            connection,
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
        sql: &str,
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
        sql: &str,
        params: &[&dyn Param],
        from_row: impl FnOnce(&Row<'_>) -> Result<T>,
    ) -> Result<Option<T>> {
        let mut statement = self.connection.prepare_cached(sql).map_err(from_driver)?;
        bind(&mut statement, params)?;
        let mut rows = statement.raw_query();
        rows.next()
            .map_err(from_driver)?
            .map(|row| from_row(&Row::new(row)))
            .transpose()
    }

    /// The one row that must be there.
    pub fn one<T>(
        &self,
        sql: &str,
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
        sql: &str,
        params: &[&dyn Param],
        mut visit: impl FnMut(&Row<'_>) -> Result<()>,
    ) -> Result<()> {
        let mut statement = self.connection.prepare_cached(sql).map_err(from_driver)?;
        bind(&mut statement, params)?;
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next().map_err(from_driver)? {
            visit(&Row::new(row))?;
        }
        Ok(())
    }

    pub(super) const fn scope(&self) -> Scope {
        self.scope
    }

    pub(super) const fn connection(&self) -> &'c Connection {
        self.connection
    }

    pub(super) fn end(&self, how: &str) -> Result<()> {
        self.open.set(false);
        run(self.connection, how)
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
fn run(connection: &Connection, statements: &str) -> Result<()> {
    for statement in statements.split_terminator("; ") {
        let mut prepared = connection.prepare_cached(statement).map_err(from_driver)?;
        prepared.execute([]).map_err(from_driver)?;
    }
    Ok(())
}

/// The engine may have taken a whole transaction back, as on a full disk; then no part of it can go on.
pub(super) fn must_be_under_way(connection: &Connection) -> Result<()> {
    if connection.is_autocommit() {
        return Err(Error::new(
            Code::Database,
            "the transaction was taken back; nothing was written",
        ));
    }
    Ok(())
}

/// The names of parameters, in their order.
const NAMES: [&str; 20] = [
    "$1", "$2", "$3", "$4", "$5", "$6", "$7", "$8", "$9", "$10", "$11", "$12", "$13", "$14", "$15",
    "$16", "$17", "$18", "$19", "$20",
];

/// Binds by name: to the engine `$1` is a name, numbered by where it first stands, which mostly is where it counts to.
pub(super) fn bind(statement: &mut rusqlite::Statement<'_>, params: &[&dyn Param]) -> Result<()> {
    if params.len() > NAMES.len() {
        return Err(Error::new(Code::Failed, "a statement has too many values"));
    }
    for ((name, param), place) in NAMES.into_iter().zip(params).zip(1..) {
        let index = if statement.parameter_name(place) == Some(name) {
            Some(place)
        } else {
            statement.parameter_index(name).map_err(from_driver)?
        };
        let Some(index) = index else {
            return Err(Error::new(
                Code::Failed,
                format!("a statement has no {name}"),
            ));
        };
        let bound = match param.value() {
            Value::Null => statement.raw_bind_parameter(index, rusqlite::types::Null),
            Value::Integer(number) => statement.raw_bind_parameter(index, number),
            Value::Text(text) => statement.raw_bind_parameter(index, &*text),
            Value::Blob(bytes) => statement.raw_bind_parameter(index, bytes),
        };
        bound.map_err(from_driver)?;
    }
    Ok(())
}
