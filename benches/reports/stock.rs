//! A house after a long season, written row by row as the product would have left it, but without its ceremony.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use rusqlite::Connection;

/// Another number for another form of the stock, so that an older file is not taken for it.
const FORM: u32 = 2;
/// Half of the orders are for the first concert, the others for the rest in turn.
const CONCERTS: usize = 20;

/// A stocked file with so many orders, kept under `target` for the next run.
pub(crate) fn stocked(orders: usize) -> PathBuf {
    let schema = boxoffice::office::SCHEMA_VERSION;
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    fs::create_dir_all(folder).expect("a folder to work in");
    let file = folder.join(format!("reports-{schema}-{FORM}-{orders}.db"));
    if !file.exists() {
        let begun = folder.join("reports-begun.db");
        remove(&begun);
        stock(&begun, orders);
        remove_beside(&begun);
        fs::rename(&begun, &file).expect("the stock in its place");
    }
    file
}

/// Removes a file with what stands beside it.
pub(crate) fn remove(file: &Path) {
    // Mostly it is not there.
    let _ = fs::remove_file(file);
    remove_beside(file);
}

fn remove_beside(file: &Path) {
    for suffix in ["-wal", "-shm", ".head", ".lock"] {
        let _ = fs::remove_file(format!("{}{suffix}", file.display()));
    }
}

/// The product on a file.
pub(crate) fn product(file: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_boxoffice"));
    command
        .env_clear()
        .arg("--db")
        .arg(file)
        .args(words)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

/// Runs a command to its end, which must be a good one.
pub(crate) fn run(command: &mut Command) {
    let status = command.status().expect("it starts");
    assert!(status.success(), "{command:?} ended with {status}");
}

fn stock(file: &Path, orders: usize) {
    let mut lines = String::from("venue create --name Hall --location Jakarta\n");
    for number in 1..=CONCERTS {
        write!(
            lines,
            "concert create --name 'Night {number}' --slug night-n{number} --venue hall --starts-at '2098-12-28 20:00'
ticket-type create --concert night-n{number} --name Adult --price 150000 --quota 9000000
ticket-type create --concert night-n{number} --name Child --price 50000 --quota 9000000
"
        )
        .expect("text");
    }
    let list = file.with_extension("txt");
    fs::write(&list, lines).expect("a list");
    run(&mut product(file, &["init", "--name", "Bench"]));
    let list_path = list.to_str().expect("a path");
    run(&mut product(file, &["batch", list_path]));
    fs::remove_file(&list).expect("the list goes");
    fill(&Connection::open(file).expect("the file opens"), orders);
}

/// Writes the rows with the triggers away, and the counts that they would have moved.
fn fill(file: &Connection, orders: usize) {
    let triggers = triggers(file);
    file.execute_batch(
        "PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -400000; BEGIN IMMEDIATE;",
    )
    .expect("a transaction");
    for (name, _) in &triggers {
        file.execute_batch(&format!("DROP TRIGGER {name}"))
            .expect("a trigger goes");
    }
    file.execute_batch(&ROWS.replace("@orders", &orders.to_string()))
        .expect("the rows");
    for (_, sql) in &triggers {
        file.execute_batch(sql).expect("a trigger comes back");
    }
    file.execute_batch("COMMIT; PRAGMA wal_checkpoint(TRUNCATE);")
        .expect("a commit");
}

/// All triggers, by name, with what makes them.
fn triggers(file: &Connection) -> Vec<(String, String)> {
    let mut asked = file
        .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
        .expect("the schema");
    let found = asked.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
    let found: Result<_, _> = found.expect("the triggers").collect();
    found.expect("the triggers")
}

const ROWS: &str = "
CREATE TEMP TABLE n AS WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < @orders)
SELECT n, CASE WHEN n % 2 = 0 THEN 1 ELSE 2 + (n / 2) % 19 END AS concert, 1 + n % 3 AS adults, (n / 2) % 2 AS children,
    strftime('%Y-%m-%dT%H:%M:%SZ', 1700000000 + n * 20, 'unixepoch') AS at FROM c;

INSERT INTO orders (id, code, user_id, status, total, channel, operator_id, created_at, changed_at, paid_at)
SELECT n, 'B' || printf('%09d', n), 1, 'paid', adults * 150000 + children * 50000, 'counter', 1, at, at, at FROM n;

INSERT INTO order_details (id, order_id, kind, ticket_type_id, quantity, unit_price, amount, created_at, sold_at)
SELECT n * 2 - 1, n, 'ticket', concert * 2 - 1, adults, 150000, adults * 150000, at, at FROM n;
INSERT INTO order_details (id, order_id, kind, ticket_type_id, quantity, unit_price, amount, created_at, sold_at)
SELECT n * 2, n, 'ticket', concert * 2, 1, 50000, 50000, at, at FROM n WHERE children = 1;

INSERT INTO payments (id, order_id, amount, live, received, refunded, created_at)
SELECT n, n, adults * 150000 + children * 50000, 1, adults * 150000 + children * 50000, 0, at FROM n;
INSERT INTO payment_entries (id, payment_id, kind, amount, method, operator_id, at, received_at, concert_id)
SELECT n, n, 'receipt', adults * 150000 + children * 50000, CASE n % 3 WHEN 0 THEN 'cash' WHEN 1 THEN 'card' ELSE 'qris' END,
    1, at, at, concert FROM n;

INSERT INTO tickets (id, code, order_id, order_detail_id, ticket_type_id, number, status, issued_at)
SELECT n.n * 4 - 4 + k.k, 'T' || printf('%019d', n.n * 4 - 4 + k.k), n.n, CASE WHEN k.k <= n.adults THEN n.n * 2 - 1 ELSE n.n * 2 END,
    CASE WHEN k.k <= n.adults THEN n.concert * 2 - 1 ELSE n.concert * 2 END, k.k, 'valid', n.at
FROM n JOIN (SELECT 1 AS k UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4) AS k ON k.k <= n.adults + n.children;

INSERT INTO place_entries (ticket_type_id, claim, claim_id, quantity, taken, at)
SELECT ticket_type_id, 'order', order_id, quantity, sum(quantity) OVER (PARTITION BY ticket_type_id ORDER BY id), created_at
FROM order_details ORDER BY id;
UPDATE ticket_types SET taken = (SELECT coalesce(sum(quantity), 0) FROM order_details WHERE ticket_type_id = ticket_types.id);
UPDATE concerts SET taken = (SELECT coalesce(sum(taken), 0) FROM ticket_types WHERE concert_id = concerts.id);
DROP TABLE n;
";
