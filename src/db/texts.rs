//! What the schema cannot see: texts that are not UTF-8, and times that no calendar has.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};

use super::error::from_driver;
use super::finding::Finding;
use crate::domain::{Instant, Result};

/// At most so many findings of one table are named.
const MOST: usize = 20;

/// Reads every text of every table.
pub(super) fn findings(connection: &Connection) -> Result<Vec<Finding>> {
    let mut found = Vec::new();
    for table in tables(connection)? {
        let mut of_table = Vec::new();
        let unreadable = look_through(connection, &table, &mut of_table).err();
        of_table.truncate(MOST);
        found.append(&mut of_table);
        if let Some(error) = unreadable {
            found.push(Finding::new("text", format!("`{table}`: {error}")));
        }
    }
    Ok(found)
}

fn tables(connection: &Connection) -> Result<Vec<String>> {
    let mut statement = connection
        .prepare(
            "SELECT name FROM sqlite_schema
             WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
        )
        .map_err(from_driver)?;
    let names = statement
        .query_map([], |row| row.get(0))
        .map_err(from_driver)?;
    names
        .collect::<std::result::Result<_, _>>()
        .map_err(from_driver)
}

fn look_through(connection: &Connection, table: &str, found: &mut Vec<Finding>) -> Result<()> {
    // A name cannot be bound; this one comes from the schema and is quoted.
    let quoted = table.replace('"', "\"\"");
    let mut statement = connection
        .prepare(&format!("SELECT * FROM \"{quoted}\""))
        .map_err(from_driver)?;
    let columns: Vec<String> = statement.column_names().map(ToOwned::to_owned).collect();
    let mut rows = statement.query([]).map_err(from_driver)?;
    while let Some(row) = rows.next().map_err(from_driver)? {
        for (index, column) in columns.iter().enumerate() {
            let ValueRef::Text(bytes) = row.get_ref(index).map_err(from_driver)? else {
                continue;
            };
            if let Some((check, wrong)) = wrong(column, bytes) {
                let place = format!("`{column}` of row {} of `{table}`", key(row)?);
                found.push(Finding::new(check, format!("{place} {wrong}")));
            }
        }
    }
    Ok(())
}

/// What is wrong with a text of `column`, and which check says so.
fn wrong(column: &str, bytes: &[u8]) -> Option<(&'static str, String)> {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Some(("text", "is not UTF-8".to_owned()));
    };
    let is_time = column == "at" || column.ends_with("_at");
    let fits = || {
        text.parse::<Instant>()
            .is_ok_and(|instant| instant.to_string() == text)
    };
    (is_time && !fits()).then(|| ("times", format!("is no time: `{text}`")))
}

/// The first column, which is the key of every table.
fn key(row: &Row<'_>) -> Result<String> {
    Ok(match row.get_ref(0).map_err(from_driver)? {
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Text(bytes) => format!("`{}`", String::from_utf8_lossy(bytes)),
        _ => "?".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_utf_8_and_a_time_is_in_the_calendar() {
        assert_eq!(wrong("name", "Björk".as_bytes()), None);
        assert_eq!(wrong("name", b"\xff").unwrap().0, "text");
        assert_eq!(wrong("at", b"2026-11-22T10:00:00Z"), None);
        assert_eq!(
            wrong("starts_at", b"2026-02-30T10:00:00Z").unwrap().0,
            "times"
        );
        assert_eq!(wrong("format", b"2026-02-30T10:00:00Z"), None);
    }
}
