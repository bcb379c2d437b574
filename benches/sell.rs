//! One `sell` as a whole process beside the `sqlite3` program on the statements that the product itself runs.
//!
//! `cargo bench --bench sell` prints the paired ratio. Both sides work on the same file in one interleaved run, start to
//! exit, durable: each round, in turn, the product sells on the file, and `sqlite3` runs on a copy of it, put back in
//! between, what the product's own trace of that very sale says.

#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a bench prints, and may fail where it stands"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Rounds that count.
const ROUNDS: usize = 101;
/// Rounds before, to warm caches.
const WARM_UP: usize = 10;
/// Sales after which no log may have grown.
const SALES: usize = 500;

struct Bench {
    folder: PathBuf,
}

fn main() {
    let bench = Bench {
        folder: std::env::temp_dir().join(format!("boxoffice-bench-{}", std::process::id())),
    };
    fs::create_dir_all(&bench.folder).expect("a folder to work in");
    bench.stock();
    bench.compare();
    bench.count_fsyncs();
    bench.watch_the_log();
    fs::remove_dir_all(&bench.folder).expect("the folder goes");
}

impl Bench {
    fn file(&self) -> PathBuf {
        self.folder.join("house.db")
    }

    fn product(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_boxoffice"));
        command
            .env_clear()
            .arg("--db")
            .arg(self.file())
            .args(words)
            .stdin(Stdio::null());
        command
    }

