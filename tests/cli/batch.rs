//! Many command lines in one process: told a line each, kept or taken back, and run again after an interruption.

use std::fs;

use serde_json::Value;

use super::office::{Answer, Office};
use super::stage::stage;

/// The answers, a line each.
pub(super) fn told(answer: &Answer<'_>) -> Vec<Value> {
    let lines = answer.stdout.lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// The line, the exit status and the error's code of each answer.
fn ends(answer: &Answer<'_>) -> Vec<(i64, i64, String)> {
    let end = |told: &Value| {
        let code = told["error"]["code"].as_str().unwrap_or_default();
        let number = |key: &str| told[key].as_i64().unwrap();
        (number("line"), number("exit"), code.to_owned())
    };
    told(answer).iter().map(end).collect()
}

pub(super) fn batch<'o>(office: &'o Office, options: &str, lines: &[&str]) -> Answer<'o> {
    let text = lines.join("\n");
    office
        .command(&format!("batch - {options}"))
        .stdin(&text)
        .run()
}

pub(super) fn orders(office: &Office) -> usize {
    let orders = office.run("order list --all --json").succeeds().json();
    orders.as_array().unwrap().len()
}

#[test]
fn each_line_is_a_command_and_is_answered_by_a_line() {
    let office = stage();
    let answer = batch(
        &office,
        "",
        &[
            "# Friday",
            "",
            "boxoffice sell jazz/adult=2 --pay cash --tendered 200000  # two",
            "artist create --name \"Raisa 'R' Andriana\"\r",
            "artist list",
        ],
    )
    .succeeds();
    let told = told(&answer);
    assert_eq!(told.len(), 3, "{}", answer.stdout);
    assert_eq!(told[0]["line"], 3);
    assert_eq!(told[0]["command"], "sell");
    assert_eq!(told[0]["answer"]["change"]["amount"], "50000");
    assert_eq!(told[1]["answer"]["name"], "Raisa 'R' Andriana");
    assert_eq!(told[2]["answer"].as_array().unwrap().len(), 2);
    let alone = office.run("artist list --json").succeeds().json();
    assert_eq!(told[2]["answer"], alone);
}

#[test]
fn a_batch_ends_at_its_first_failure_with_the_status_of_that_line() {
    let office = stage();
    let lines = [
        "sell jazz/vip=2 --pay cash",
        "sell jazz/vip=2 --pay cash",
        "sell jazz/adult --pay cash",
    ];
    let answer = batch(&office, "--json", &lines).refused("sold_out");
    assert_eq!(
        ends(&answer),
        [(1, 0, String::new()), (2, 4, "sold_out".to_owned())]
    );
    let message = answer.error()["message"].as_str().unwrap().to_owned();
    assert!(message.starts_with("stdin:2: only 1 place"), "{message}");
    assert_eq!(orders(&office), 1);
}

#[test]
fn a_batch_that_keeps_going_says_that_something_is_open() {
    let office = stage();
    let lines = [
        "sell jazz/vip=2 --pay cash",
        "sell jazz/vip=2 --pay cash",
        "sel",
        "sell 'jazz",
        "sell jazz/adult --pay cash",
    ];
    let answer = batch(&office, "--keep-going --json", &lines);
    assert_eq!(answer.status, 6);
    let codes: Vec<_> = ends(&answer).into_iter().map(|(_, exit, _)| exit).collect();
    assert_eq!(codes, [0, 4, 2, 2, 0]);
    assert_eq!(answer.error()["message"], "3 of 5 lines failed");
    assert_eq!(orders(&office), 2);
}

#[test]
fn what_is_atomic_is_taken_back_to_the_last_byte_and_tells_the_line() {
    let office = stage();
    let before = fs::read(office.file()).unwrap();
    let lines = [
        "sell jazz/adult=2 --pay cash --as Rina",
        "venue create --name Fort --location Makassar",
        "sell jazz/adult=9 --pay cash",
        "sell jazz/adult --pay cash",
    ];
    let answer = batch(&office, "--atomic --key friday --json", &lines).refused("sold_out");
    assert_eq!(ends(&answer), [(3, 4, "sold_out".to_owned())]);
    assert_eq!(fs::read(office.file()).unwrap(), before);
    let told = answer.error()["message"].as_str().unwrap().to_owned();
    assert!(told.starts_with("stdin:3: "), "{told}");
}

#[test]
fn what_is_atomic_is_answered_once_all_of_it_is_written() {
    let office = stage();
    let lines = ["sell jazz/adult=2 --pay cash", "sell jazz/vip --pay card"];
    let answer = batch(&office, "--atomic", &lines).succeeds();
    let codes: Vec<_> = told(&answer)
        .iter()
        .map(|told| told["answer"]["order"].as_str().unwrap().to_owned())
        .collect();
    let quiet = office.run("order list --all --quiet").succeeds();
    let mut known: Vec<_> = quiet.stdout.lines().collect();
    known.sort_unstable();
    let mut codes: Vec<_> = codes.iter().map(String::as_str).collect();
    codes.sort_unstable();
    assert_eq!(codes, known);
    let journal = office.run("journal list --command sell --json").succeeds();
    assert_eq!(journal.json().as_array().unwrap().len(), 2);
}

