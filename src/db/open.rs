//! One function opens the file, and sets what every connection must have.

use std::cell::Cell;
use std::fs::File;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::trace::{TraceEvent, TraceEventCodes};

use super::busy::{OnWait, wait_politely};
use super::connect::{connect, header};
use super::error::from_driver;
use super::file::{lock_file, make_new, must_be_openable, remove_new, unreadable};
use super::handle::Handle;
use super::schema::{self, APPLICATION_ID, SCHEMA_VERSION};
use super::snapshot::Snapshot;
use super::transaction::{Stamp, Transaction};
use crate::domain::{Code, Error, Instant, Result};

/// Who is told of every statement that is run.
pub struct Trace {
    /// Whether its values are filled in, those of secrets never.
    pub filled: bool,
    /// Called with the statement.
    pub tell: Box<dyn Fn(&str) + Send>,
}

/// An open box office file.
pub struct Db {
    handle: Handle,
    path: PathBuf,
    /// How everything goes into the transaction that is under way, if it does.
    together: Cell<Option<Parts>>,
    /// Held shared for as long as the file is open, so that a migration waits for everybody.
    _lock: File,
}

/// What becomes of a transaction over many changes when one of them fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parts {
    /// It is taken back alone, and the others may stand.
    Apart,
    /// Nothing is taken back alone, which spares keeping what was there before each: the whole has to be taken back.
    Joined,
}

/// As long as it lives, everything goes into the transaction that is under way.
pub struct Together<'d> {
    together: &'d Cell<Option<Parts>>,
    before: Option<Parts>,
}

impl Drop for Together<'_> {
    fn drop(&mut self) {
        self.together.set(self.before);
    }
}

impl Db {
    /// Makes a new file at `path` with the newest schema and opens it. Never overwrites anything.
    pub fn create(path: &Path, on_wait: OnWait) -> Result<Self> {
        make_new(path)?;
        let made = fill(path).and_then(|()| Self::open(path, on_wait, None));
        if made.is_err() {
            // What never became an office must not stand in the way of the next try.
            remove_new(path);
        }
        made
    }

    /// Opens the file at `path`. A missing, foreign, empty, linked, older or newer file is refused by name.
    pub fn open(path: &Path, on_wait: OnWait, trace: Option<Trace>) -> Result<Self> {
        must_be_openable(path)?;
        let lock = lock_file(path)?;
        lock.lock_shared()
            .map_err(|error| unreadable(path, &error))?;
        let mut connection = connect(path)?;
        wait_politely(&mut connection, on_wait)?;
        if let Some(trace) = trace {
            tell(&mut connection, trace)?;
        }
        must_be_current(&connection, path)?;
        set_up(&connection)?;
        Ok(Self {
            handle: Handle::new(connection),
            path: path.to_owned(),
            together: Cell::new(None),
            _lock: lock,
        })
    }

    /// Where the file is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// One consistent picture of the file, as it is when the first row is read.
    pub fn snapshot(&self, now: Instant) -> Result<Snapshot<'_>> {
        if self.together.get().is_some() {
            Snapshot::look(&self.handle, now)
        } else {
            Snapshot::begin(&self.handle, now)
        }
    }

    /// One immediate transaction: nobody else writes until it is committed or dropped.
    pub fn transaction<'c>(&'c self, stamp: Stamp<'c>) -> Result<Transaction<'c>> {
        match self.together.get() {
            None => Transaction::begin(&self.handle, stamp),
            Some(Parts::Apart) => Transaction::part(&self.handle, stamp),
            Some(Parts::Joined) => Transaction::joined(&self.handle, stamp),
        }
    }

    /// A part of the transaction that is under way, to be taken back alone.
    pub fn part<'c>(&'c self, stamp: Stamp<'c>) -> Result<Transaction<'c>> {
        Transaction::part(&self.handle, stamp)
    }

    /// Until what this returns is dropped, every snapshot and transaction is a part of the transaction under way.
    pub fn together(&self, parts: Parts) -> Together<'_> {
        Together {
            before: self.together.replace(Some(parts)),
            together: &self.together,
        }
    }

    /// Closes the file, which writes the log back into it.
    pub fn close(self) -> Result<()> {
        self.handle.close()
    }
}

