//! Batches that were cut short, and are run again under their key.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Stdio};

use super::batch::{batch, orders, told};
use super::office::Office;
use super::stage::stage;

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