#[test]
fn a_dry_run_finds_what_the_lines_before_would_have_done() {
    let office = stage();
    let before = fs::read(office.file()).unwrap();
    let lines = [
        "ticket-type create --concert jazz --name Door --price 90000 --quota 1",
        "sell jazz/door --pay cash",
        "sell jazz/door --pay cash",
    ];
    let answer = batch(&office, "--dry-run --keep-going", &lines);
    let ends = ends(&answer);
    assert_eq!(ends[1].1, 0);
    assert_eq!(ends[2], (3, 4, "sold_out".to_owned()));
    assert_eq!(told(&answer)[1]["answer"]["order"], Value::Null);
    assert_eq!(told(&answer)[1]["warnings"][0]["code"], "dry_run");
    assert_eq!(fs::read(office.file()).unwrap(), before);
}

#[test]
fn what_the_batch_was_given_holds_for_every_line() {
    let office = stage();
    let lines = [
        "sell jazz/adult --pay cash",
        "sell jazz/adult --pay cash --as Dewi",
        "venue create --name Fort --location Makassar",
        "venue delete fort",
    ];
    let answer = batch(&office, "--as Rina --yes", &lines).succeeds();
    let told = told(&answer);
    assert_eq!(told[0]["answer"]["operator"], "Rina");
    assert_eq!(told[1]["answer"]["operator"], "Dewi");
}

#[test]
fn some_commands_are_no_line_of_a_batch() {
    let office = stage();
    for line in [
        "batch x.txt",
        "init",
        "help dates",
        "sell --help",
        "db check",
        "artist list --db other.db",
        "artist list --format csv",
        "order import -",
        "user import -",
        "ticket admit -",
        "concert import -",
        "user password rina@example.com --password-stdin",
    ] {
        let answer = batch(&office, "--keep-going", &[line]);
        assert_eq!(ends(&answer), [(1, 2, "usage".to_owned())], "{line}");
    }
    batch(&office, "", &["concert cancel jazz"]).refused("needs_confirmation");
    office.run("batch nowhere.txt").refused("failed");
    office.run("batch x.txt --format csv").refused_as(2);
}

#[test]
fn a_quiet_batch_prints_references_and_says_what_failed() {
    let office = stage();
    let lines = ["artist create --name Raisa", "artist create --slug x"];
    let answer = batch(&office, "--quiet --keep-going", &lines);
    assert_eq!((answer.stdout.as_str(), answer.status), ("raisa\n", 6));
    assert!(answer.stderr.contains("stdin:2: "), "{}", answer.stderr);
}

#[test]
fn an_import_is_a_line_of_a_batch_that_is_taken_back_as_a_whole() {
    let office = stage();
    let file = |name: &str, text: &str| fs::write(office.folder().join(name), text).unwrap();
    file("orders.csv", "key,ticket_type,pay\na,jazz/adult,cash\n");
    file(
        "nope.csv",
        "key,ticket_type,pay\nb,jazz/adult,cash\nc,jazz/nope,cash\n",
    );
    file("users.csv", "name,email\nAni,ani@example.com\n");
    let lines = ["order import orders.csv", "user import users.csv"];
    batch(&office, "--dry-run", &lines).succeeds();
    assert_eq!(orders(&office), 0);
    let failing = [lines[0], lines[1], "order import nope.csv"];
    batch(&office, "--atomic", &failing).refused("rows_refused");
    assert_eq!(orders(&office), 0);
    let answer = batch(&office, "--atomic", &lines).succeeds();
    assert_eq!(told(&answer)[0]["answer"]["created"], 1);
    assert_eq!(orders(&office), 1);
    for line in [
        "user export --out users-2.csv",
        "order import nope.csv --keep-going --rejects open.csv",
        "user import users.csv --rejects open.csv",
        "concert import users.csv --rejects open.csv",
    ] {
        let answer = batch(&office, "--atomic", &[line]);
        assert_eq!(ends(&answer), [(1, 2, "usage".to_owned())], "{line}");
    }
    assert!(!office.folder().join("users-2.csv").exists());
}

#[test]
fn no_answer_gets_lost() {
    let office = stage();
    let lines = [
        "concert export",
        "concert export --output-format jsonld",
        "concert export --output-format ics",
        "artist create --name -",
    ];
    let answer = batch(&office, "--keep-going", &lines);
    let told = told(&answer);
    assert_eq!(told[0]["answer"][0]["concert"], "jazz", "{}", told[0]);
    assert!(!told[1]["answer"].is_null(), "{}", told[1]);
    assert_eq!(told[2]["error"]["code"], "usage");
    let message = told[3]["error"]["message"].as_str().unwrap_or_default();
    assert!(!message.contains("stdin"), "{message}");
}
