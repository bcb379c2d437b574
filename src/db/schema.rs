//! The schema that this program knows: its migrations, its version, and its text.

use rusqlite::Connection;

use super::error::from_driver;
use crate::domain::{Code, Error, Result};

pub(super) mod embedded {
    refinery::embed_migrations!("migrations");
}

/// The mark in the header of every box office file: the bytes of `boxy`.
pub(super) const APPLICATION_ID: i64 = 0x626f_7879;

/// The schema this program reads and writes.
pub const SCHEMA_VERSION: i64 = 14;

/// Applies what is missing, all of it in one transaction. Foreign keys must still be off.
pub(super) fn run(connection: &mut Connection) -> Result<()> {
    let runner = embedded::migrations::runner().set_grouped(true);
    runner.run(connection).map(drop).map_err(|error| {
        Error::new(
            Code::Database,
            format!("the schema could not be brought up to date: {error}"),
        )
    })
}

/// The schema that the migrations make, as the text of each object by name.
pub(super) fn expected() -> Result<Vec<(String, String)>> {
    let mut scratch = Connection::open_in_memory().map_err(from_driver)?;
    run(&mut scratch)?;
    text(&scratch)
}

/// Every table, index, view and trigger with its text, sorted by name.
pub(super) fn text(connection: &Connection) -> Result<Vec<(String, String)>> {
    let mut statement = connection
        .prepare(
            "SELECT type || ' ' || name, sql FROM sqlite_schema
             WHERE sql IS NOT NULL AND name NOT IN ('sqlite_stat1', 'sqlite_stat4') ORDER BY 1",
        )
        .map_err(from_driver)?;
    let rows = statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .map_err(from_driver)?;
    rows.collect::<std::result::Result<_, _>>()
        .map_err(from_driver)
}
