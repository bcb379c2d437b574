//! The file, from the command line.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use insta::assert_snapshot;

use super::office::Office;

#[test]
fn the_path_is_printed_alone_whether_there_is_a_file_or_not() {
    let office = Office::without_file();
    let expected = format!("{}\n", office.file().display());
    assert_eq!(office.run("db path").succeeds().stdout, expected);
    let named = office.run("db path --db other.db").succeeds();
    assert_eq!(named.stdout, "other.db\n");
    let by_custom = office.command("db path").variable("BOXOFFICE_DB", "").run();
    let expected = format!(
        "{}/data/boxoffice/boxoffice.db\n",
        office.folder().display()
    );
    assert_eq!(by_custom.stdout, expected);
}

#[test]
fn the_status_tells_how_much_there_is() {
    let office = Office::new();
    office
        .run("venue create --name Istora --location Jakarta")
        .succeeds();
    let status = office.run("db status --json").succeeds().json();
    assert_eq!(status["venues"], 1);
    assert_eq!(status["users"], 1);
    assert_eq!(status["mode"], "0600");
    assert!(
        status["journal_head"].as_str().unwrap().starts_with("2:"),
        "{status}"
    );
}

#[test]
fn a_file_that_others_can_read_is_warned_of() {
    let office = Office::new();
    fs::set_permissions(office.file(), fs::Permissions::from_mode(0o644)).unwrap();
    let status = office.run("db status --json").succeeds();
    assert!(
        status.stderr.contains("open_to_others"),
        "{}",
        status.stderr
    );
}

#[test]
fn a_good_file_is_checked_without_a_word() {
    let office = Office::new();
    let check = office.run("db check").succeeds();
    assert_eq!(check.stdout, "");
    assert_eq!(
        office.run("db check --json").json(),
        serde_json::json!({"findings": []})
    );
}

#[test]
fn a_file_of_the_newest_schema_is_left_alone() {
    let office = Office::new();
    let before = fs::read(office.file()).unwrap();
    assert_snapshot!(office.run("db migrate").text(), @"
    PATH  FOLDER/office.db
    FROM  14
    TO    14
    COPY  -
    ------- stderr -------
    The file is in schema 14 already.
    ");
    assert_eq!(fs::read(office.file()).unwrap(), before);
    office.run("db migrate --dry-run").refused("usage");
}

#[test]
fn an_old_copy_in_place_of_the_file_is_noticed() {
    let office = Office::new();
    let old = fs::read(office.file()).unwrap();
    office
        .run("venue create --name Istora --location Jakarta")
        .succeeds();
    fs::write(office.file(), old).unwrap();
    let check = office.run("db check").refused("check_failed");
    assert!(
        check.stdout.starts_with("CHECK  MESSAGE\nhead "),
        "{}",
        check.stdout
    );
    office
        .run("venue create --name Fort --location Makassar")
        .refused("database");
    office.is_left_damaged();
}

#[test]
fn a_file_whose_office_cannot_be_read_is_checked_all_the_same() {
    let office = Office::new();
    let connection = rusqlite::Connection::open(office.file()).unwrap();
    connection
        .execute_batch(
            "PRAGMA foreign_keys = OFF; DROP TABLE office; DROP TRIGGER venues_never_replaced;",
        )
        .unwrap();
    drop(connection);
    let check = office.run("db check").refused("check_failed");
    for finding in [
        "table office is missing",
        "trigger venues_never_replaced is missing",
    ] {
        assert!(check.stdout.contains(finding), "{}", check.stdout);
    }
    office.is_left_damaged();
}

#[test]
fn a_folder_may_be_a_link_but_a_file_may_not() {
    let office = Office::new();
    let real = office.folder().join("real");
    fs::create_dir(&real).unwrap();
    std::os::unix::fs::symlink(&real, office.folder().join("linked")).unwrap();
    office.run("--db linked/n.db init --practice").succeeds();
    office.run("--db linked/n.db venue list").succeeds();
    std::os::unix::fs::symlink(real.join("n.db"), office.folder().join("n.db")).unwrap();
    let refused = office.run("--db n.db venue list --json");
    assert_eq!(refused.error()["code"], "not_an_office");
}

#[test]
fn whoever_reads_an_old_copy_is_told() {
    let office = Office::new();
    office.is_left_damaged();
    let old = office.folder().join("old.db");
    fs::copy(office.file(), &old).unwrap();
    office.run("artist create --name Tulus").succeeds();
    fs::copy(&old, office.file()).unwrap();
    let read = office.run("artist list").succeeds();
    assert!(
        read.stderr.contains("the file is an old copy"),
        "{}",
        read.stderr
    );
    office.run("artist create --name Raisa").refused("database");
}
