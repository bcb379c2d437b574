//! From an older schema to the newest.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use boxoffice::db::SCHEMA_VERSION;
use rusqlite::Connection;

use super::place::{Place, Said, migrations};

/// How many want the same at once.
const CROWD: usize = 12;

fn version(path: &Path) -> i64 {
    let connection = Connection::open(path).unwrap();
    connection
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .unwrap()
}

/// Runs the same command in twelve processes at once.
fn crowd(place: &Place, words: &[&str]) -> Vec<Said> {
    let spawn = |_| {
        let mut program = place.program();
        program
            .args(words)
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped());
        program.spawn().unwrap()
    };
    let running: Vec<_> = (0..CROWD).map(spawn).collect();
    running
        .into_iter()
        .map(|one| one.wait_with_output().unwrap().into())
        .collect()
}

#[test]
fn the_folder_and_the_program_have_the_same_migrations() {
    let place = Place::with_office();
    let connection = Connection::open(place.file()).unwrap();
    let mut statement = connection
        .prepare("SELECT version, name, checksum FROM refinery_schema_history ORDER BY version")
        .unwrap();
    let seen: Vec<(i64, String, String)> = statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let folder: Vec<_> = migrations()
        .iter()
        .map(|one| {
            (
                i64::from(one.version()),
                one.name().to_owned(),
                one.checksum().to_string(),
            )
        })
        .collect();
    assert_eq!(seen, folder);
    assert_eq!(i64::try_from(folder.len()), Ok(SCHEMA_VERSION));
}

#[test]
fn each_migration_says_which_schema_it_makes() {
    for one in migrations() {
        let expected = format!("PRAGMA user_version = {};", one.version());
        assert!(
            one.sql().unwrap().contains(&expected),
            "{}: {expected}",
            one.name()
        );
    }
}

#[test]
fn a_file_of_every_older_schema_is_brought_to_the_newest_after_a_copy() {
    for from in 1..i32::try_from(SCHEMA_VERSION).unwrap() {
        let place = Place::with_schema(from);
        let (code, message) = place.run(&["venue", "list", "--json"]).error();
        assert_eq!(code, "older_office", "{message}");
        let said = place.run(&["db", "migrate", "--json"]);
        assert_eq!(said.status, 0, "{said:?}");
        assert_eq!(said.json()["from"], from);
        assert_eq!(said.json()["to"], SCHEMA_VERSION);
        assert_eq!(version(&place.file()), SCHEMA_VERSION);

        let copy = place.folder().join(format!("office.db.schema-{from}"));
        assert_eq!(said.json()["copy"], copy.to_str().unwrap());
        assert_eq!(
            fs::metadata(&copy).unwrap().permissions().mode() & 0o777,
            0o600
        );
        assert_eq!(version(&copy), i64::from(from));

        let again = place.run(&["db", "migrate", "--json"]);
        assert!(again.json()["copy"].is_null(), "{again:?}");
    }
}

#[test]
fn an_old_copy_in_the_way_is_not_overwritten() {
    let place = Place::with_schema(3);
    let copy = place.folder().join("office.db.schema-3");
    fs::write(&copy, "precious").unwrap();
    assert_eq!(place.run(&["db", "migrate", "--json"]).error().0, "taken");
    assert_eq!(fs::read_to_string(&copy).unwrap(), "precious");
    assert_eq!(version(&place.file()), 3);
}

#[test]
fn a_list_of_migrations_that_was_written_by_somebody_else_is_refused_before_the_migrator_reads_it()
{
    for edit in [
        "UPDATE refinery_schema_history SET checksum = 'x' WHERE version = 2",
        "UPDATE refinery_schema_history SET applied_on = 'yesterday' WHERE version = 2",
        "DELETE FROM refinery_schema_history WHERE version = 2",
        "UPDATE refinery_schema_history SET version = 9 WHERE version = 3",
    ] {
        let place = Place::with_schema(3);
        Connection::open(place.file())
            .unwrap()
            .execute_batch(edit)
            .unwrap();
        let (code, message) = place.run(&["db", "migrate", "--json"]).error();
        assert_eq!(code, "check_failed", "{edit}: {message}");
        assert_eq!(version(&place.file()), 3);
    }
}

#[test]
fn a_migration_waits_for_nobody_and_needs_the_file_alone() {
    let place = Place::with_schema(3);
    let lock = fs::File::create(place.folder().join("office.db.lock")).unwrap();
    lock.lock_shared().unwrap();
    assert_eq!(place.run(&["db", "migrate", "--json"]).error().0, "busy");
    assert_eq!(version(&place.file()), 3);
}

#[test]
fn of_twelve_that_migrate_at_once_one_does_and_none_breaks_anything() {
    let place = Place::with_schema(3);
    let said = crowd(&place, &["db", "migrate", "--json"]);
    let did = said
        .iter()
        .filter(|said| said.status == 0 && !said.json()["copy"].is_null());
    assert_eq!(did.count(), 1, "{said:?}");
    for refused in said.iter().filter(|said| said.status != 0) {
        assert_eq!(refused.error().0, "busy", "{refused:?}");
    }
    assert_eq!(version(&place.file()), SCHEMA_VERSION);
}

#[test]
fn of_twelve_that_start_an_office_at_once_one_does() {
    let place = Place::empty();
    let said = crowd(&place, &["init", "--json"]);
    assert_eq!(
        said.iter().filter(|said| said.status == 0).count(),
        1,
        "{said:?}"
    );
    for refused in said.iter().filter(|said| said.status != 0) {
        assert_eq!(refused.error().0, "taken", "{refused:?}");
    }
    assert_eq!(place.run(&["db", "check"]).status, 0);
}

#[test]
fn twelve_open_an_office_at_once() {
    let place = Place::with_office();
    for said in crowd(
        &place,
        &[
            "venue",
            "create",
            "--name",
            "Hall",
            "--location",
            "Jakarta",
            "--json",
        ],
    ) {
        assert_eq!(said.status, 0, "{said:?}");
    }
    let venues = place.run(&["venue", "list", "--json"]).json();
    assert_eq!(venues.as_array().unwrap().len(), CROWD);
    assert_eq!(place.run(&["db", "check"]).status, 0);
}
