//! The ten complaints people have about command-line tools, each as a rule that every command keeps: the first seven.

use serde_json::Value;

use super::night;
use super::office::{Answer, Office};
use super::tree::{commands, help, lists};

/// A command line that cannot succeed, for every command: an option that none has.
fn failing(office: &Office) -> Vec<Answer<'_>> {
    let lines = commands()
        .into_iter()
        .map(|command| format!("{command} --no-such-option"));
    lines
        .map(|line| office.run(&format!("{line} --json")))
        .collect()
}

fn with_a_venue() -> Office {
    let office = Office::new();
    office
        .run("venue create --name 'Istora Senayan' --location Jakarta")
        .succeeds();
    office
}

#[test]
fn complaint_1_a_failure_is_json_where_the_answer_would_be() {
    let office = Office::new();
    for answer in failing(&office) {
        assert_eq!(answer.stdout, "");
        assert_eq!(answer.error()["code"], "usage");
        assert_eq!(answer.stderr.lines().count(), 1, "{}", answer.stderr);
    }
    for command in commands().iter().filter(|command| !takes_no_file(command)) {
        let office = Office::without_file();
        let answer = office.run(&format!("{command} --format ndjson"));
        let code = answer.error()["code"].as_str().unwrap().to_owned();
        assert!(
            ["no_office", "usage"].contains(&code.as_str()),
            "{command}: {code}"
        );
        assert_eq!(
            answer.stderr.lines().count(),
            1,
            "{command}: {}",
            answer.stderr
        );
    }
}

fn takes_no_file(command: &str) -> bool {
    matches!(command, "init" | "help" | "db path")
}

#[test]
fn complaint_2_stdout_has_the_answer_and_nothing_else() {
    let office = with_a_venue();
    let create = office
        .run("venue create --name Fort --location Makassar --json")
        .succeeds();
    assert_eq!(create.json()["venue"], "fort");
    let quiet = office
        .run("venue create --name Fort --location Bogor --quiet")
        .succeeds();
    assert_eq!(quiet.stdout, "fort-bogor\n");
    let dry = office
        .run("venue update fort --capacity 9 --dry-run --json")
        .succeeds();
    assert!(
        dry.json().is_object() && dry.stderr.contains("dry_run"),
        "{}",
        dry.stderr
    );
    for command in lists() {
        let json = office.run(&format!("{command} --json")).succeeds();
        assert!(json.json().is_array(), "{command}: {}", json.stdout);
        let csv = office.run(&format!("{command} --format csv")).succeeds();
        let header = csv.stdout.lines().next().unwrap();
        assert!(
            header
                .split(',')
                .all(|name| !name.is_empty() && name == name.to_lowercase()),
            "{command}: {header}"
        );
        for line in office
            .run(&format!("{command} --format ndjson"))
            .succeeds()
            .stdout
            .lines()
        {
            assert!(
                serde_json::from_str::<Value>(line).is_ok(),
                "{command}: {line}"
            );
        }
    }
}

#[test]
fn complaint_3_a_failure_is_never_exit_0() {
    let office = with_a_venue();
    for answer in failing(&office) {
        assert_eq!(answer.status, 2);
    }
    office.run("").refused_as(2);
    office.run("no-such-noun").refused("usage");
    office.run("venue").refused_as(2);
    office.run("venue show nowhere").refused("not_found");
    office
        .run("venue create --name x --location y --slug istora-senayan")
        .refused("taken");
    office
        .run("venue list --db nowhere.db")
        .refused("no_office");
    office.run("venue list --json --format csv").refused_as(2);
}

#[test]
fn complaint_4_nothing_is_asked_where_nobody_answers_and_nothing_hangs() {
    let office = night::office();
    let lines = || office.run("journal verify --json").json()["lines"].clone();
    let before = lines();
    for command in commands() {
        let answer = office.run(&command);
        assert!(
            !answer.stderr.contains("[y/"),
            "{command}: {}",
            answer.stderr
        );
        let empty = office.command(&command).stdin("").run();
        assert_eq!(empty.status, answer.status, "{command}");
    }
    assert_eq!(
        lines(),
        before,
        "a command without a word of what to change changed something"
    );
    let office = with_a_venue();
    let refused = office
        .run("venue delete istora-senayan")
        .refused("needs_confirmation");
    assert!(refused.stderr.contains("--yes"), "{}", refused.stderr);
    office
        .command("venue delete istora-senayan")
        .stdin("y\n")
        .run()
        .refused("needs_confirmation");
    office.run("venue show istora-senayan").succeeds();
    office.run("venue delete istora-senayan --yes").succeeds();
}

#[test]
fn complaint_5_an_empty_list_is_an_empty_array() {
    let office = Office::new();
    for command in lists() {
        let help = help(&office, &command);
        let narrow = match () {
            () if help.contains("--text") => "--text 'nothing like this'",
            () if help.contains("--command") => "--command nothing",
            () => "",
        };
        let line = format!("{command} {narrow}");
        assert_eq!(
            office.run(&format!("{line} --json")).succeeds().stdout,
            "[]\n",
            "{command}"
        );
        assert_eq!(
            office
                .run(&format!("{line} --format ndjson"))
                .succeeds()
                .stdout,
            "",
            "{command}"
        );
        let csv = office
            .run(&format!("{line} --format csv"))
            .succeeds()
            .stdout;
        assert_eq!(csv.lines().count(), 1, "{command}: {csv}");
        let table = office.run(&line).succeeds();
        assert_eq!(table.stdout, "", "{command}");
        assert!(table.stderr.contains("No "), "{command}: {}", table.stderr);
    }
}

#[test]
fn complaint_6_a_table_in_a_pipe_is_never_shortened() {
    let office = Office::new();
    let name = "Gedung Kesenian ".repeat(12);
    office
        .run(&format!("venue create --name '{name}' --location '{name}'"))
        .succeeds();
    for columns in ["1", "40", "80"] {
        let list = office
            .command("venue list")
            .variable("COLUMNS", columns)
            .run()
            .succeeds();
        assert!(list.stdout.contains(name.trim_end()), "{}", list.stdout);
        assert_eq!(list.stdout.lines().count(), 2);
    }
}

#[test]
fn complaint_7_a_time_says_its_zone_and_the_machines_zone_is_nobodys() {
    let office = with_a_venue();
    let shown = office.run("venue show istora-senayan").succeeds().stdout;
    assert!(shown.contains("Sun 1 Nov 2026 10:00 WIB"), "{shown}");
    let utc = office
        .run("venue show istora-senayan --utc")
        .succeeds()
        .stdout;
    assert!(utc.contains("Sun 1 Nov 2026 03:00 UTC"), "{utc}");
    let elsewhere = office
        .command("venue show istora-senayan")
        .variable("TZ", "Asia/Tokyo")
        .run();
    assert_eq!(elsewhere.stdout, shown);
    for command in lists() {
        for record in office
            .run(&format!("{command} --json"))
            .json()
            .as_array()
            .unwrap()
        {
            let times = record
                .as_object()
                .unwrap()
                .iter()
                .filter(|(key, _)| is_time(key));
            for (key, value) in times.filter(|(_, value)| !value.is_null()) {
                let text = value.as_str().unwrap();
                assert!(
                    text.len() == 20 && text.ends_with('Z'),
                    "{command}: {key} is {text}"
                );
            }
        }
    }
}

fn is_time(key: &str) -> bool {
    key == "at" || key.ends_with("_at")
}
