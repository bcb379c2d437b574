//! The file for refused rows: there before anything is written, and whole or not at all.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::process::Command;

use super::office::Office;
use super::stage::stage;

const CONCERTS: &str = "name,venue,location,starts_at\n\
                        Blues,Hall,Jakarta,2026-12-05 20:00\n\
                        Soul,Hall,Jakarta,soon\n";
const ORDERS: &str = "key,ticket_type,pay\na,jazz/adult,cash\nb,jazz/nope,cash\n";
const USERS: &str = "name,email\nAni,ani@example.com\nDewi,nope\n";

/// Each import, with a list of which the first row can be taken.
const IMPORTS: [(&str, &str); 3] = [
    ("concert import", CONCERTS),
    ("order import", ORDERS),
    ("user import", USERS),
];

/// A house with the lists in its folder, each under the name of its noun.
fn house() -> Office {
    let office = stage();
    for (import, list) in IMPORTS {
        fs::write(office.folder().join(list_of(import)), list).unwrap();
    }
    office
}

fn list_of(import: &str) -> String {
    format!("{}.csv", import.split(' ').next().unwrap())
}

/// What the box office holds.
fn held(office: &Office) -> Vec<usize> {
    let lists = ["concert list --all", "order list --all", "user list --all"];
    let held = lists.map(|list| office.run(&format!("{list} --json")).json());
    held.iter()
        .map(|list| list.as_array().unwrap().len())
        .collect()
}

#[test]
fn a_file_that_cannot_be_made_is_told_before_anything_is_written() {
    let office = house();
    symlink("elsewhere.csv", office.folder().join("link.csv")).unwrap();
    let before = held(&office);
    for (import, _) in IMPORTS {
        let list = list_of(import);
        for (rejects, code) in [("no/bad.csv", "failed"), ("link.csv", "taken")] {
            let line = format!("{import} {list} --keep-going --json --rejects {rejects}");
            office.run(&line).refused(code);
        }
    }
    assert_eq!(held(&office), before);
    assert!(!office.folder().join("elsewhere.csv").exists());
}

#[test]
fn only_its_owner_reads_it_and_where_nothing_is_refused_there_is_none() {
    let office = house();
    for (import, list) in IMPORTS {
        let (named, rejects) = (list_of(import), format!("bad-{}", list_of(import)));
        let file = office.folder().join(&rejects);
        let line = format!("{import} {named} --keep-going --rejects {rejects}");
        assert_eq!(office.run(&line).status, 6);
        assert_eq!(
            fs::metadata(&file).unwrap().permissions().mode() & 0o777,
            0o600
        );
        assert_eq!(fs::read_to_string(&file).unwrap().lines().count(), 2);
        fs::remove_file(&file).unwrap();

        let rows: Vec<_> = list.lines().take(2).collect();
        fs::write(office.folder().join(&named), rows.join("\n")).unwrap();
        office.run(&line).succeeds();
        assert!(!file.exists(), "{line}");
    }
}

#[test]
fn where_nothing_is_taken_the_refused_rows_are_kept_all_the_same() {
    let office = house();
    for (import, _) in IMPORTS {
        let rejects = format!("bad-{}", list_of(import));
        let line = format!("{import} {} --rejects {rejects} --json", list_of(import));
        office.run(&line).refused("rows_refused");
        assert!(office.folder().join(&rejects).exists(), "{line}");
    }
}

