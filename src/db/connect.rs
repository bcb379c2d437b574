//! The bare connection, before anything is asked of the file.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use super::error::from_driver;
use super::file::settled;
use crate::domain::Result;

/// Opens without creating and without following a link in place of the file. The engine refuses links anywhere in the
/// path, so those of its folders are followed first.
pub(super) fn connect(path: &Path) -> Result<Connection> {
    let path = &settled(path)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_NOFOLLOW
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    Connection::open_with_flags(path, flags).map_err(from_driver)
}

/// A number the engine keeps in the header of the file.
pub(super) fn header(connection: &Connection, pragma: &str) -> Result<i64> {
    connection
        .pragma_query_value(None, pragma, |row| row.get(0))
        .map_err(from_driver)
}
