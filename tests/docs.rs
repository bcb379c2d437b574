//! What the README and the examples show is what happens.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A command of a console block, and what is shown under it.
struct Step {
    command: String,
    shown: Vec<String>,
}

#[test]
fn every_console_block_of_the_readme_answers_as_shown() {
    let steps = steps(&fs::read_to_string(root().join("README.md")).unwrap());
    assert!(steps.len() > 20, "the README lost its tour");
    let answers = answers(&steps);
    let mut wrong = String::new();
    for (step, answer) in steps.iter().zip(&answers) {
        if !matches(&step.shown, answer) {
            write!(
                wrong,
                "\n$ {}\nshown:\n{}\nanswered:\n{}\n",
                step.command,
                step.shown.join("\n"),
                answer.join("\n")
            )
            .unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn the_first_night_runs_to_its_end() {
    let ended = Command::new("sh")
        .arg(root().join("examples/first_night.sh"))
        .env_clear()
        .envs(environment())
        .output()
        .unwrap();
    let told = String::from_utf8(ended.stdout).unwrap();
    assert!(
        ended.status.success(),
        "{told}\n{}",
        String::from_utf8_lossy(&ended.stderr)
    );
    assert!(
        told.contains("[exit status: 4]"),
        "the second scan must be refused:\n{told}"
    );
    assert!(
        told.ends_with("The night is over: everything sold, paid, admitted and proven.\n"),
        "{told}"
    );
}

#[test]
fn the_nightly_job_writes_yesterdays_sales() {
    let folder = tempfile::tempdir().unwrap();
    let shell = |script: &str| {
        let mut command = Command::new("sh");
        command
            .arg("-euc")
            .arg(script)
            .env_clear()
            .envs(environment())
            .current_dir(&folder);
        command
            .env("BOXOFFICE_DB", folder.path().join("house.db"))
            .env("EXAMPLES", root().join("examples"));
        let ended = command.output().unwrap();
        assert!(
            ended.status.success(),
            "{script}: {}",
            String::from_utf8_lossy(&ended.stderr)
        );
        String::from_utf8(ended.stdout).unwrap()
    };
    shell(
        "export BOXOFFICE_NOW=2026-11-01T03:00:00Z
         $BOXOFFICE init --practice
         $BOXOFFICE concert import $EXAMPLES/season.csv
         $BOXOFFICE sell java-jazz-2026/vip=2 --pay card",
    );
    let job = "BOXOFFICE_NOW=2026-11-02T03:00:00Z sh $EXAMPLES/nightly.sh reports 2026-11-01";
    assert_eq!(shell(job), "2 tickets, 2500000 IDR\n");
    assert_eq!(
        shell(job),
        "2 tickets, 2500000 IDR\n",
        "the job must be safe to run again"
    );
}

#[test]
fn the_public_reads_a_calendar_and_a_page() {
    let folder = tempfile::tempdir().unwrap();
    let script = "export BOXOFFICE_NOW=2026-11-01T03:00:00Z
        $BOXOFFICE init --practice
        $BOXOFFICE concert import $EXAMPLES/season.csv
        sh $EXAMPLES/publish.sh . 'https://house.example/{concert}'
        sh $EXAMPLES/publish.sh . 'https://house.example/{concert}'
        grep -c BEGIN:VEVENT concerts.ics
        jq -r 'length, .[0].url' concerts.jsonld
        ls -A | grep -c new || true";
    let ended = Command::new("sh")
        .args(["-euc", script])
        .env_clear()
        .envs(environment())
        .env("BOXOFFICE_DB", folder.path().join("house.db"))
        .env("EXAMPLES", root().join("examples"))
        .current_dir(&folder)
        .output()
        .unwrap();
    let told = String::from_utf8(ended.stdout).unwrap();
    assert!(
        told.ends_with("24\n24\nhttps://house.example/evening-of-strings\n0\n"),
        "{told}\n{}",
        String::from_utf8_lossy(&ended.stderr)
    );
}

#[test]
fn the_embedded_library_sells() {
    let deps = std::env::current_exe().unwrap();
    let example = deps
        .parent()
        .and_then(Path::parent)
        .unwrap()
        .join("examples/embed");
    let ended = Command::new(example).output().unwrap();
    assert!(
        ended.status.success(),
        "{}",
        String::from_utf8_lossy(&ended.stderr)
    );
    assert!(
        String::from_utf8(ended.stdout)
            .unwrap()
            .ends_with("is paid: 2 tickets for €49.00\n")
    );
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Nothing of this machine but its programs, and the built program for the examples.
fn environment() -> Vec<(&'static str, String)> {
    #[expect(
        clippy::disallowed_methods,
        reason = "the tests' programs are found as everywhere"
    )]
    let path = std::env::var("PATH").unwrap();
    let program = env!("CARGO_BIN_EXE_boxoffice");
    let folder = Path::new(program).parent().unwrap().display().to_string();
    vec![
        ("PATH", format!("{folder}:{path}")),
        ("BOXOFFICE", program.to_owned()),
        ("LC_ALL", "C.UTF-8".to_owned()),
    ]
}

/// The steps of all console blocks, in order: they are one session.
fn steps(text: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut inside = false;
    for line in text.lines() {
        match line {
            "```console" => inside = true,
            "```" => inside = false,
            _ if !inside => {}
            _ => match line.strip_prefix("$ ") {
                Some(command) => steps.push(Step {
                    command: command.to_owned(),
                    shown: Vec::new(),
                }),
                None => steps.last_mut().unwrap().shown.push(line.to_owned()),
            },
        }
    }
    steps
}

/// Runs the steps in one shell and gives each one's lines: what it said, then what it answered, then a bad exit status.
fn answers(steps: &[Step]) -> Vec<Vec<String>> {
    let folder = tempfile::tempdir().unwrap();
    let mut script = String::new();
    for step in steps {
        writeln!(
            script,
            "{{ {}\n}} > out 2> err; status=$?; cat err out; echo \"@@ $status\"",
            step.command
        )
        .unwrap();
    }
    let mut shell = Command::new("sh");
    shell
        .env_clear()
        .envs(environment())
        .env("EXAMPLES", root().join("examples"))
        .env("HOME", folder.path());
    shell
        .current_dir(&folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    let mut shell = shell.spawn().unwrap();
    shell
        .stdin
        .take()
        .unwrap()
        .write_all(script.as_bytes())
        .unwrap();
    let told = String::from_utf8(shell.wait_with_output().unwrap().stdout).unwrap();
    let mut answers = vec![Vec::new()];
    for line in told
        .lines()
        .filter(|line| !line.contains("practice office"))
    {
        match line.strip_prefix("@@ ") {
            Some(status) => {
                if status != "0" {
                    answers
                        .last_mut()
                        .unwrap()
                        .push(format!("[exit status: {status}]"));
                }
                answers.push(Vec::new());
            }
            None => answers.last_mut().unwrap().push(line.to_owned()),
        }
    }
    answers.pop();
    answers
}

/// Whether an answer is as shown, where `[..]` stands for anything in a line and `...` for any lines.
fn matches(shown: &[String], answer: &[String]) -> bool {
    match (shown.split_first(), answer.split_first()) {
        (None, None) => true,
        (Some((dots, rest)), _) if dots == "..." => {
            (0..=answer.len()).any(|skipped| matches(rest, &answer[skipped..]))
        }
        (Some((line, shown)), Some((said, answer))) => fits(line, said) && matches(shown, answer),
        _ => false,
    }
}

fn fits(shown: &str, said: &str) -> bool {
    let Some((head, tail)) = shown.split_once("[..]") else {
        return shown == said;
    };
    let Some(rest) = said.strip_prefix(head) else {
        return false;
    };
    (0..=rest.len())
        .filter(|at| rest.is_char_boundary(*at))
        .any(|at| fits(tail, &rest[at..]))
}

#[test]
fn a_block_that_answers_otherwise_is_noticed() {
    let line = |text: &str| text.to_owned();
    assert!(matches(
        &[line("a [..] c"), line("...")],
        &[line("a b c"), line("d")]
    ));
    assert!(!matches(&[line("a [..] c")], &[line("a b d")]));
    assert!(!matches(&[line("a")], &[line("a"), line("b")]));
    assert!(!matches(&[line("a")], &[]));
}
