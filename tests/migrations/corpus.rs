//! Files that are no box office, or not one of this program: each is refused by name, and left as it is.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use boxoffice::db::SCHEMA_VERSION;
use rusqlite::Connection;

use super::place::Place;

/// A file of the corpus: its name, how it is made, and the code it is refused with.
type Case = (&'static str, fn(&Path), &'static str);

const CORPUS: &[Case] = &[
    ("nothing", |_| {}, "no_office"),
    ("an empty file", |path| write(path, b""), "not_an_office"),
    (
        "a text",
        |path| write(path, b"concert,name\njava-jazz,Java Jazz\n"),
        "not_an_office",
    ),
    ("zeroes", |path| write(path, &[0; 8192]), "not_an_office"),
    (
        "a gzip file",
        |path| {
            write(
                path,
                b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\x03\x00\x00\x00\x00\x00\x00\x00\x00\x00",
            );
        },
        "not_an_office",
    ),
    (
        "a folder",
        |path| fs::create_dir(path).unwrap(),
        "not_an_office",
    ),
    ("a link to an office", linked, "not_an_office"),
    (
        "a link to nothing",
        |path| symlink("nowhere", path).unwrap(),
        "not_an_office",
    ),
    ("a pipe", pipe, "not_an_office"),
    (
        "another program's database",
        |path| sql(path, "CREATE TABLE t (x); PRAGMA application_id = 7"),
        "not_an_office",
    ),
    (
        "a database of nobody",
        |path| sql(path, "CREATE TABLE orders (id)"),
        "not_an_office",
    ),
    (
        "an office that was never finished",
        |path| {
            edited(
                path,
                "DROP TRIGGER office_never_deleted; DELETE FROM office",
            );
        },
        "not_an_office",
    ),
    (
        "a newer office",
        |path| {
            edited(
                path,
                &format!("PRAGMA user_version = {}", SCHEMA_VERSION + 1),
            );
        },
        "newer_office",
    ),
    (
        "an older office",
        |path| edited(path, "PRAGMA user_version = 1"),
        "older_office",
    ),
    ("half an office", half, "database"),
];

fn write(path: &Path, bytes: &[u8]) {
    fs::write(path, bytes).unwrap();
}

fn sql(path: &Path, sql: &str) {
    Connection::open(path).unwrap().execute_batch(sql).unwrap();
}

/// An office, changed behind its back.
fn edited(path: &Path, statements: &str) {
    fs::copy(Place::with_office().file(), path).unwrap();
    sql(path, statements);
}

fn linked(path: &Path) {
    let target = path.with_extension("real");
    fs::copy(Place::with_office().file(), &target).unwrap();
    symlink(target, path).unwrap();
}

fn pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

fn half(path: &Path) {
    let whole = fs::read(Place::with_office().file()).unwrap();
    write(path, &whole[..whole.len() / 2 / 4096 * 4096]);
}

/// What is in a file; a pipe is not waited for.
fn bytes(path: &Path) -> Option<Vec<u8>> {
    fs::metadata(path)
        .is_ok_and(|found| found.is_file())
        .then(|| fs::read(path).unwrap())
}

#[test]
fn what_is_no_office_is_refused_by_name_and_left_as_it_is() {
    for (what, make, code) in CORPUS {
        let place = Place::empty();
        make(&place.file());
        let before = bytes(&place.file());
        for words in [
            ["venue", "list", "--json"],
            ["venue", "delete", "1"],
            ["db", "status", "--json"],
        ] {
            let mut words = words.to_vec();
            if !words.contains(&"--json") {
                words.extend(["--yes", "--json"]);
            }
            let said = place.run(&words);
            let (found, message) = said.error();
            assert_eq!(
                (found.as_str(), said.status),
                (*code, 5),
                "{what}: {words:?}: {message}"
            );
            if *code != "database" {
                assert!(message.contains("office.db"), "{what}: {message}");
            }
        }
        assert_eq!(bytes(&place.file()), before, "{what} was changed");
    }
}

#[test]
fn what_is_no_office_is_not_migrated_either() {
    for (what, make, code) in CORPUS {
        let place = Place::empty();
        make(&place.file());
        let said = place.run(&["db", "migrate", "--json"]);
        match *what {
            "an office that was never finished" => assert_eq!(said.status, 0, "{said:?}"),
            "an older office" => assert_eq!(said.error().0, "check_failed", "{said:?}"),
            _ => assert_eq!(
                (said.error().0.as_str(), said.status),
                (*code, 5),
                "{what}: {said:?}"
            ),
        }
    }
}

#[test]
fn the_check_says_what_is_wrong_where_it_can_look() {
    for (what, make, code) in CORPUS {
        let place = Place::empty();
        make(&place.file());
        let said = place.run(&["db", "check", "--json"]);
        let expected = match *what {
            "an office that was never finished" => "check_failed",
            _ => code,
        };
        assert_eq!(
            (said.error().0.as_str(), said.status),
            (expected, 5),
            "{what}: {said:?}"
        );
    }
}
