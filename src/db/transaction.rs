//! A snapshot to read, a transaction to write, and the few verbs that both speak.

use std::cell::{Cell, RefCell};
use std::ops::Deref;

use rusqlite::Connection;

use super::error::from_driver;
use super::row::Row;
use super::touched::Touched;
use super::value::{Param, Value};
use crate::domain::{Code, Error, Instant, OperatorId, Result, Site};

/// Where random bytes come from; injected, so that tests can repeat themselves.
pub type Random = Box<dyn Fn(&mut [u8]) -> Result<()>>;

/// Who writes, where and when.
#[derive(Clone, Copy)]
pub struct Stamp<'c> {
    /// The moment that the whole transaction happens at.
    pub now: Instant,
    /// The site whose file this is.
    pub site: Site,
    /// The source of random bytes.
    pub random: &'c Random,
}

/// One consistent picture of the file. Reading from it twice gives the same rows.
pub struct Snapshot<'c> {
    connection: &'c Connection,
    now: Instant,
    open: Cell<bool>,
}

/// An immediate transaction: a snapshot that can also write. Dropped without [`Transaction::commit`], nothing happened.
pub struct Transaction<'c> {
    snapshot: Snapshot<'c>,
    stamp: Stamp<'c>,
    operator: Cell<Option<OperatorId>>,
    touched: RefCell<Touched>,
}

impl<'c> Snapshot<'c> {
    /// A deferred transaction takes no lock, which is right here and only here: nothing is written through it.
    pub(super) fn begin(connection: &'c Connection, now: Instant) -> Result<Self> {
        Self::begin_as(connection, now, "BEGIN DEFERRED")
    }

    fn begin_as(connection: &'c Connection, now: Instant, begin: &str) -> Result<Self> {
        connection.execute_batch(begin).map_err(from_driver)?;
        Ok(Self {
            connection,
            now,
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

    pub(super) const fn connection(&self) -> &'c Connection {
        self.connection
    }

    fn end(&self, how: &str) -> Result<()> {
        self.open.set(false);
        self.connection.execute_batch(how).map_err(from_driver)
    }
}

impl Drop for Snapshot<'_> {
    fn drop(&mut self) {
        if self.open.get() {
            // A rollback fails only where the engine has rolled back already.
            let _ = self.end("ROLLBACK");
        }
    }
}

impl<'c> Transaction<'c> {
    pub(super) fn begin(connection: &'c Connection, stamp: Stamp<'c>) -> Result<Self> {
        let snapshot = Snapshot::begin_as(connection, stamp.now, "BEGIN IMMEDIATE")?;
        Ok(Self {
            snapshot,
            stamp,
            operator: Cell::new(None),
            touched: RefCell::default(),
        })
    }

    /// Runs a statement that changes rows and says how many.
    pub fn run(&self, sql: &str, params: &[&dyn Param]) -> Result<usize> {
        let mut statement = self
            .snapshot
            .connection
            .prepare_cached(sql)
            .map_err(from_driver)?;
        bind(&mut statement, params)?;
        statement.raw_execute().map_err(from_driver)
    }

    /// The site whose file this is.
    #[must_use]
    pub const fn site(&self) -> Site {
        self.stamp.site
    }

    /// Who stands at the counter.
    pub fn operator(&self) -> Result<OperatorId> {
        self.operator
            .get()
            .ok_or_else(|| Error::new(Code::Failed, "nobody stands at the counter"))
    }

    /// Says who stands at the counter.
    pub fn set_operator(&self, operator: OperatorId) {
        self.operator.set(Some(operator));
    }

    /// Fills `bytes` at random.
    pub fn random(&self, bytes: &mut [u8]) -> Result<()> {
        (self.stamp.random)(bytes)
    }

    /// Remembers that row `id` of `table` was written, for the journal.
    pub fn touch(&self, table: &'static str, id: i64) {
        self.touched.borrow_mut().add((table, id));
    }

    /// How many rows were touched so far, those the journal was told of included.
    #[must_use]
    pub fn touched(&self) -> usize {
        self.touched.borrow().all()
    }

    /// How many touched rows the journal was not told of yet.
    #[must_use]
    pub fn untold(&self) -> usize {
        self.touched.borrow().untold()
    }

    /// Hands the touched rows that the journal was not told of over to it, in order.
    #[must_use]
    pub fn tell(&self) -> Vec<(&'static str, i64)> {
        self.touched.borrow_mut().tell()
    }

    /// Does `act` wholly or not at all; the transaction itself goes on either way.
    pub fn attempt<T>(&self, act: impl FnOnce() -> Result<T>) -> Result<T> {
        self.run("SAVEPOINT attempt", &[])?;
        self.touched.borrow_mut().begin();
        let done = act();
        if done.is_ok() {
            self.touched.borrow_mut().keep();
        } else {
            self.touched.borrow_mut().take_back();
            self.run("ROLLBACK TO SAVEPOINT attempt", &[])?;
        }
        self.run("RELEASE SAVEPOINT attempt", &[])?;
        done
    }

    /// Makes it all happen. When this returns, it is on the disk.
    pub fn commit(self) -> Result<()> {
        let done = self.snapshot.end("COMMIT");
        if done.is_err() {
            // A failed commit can leave the transaction open.
            let _ = self.snapshot.end("ROLLBACK");
        }
        done
    }
}

impl<'c> Deref for Transaction<'c> {
    type Target = Snapshot<'c>;

    fn deref(&self) -> &Self::Target {
        &self.snapshot
    }
}

/// The names of parameters, in their order.
const NAMES: [&str; 20] = [
    "$1", "$2", "$3", "$4", "$5", "$6", "$7", "$8", "$9", "$10", "$11", "$12", "$13", "$14", "$15",
    "$16", "$17", "$18", "$19", "$20",
];

/// Binds by name: to the engine `$1` is a name, numbered by where it first stands, which mostly is where it counts to.
fn bind(statement: &mut rusqlite::Statement<'_>, params: &[&dyn Param]) -> Result<()> {
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