#[test]
fn where_refused_rows_cannot_be_kept_the_others_are_not_taken_either() {
    let office = house();
    let before = held(&office);
    let long = "x".repeat(900);
    for (import, list) in IMPORTS {
        // The column that no row may have is what makes the refused rows long, and the box office stays small.
        let (taken, refused): (Vec<_>, Vec<_>) =
            list.lines().enumerate().partition(|(at, _)| *at < 2);
        let mut rows: Vec<_> = taken.iter().map(|(_, row)| (*row).to_owned()).collect();
        rows.extend((0..8_000).map(|n| format!("{}{n},{long}", refused[0].1)));
        fs::write(office.folder().join(list_of(import)), rows.join("\n")).unwrap();
        let program = office.program();
        let line = format!(
            "ulimit -f 10000; exec '{}' {import} {} --keep-going --rejects bad.csv --json",
            program.get_program().to_str().unwrap(),
            list_of(import)
        );
        let mut shell = Command::new("sh");
        shell
            .args(["-c", &line])
            .current_dir(office.folder())
            .env_clear();
        let set = program
            .get_envs()
            .filter_map(|(name, value)| Some((name, value?)));
        let ended = shell.envs(set).output().unwrap();
        let said = String::from_utf8_lossy(&ended.stderr).into_owned();
        assert_eq!(ended.status.code(), Some(1), "{import}: {said}");
        assert!(said.contains("refused rows cannot be written"), "{said}");
        assert!(said.contains("`bad.csv`: "), "{said}");
        assert!(said.contains("nothing was imported"), "{said}");
        assert!(!office.folder().join("bad.csv").exists(), "{import}");
    }
    assert_eq!(held(&office), before);
}

#[test]
fn a_repetition_answers_beside_the_file_of_the_first_run_and_says_where_its_rows_are_told() {
    let office = house();
    for (import, _) in [IMPORTS[0], IMPORTS[2]] {
        let (list, rejects) = (list_of(import), format!("bad-{}", list_of(import)));
        let line = format!("{import} {list} --keep-going --rejects {rejects} --json");
        let keyed = format!("{line} --key '{import}'");
        let first = office.run(&keyed);
        assert_eq!(
            (first.status, &first.json()["rejects"]),
            (6, &rejects.as_str().into())
        );
        let written = fs::read(office.folder().join(&rejects)).unwrap();

        let again = office.run(&keyed);
        assert_eq!((again.status, &again.json()["refused"]), (6, &1.into()));
        assert_eq!(again.json()["rejects"], serde_json::Value::Null);
        let hints = again.error()["hints"].to_string();
        assert!(
            hints.contains("without --key") && !hints.contains("mend"),
            "{hints}"
        );
        assert_eq!(fs::read(office.folder().join(&rejects)).unwrap(), written);

        fs::remove_file(office.folder().join(&rejects)).unwrap();
        assert_eq!(office.run(&line).status, 6);
        assert_eq!(fs::read(office.folder().join(&rejects)).unwrap(), written);
    }
}

#[test]
fn orders_are_read_again_under_the_key_of_a_run_and_refused_rows_written_again() {
    let office = house();
    let line = "order import order.csv --keep-going --key night --json --rejects";
    let written = ["one.csv", "two.csv"].map(|rejects| {
        let answer = office.run(&format!("{line} {rejects}"));
        assert_eq!(
            (answer.status, &answer.json()["rejects"]),
            (6, &rejects.into())
        );
        fs::read(office.folder().join(rejects)).unwrap()
    });
    assert_eq!(written[0], written[1]);
}

#[test]
fn a_line_of_a_batch_leaves_the_rejects_of_its_first_run_as_they_are_when_it_is_run_again() {
    let office = house();
    for (import, _) in IMPORTS {
        let (list, rejects) = (list_of(import), format!("bad-{}", list_of(import)));
        let line = format!("{import} {list} --keep-going --rejects {rejects}\n");
        fs::write(office.folder().join("batch.txt"), line).unwrap();
        let run = format!("batch batch.txt --keep-going --key 'run of {import}'");
        assert_eq!(office.run(&run).json()["answer"]["rejects"], rejects);
        let file = office.folder().join(&rejects);
        fs::write(&file, "as somebody mended it").unwrap();

        let again = office.run(&run).json();
        assert_eq!(again["exit"], 6, "{again}");
        assert_eq!(again["error"]["code"], "partial", "{again}");
        assert_eq!(again["answer"]["rejects"], serde_json::Value::Null);
        assert_eq!(fs::read_to_string(&file).unwrap(), "as somebody mended it");
    }
}

#[test]
fn refused_orders_of_another_list_of_the_run_are_not_left_out_of_rejects_that_are_there() {
    let office = house();
    let line = "order import order.csv --keep-going --key night --json --rejects bad.csv";
    assert_eq!(office.run(line).status, 6);
    let again = office.run(line);
    let hints = again.error()["hints"].to_string();
    assert_eq!(again.status, 6);
    assert!(hints.contains("wrote them to `bad.csv`"), "{hints}");

    let longer = format!("{ORDERS}c,jazz/nothing,cash\n");
    fs::write(office.folder().join("order.csv"), longer).unwrap();
    office.run(line).refused("taken");
}

