//! Where an export goes, and in which form.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use super::export::awkward;
use super::stage::stage;

#[test]
fn a_file_is_new_and_its_owners_alone() {
    let office = awkward();
    let told = office
        .run("concert export --out season.csv --json")
        .succeeds();
    assert_eq!(
        told.json(),
        serde_json::json!({"file": "season.csv", "records": 2})
    );
    let file = office.folder().join("season.csv");
    let mode = fs::metadata(&file).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let whole = office.run("concert export --json").stdout;
    assert_eq!(fs::read_to_string(&file).unwrap(), whole);
    office
        .run("concert export --out season.csv")
        .refused("taken");
    assert_eq!(fs::read_to_string(&file).unwrap(), whole);
    office
        .run("concert export --out no/season.csv")
        .refused("failed");
    office
        .run("concert export x --out half.csv")
        .refused("not_found");
    assert!(!office.folder().join("half.csv").exists());
    office
        .run("concert export --out try.csv -n")
        .refused("usage");
    assert_eq!(
        office.run("concert export --out - --json").stdout,
        whole,
        "`-` is stdout"
    );
}

#[test]
fn a_name_that_belongs_to_the_office_is_never_written() {
    let office = stage();
    let whole = fs::read(office.file()).unwrap();
    for name in [
        "office.db",
        "office.db-wal",
        "./office.db-shm",
        "office.db-journal",
        "office.db.head",
        "office.db.lock",
        "office.db.schema-3",
    ] {
        let refused = office.run(&format!("concert export --out {name}"));
        let refused = refused.refused("taken");
        let told = format!("`{name}` belongs to the box office");
        assert!(refused.stderr.contains(&told), "{}", refused.stderr);
        assert!(refused.stderr.contains("give --out another name"));
    }
    let linked = office.folder().join("here");
    std::os::unix::fs::symlink(office.folder(), linked).unwrap();
    let linked = office.run("user export --out here/office.db-wal");
    let linked = linked.refused_as(4);
    assert!(linked.stderr.contains("belongs to"), "{}", linked.stderr);
    assert_eq!(fs::read(office.file()).unwrap(), whole);
    office.run("concert export --out office.db.csv").succeeds();
}

#[test]
fn a_form_that_an_export_cannot_have_is_refused() {
    let office = stage();
    for line in [
        "concert export --format table",
        "order export --format table",
        "ticket export --format table --out tickets.csv",
        "user export --format table",
        "concert export --output-format jsonld --format csv",
        "concert export --output-format jsonld --format table",
        "concert export --output-format ics --format csv --out c.ics",
        "concert export --output-format ics --format ndjson",
        "concert export --output-format ics --json",
    ] {
        let refused = office.run(line);
        assert_eq!((refused.status, refused.stdout.as_str()), (2, ""), "{line}");
        assert!(refused.stderr.contains("hint"), "{}", refused.stderr);
    }
    for written in ["tickets.csv", "c.ics"] {
        assert!(!office.folder().join(written).exists());
    }
    let lines = office.run("concert export --output-format jsonld --format ndjson");
    assert_eq!(lines.succeeds().stdout.lines().count(), 1);
    let told = office
        .run("concert export --output-format ics --out c.ics --json")
        .succeeds();
    assert_eq!(told.json()["records"], 1);
}
