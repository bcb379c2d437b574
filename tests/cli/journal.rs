//! The journal from the command line.

use insta::assert_snapshot;

use super::office::Office;

fn with_three_lines() -> Office {
    let office = Office::new();
    office
        .run("venue create --name 'Istora Senayan' --location Jakarta --as Sari")
        .succeeds();
    office
        .run("venue delete istora-senayan --yes --as Budi")
        .succeeds();
    office
}

#[test]
fn every_change_is_a_line_with_who_did_what_when() {
    let office = with_three_lines();
    assert_snapshot!(office.run("journal list").text(), @"
    LINE  AT                    OPERATOR  COMMAND       TOUCHED
       3  2026-11-01 10:00 WIB  Budi      venue delete        2
       2  2026-11-01 10:00 WIB  Sari      venue create        2
       1  2026-11-01 10:00 WIB  sari      init                3
    ");
    let lines = office
        .run("journal list --command venue --json")
        .succeeds()
        .json();
    let commands: Vec<_> = lines
        .as_array()
        .unwrap()
        .iter()
        .map(|line| line["command"].clone())
        .collect();
    assert_eq!(commands, ["venue delete", "venue create"]);
}

#[test]
fn a_line_tells_of_the_rows_as_they_were_after_it() {
    let office = with_three_lines();
    assert_snapshot!(office.run("journal show 2").text(), @r#"
    LINE      2
    SITE      0
    AT        Sun 1 Nov 2026 10:00 WIB
    OPERATOR  Sari
    COMMAND   venue create
    TOUCHED   2
    HASH      xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx

    Rows
      TABLE      ID  ROW
      operators  2   {"created_at":"2026-11-01T03:00:00Z","id":2,"name":"salted:xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"}
      venues     1   {"capacity":null,"created_at":"2026-11-01T03:00:00Z","id":1,"location":"Jakarta","merged_into":null,"name":"Istora Senayan","slug":"istora-senayan","timezone":"Asia/Jakarta","updated_at":"2026-11-01T03:00:00Z"}
    "#);
    let deletion = office.run("journal show 3 --json").succeeds().json();
    assert_eq!(deletion["rows"][0]["table"], "operators");
    assert_eq!(deletion["rows"][1]["table"], "venues");
    assert!(deletion["rows"][1]["row"].is_null(), "{deletion}");
    office.run("journal show 4").refused("not_found");
    office.run("journal show 0").refused("usage");
}

#[test]
fn what_changes_nothing_is_no_line() {
    let office = with_three_lines();
    office
        .run("venue create --name Fort --location Makassar --dry-run")
        .succeeds();
    office.run("venue show fort").refused("not_found");
    office.run("venue list").succeeds();
    assert_eq!(office.run("journal verify --json").json()["lines"], 3);
}

#[test]
fn a_head_that_was_written_down_must_be_in_the_chain() {
    let office = with_three_lines();
    let head = office.run("journal verify --json").succeeds().json()["head"]
        .as_str()
        .unwrap()
        .to_owned();
    assert!(head.starts_with("3:"), "{head}");
    office
        .run("venue create --name Fort --location Makassar")
        .succeeds();
    office
        .run(&format!("journal verify --head {head}"))
        .succeeds();
    let false_head = head.replace("3:", "2:");
    assert_snapshot!(
        office
            .run(&format!("journal verify --head {false_head}"))
            .refused("check_failed")
            .text(), @"
    LINES  4
    HEAD   4:xxxxxxxxxxxx

    Findings
      CHECK  MESSAGE
      head   `2:xxxxxxxxxxxx` is not in this journal, whose newest line is 4:xxxxxxxxxxxx
    ------- stderr -------
    error: `2:xxxxxxxxxxxx` is not in this journal, whose newest line is 4:xxxxxxxxxxxx

    hint: boxoffice db check
    [exit status: 5]
    ");
    office
        .run("journal verify --head 3")
        .refused("invalid_value");
}
