//! A transaction to write: a snapshot that also changes rows, and remembers which.

use std::cell::{Cell, RefCell};
use std::ops::Deref;

use super::error::from_driver;
use super::handle::Handle;
use super::snapshot::{Scope, Snapshot, must_be_under_way};
use super::touched::Touched;
use super::value::Param;
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

/// An immediate transaction: a snapshot that can also write. Dropped without [`Transaction::commit`], nothing happened.
pub struct Transaction<'c> {
    snapshot: Snapshot<'c>,
    stamp: Stamp<'c>,
    operator: Cell<Option<OperatorId>>,
    touched: RefCell<Touched>,
}

impl<'c> Transaction<'c> {
    pub(super) fn begin(handle: &'c Handle, stamp: Stamp<'c>) -> Result<Self> {
        Self::begin_as(handle, stamp, Scope::Whole, &["BEGIN IMMEDIATE"])
    }

    /// A part of the transaction that is under way, which stays open when this is committed or dropped.
    pub(super) fn part(handle: &'c Handle, stamp: Stamp<'c>) -> Result<Self> {
        must_be_under_way(handle)?;
        Self::begin_as(handle, stamp, Scope::Part, &["SAVEPOINT part"])
    }

    /// The transaction that is under way itself: committing or dropping this does nothing to it.
    pub(super) fn joined(handle: &'c Handle, stamp: Stamp<'c>) -> Result<Self> {
        must_be_under_way(handle)?;
        Self::begin_as(handle, stamp, Scope::Look, &[])
    }

    fn begin_as(
        handle: &'c Handle,
        stamp: Stamp<'c>,
        scope: Scope,
        begin: &[&'static str],
    ) -> Result<Self> {
        Ok(Self {
            snapshot: Snapshot::begin_as(handle, stamp.now, scope, begin)?,
            stamp,
            operator: Cell::new(None),
            touched: RefCell::default(),
        })
    }

    /// Runs a statement that changes rows and says how many.
    pub fn run(&self, sql: &'static str, params: &[&dyn Param]) -> Result<usize> {
        let handle = self.snapshot.handle();
        handle.ask(sql, params, |statement, _| {
            statement.raw_execute().map_err(from_driver)
        })
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

    /// The id of the row to be inserted now: the file is asked once, by `sql`, and counted on from there until this
    /// transaction ends or a part of it is taken back. It is the only way to rows of a table that it was used for.
    pub fn next_id(&self, sql: &'static str) -> Result<i64> {
        let given = &self.snapshot.handle().given;
        let last = given.borrow().get(sql).copied();
        let id = match last {
            Some(last) => last + 1,
            None => self.one(sql, &[], |row| row.get("id"))?,
        };
        given.borrow_mut().insert(sql, id);
        Ok(id)
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
    ///
    /// Not after an error by which the database took all of it back by itself, such as a full disk: nothing may be
    /// begun then, as it would be a transaction of its own and kept alone.
    pub fn attempt<T>(&self, act: impl FnOnce() -> Result<T>) -> Result<T> {
        must_be_under_way(self.snapshot.handle())?;
        self.run("SAVEPOINT attempt", &[])?;
        self.touched.borrow_mut().begin();
        match act() {
            Ok(value) => {
                self.touched.borrow_mut().keep();
                self.run("RELEASE SAVEPOINT attempt", &[])?;
                Ok(value)
            }
            Err(error) => {
                self.touched.borrow_mut().take_back();
                self.snapshot.handle().given.borrow_mut().clear();
                match self.take_back() {
                    // What is no fault of the row says more than that there is nothing left to take back.
                    Err(unable) if error.code.is_of_a_row() => Err(unable),
                    _ => Err(error),
                }
            }
        }
    }

    fn take_back(&self) -> Result<()> {
        self.run("ROLLBACK TO SAVEPOINT attempt", &[])?;
        self.run("RELEASE SAVEPOINT attempt", &[])?;
        Ok(())
    }

    /// Makes it all happen. When this returns, it is on the disk, or is when the transaction it is a part of is.
    pub fn commit(self) -> Result<()> {
        let scope = self.snapshot.scope();
        let done = self.snapshot.end(scope.commit());
        if done.is_err() {
            // A failed commit can leave the transaction open.
            let _ = self.snapshot.end(scope.roll_back());
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
