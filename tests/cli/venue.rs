//! Venues from the command line.

use insta::assert_snapshot;

use super::office::Office;

#[test]
fn a_venue_is_made_shown_changed_and_deleted() {
    let office = Office::new();
    let made =
        office.run("venue create --name 'Istora Senayan' --location Jakarta --capacity 7000");
    assert_snapshot!(made.text(), @"
    VENUE     istora-senayan
    NAME      Istora Senayan
    LOCATION  Jakarta
    CAPACITY  7000
    TIMEZONE  Asia/Jakarta
    ID        1
    CREATED   Sun 1 Nov 2026 10:00 WIB
    UPDATED   Sun 1 Nov 2026 10:00 WIB
    ------- stderr -------
    Venue `istora-senayan` is on the books.
    hint: boxoffice concert create --venue istora-senayan --name NAME --starts-at TIME
    ");
    let changed = office.run("venue update istora-senayan --capacity 7200 --name 'Istora'");
    assert_snapshot!(changed.text(), @"
    VENUE     istora-senayan
    NAME      Istora
    LOCATION  Jakarta
    CAPACITY  7200
    TIMEZONE  Asia/Jakarta
    ID        1
    CREATED   Sun 1 Nov 2026 10:00 WIB
    UPDATED   Sun 1 Nov 2026 10:00 WIB
    ------- stderr -------
    Venue `istora-senayan` is changed.
    ");
    assert_eq!(
        office
            .run("venue show istora-senayan --json")
            .succeeds()
            .json()["capacity"],
        7200
    );
    let deleted = office.run("venue delete istora-senayan --yes");
    assert_snapshot!(deleted.text(), @"
    DELETED    venue
    REFERENCE  istora-senayan
    ID         1
    ------- stderr -------
    Venue `istora-senayan` is deleted.
    ");
    office.run("venue show istora-senayan").refused("not_found");
}

#[test]
fn venues_are_listed_by_name_and_found_by_text() {
    let office = Office::new();
    for (name, location) in [
        ("Istora Senayan", "Jakarta"),
        ("Gedung Sate", "Bandung"),
        ("Ciputra Hall", "Surabaya"),
    ] {
        office
            .run(&format!(
                "venue create --name '{name}' --location {location}"
            ))
            .succeeds();
    }
    assert_snapshot!(office.run("venue list").text(), @"
    VENUE           NAME            LOCATION  CAPACITY  TIMEZONE
    ciputra-hall    Ciputra Hall    Surabaya  -         Asia/Jakarta
    gedung-sate     Gedung Sate     Bandung   -         Asia/Jakarta
    istora-senayan  Istora Senayan  Jakarta   -         Asia/Jakarta
    ");
    assert_snapshot!(office.run("venue list --text BAND").text(), @"
    VENUE        NAME         LOCATION  CAPACITY  TIMEZONE
    gedung-sate  Gedung Sate  Bandung   -         Asia/Jakarta
    ");
    assert_snapshot!(office.run("venue list --limit 1").text(), @"
    VENUE         NAME          LOCATION  CAPACITY  TIMEZONE
    ciputra-hall  Ciputra Hall  Surabaya  -         Asia/Jakarta
    ------- stderr -------
    Showing 1 of 3. Use --all.
    ");
}

#[test]
fn a_misspelt_venue_is_met_with_the_nearest() {
    let office = Office::new();
    office
        .run("venue create --name 'Istora Senayan' --location Jakarta")
        .succeeds();
    assert_snapshot!(
        office
            .run("venue show istora-senayn")
            .refused("not_found")
            .text(), @"
    ------- stderr -------
    error: no venue is named `istora-senayn`

    hint: did you mean `istora-senayan`?
    [exit status: 3]
    ");
}

#[test]
fn a_slug_that_is_taken_gets_the_place_and_one_that_was_asked_for_is_refused() {
    let office = Office::new();
    let create = |options: &str| {
        office.run(&format!(
            "venue create --quiet --name 'Teater Kecil' {options}"
        ))
    };
    assert_eq!(
        create("--location Jakarta").succeeds().stdout,
        "teater-kecil\n"
    );
    let elsewhere = create("--location Bandung").succeeds();
    assert_eq!(elsewhere.stdout, "teater-kecil-bandung\n");
    create("--location Jakarta").refused("taken");
    create("--location Solo --slug teater-kecil").refused("taken");
}

#[test]
fn an_update_that_names_nothing_is_a_mistake() {
    let office = Office::new();
    office
        .run("venue create --name Istora --location Jakarta")
        .succeeds();
    office.run("venue update istora").refused("usage");
}

#[test]
fn a_name_from_outside_cannot_steer_the_terminal() {
    let office = Office::new();
    office
        .run("venue create --name 'x\u{1b}[2J' --location Jakarta")
        .refused("invalid_value");
    let shown = office
        .run("venue show 'x\u{1b}[2J'")
        .refused("invalid_value");
    assert!(!shown.stderr.contains('\u{1b}'), "{}", shown.stderr);
}
