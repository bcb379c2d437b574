//! Customers from lists.

use std::fmt::Write;
use std::fs;

use super::office::{Answer, Office};

const LIST: &str = "name,email,phone,note\n\
                    Ani,ani@example.com,+6281100001,\n\
                    Budi,,081200002,friend of the house\n";

fn import<'o>(office: &'o Office, list: &str, options: &str) -> Answer<'o> {
    office
        .command(&format!("user import - {options} --json"))
        .stdin(list)
        .run()
}

#[test]
fn a_list_is_taken_once_and_unchanged_the_second_time() {
    let office = Office::new();
    let counts = import(&office, LIST, "").succeeds().json();
    assert_eq!(
        (&counts["created"], &counts["taken"]),
        (&2.into(), &2.into())
    );
    let before = fs::read(office.file()).unwrap();
    let counts = import(&office, LIST, "").succeeds().json();
    assert_eq!(counts["unchanged"], 2);
    assert_eq!(fs::read(office.file()).unwrap(), before);
    let budi = office.run("user show 081200002 --json").succeeds().json();
    assert_eq!(budi["note"], "friend of the house");
}

#[test]
fn what_differs_is_refused_unless_it_is_to_be_updated() {
    let office = Office::new();
    import(&office, LIST, "").succeeds();
    let list = "email,phone,name\nani@example.com,+6281100009,Ani Wijaya\n,081200002,\n";
    let answer = import(&office, list, "").refused("rows_refused");
    let message = answer.error()["message"].to_string();
    assert!(
        message.contains("stdin:2: `ani@example.com` is there with another name, phone number"),
        "{message}"
    );
    let counts = import(&office, list, "--update").succeeds().json();
    assert_eq!(
        (&counts["updated"], &counts["unchanged"]),
        (&1.into(), &1.into())
    );
    let ani = office.run("user show ani@example.com --json").succeeds();
    assert_eq!(ani.json()["name"], "Ani Wijaya");
}

#[test]
fn each_row_that_cannot_be_taken_is_told_and_can_be_mended() {
    let office = Office::new();
    import(&office, LIST, "").succeeds();
    let list = "name,email,phone\n\
                Citra,citra@example.com,\n\
                Dewi,nope,\n\
                ,eka@example.com,\n\
                Fitri,,\n\
                Gita,ani@example.com,081200002\n\
                Hana,hana@example.com,+6281100001\n";
    let before = fs::read(office.file()).unwrap();
    import(&office, list, "").refused("rows_refused");
    assert_eq!(fs::read(office.file()).unwrap(), before);
    let answer = import(&office, list, "--keep-going --rejects open.csv");
    assert_eq!(answer.status, 6);
    let counts = answer.json();
    assert_eq!(
        (&counts["created"], &counts["refused"]),
        (&1.into(), &5.into())
    );
    let rejects = fs::read_to_string(office.folder().join("open.csv")).unwrap();
    for reason in [
        "email: `nope` is not an e-mail address",
        "a customer who is new needs a name",
        "neither an e-mail address nor a phone number",
        "the phone number of `081200002`",
        "the phone number already belongs to `ani@example.com`",
    ] {
        assert!(rejects.contains(reason), "{reason}:\n{rejects}");
    }
}

#[test]
fn an_export_can_be_imported_again() {
    let office = Office::new();
    import(&office, LIST, "").succeeds();
    let exported = office.run("user list --all --format csv").succeeds().stdout;
    let without_walk_in: Vec<_> = exported
        .lines()
        .filter(|line| !line.starts_with("walk-in"))
        .collect();
    let counts = import(&office, &without_walk_in.join("\n"), "").succeeds();
    assert_eq!(counts.json()["unchanged"], 2);
}

#[test]
fn a_long_list_is_told_to_the_journal_in_several_lines() {
    let office = Office::new();
    let mut list = String::new();
    for n in 0..4_100 {
        writeln!(
            list,
            "{{\"name\":\"Guest {n}\",\"email\":\"guest{n}@example.com\"}}"
        )
        .unwrap();
    }
    let counts = import(&office, &list, "").succeeds().json();
    assert_eq!(counts["created"], 4_100);
    let told = office
        .run("journal list --command 'user import' --json")
        .succeeds()
        .json();
    let touched: Vec<_> = told
        .as_array()
        .unwrap()
        .iter()
        .map(|line| line["touched"].as_i64().unwrap())
        .collect();
    assert_eq!(touched, [100, 2_000, 2_000]);
}
