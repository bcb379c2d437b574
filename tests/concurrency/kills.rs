//! `kill -9` at every moment of a sale: what was answered is there, nothing is half there, and asking again under the
//! same key gives the same order.
//!
//! `BOXOFFICE_KILLS=5000 cargo test --test concurrency killed` kills more often.

use std::collections::BTreeSet;
use std::io::Read;
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::Connection;

use super::house::{House, ITEM};

/// How often a sale is killed, if the environment does not say.
const KILLS: usize = 1_000;
/// One kill in so many hits a sale that is committed and cannot answer, because nobody reads its answer.
const UNANSWERED: usize = 12;
/// So many sales are timed first, to know how long one takes.
const TIMED: u32 = 20;

/// What a killed sale had come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reached {
    BeforeCommit,
    Committed,
    Answered,
}

fn sale(house: &House, key: &str, stdout: Stdio) -> Child {
    let mut command = house.boxoffice();
    command.args(["sell", ITEM, "--pay", "cash", "--quiet", "--key", key]);
    command
        .stdout(stdout)
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// The order that a key stands for in the file, if it is committed.
fn order_of(reader: &Connection, key: &str) -> Option<String> {
    let sql = "SELECT o.code FROM request_keys AS k JOIN orders AS o ON o.id = json_extract(k.answer, '$.order') WHERE k.key = ?1";
    reader.query_row(sql, [key], |row| row.get(0)).ok()
}

/// Kills a sale `after` it was begun.
fn kill_after(house: &House, reader: &Connection, key: &str, after: Duration) -> Reached {
    let mut child = sale(house, key, Stdio::piped());
    thread::sleep(after);
    child.kill().unwrap();
    let mut answer = String::new();
    child
        .stdout
        .take()
        .unwrap()
        .read_to_string(&mut answer)
        .unwrap();
    child.wait().unwrap();
    let committed = order_of(reader, key);
    if answer.ends_with('\n') {
        assert_eq!(
            committed.as_deref(),
            Some(answer.trim()),
            "an answered sale must be in the file"
        );
        return Reached::Answered;
    }
    if committed.is_some() {
        Reached::Committed
    } else {
        Reached::BeforeCommit
    }
}

/// Kills a sale between its commit and its answer: its answer goes into a pipe that is full and never read.
fn kill_unanswered(house: &House, reader: &Connection, key: &str) -> Reached {
    let (unread, full) = std::io::pipe().unwrap();
    let full = fill(full);
    let mut child = sale(house, key, Stdio::from(full));
    let began = Instant::now();
    while order_of(reader, key).is_none() {
        assert!(
            began.elapsed() < Duration::from_mins(1),
            "the sale never committed"
        );
        thread::yield_now();
    }
    child.kill().unwrap();
    let ended = child.wait().unwrap();
    drop(unread);
    assert_eq!(
        ended.signal(),
        Some(9),
        "the sale must have waited for somebody to read its answer"
    );
    Reached::Committed
}

/// Writes into a pipe until nothing more fits.
fn fill(pipe: std::io::PipeWriter) -> std::io::PipeWriter {
    let flags = rustix::fs::fcntl_getfl(&pipe).unwrap();
    rustix::fs::fcntl_setfl(&pipe, flags | rustix::fs::OFlags::NONBLOCK).unwrap();
    for size in [4096, 1] {
        while rustix::io::write(&pipe, &vec![b'.'; size]).is_ok() {}
    }
    rustix::fs::fcntl_setfl(&pipe, flags).unwrap();
    pipe
}

/// How often to kill: the environment of a long run says so, never that of the program.
fn kills() -> usize {
    #[expect(clippy::disallowed_methods, reason = "this is the test's own setting")]
    let asked = std::env::var("BOXOFFICE_KILLS");
    asked
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(KILLS)
}

fn how_long_a_sale_takes(house: &House) -> Duration {
    let began = Instant::now();
    for number in 0..TIMED {
        assert!(
            sale(house, &format!("timed-{number}"), Stdio::null())
                .wait()
                .unwrap()
                .success()
        );
    }
    began.elapsed() / TIMED
}

#[test]
fn killed_sales_are_whole_or_not_there_and_the_same_key_answers_the_same() {
    let kills = kills();
    let house = House::with_quota(1_000_000);
    let mut takes = how_long_a_sale_takes(&house);
    let reader = Connection::open(house.path()).unwrap();
    let mut reached = Vec::new();
    let mut orders = BTreeSet::new();

    for number in 0..kills {
        let key = format!("kill-{number}");
        let spread = u32::try_from(number % 97).unwrap();
        let how_far = if number % UNANSWERED == 0 {
            kill_unanswered(&house, &reader, &key)
        } else {
            kill_after(&house, &reader, &key, takes * spread / 80)
        };
        // A busy machine slows down and recovers, so what a sale takes follows what the last kills came to.
        takes = takes
            * if how_far == Reached::Answered {
                99
            } else {
                101
            }
            / 100;
        let committed = order_of(&reader, &key);
        reached.push(how_far);

        let again = house
            .boxoffice()
            .args(["sell", ITEM, "--pay", "cash", "--quiet", "--key", &key])
            .output()
            .unwrap();
        assert!(
            again.status.success(),
            "{}",
            String::from_utf8_lossy(&again.stderr)
        );
        let order = String::from_utf8(again.stdout).unwrap().trim().to_owned();
        assert!(
            committed.is_none_or(|committed| committed == order),
            "the same key must answer with the same order"
        );
        assert!(
            orders.insert(order),
            "two keys must never answer with one order"
        );
    }

    let count = |wanted| reached.iter().filter(|how_far| **how_far == wanted).count();
    let (before, between) = (count(Reached::BeforeCommit), count(Reached::Committed));
    println!(
        "{kills} kills of a sale of {takes:?}: {before} before commit, {between} between commit and answer, {} after",
        count(Reached::Answered)
    );
    assert!(
        before >= kills * 3 / 10,
        "only {before} of {kills} kills came before the commit"
    );
    assert!(
        between >= kills / 20,
        "only {between} of {kills} kills came between commit and answer"
    );
    let sold = kills + usize::try_from(TIMED).unwrap();
    assert_eq!(
        house.sqlite3("SELECT count(*) FROM orders WHERE status = 'paid'"),
        sold.to_string()
    );
    house.must_be_sound();
}