/// Gives a new file its schema.
fn fill(path: &Path) -> Result<()> {
    let mut connection = connect(path)?;
    connection
        .pragma_update(None, "journal_mode", "wal")
        .map_err(from_driver)?;
    schema::run(&mut connection)
}

/// Refuses a file of another program or of another version of this one.
pub(super) fn must_be_current(connection: &Connection, path: &Path) -> Result<()> {
    let shown = path.display();
    let application_id =
        header(connection, "application_id").map_err(|error| match error.code {
            Code::NotAnOffice => Error::new(error.code, format!("`{shown}` is not a box office")),
            _ => error,
        })?;
    if application_id != APPLICATION_ID {
        return Err(Error::new(
            Code::NotAnOffice,
            format!("`{shown}` belongs to another program, it is not a box office"),
        ));
    }
    let version = header(connection, "user_version")?;
    if version > SCHEMA_VERSION {
        return Err(Error::new(
            Code::NewerOffice,
            format!("`{shown}` was written by a newer boxoffice (schema {version}, this program knows {SCHEMA_VERSION})"),
        )
        .hint("update boxoffice on this machine"));
    }
    if version < SCHEMA_VERSION {
        return Err(Error::new(
            Code::OlderOffice,
            format!("`{shown}` was written by an older boxoffice (schema {version}, this program needs {SCHEMA_VERSION})"),
        )
        .hint(format!("boxoffice --db '{shown}' db migrate")));
    }
    Ok(())
}

/// Tells `trace` every statement from now on.
fn tell(connection: &mut Connection, trace: Trace) -> Result<()> {
    let mut last = String::new();
    let seen = move |event: TraceEvent<'_>| {
        let TraceEvent::Stmt(statement, text) = event else {
            return;
        };
        // A trigger's own statements come as comments and are part of the statement that fired it.
        if text.starts_with("--") {
            return;
        }
        let filled = statement
            .expanded_sql()
            .filter(|_| trace.filled && !is_about_secrets(text));
        let told = filled
            .as_deref()
            .unwrap_or(text)
            .trim()
            .trim_end_matches(';');
        // What a key does to other rows comes once more as the statement that caused it; no write runs twice in a row.
        if told.starts_with("SELECT") || last != told {
            (trace.tell)(told);
            told.clone_into(&mut last);
        }
    };
    connection
        .trace_v2(TraceEventCodes::SQLITE_TRACE_STMT, Some(seen))
        .map_err(from_driver)
}

/// Whether a statement moves something that no log may hold.
fn is_about_secrets(text: &str) -> bool {
    text.contains("password_hash") || text.contains("secret")
}

fn set_up(connection: &Connection) -> Result<()> {
    let mode: String = connection
        .pragma_query_value(None, "journal_mode", |row| row.get(0))
        .map_err(from_driver)?;
    if mode != "wal" {
        // A copy made with `VACUUM INTO` comes back in another mode.
        connection
            .pragma_update(None, "journal_mode", "wal")
            .map_err(from_driver)?;
    }
    // The log is written back at four times the engine's own length, as pages that many sales change are written once.
    connection
        .execute_batch(
            "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON;
             PRAGMA trusted_schema = OFF; PRAGMA secure_delete = ON; PRAGMA cell_size_check = ON;
             PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY;
             PRAGMA wal_autocheckpoint = 4000;",
        )
        .map_err(from_driver)?;
    for (setting, on) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
        // Plans that look at bound values are made anew for each binding, which cost an import a fifth of its time.
        (DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true),
    ] {
        connection.set_db_config(setting, on).map_err(from_driver)?;
    }
    for (limit, most) in [
        // The longest text there is is a line of the journal, which holds 2,000 rows and the few that one act adds.
        (Limit::SQLITE_LIMIT_LENGTH, 16 * 1024 * 1024),
        (Limit::SQLITE_LIMIT_ATTACHED, 0),
    ] {
        connection.set_limit(limit, most).map_err(from_driver)?;
    }
    Ok(())
}
