//! What every connection has, and who may read what it writes.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use boxoffice::db::SCHEMA_VERSION;
use boxoffice::office::{Office, Setting};

use super::place::Place;

fn open(path: &Path) -> Office {
    let setting = Setting {
        operator: "Sari".parse().unwrap(),
        practice_now: None,
        on_wait: Box::new(|| {}),
        trace: None,
    };
    Office::open(path, setting).unwrap()
}

/// The answer to a question in one column, as a number.
fn number(office: &Office, sql: &'static str, column: &str) -> i64 {
    office
        .read(|snapshot| snapshot.one(sql, &[], |row| row.get(column)))
        .unwrap()
}

#[test]
fn every_connection_is_set_up_as_the_design_says() {
    let place = Place::with_office();
    let office = open(&place.file());
    for (pragma, expected) in [
        ("application_id", 0x626f_7879),
        ("user_version", SCHEMA_VERSION),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("recursive_triggers", 1),
        ("trusted_schema", 0),
        ("secure_delete", 1),
        ("cell_size_check", 1),
        ("cache_size", -32_768),
        ("temp_store", 2),
        ("wal_autocheckpoint", 4_000),
        ("writable_schema", 0),
        ("ignore_check_constraints", 0),
    ] {
        let sql = Box::leak(format!("PRAGMA {pragma}").into_boxed_str());
        let found = number(&office, sql, pragma);
        assert_eq!(found, expected, "{pragma}");
    }
    let mode: String = office
        .read(|snapshot| snapshot.one("PRAGMA journal_mode", &[], |row| row.get("journal_mode")))
        .unwrap();
    assert_eq!(mode, "wal");
}

#[test]
fn a_connection_refuses_what_only_an_attacker_needs() {
    let place = Place::with_office();
    let office = open(&place.file());
    for (what, sql) in [
        ("a text in double quotes", "SELECT \"no such column\" AS x"),
        ("another file", "ATTACH ':memory:' AS other"),
        (
            "a value of three hundred megabytes",
            "SELECT zeroblob(300000000) AS x",
        ),
        ("an extension", "SELECT load_extension('x') AS x"),
    ] {
        let refused = office.read(|snapshot| snapshot.opt(sql, &[], |_| Ok(())));
        assert!(refused.is_err(), "{what}");
    }
    let schema = "UPDATE sqlite_schema SET sql = sql";
    let edited = office.read(|snapshot| {
        snapshot.opt("PRAGMA writable_schema = ON", &[], |_| Ok(()))?;
        snapshot.opt(schema, &[], |_| Ok(()))
    });
    assert!(edited.is_err(), "the schema can be edited");
}

/// Only the owner reads a customer's name, whatever the umask.
#[test]
fn every_file_is_the_owners_alone_under_umask_000() {
    let temporary = tempfile::tempdir().unwrap();
    let folder = temporary.path();
    let file = folder.join("new/office.db");
    let made = Command::new("sh")
        .args(["-c", "umask 000; exec \"$0\" init --db \"$1\""])
        .arg(env!("CARGO_BIN_EXE_boxoffice"))
        .arg(&file)
        .output()
        .unwrap();
    assert!(
        made.status.success(),
        "{}",
        String::from_utf8_lossy(&made.stderr)
    );
    let office = open(&file);
    office
        .read(|snapshot| snapshot.one("SELECT 1 AS x", &[], |_| Ok(())))
        .unwrap();
    assert_eq!(mode(&folder.join("new")), 0o700, "the folder");
    for suffix in ["", "-wal", "-shm", ".head", ".lock"] {
        let path = folder.join(format!("new/office.db{suffix}"));
        assert_eq!(mode(&path), 0o600, "{}", path.display());
    }
}

fn mode(path: &Path) -> u32 {
    let found = fs::metadata(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    found.permissions().mode() & 0o777
}