    fn run(&self, words: &[&str]) {
        let output = self.product(words).output().expect("the product starts");
        assert!(
            output.status.success(),
            "{words:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
    }

    fn stock(&self) {
        self.run(&["init", "--name", "Bench"]);
        self.run(&["venue", "create", "--name", "Hall", "--location", "Jakarta"]);
        self.run(&[
            "concert",
            "create",
            "--name",
            "Night",
            "--venue",
            "hall",
            "--starts-at",
            "2098-12-28 20:00",
        ]);
        self.run(&[
            "ticket-type",
            "create",
            "--concert",
            "night",
            "--name",
            "Adult",
            "--price",
            "150000",
            "--quota",
            "9000000",
        ]);
        for _ in 0..WARM_UP {
            self.run(&["sell", "night/adult=2", "--pay", "cash"]);
        }
    }

    /// The statements of the next sale, from the product's own trace of it on a copy of the file.
    fn trace(&self) -> String {
        let copy = self.folder.join("traced.db");
        fs::copy(self.file(), &copy).expect("a copy");
        let mut traced = Command::new(env!("CARGO_BIN_EXE_boxoffice"));
        traced.env_clear().arg("--db").arg(&copy).args([
            "-vv",
            "sell",
            "night/adult=2",
            "--pay",
            "cash",
        ]);
        let output = traced.output().expect("the product starts");
        assert!(output.status.success());
        remove(&copy);
        let said = String::from_utf8(output.stderr).expect("text");
        let end = said.rfind("\nCOMMIT").expect("a commit") + "\nCOMMIT".len();
        statements(&said[..end]).join(";\n") + ";\n"
    }

    fn time_product(&self) -> Duration {
        let mut command = self.product(&["sell", "night/adult=2", "--pay", "cash", "--quiet"]);
        timed(command.stdout(Stdio::null()))
    }

    fn time_sqlite3(&self, statements: &Path) -> Duration {
        let mut command = Command::new("sqlite3");
        command
            .arg("-bail")
            .arg(self.file())
            .stdin(fs::File::open(statements).expect("statements"));
        timed(command.stdout(Stdio::null()))
    }

    /// One round on the same state of the file: the sale by `sqlite3`, put back, then by the product, or the other way.
    fn round(&self, product_first: bool) -> (Duration, Duration) {
        let (before, statements) = (
            self.folder.join("before.db"),
            self.folder.join("statements.sql"),
        );
        fs::write(&statements, self.trace()).expect("statements");
        fs::copy(self.file(), &before).expect("a copy");
        let put_back = || {
            remove(&self.folder.join("house.db.head"));
            fs::copy(&before, self.file()).expect("the copy goes back");
        };
        if product_first {
            let product = self.time_product();
            put_back();
            (product, self.time_sqlite3(&statements))
        } else {
            let sqlite3 = self.time_sqlite3(&statements);
            put_back();
            (self.time_product(), sqlite3)
        }
    }

    fn compare(&self) {
        let mut pairs = Vec::new();
        for round in 0..WARM_UP + ROUNDS {
            let pair = self.round(round % 2 == 0);
            if round >= WARM_UP {
                pairs.push(pair);
            }
        }
        let product = median(
            pairs
                .iter()
                .map(|(product, _)| product.as_nanos())
                .collect(),
        );
        let sqlite3 = median(
            pairs
                .iter()
                .map(|(_, sqlite3)| sqlite3.as_nanos())
                .collect(),
        );
        let ratio = median(
            pairs
                .iter()
                .map(|(product, sqlite3)| product.as_nanos() * 1000 / sqlite3.as_nanos())
                .collect(),
        );
        println!("one sale, a whole process, {ROUNDS} rounds:");
        println!(
            "  product {} µs, sqlite3 {} µs (medians)",
            product / 1000,
            sqlite3 / 1000
        );
        println!(
            "  product / sqlite3 = {}.{:03} (paired median; at most 1.250)",
            ratio / 1000,
            ratio % 1000
        );
    }

    fn count_fsyncs(&self) {
        let log = self.folder.join("strace");
        let mut command = Command::new("strace");
        command
            .args(["-f", "-e", "trace=fsync,fdatasync,openat", "-o"])
            .arg(&log);
        command
            .arg(env!("CARGO_BIN_EXE_boxoffice"))
            .arg("--db")
            .arg(self.file());
        command
            .args(["sell", "night/adult=2", "--pay", "cash", "--quiet"])
            .stdout(Stdio::null());
        if !command.status().is_ok_and(|status| status.success()) {
            println!("fsyncs of one sale: not counted, strace does not run here");
            return;
        }
        let calls = fs::read_to_string(&log).expect("the log");
        println!(
            "fsyncs of one sale: {} (at most 5)",
            calls.lines().filter(|line| line.contains("sync(")).count()
        );
        let history = self.trace().contains("refinery_schema_history");
        println!(
            "migration table read on an up-to-date file: {}",
            if history { "yes" } else { "no" }
        );
    }

    fn watch_the_log(&self) {
        let wal = self.folder.join("house.db-wal");
        let mut largest = 0;
        for _ in 0..SALES {
            self.run(&["sell", "night/adult=2", "--pay", "cash", "--quiet"]);
            largest = largest.max(fs::metadata(&wal).map_or(0, |found| found.len()));
        }
        println!("largest -wal left over {SALES} sales: {largest} bytes");
    }
}

/// Statements begin in the first column with one of the words SQL begins with; what is indented goes on.
fn statements(said: &str) -> Vec<String> {
    const BEGINNINGS: [&str; 8] = [
        "BEGIN", "COMMIT", "DELETE", "INSERT", "PRAGMA", "ROLLBACK", "SELECT", "UPDATE",
    ];
    let mut found: Vec<String> = Vec::new();
    for line in said.lines() {
        if BEGINNINGS.iter().any(|word| line.starts_with(word)) {
            found.push(line.trim_end_matches(';').to_owned());
        } else if let Some(last) = found.last_mut().filter(|_| line.starts_with(' ')) {
            last.push('\n');
            last.push_str(line);
        }
    }
    found
}

fn timed(command: &mut Command) -> Duration {
    let began = Instant::now();
    let status = command.status().expect("it starts");
    let took = began.elapsed();
    assert!(status.success(), "{command:?} ended with {status}");
    took
}

fn median(mut numbers: Vec<u128>) -> u128 {
    numbers.sort_unstable();
    numbers[numbers.len() / 2]
}

fn remove(path: &Path) {
    for suffix in ["", "-wal", "-shm", ".head", ".lock"] {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        // Most of them are not there.
        let _ = fs::remove_file(name);
    }
}
