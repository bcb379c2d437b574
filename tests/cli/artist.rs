//! Artists from the command line.

use super::stage::stage;

#[test]
fn an_artist_is_made_renamed_and_deleted() {
    let office = stage();
    let made = office
        .run("artist create --name 'Rina Sari' --quiet")
        .succeeds();
    assert_eq!(made.stdout, "rina-sari\n");
    let renamed = office.run("artist update rina-sari --name 'Rina Trio' --slug rina-trio --json");
    assert_eq!(renamed.succeeds().json()["name"], "Rina Trio");
    office.run("artist show rina-sari").refused("not_found");
    office
        .run("artist delete rina-trio")
        .refused("needs_confirmation");
    let gone = office
        .run("artist delete rina-trio --yes --json")
        .succeeds()
        .json();
    assert_eq!(
        (&gone["deleted"], &gone["reference"]),
        (&"artist".into(), &"rina-trio".into())
    );
}

#[test]
fn whoever_plays_is_kept() {
    let office = stage();
    let refused = office.run("artist delete tulus --yes").refused("in_use");
    assert!(
        refused
            .stderr
            .contains("boxoffice concert list --artist tulus --all"),
        "{}",
        refused.stderr
    );
}

#[test]
fn two_artists_of_one_name_are_told_apart_by_a_number() {
    let office = stage();
    let create = "artist create --name Tulus --quiet";
    assert_eq!(office.run(create).succeeds().stdout, "tulus-2\n");
    office
        .run(&format!("{create} --slug tulus"))
        .refused("taken");
    let korean = office.run("artist create --name 이날치 --quiet").succeeds();
    assert_eq!(korean.stdout, "이날치\n");
    let found = office.run("artist list --text TULUS --quiet").succeeds();
    assert_eq!(found.stdout, "tulus\ntulus-2\n");
}
