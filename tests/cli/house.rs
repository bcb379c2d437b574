//! The office itself: `init` and `office`.

use std::fs;

use insta::assert_snapshot;

use super::office::Office;

#[test]
fn a_new_office_says_what_it_is_and_what_comes_next() {
    let office = Office::without_file();
    let made = office
        .run("init --practice --name 'Gedung Kesenian' --currency IDR --timezone Asia/Jakarta");
    assert_snapshot!(made.text(), @"
    NAME      Gedung Kesenian
    CURRENCY  IDR
    TIMEZONE  Asia/Jakarta
    PRACTICE  yes
    SITE      0
    HOUSE     xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
    LINEAGE   xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
    PATH      FOLDER/office.db
    CREATED   Sun 1 Nov 2026 10:00 WIB
    ------- stderr -------
    The box office is open in `FOLDER/office.db`.
    hint: boxoffice venue create --name NAME --location PLACE
    hint: export BOXOFFICE_OPERATOR=NAME, or --as NAME: who stands at the counter, for the journal
    ");
    assert_snapshot!(office.run("office show").text(), @"
    NAME      Gedung Kesenian
    CURRENCY  IDR
    TIMEZONE  Asia/Jakarta
    PRACTICE  yes
    SITE      0
    HOUSE     xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
    LINEAGE   xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
    PATH      FOLDER/office.db
    CREATED   Sun 1 Nov 2026 10:00 WIB
    ");
}

#[test]
fn init_never_overwrites_anything() {
    let office = Office::new();
    let before = fs::read(office.file()).unwrap();
    assert_snapshot!(office.run("init").refused("taken").text(), @"
    ------- stderr -------
    error: `FOLDER/office.db` is already there; init never overwrites

    hint: boxoffice --db ANOTHER-FILE init
    [exit status: 4]
    ");
    assert_eq!(fs::read(office.file()).unwrap(), before);

    let elsewhere = Office::without_file();
    fs::write(elsewhere.folder().join("office.db-wal"), "old").unwrap();
    elsewhere.run("init").refused("taken");
    assert!(!elsewhere.file().exists());
}

#[test]
fn the_name_and_the_zone_change_and_nothing_else() {
    let office = Office::new();
    office
        .run("office update --name 'Gedung Kesenian' --timezone Asia/Makassar")
        .succeeds();
    let shown = office.run("office show --json").succeeds().json();
    assert_eq!(shown["name"], "Gedung Kesenian");
    assert_eq!(shown["timezone"], "Asia/Makassar");
    office.run("office update --currency USD").refused("usage");
    office.run("office update").refused("usage");
    let venue = office
        .run("venue create --name Fort --location Makassar --json")
        .json();
    assert_eq!(venue["timezone"], "Asia/Makassar");
}

#[test]
fn without_an_office_every_command_names_the_one_that_makes_it() {
    let office = Office::without_file();
    assert_snapshot!(office.run("venue list").refused("no_office").text(), @"
    ------- stderr -------
    error: there is no box office at `FOLDER/office.db`

    hint: boxoffice --db 'FOLDER/office.db' init --name NAME --currency IDR --timezone Asia/Jakarta
    [exit status: 5]
    ");
    assert_eq!(
        fs::read_dir(office.folder()).unwrap().count(),
        0,
        "a file was made"
    );
}

#[test]
fn only_a_practice_office_obeys_a_clock_that_was_set() {
    let practice = Office::new();
    let at = |office: &Office| {
        let venue = office
            .run("venue create --name Istora --location Jakarta --json")
            .succeeds();
        (
            venue.json()["created_at"].as_str().unwrap().to_owned(),
            venue.stderr,
        )
    };
    assert_eq!(at(&practice).0, "2026-11-01T03:00:00Z");
    let real = Office::without_file();
    real.run("init").succeeds();
    let (created_at, warning) = at(&real);
    assert_ne!(created_at, "2026-11-01T03:00:00Z");
    assert!(warning.contains("now_ignored"), "{warning}");
}
