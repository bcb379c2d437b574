//! What the engine itself can say about a file: pages, keys, settings and the schema's own text.

use rusqlite::Connection;

use super::error::from_driver;
use super::finding::Finding;
use super::schema::{self, SCHEMA_VERSION};
use super::snapshot::Snapshot;
use super::{history, texts};
use crate::domain::Result;

/// Checks pages, indexes, keys, the text of the schema, and every stored text. What cannot be looked at is a finding too.
pub fn check_file(snapshot: &Snapshot<'_>) -> Vec<Finding> {
    let connection = snapshot.connection();
    let asked = [
        ("integrity", findings(connection)),
        ("schema", schema_findings(connection)),
        ("migrations", history::findings(connection, SCHEMA_VERSION)),
        ("text", texts::findings(connection)),
    ];
    let mut found = Vec::new();
    for (check, answer) in asked {
        match answer {
            Ok(findings) => found.extend(findings),
            Err(error) => found.push(Finding::new(check, format!("cannot be checked: {error}"))),
        }
    }
    found
}

/// Damaged pages, broken indexes and rows whose parent is missing.
pub(super) fn findings(connection: &Connection) -> Result<Vec<Finding>> {
    let mut found = Vec::new();
    let mut statement = connection
        .prepare("PRAGMA integrity_check(20)")
        .map_err(from_driver)?;
    let mut rows = statement.query([]).map_err(from_driver)?;
    while let Some(row) = rows.next().map_err(from_driver)? {
        let line: String = row.get(0).map_err(from_driver)?;
        if line != "ok" {
            found.push(Finding::new("integrity", line));
        }
    }
    let mut statement = connection
        .prepare("PRAGMA foreign_key_check")
        .map_err(from_driver)?;
    let mut rows = statement.query([]).map_err(from_driver)?;
    while let Some(row) = rows.next().map_err(from_driver)? {
        let table: String = row.get(0).map_err(from_driver)?;
        let parent: String = row.get(2).map_err(from_driver)?;
        found.push(Finding::new(
            "keys",
            format!("a row of `{table}` refers to a row of `{parent}` that is missing"),
        ));
        if found.len() >= 20 {
            break;
        }
    }
    Ok(found)
}

fn schema_findings(connection: &Connection) -> Result<Vec<Finding>> {
    let expected = schema::expected()?;
    let actual = schema::text(connection)?;
    let mut found = Vec::new();
    for (name, text) in &expected {
        match actual.iter().find(|(other, _)| other == name) {
            None => found.push(Finding::new("schema", format!("{name} is missing"))),
            Some((_, other)) if other != text => {
                found.push(Finding::new("schema", format!("{name} was changed")));
            }
            Some(_) => {}
        }
    }
    for (name, _) in actual
        .iter()
        .filter(|(name, _)| !expected.iter().any(|(other, _)| other == name))
    {
        found.push(Finding::new(
            "schema",
            format!("{name} does not belong here"),
        ));
    }
    Ok(found)
}