#[test]
fn an_order_that_can_be_made_by_now_is_made_beside_the_rejects_of_the_first_run() {
    let office = house();
    let line = "order import order.csv --keep-going --key night --json --rejects bad.csv";
    assert_eq!(office.run(line).status, 6);
    office
        .run("ticket-type create --concert jazz --name nope --price 1000 --quota 5")
        .succeeds();
    let again = office.run(line).succeeds().json();
    assert_eq!(
        (&again["created"], &again["repeated"]),
        (&1.into(), &1.into())
    );
    assert!(office.folder().join("bad.csv").exists());
}

#[test]
fn who_is_told_of_rejects_alone_is_told_how_the_other_rows_are_taken() {
    let office = house();
    for (import, _) in IMPORTS {
        let (list, rejects) = (list_of(import), format!("bad-{}", list_of(import)));
        let line = format!("{import} {list} --json");
        let refused = office
            .run(&format!("{line} --rejects {rejects}"))
            .refused("rows_refused");
        let hints = refused.error()["hints"].to_string();
        for told in [
            "--keep-going takes the other rows, and needs no --rejects here".to_owned(),
            format!("`{rejects}` has the refused rows only"),
        ] {
            assert!(hints.contains(&told), "{import}: {hints}");
        }
        assert!(!hints.contains("mend them"), "{import}: {hints}");
        // What is proposed can be done.
        let others = office.run(&format!("{line} --keep-going"));
        assert_eq!(others.status, 6, "{import}: {}", others.stderr);
    }
}

#[test]
fn a_name_that_belongs_to_the_office_is_no_name_for_refused_rows() {
    let office = house();
    let before = fs::read(office.file()).unwrap();
    for (import, _) in IMPORTS {
        for beside in ["", "-journal", "-wal", "-shm", ".head", ".lock"] {
            let name = format!("office.db{beside}");
            for tried in ["", "--dry-run"] {
                let line = format!("{import} {} {tried} --rejects {name}", list_of(import));
                let told = office.run(&line).refused("taken").stderr;
                let whose = format!("`{name}` belongs to the box office");
                assert!(told.contains(&whose), "{line}: {told}");
                assert!(told.contains("give --rejects another name"), "{told}");
            }
        }
    }
    assert_eq!(fs::read(office.file()).unwrap(), before);
}

#[test]
fn refused_rows_go_to_a_file_and_not_to_a_stream() {
    let office = house();
    let before = held(&office);
    for (import, _) in IMPORTS {
        let line = format!("{import} {} --keep-going --rejects -", list_of(import));
        let refused = office.run(&line);
        assert_eq!(
            (refused.status, refused.stdout.as_str()),
            (2, ""),
            "{import}"
        );
        assert!(refused.stderr.contains("name a file"), "{}", refused.stderr);
        assert!(!office.folder().join("-").exists(), "{import}");
    }
    assert_eq!(held(&office), before);
}

#[test]
fn who_names_a_file_is_not_told_to_name_one() {
    let office = house();
    for (import, list) in IMPORTS {
        let mut rows: Vec<_> = list.lines().take(2).map(ToOwned::to_owned).collect();
        let refused = list.lines().last().unwrap();
        rows.extend((0..60).map(|n| format!("{n}{refused}")));
        fs::write(office.folder().join(list_of(import)), rows.join("\n")).unwrap();
        let line = format!("{import} {} --quiet", list_of(import));
        for (options, is_told) in [
            ("", true),
            ("--rejects bad.csv --dry-run", false),
            ("--rejects bad.csv", false),
        ] {
            let refused = office.run(&format!("{line} {options}"));
            assert_eq!(refused.status, 4, "{line}: {}", refused.stderr);
            let told = refused.stderr;
            assert_eq!(told.contains("--rejects FILE"), is_told, "{line}: {told}");
            assert!(told.contains("and 10 more"), "{line} {options}: {told}");
        }
        fs::remove_file(office.folder().join("bad.csv")).unwrap();
    }
}
