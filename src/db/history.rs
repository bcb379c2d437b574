//! Which migrations a file says it has seen, held against those that made this program's schema.

use rusqlite::Connection;
use rusqlite::types::Value;

use super::error::from_driver;
use super::finding::Finding;
use super::schema::embedded;
use crate::domain::{Instant, Result};

/// Everything in the migrations' own table that is not as the migrations up to `version` left it.
///
/// The migrator panics on a row it cannot read, so this comes first.
pub(super) fn findings(connection: &Connection, version: i64) -> Result<Vec<Finding>> {
    let mut statement = connection
        .prepare("SELECT version, name, applied_on, checksum FROM refinery_schema_history ORDER BY version")
        .map_err(from_driver)?;
    let rows = statement
        .query_map([], |row| {
            Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?])
        })
        .map_err(from_driver)?;
    let rows: Vec<[Value; 4]> = rows
        .collect::<std::result::Result<_, _>>()
        .map_err(from_driver)?;
    let mut expected: Vec<_> = embedded::migrations::runner()
        .get_migrations()
        .iter()
        .filter(|migration| i64::from(migration.version()) <= version)
        .map(|migration| {
            [
                Value::Integer(migration.version().into()),
                Value::Text(migration.name().to_owned()),
                Value::Text(migration.checksum().to_string()),
            ]
        })
        .collect();
    expected.sort_by_key(|[version, ..]| match version {
        Value::Integer(number) => *number,
        _ => 0,
    });
    let same = rows.len() == expected.len()
        && rows.iter().zip(expected).all(|(row, expected)| {
            let [version, name, applied_on, checksum] = row;
            [version.clone(), name.clone(), checksum.clone()] == expected && is_time(applied_on)
        });
    Ok(if same {
        Vec::new()
    } else {
        vec![Finding::new(
            "migrations",
            "the list of migrations in the file is not the one that made its schema",
        )]
    })
}

fn is_time(value: &Value) -> bool {
    matches!(value, Value::Text(text) if text.parse::<Instant>().is_ok())
}
