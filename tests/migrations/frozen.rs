//! What was once released stays as it was: the migrations, byte by byte, and a file that they made.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use boxoffice::db::SCHEMA_VERSION;
use boxoffice::domain::sha256_hex;
use flate2::read::GzDecoder;
use rusqlite::Connection;
use rusqlite::types::Value;

use super::place::Place;

/// The migrations of releases. A file that has run somewhere never changes: what is to be otherwise is a new one.
const RELEASED: &[(&str, &str)] = &[
    (
        "V1__office.sql",
        "e17cb5c5f9020700ab412ec9d6ff3bb0d76b9bbbd9d19fd0ed7fc038af87ca85",
    ),
    (
        "V2__catalogue.sql",
        "61d56ea06dafec17446158f1c7277237e5740b5e28bf098f22a521d5e148c778",
    ),
    (
        "V3__orders.sql",
        "6ef349561ba07960a5e9f5bb818eae6cf91950afcb2da7760ba794cd3a8d1408",
    ),
    (
        "V4__places.sql",
        "b8c9763ba6195f4075ec1da705530205501989f74e3fbab3e60e401361fc3c14",
    ),
    (
        "V5__payments.sql",
        "79407f0435162d840e24ace27057562921b6689f5514f578edd31e3732ff4aee",
    ),
    (
        "V6__tickets.sql",
        "8a8f0272cd9d4634db2dd62b85820ef186c60c8202adc428440edf15315616ab",
    ),
    (
        "V7__record.sql",
        "bd4c83e433ed07636362309a27f66b911b2451bd71dbdd594509466b6c01cfeb",
    ),
];

/// Files of released programs, by the schema they are in: each holds a night with sales, refunds and admissions.
const OFFICES: &[(i64, &str)] = &[(7, "schema-7.db.gz")];

fn corpus(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/migrations/corpus")
        .join(name)
}

/// A folder with a released file in it.
fn released(name: &str) -> Place {
    let place = Place::empty();
    let packed = File::open(corpus(name)).unwrap();
    let mut file = File::create(place.file()).unwrap();
    io::copy(&mut GzDecoder::new(packed), &mut file).unwrap();
    place
}

/// Every row of the tables that hold the office, by the columns of the older file.
fn rows(file: &Path, tables: &[(String, Vec<String>)]) -> Vec<(String, Vec<Vec<Value>>)> {
    let connection = Connection::open(file).unwrap();
    let of_table = |(table, columns): &(String, Vec<String>)| {
        let columns_sql = columns.join(", ");
        let sql = format!("SELECT {columns_sql} FROM {table} ORDER BY {columns_sql}");
        let mut statement = connection.prepare(&sql).unwrap();
        let all = statement.query_map([], |row| (0..columns.len()).map(|at| row.get(at)).collect());
        (table.clone(), all.unwrap().map(Result::unwrap).collect())
    };
    tables.iter().map(of_table).collect()
}

/// The tables of a file with their columns, but for those that the engine and the migrator keep.
fn tables(file: &Path) -> Vec<(String, Vec<String>)> {
    let connection = Connection::open(file).unwrap();
    let mut statement = connection
        .prepare(
            "SELECT m.name, group_concat(char(34) || c.name || char(34)) FROM sqlite_schema AS m, pragma_table_info(m.name) AS c
             WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE 'refinery_%'
             GROUP BY m.name ORDER BY m.name",
        )
        .unwrap();
    let found = statement.query_map([], |row| {
        let columns: String = row.get(1)?;
        Ok((row.get(0)?, columns.split(',').map(str::to_owned).collect()))
    });
    found.unwrap().map(Result::unwrap).collect()
}

#[test]
fn a_migration_that_was_released_never_changes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    for (name, sha256) in RELEASED {
        let bytes = fs::read(folder.join(name)).unwrap();
        assert_eq!(sha256_hex(&bytes), *sha256, "{name} was changed");
    }
}

#[test]
fn a_released_file_is_migrated_with_every_row_and_is_sound() {
    for (schema, name) in OFFICES {
        let place = released(name);
        let tables = tables(&place.file());
        let before = rows(&place.file(), &tables);
        assert!(before.iter().filter(|(_, rows)| !rows.is_empty()).count() > 12);

        let said = place.run(&["db", "migrate", "--json"]);
        assert_eq!(said.status, 0, "{said:?}");
        assert_eq!(
            (&said.json()["from"], &said.json()["to"]),
            (&(*schema).into(), &SCHEMA_VERSION.into())
        );
        let copy = place.folder().join(format!("office.db.schema-{schema}"));
        assert!(
            rows(&place.file(), &tables) == before,
            "{name} lost or changed rows"
        );
        assert!(rows(&copy, &tables) == before, "the copy of {name} differs");

        let check = place.run(&["db", "check"]);
        assert_eq!(check.status, 0, "{check:?}");
    }
}

#[test]
fn a_released_file_goes_on_after_it_was_migrated() {
    for (_, name) in OFFICES {
        let place = released(name);
        for line in [
            "db migrate",
            "venue merge istora-senayan-jakarta --into istora-senayan --yes",
            "sell java-jazz/child --pay cash",
            "hold create java-jazz/child --reason Press",
            "hold sell press --pay cash",
            "report manifest java-jazz",
            "journal verify",
            "db check",
        ] {
            let words: Vec<_> = line.split(' ').collect();
            let mut program = place.program();
            program.env("BOXOFFICE_NOW", "2026-11-20T03:00:00Z");
            let said: super::place::Said = program.args(&words).output().unwrap().into();
            assert_eq!(said.status, 0, "{line}: {said:?}");
        }
    }
}
