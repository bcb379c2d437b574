//! Brings a file to the newest schema: grouped, under a lock, after a verified copy.

use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::check;
use super::connect::{connect, header};
use super::error::from_driver;
use super::file::{BEFORE_SCHEMA, beside, lock_file, must_be_openable, unreadable};
use super::history;
use super::schema::{self, APPLICATION_ID, SCHEMA_VERSION};
use crate::domain::{Code, Error, Result};

/// What a migration did.
#[derive(Debug)]
pub struct Migrated {
    /// The schema before.
    pub from: i64,
    /// The schema now.
    pub to: i64,
    /// The verified copy that was made first, where anything was to be done.
    pub copy: Option<PathBuf>,
}

/// Migrates the file at `path`, when nobody else has it open.
pub fn migrate(path: &Path) -> Result<Migrated> {
    must_be_openable(path)?;
    let lock = lock_file(path)?;
    lock.try_lock().map_err(|_| {
        Error::new(
            Code::Busy,
            format!("`{}` is in use; a migration needs it alone", path.display()),
        )
        .hint("close every other boxoffice and run the same command again")
    })?;
    let mut connection = connect(path)?;
    if header(&connection, "application_id")? != APPLICATION_ID {
        return Err(Error::new(
            Code::NotAnOffice,
            format!("`{}` is not a box office", path.display()),
        ));
    }
    let from = header(&connection, "user_version")?;
    if from > SCHEMA_VERSION {
        return Err(Error::new(
            Code::NewerOffice,
            format!("`{}` was written by a newer boxoffice", path.display()),
        )
        .hint("update boxoffice on this machine"));
    }
    if from == SCHEMA_VERSION {
        return Ok(Migrated {
            from,
            to: from,
            copy: None,
        });
    }
    if let Some(finding) = history::findings(&connection, from)?.first() {
        return Err(Error::new(Code::CheckFailed, &finding.message));
    }
    let copy = copy_first(&connection, path, from)?;
    schema::run(&mut connection)?;
    if let Some(finding) = check::findings(&connection)?.first() {
        return Err(Error::new(
            Code::CheckFailed,
            format!("after the migration: {}", finding.message),
        )
        .hint(format!("the copy from before is `{}`", copy.display())));
    }
    Ok(Migrated {
        from,
        to: SCHEMA_VERSION,
        copy: Some(copy),
    })
}

fn copy_first(connection: &Connection, path: &Path, version: i64) -> Result<PathBuf> {
    let copy = beside(path, &format!("{BEFORE_SCHEMA}{version}"));
    if copy.exists() {
        return Err(Error::new(
            Code::Taken,
            format!("`{}` is already there", copy.display()),
        )
        .hint("move the old copy away and run the same command again"));
    }
    connection
        .execute("VACUUM INTO ?1", [copy.to_string_lossy()])
        .map_err(from_driver)?;
    owner_only(&copy)?;
    let made = connect(&copy)?;
    if let Some(finding) = check::findings(&made)?.first() {
        return Err(Error::new(
            Code::CheckFailed,
            format!("the copy before the migration is bad: {}", finding.message),
        ));
    }
    Ok(copy)
}

fn owner_only(path: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let file = std::fs::File::open(path).map_err(|error| unreadable(path, &error))?;
    file.set_permissions(std::fs::Permissions::from_mode(0o600))
        .map_err(|error| unreadable(path, &error))?;
    file.sync_all().map_err(|error| unreadable(path, &error))
}
