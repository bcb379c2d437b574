//! Ctrl-C during long work: nothing is half done, and the exit status says so. And the bar that long work shows.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use rexpect::session::spawn_command;
use rusqlite::Connection;
use rusqlite::types::Value;

use super::office::Office;
use super::stage::stage;

const HEADER: &str = "name,venue,location,starts_at,artists\n";

/// A row like no other.
fn row(number: usize) -> String {
    format!("Concert {number},Hall,Jakarta,2027-01-01 20:00,Artist {number}\n")
}

/// Everything in the file but what the engine keeps for itself.
fn dump(office: &Office) -> Vec<(String, Vec<Vec<Value>>)> {
    let connection = Connection::open(office.file()).unwrap();
    let all = |sql: &str| -> Vec<Vec<Value>> {
        let mut statement = connection.prepare(sql).unwrap();
        let columns = statement.column_count();
        let rows = statement.query_map([], |row| (0..columns).map(|at| row.get(at)).collect());
        rows.unwrap().map(Result::unwrap).collect()
    };
    let tables = all("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
    let tables = tables.iter().map(|row| match &row[0] {
        Value::Text(name) => (name.clone(), all(&format!("SELECT * FROM {name}"))),
        other => panic!("{other:?}"),
    });
    tables.collect()
}

fn import_of_stdin(office: &Office) -> Child {
    of_stdin(office, &["concert", "import", "-"])
}

fn of_stdin(office: &Office, arguments: &[&str]) -> Child {
    let mut program = office.program();
    program.args(arguments);
    program.stdin(Stdio::piped()).stderr(Stdio::piped());
    program.stdout(Stdio::null()).spawn().unwrap()
}

fn signal(child: &Child, signal: &str) {
    let line = format!("kill -{signal} {}", child.id());
    let sent = Command::new("sh").args(["-c", &line]).status().unwrap();
    assert!(sent.success(), "{line}");
}

/// It ended with 130, and said that nothing was written.
#[track_caller]
fn was_interrupted(mut child: Child) {
    let status = child.wait().unwrap();
    let mut said = String::new();
    let mut stderr = child.stderr.take().unwrap();
    stderr.read_to_string(&mut said).unwrap();
    assert_eq!(status.code(), Some(130), "{status}: {said}");
    let last = "error: interrupted; nothing was written\n";
    assert!(said.ends_with(last), "{said}");
}

#[test]
fn a_signal_while_the_list_is_still_being_read_ends_with_130() {
    for name in ["INT", "TERM", "HUP"] {
        let office = Office::new();
        let before = dump(&office);
        let mut child = import_of_stdin(&office);
        let mut pipe = child.stdin.take().unwrap();
        pipe.write_all(HEADER.as_bytes()).unwrap();
        // More than any pipe holds, so when all of it is written, most of it has been read.
        for number in 0..40_000 {
            pipe.write_all(row(number).as_bytes()).unwrap();
        }
        signal(&child, name);
        was_interrupted(child);
        drop(pipe);
        assert_eq!(dump(&office), before);
    }
}

#[test]
fn a_closed_terminal_ends_nothing_that_was_started_to_go_on_without_it() {
    let office = Office::new();
    let program = office.program();
    let mut nohup = Command::new("nohup");
    nohup.arg(program.get_program()).args(program.get_args());
    nohup.args(["concert", "import", "-"]);
    nohup.env_clear().envs(
        program
            .get_envs()
            .filter_map(|(name, value)| Some((name, value?))),
    );
    nohup
        .current_dir(office.folder())
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let mut child = nohup.spawn().unwrap();
    let mut pipe = child.stdin.take().unwrap();
    pipe.write_all(HEADER.as_bytes()).unwrap();
    for number in 0..3_000 {
        pipe.write_all(row(number).as_bytes()).unwrap();
    }
    signal(&child, "HUP");
    drop(pipe);
    assert!(child.wait().unwrap().success());
    assert_eq!(
        office.run("concert list --all -q").stdout.lines().count(),
        3_000
    );
}

#[test]
fn a_signal_while_rows_are_written_takes_all_of_them_back() {
    let office = Office::new();
    let before = dump(&office);
    let words = ["concert", "import", "-", "--rejects", "bad.csv"];
    let mut child = of_stdin(&office, &words);
    let mut pipe = child.stdin.take().unwrap();
    let rows: String = (0..6_000).map(row).collect();
    write!(pipe, "{HEADER}{rows}").unwrap();
    drop(pipe);
    // Nobody else can write from the moment on that the import does.
    let other = Connection::open(office.file()).unwrap();
    other.busy_timeout(Duration::ZERO).unwrap();
    while other.execute_batch("BEGIN IMMEDIATE; ROLLBACK").is_ok() {
        thread::yield_now();
    }
    signal(&child, "INT");
    was_interrupted(child);
    assert_eq!(dump(&office), before);
    assert!(!office.folder().join("bad.csv").exists());
}

#[test]
fn a_signal_in_what_is_all_or_nothing_says_that_nothing_was_written() {
    let office = stage();
    let before = dump(&office);
    let orders: Vec<_> = (0..6_000).map(|n| format!("o{n},jazz/adult\n")).collect();
    let orders = orders.concat();
    let lines: Vec<_> = (0..6_000)
        .map(|n| format!("artist create --name 'Artist {n}'\n"))
        .collect();
    let lines = lines.concat();
    for (arguments, text) in [
        (
            &["order", "import", "-", "--keep-going"][..],
            format!("key,ticket_type\n{orders}"),
        ),
        (&["batch", "-", "--atomic"], lines),
    ] {
        let mut child = of_stdin(&office, arguments);
        let mut pipe = child.stdin.take().unwrap();
        pipe.write_all(text.as_bytes()).unwrap();
        drop(pipe);
        let other = Connection::open(office.file()).unwrap();
        other.busy_timeout(Duration::ZERO).unwrap();
        while other.execute_batch("BEGIN IMMEDIATE; ROLLBACK").is_ok() {
            thread::yield_now();
        }
        signal(&child, "INT");
        was_interrupted(child);
        assert_eq!(dump(&office), before, "{arguments:?}");
    }
}

/// Each import with its header, a row that it takes, and how one ends that it does not.
const REFUSING: [(&str, &str, &str, &str); 3] = [
    (
        "concert",
        "name,venue,location,starts_at",
        "Blues,Hall,Jakarta,2026-12-05 20:00",
        "Hall,Jakarta,soon",
    ),
    (
        "order",
        "key,ticket_type,pay",
        "a,jazz/adult,cash",
        "jazz/adult,gold",
    ),
    ("user", "name,email", "Ani,ani@example.com", "nope"),
];

#[test]
fn a_signal_while_refused_rows_are_written_keeps_neither_them_nor_the_others() {
    let office = stage();
    let before = dump(&office);
    let rejects = office.folder().join("bad.csv");
    for (noun, header, taken, refused) in REFUSING {
        let words = [
            noun,
            "import",
            "-",
            "--keep-going",
            "--rejects",
            "bad.csv",
            "--quiet",
        ];
        let mut child = of_stdin(&office, &words);
        let mut pipe = child.stdin.take().unwrap();
        let rows: Vec<_> = (0..20_000).map(|n| format!("x{n},{refused}\n")).collect();
        write!(pipe, "{header}\n{taken}\n{}", rows.concat()).unwrap();
        drop(pipe);
        while fs::metadata(&rejects).map_or(0, |made| made.len()) == 0 {
            assert!(child.try_wait().unwrap().is_none(), "{noun}");
            thread::yield_now();
        }
        signal(&child, "INT");
        was_interrupted(child);
        assert_eq!(dump(&office), before, "{noun}");
        assert!(!rejects.exists(), "{noun}");
    }
}

#[test]
fn long_work_shows_a_bar_with_its_rate_on_a_terminal() {
    let office = Office::new();
    let fifo = office.folder().join("list.csv");
    let made = Command::new("mkfifo").arg(&fifo).status().unwrap();
    assert!(made.success());
    let mut program = office.program();
    program.env("TERM", "xterm-256color");
    program.args(["concert", "import", "list.csv"]);
    let mut session = spawn_command(program, Some(20_000)).unwrap();
    let seen = Arc::new(AtomicBool::new(false));
    let feeder = thread::spawn({
        let seen = Arc::clone(&seen);
        move || feed(&fifo, &seen)
    });
    session.exp_string("Reading ").unwrap();
    session.exp_regex(r"[KM]iB, [0-9.]+ [KM]iB/s").unwrap();
    session.send_control('c').unwrap();
    let said = session.exp_eof().unwrap();
    assert!(said.contains("interrupted; nothing was written"), "{said}");
    seen.store(true, Ordering::SeqCst);
    feeder.join().unwrap();
    let status = format!("{:?}", session.process().wait().unwrap());
    assert!(status.contains(", 130)"), "{status}");
}

/// Writes rows, not too fast, until the bar was seen or nobody reads any more.
fn feed(fifo: &Path, seen: &AtomicBool) {
    let mut pipe = File::options().write(true).open(fifo).unwrap();
    let mut rows = HEADER.to_owned();
    for number in 0.. {
        if seen.load(Ordering::SeqCst) || pipe.write_all(rows.as_bytes()).is_err() {
            return;
        }
        rows = row(number).repeat(20);
        thread::sleep(Duration::from_millis(1));
    }
}

#[test]
fn short_work_shows_no_bar_and_a_pipe_never_sees_one() {
    let office = Office::new();
    let rows: String = (0..5).map(row).collect();
    fs::write(office.folder().join("few.csv"), format!("{HEADER}{rows}")).unwrap();
    let mut program = office.program();
    program.env("TERM", "xterm-256color");
    program.args(["concert", "import", "few.csv"]);
    let mut session = spawn_command(program, Some(20_000)).unwrap();
    let said = session.exp_eof().unwrap();
    assert!(
        !said.contains("Reading") && said.contains("5 of 5 rows taken"),
        "{said}"
    );
    let piped = office.run("concert import few.csv").succeeds();
    assert!(!piped.stderr.contains("Reading"), "{}", piped.stderr);
}
