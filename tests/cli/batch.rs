//! Many command lines in one process: told a line each, kept or taken back, and run again after an interruption.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Stdio};

use serde_json::Value;

use super::office::{Answer, Office};
use super::stage::stage;

/// The answers, a line each.
fn told(answer: &Answer<'_>) -> Vec<Value> {
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

fn batch<'o>(office: &'o Office, options: &str, lines: &[&str]) -> Answer<'o> {
    let text = lines.join("\n");
    office
        .command(&format!("batch - {options}"))
        .stdin(&text)
        .run()
}

fn orders(office: &Office) -> usize {
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
fn a_batch_under_a_key_is_run_again_and_nothing_is_done_twice() {
    let office = stage();
    let lines = [
        "sell jazz/adult --pay cash",
        "sell jazz/adult --pay cash",
        "sell jazz/vip=2 --pay cash",
        "sell jazz/vip=2 --pay cash",
    ];
    let first = batch(&office, "--key friday", &lines);
    assert_eq!(first.status, 4);
    let mended = [lines[0], lines[1], lines[2], "sell jazz/vip --pay cash"];
    let again = batch(&office, "--key friday", &mended).succeeds();
    assert_eq!(orders(&office), 4);
    for (first, again) in told(&first).iter().zip(told(&again)).take(3) {
        assert_eq!(first["answer"], again["answer"]);
        assert_eq!(again["warnings"][0]["code"], "repeated");
    }
    let another = ["sell jazz/adult=2 --pay cash"];
    batch(&office, "--key friday", &another).refused("key_reused");
}

#[test]
fn a_batch_that_was_killed_is_run_again_and_ends_as_if_it_had_not_been() {
    let office = stage();
    let lines: String = (0..10)
        .map(|_| "sell jazz/adult --pay cash\n".to_owned())
        .collect();
    let file = office.folder().join("evening.txt");
    fs::write(&file, &lines).unwrap();
    let mut killed = spawn(&office, "batch - --key evening");
    let mut pipe = killed.stdin.take().unwrap();
    pipe.write_all(&lines.as_bytes()[..27 * 6]).unwrap();
    let mut answers = BufReader::new(killed.stdout.take().unwrap()).lines();
    for _ in 0..4 {
        answers.next().unwrap().unwrap();
    }
    killed.kill().unwrap();
    killed.wait().unwrap();
    let answer = office.run("batch evening.txt --key evening").succeeds();
    assert_eq!(told(&answer).len(), 10);
    assert_eq!(orders(&office), 10);
    office.run("batch evening.txt --key evening").succeeds();
    assert_eq!(orders(&office), 10);
}

#[test]
fn what_is_atomic_and_killed_never_was() {
    let office = stage();
    let mut killed = spawn(&office, "batch - --atomic");
    let mut pipe = killed.stdin.take().unwrap();
    pipe.write_all(b"sell jazz/adult --pay cash\nsell jazz/adult --pay cash\n")
        .unwrap();
    pipe.flush().unwrap();
    std::thread::sleep(std::time::Duration::from_millis(300));
    killed.kill().unwrap();
    killed.wait().unwrap();
    assert_eq!(orders(&office), 0);
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

#[test]
fn a_changed_list_is_refused_under_the_key_of_the_old_one_with_what_to_do() {
    let office = stage();
    batch(&office, "--key run", &["artist create --name Ari"]).succeeds();
    let answer = batch(&office, "--key run", &["artist create --name Budi"]);
    let hints = &told(&answer)[0]["error"]["hints"];
    let expected = "`--key run` is for the list as it was; a changed one needs a key of its own";
    assert_eq!(hints, &serde_json::json!([expected]));
}

#[test]
fn what_cannot_hold_for_all_lines_is_refused_before_the_first() {
    let office = stage();
    let long = format!("--key {}", "k".repeat(181));
    batch(&office, &long, &["artist create --name Ari"]).refused("invalid_value");
    for format in ["table", "csv"] {
        let mut program = office.program();
        program.args(["batch", "-", "--format", format]);
        let ended = program.stdin(Stdio::null()).output().unwrap();
        assert_eq!(ended.status.code(), Some(2), "{format}");
    }
    let longest = format!("--key {}", "k".repeat(180));
    batch(&office, &longest, &["artist create --name Ari"]).succeeds();
}

#[test]
fn a_batch_that_nobody_hears_stops_and_says_how_far_it_came() {
    let office = Office::new();
    let artists = || office.run("artist list --all -q").stdout.lines().count();
    // More answers than any pipe holds.
    let lines = (1..=900).map(|n| format!("artist create --name 'Artist {n}'\n"));
    fs::write(
        office.folder().join("artists.txt"),
        lines.collect::<String>(),
    )
    .unwrap();
    let mut program = office.program();
    program.args(["batch", "artists.txt", "--key", "run"]);
    program.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = program.spawn().unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut first)
        .unwrap();
    assert!(first.starts_with("{\"line\":1,"), "{first}");
    let ended = child.wait_with_output().unwrap();
    let said = String::from_utf8(ended.stderr).unwrap();
    assert_eq!(ended.status.code(), Some(1), "{said}");
    let made = artists();
    let told = format!("artists.txt:{made}: the answer could not be written");
    assert!(said.contains(&told), "{made}: {said}");
    assert!(
        made < 900 && said.contains("the lines after this one were not run"),
        "{said}"
    );
    office.run("batch artists.txt --key run").succeeds();
    assert_eq!(artists(), 900);
}

fn spawn(office: &Office, line: &str) -> Child {
    office
        .program()
        .args(line.split(' '))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}
