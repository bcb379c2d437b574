//! Doubles of venues and artists, mended.

use std::fs;

use insta::assert_snapshot;

use super::office::Office;

const LIST: &str = "name,venue,location,starts_at,artists\n\
    Rock,Prism Hall,Seoul,2026-12-01 20:00,Street Guns; Tulus\n\
    Jazz,PrismHall,Seoul,2026-12-02 20:00,StreetGuns\n\
    Folk,Prism  Hall!,Seoul,2026-12-03 20:00,Tulus; StreetGuns; Street Guns\n\
    Pop,Other Hall,Seoul,2026-12-04 20:00,Somebody Else\n";

/// A list that spells one venue in three ways and one artist in two.
fn messy() -> Office {
    let office = Office::new();
    fs::write(office.folder().join("list.csv"), LIST).unwrap();
    office.run("concert import list.csv").succeeds();
    office
}

#[test]
fn doubles_are_found_with_the_command_that_mends_them() {
    let office = messy();
    assert_snapshot!(office.run("venue list --doubles").text(), @"
    NAME         CONCERTS  LIKE        CONCERTS  IF THEY ARE THE SAME
    Prism Hall!         1  Prism Hall         1  boxoffice venue merge prism-hall-seoul --into prism-hall
    PrismHall           1  Prism Hall         1  boxoffice venue merge prismhall --into prism-hall
    ");
    assert_snapshot!(office.run("artist list --doubles").text(), @"
    NAME        CONCERTS  LIKE         CONCERTS  IF THEY ARE THE SAME
    StreetGuns         2  Street Guns         2  boxoffice artist merge streetguns --into street-guns
    ");
}

#[test]
fn venues_are_merged_with_every_concert_and_their_names_go_on() {
    let office = messy();
    let merged = office.run("venue merge prismhall prism-hall-seoul --into prism-hall --yes");
    assert_snapshot!(merged.text(), @"
    KIND      venue
    INTO      prism-hall
    MERGED    prismhall prism-hall-seoul
    CONCERTS  2
    ------- stderr -------
    `prismhall`, `prism-hall-seoul` are merged into `prism-hall`, with 2 concerts.
    ");
    let concerts = office.run("concert list --venue prismhall --json").json();
    assert_eq!(concerts.as_array().unwrap().len(), 3);
    assert_eq!(concerts[1]["venue"], "prism-hall");
    assert_snapshot!(office.run("venue show prismhall --quiet").text(), @"prism-hall");
    assert_snapshot!(office.run("venue show prismhall").text(), @"
    VENUE     prism-hall
    NAME      Prism Hall
    LOCATION  Seoul
    CAPACITY  -
    TIMEZONE  Asia/Jakarta
    ID        1
    CREATED   Sun 1 Nov 2026 10:00 WIB
    UPDATED   Sun 1 Nov 2026 10:00 WIB
    ------- stderr -------
    `prismhall` was merged into `prism-hall`.
    ");
    assert_snapshot!(office.run("venue list").text(), @"
    VENUE       NAME        LOCATION  CAPACITY  TIMEZONE
    other-hall  Other Hall  Seoul     -         Asia/Jakarta
    prism-hall  Prism Hall  Seoul     -         Asia/Jakarta
    ");
    assert_snapshot!(office.run("venue list --merged").text(), @"
    REFERENCE         NAME         MERGED INTO
    prism-hall-seoul  Prism Hall!  prism-hall
    prismhall         PrismHall    prism-hall
    ");
    let found = office.run("venue list --text prismhall --quiet").stdout;
    assert_eq!(found, "prism-hall\n");
}

#[test]
fn artists_are_merged_and_stand_once_in_a_line_up() {
    let office = messy();
    let merged = office.run("artist merge streetguns --into street-guns --yes");
    assert_snapshot!(merged.text(), @"
    KIND      artist
    INTO      street-guns
    MERGED    streetguns
    CONCERTS  2
    JOINED    1
    ------- stderr -------
    `streetguns` is merged into `street-guns`, with 2 concerts. In 1 line-up two of them stood, and the first place stays.
    ");
    let line_up = |concert: &str| {
        let shown = office.run(&format!("concert show {concert} --json")).json();
        let names = shown["line_up"].as_array().unwrap().clone();
        let names = names
            .iter()
            .map(|artist| artist["artist"].as_str().unwrap().to_owned());
        names.collect::<Vec<_>>()
    };
    assert_eq!(line_up("jazz"), ["street-guns"]);
    assert_eq!(line_up("folk"), ["tulus", "street-guns"]);
    assert_snapshot!(office.run("artist list --merged").text(), @"
    REFERENCE   NAME        MERGED INTO
    streetguns  StreetGuns  street-guns
    ");
}

#[test]
fn the_list_that_made_the_doubles_is_all_unchanged_after_they_were_merged() {
    let office = messy();
    office
        .run("venue merge prismhall prism-hall-seoul --into prism-hall --yes")
        .succeeds();
    office
        .run("artist merge streetguns --into street-guns --yes")
        .succeeds();
    let again = office
        .run("concert import list.csv --json")
        .succeeds()
        .json();
    assert_eq!(
        (&again["unchanged"], &again["created"]),
        (&4.into(), &0.into()),
        "{again}"
    );
    assert_eq!(again["venues_created"], 0, "{again}");
    assert_eq!(again["artists_created"], 0, "{again}");
}

#[test]
fn a_merge_is_asked_for_with_its_concerts_tried_and_repeated() {
    let office = messy();
    let merge = "venue merge prismhall --into prism-hall";
    assert_snapshot!(office.run(merge).text(), @"
    ------- stderr -------
    error: Merge `prismhall` (1 concert) into `prism-hall` (Prism Hall) for good: needs --yes (not a terminal)
    [exit status: 2]
    ");
    let tried = office
        .run(&format!("{merge} --dry-run --json"))
        .succeeds()
        .json();
    assert_eq!(tried["concerts"], 1);
    assert_eq!(office.run("venue list --merged --quiet").stdout, "");
    let done = office
        .run(&format!("{merge} --yes --key m --json"))
        .succeeds()
        .json();
    let again = office
        .run(&format!("{merge} --yes --key m --json"))
        .succeeds()
        .json();
    assert_eq!(done, again);
    assert_snapshot!(office.run(merge).text(), @"
    KIND      venue
    INTO      prism-hall
    MERGED    -
    CONCERTS  0
    ------- stderr -------
    They are names of `prism-hall` already.
    ");
}

#[test]
fn merging_the_one_that_stayed_takes_its_names_along() {
    let office = messy();
    office
        .run("venue merge prismhall --into prism-hall --yes")
        .succeeds();
    office
        .run("venue merge prism-hall --into other-hall --yes")
        .succeeds();
    let merged = office.run("venue list --merged --json").json();
    for row in merged.as_array().unwrap() {
        assert_eq!(row["merged_into"], "other-hall", "{row}");
    }
    assert_eq!(
        office.run("venue show prismhall --quiet").stdout,
        "other-hall\n"
    );
}

#[test]
fn a_merged_one_is_neither_changed_nor_deleted_nor_merged_again() {
    let office = messy();
    office
        .run("venue merge prismhall --into prism-hall --yes")
        .succeeds();
    office
        .run("artist merge streetguns --into street-guns --yes")
        .succeeds();
    assert_snapshot!(office.run("venue update prismhall --capacity 5").refused("wrong_state").text(), @"
    ------- stderr -------
    error: the venue `prismhall` was merged into `prism-hall` and is only a name of it

    hint: name `prism-hall` instead
    [exit status: 4]
    ");
    for line in [
        "venue delete prismhall --yes",
        "venue merge prismhall --into other-hall --yes",
        "artist update streetguns --name X",
        "artist delete streetguns --yes",
        "artist merge streetguns --into tulus --yes",
    ] {
        office.run(line).refused("wrong_state");
    }
    office
        .run("venue create --name PrismHall --location Seoul")
        .refused("taken");
    office
        .run("venue merge prism-hall --into prismhall --yes")
        .refused("usage");
    for (concert, day) in [("rock", 5), ("jazz", 6), ("folk", 7)] {
        office
            .run(&format!(
                "concert update {concert} --venue other-hall --starts-at '2027-01-0{day} 20:00'"
            ))
            .succeeds();
    }
    office
        .run("venue delete prism-hall --yes")
        .refused("in_use");
}

#[test]
fn a_merge_that_would_double_a_concert_or_move_the_clocks_is_refused_by_name() {
    let office = messy();
    office
        .run("concert create --name Rock --venue prismhall --starts-at '2026-12-01 20:00'")
        .succeeds();
    let refused = office.run("venue merge prismhall --into prism-hall --yes");
    assert_snapshot!(refused.refused("taken").text(), @"
    ------- stderr -------
    error: `rock-2026-12-01` at `prismhall` and `rock` at `prism-hall` have the same name and start

    hint: boxoffice concert delete rock-2026-12-01, or give one of them another name
    [exit status: 4]
    ");
    office
        .run("venue update other-hall --timezone Asia/Seoul")
        .succeeds();
    let refused = office.run("venue merge other-hall --into prism-hall --yes");
    assert_snapshot!(refused.refused("wrong_state").text(), @"
    ------- stderr -------
    error: the clocks of `other-hall` show Asia/Seoul, those of `prism-hall` Asia/Jakarta

    hint: boxoffice venue update other-hall --timezone Asia/Jakarta   (its concerts keep their own zone)
    [exit status: 4]
    ");
    office
        .run("venue update other-hall --timezone Asia/Jakarta")
        .succeeds();
    office
        .run("venue merge other-hall --into prism-hall --yes")
        .succeeds();
}
