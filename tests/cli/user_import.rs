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
    let exported = office.run("user export").succeeds().stdout;
    let counts = import(&office, &exported, "").succeeds();
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

#[test]
fn a_customer_has_one_row_so_that_a_second_run_changes_nothing() {
    let office = Office::new();
    let list = "name,email\nAni,ani@example.com\nAni Wijaya,ANI@example.com\n";
    let answer = import(&office, list, "--update").refused("rows_refused");
    let message = answer.error()["message"].to_string();
    assert!(
        message.contains("stdin:3: `ani@example.com` stands in line 2 already"),
        "{message}"
    );
    for outcome in ["created", "unchanged"] {
        let answer = import(&office, list, "--update --keep-going");
        assert_eq!((answer.status, &answer.json()[outcome]), (6, &1.into()));
    }
}

#[test]
fn a_repetition_under_a_key_is_as_open_as_it_was() {
    let office = Office::new();
    let list = "name,email\nAni,ani@example.com\nDewi,nope\n";
    for _ in 0..2 {
        let answer = import(&office, list, "--keep-going --key monday");
        assert_eq!((answer.status, &answer.json()["refused"]), (6, &1.into()));
    }
}

#[test]
fn where_no_row_can_be_taken_nothing_is_and_a_dry_run_still_counts() {
    let office = Office::new();
    let list = "name,email\nDewi,nope\n";
    import(&office, list, "--keep-going").refused("rows_refused");
    let tried = import(&office, list, "--dry-run").refused("rows_refused");
    assert_eq!(tried.json()["refused"], 1);
}

#[test]
fn a_list_where_a_text_belongs_is_refused_with_its_place() {
    let office = Office::new();
    let list = "{\"name\":[\"Ani\"],\"email\":\"ani@example.com\"}\n";
    let answer = import(&office, list, "--input-format ndjson").refused("rows_refused");
    assert!(
        answer.stderr.contains("stdin:1: name: `"),
        "{}",
        answer.stderr
    );
}

#[test]
fn a_disk_that_fails_on_the_way_keeps_nothing() {
    let office = Office::new();
    let note = "x".repeat(900);
    let rows: Vec<_> = (0..30_000)
        .map(|n| format!("Guest {n},guest{n}@example.com,{n} {note}\n"))
        .collect();
    let list = format!("name,email,note\n{}", rows.concat());
    fs::write(office.folder().join("list.csv"), list).unwrap();
    let import = office.program();
    let line = format!(
        "ulimit -f 16000; exec '{}' user import list.csv --keep-going --json",
        import.get_program().to_str().unwrap()
    );
    let mut shell = std::process::Command::new("sh");
    shell.args(["-c", &line]).current_dir(office.folder());
    for (name, value) in import.get_envs() {
        match value {
            Some(value) => shell.env(name, value),
            None => shell.env_remove(name),
        };
    }
    let ended = shell.output().unwrap();
    let said = String::from_utf8_lossy(&ended.stderr).into_owned();
    assert_eq!(ended.status.code(), Some(5), "{said}");
    assert!(said.contains("disk"), "{said}");
    office.run("db check").succeeds();
    let users = office.run("user list --all --json").succeeds().json();
    assert_eq!(users.as_array().unwrap().len(), 1);
}
