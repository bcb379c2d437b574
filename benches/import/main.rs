//! A season of many concerts: the product's import of a file, beside a bare loop of prepared statements.
//!
//! Both fill a fresh office with the same venues, artists, concerts, line-ups and ticket types, under the same schema
//! with its triggers. The product reads and checks a file first, and keeps its journal; the loop has every row ready,
//! computes the ids itself and knows that nothing is wrong.
//!
//! `cargo bench --bench import`; `BOXOFFICE_BENCH_CONCERTS` and `BOXOFFICE_BENCH_ROUNDS` say how much.

#![expect(
    clippy::print_stdout,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a bench prints its figures, ends where something is missing, and takes its own settings and transactions"
)]

mod bare;
mod season;

use std::fs;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use season::{ARTISTS, ARTISTS_A_CONCERT, TYPES, VENUES, date, name, night};

/// How often the memory of a run is looked at.
const LOOK: Duration = Duration::from_millis(20);

struct Bench {
    folder: PathBuf,
    concerts: usize,
    rounds: usize,
}

fn main() {
    let number = |name: &str, usual| {
        let said = std::env::var(name).ok();
        said.map_or(usual, |said| said.parse().expect("a number"))
    };
    let bench = Bench {
        folder: std::env::temp_dir().join(format!("boxoffice-bench-{}", std::process::id())),
        concerts: number("BOXOFFICE_BENCH_CONCERTS", 100_000),
        rounds: number("BOXOFFICE_BENCH_ROUNDS", 3),
    };
    fs::create_dir_all(&bench.folder).expect("a folder to work in");
    bench.write_list();
    bench.compare();
    fs::remove_dir_all(&bench.folder).expect("the folder goes");
}

impl Bench {
    fn list(&self) -> PathBuf {
        self.folder.join("season.csv")
    }

    /// What both write: venues, artists, concerts, line-ups and ticket types.
    fn rows(&self) -> usize {
        VENUES + ARTISTS + self.concerts * (1 + ARTISTS_A_CONCERT + TYPES.len())
    }

    /// Of several rows a concert, the first says everything.
    fn write_list(&self) {
        let mut list = BufWriter::new(fs::File::create(self.list()).expect("a file"));
        let header = "name,venue,location,starts_at,artists,capacity,source,source_id,ticket_type,price,quota";
        writeln!(list, "{header}").expect("room");
        for at in 0..self.concerts {
            let night = night(at);
            let artists: Vec<_> = night.artists.iter().map(|it| name(*it, 3)).collect();
            for (index, (of_type, price, quota)) in TYPES.iter().enumerate() {
                let concert = if index == 0 {
                    format!(
                        "{},{},Jakarta,{} 20:00,{},1000,bench,{at}",
                        night.name,
                        name(night.venue, 2),
                        date(night.day),
                        artists.join("; "),
                    )
                } else {
                    ",,,,,,,".to_owned()
                };
                writeln!(list, "{concert},{of_type},{price},{quota}").expect("room");
            }
        }
        list.flush().expect("room");
    }

    /// A fresh office.
    fn office(&self, name: &str) -> PathBuf {
        let file = self.folder.join(name);
        remove(&file);
        self.run(&file, &["init", "--name", "Bench", "--quiet"]);
        file
    }

    fn product(&self, file: &Path, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_boxoffice"));
        command.env_clear().env("TMPDIR", &self.folder);
        command.arg("--db").arg(file).args(words);
        command.stdin(Stdio::null()).stdout(Stdio::null());
        command
    }

    /// Runs the product, and says how long it took and how much memory it had at most, in KiB.
    fn run(&self, file: &Path, words: &[&str]) -> (Duration, u64) {
        let began = Instant::now();
        let mut child = self.product(file, words).spawn().expect("it starts");
        let status = format!("/proc/{}/status", child.id());
        let mut peak = 0;
        let ended = loop {
            if let Some(ended) = child.try_wait().expect("it ends") {
                break ended;
            }
            peak = peak.max(high_water(&status));
            thread::sleep(LOOK);
        };
        assert!(ended.success(), "{words:?} ended with {ended}");
        (began.elapsed(), peak)
    }

    fn import(&self, file: &Path) -> (Duration, u64) {
        let list = self.list();
        self.run(
            file,
            &["concert", "import", list.to_str().expect("text"), "--quiet"],
        )
    }

    fn compare(&self) {
        let mut rounds = Vec::new();
        let (mut peak, mut again) = (0, Duration::ZERO);
        for _ in 0..self.rounds {
            let looped = self.office("loop.db");
            let began = Instant::now();
            bare::fill(&looped, self.concerts).expect("the loop writes");
            let by_loop = began.elapsed();
            let imported = self.office("product.db");
            let (by_product, used) = self.import(&imported);
            must_be_same(&looped, &imported);
            peak = peak.max(used);
            again = self.import(&imported).0;
            rounds.push((by_loop, by_product));
        }
        rounds.sort_by_key(|(by_loop, by_product)| {
            by_loop.as_micros() * 1000 / by_product.as_micros()
        });
        let (by_loop, by_product) = rounds[rounds.len() / 2];
        let ratio = by_loop.as_micros() * 1000 / by_product.as_micros();
        println!(
            "{} concerts with {} ticket types and {ARTISTS_A_CONCERT} artists each, {} rows, {} rounds:",
            self.concerts,
            TYPES.len(),
            self.rows(),
            self.rounds
        );
        println!(
            "  loop    {} ms, {} rows/s",
            by_loop.as_millis(),
            self.speed(by_loop)
        );
        println!(
            "  product {} ms, {} rows/s",
            by_product.as_millis(),
            self.speed(by_product)
        );
        println!(
            "  product / loop = {}.{:03} of the rows per second (paired median; at least 0.500)",
            ratio / 1000,
            ratio % 1000
        );
        println!(
            "  peak memory {} MiB (VmHWM); file {} MiB",
            peak / 1024,
            size(&self.list())
        );
        println!("  again, all unchanged: {} ms", again.as_millis());
    }

    fn speed(&self, took: Duration) -> u128 {
        self.rows() as u128 * 1_000_000 / took.as_micros().max(1)
    }
}

/// Both files have to hold the same numbers of the same things.
fn must_be_same(one: &Path, other: &Path) {
    for table in [
        "venues",
        "artists",
        "concerts",
        "concert_artists",
        "ticket_types",
    ] {
        let rows = |file: &Path| -> rusqlite::Result<i64> {
            let sql = format!("SELECT count(*) FROM {table}");
            Connection::open(file)?.query_row(&sql, [], |row| row.get(0))
        };
        assert_eq!(rows(one), rows(other), "{table}");
    }
}

fn high_water(status: &str) -> u64 {
    let text = fs::read_to_string(status).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().next());
    number.and_then(|number| number.parse().ok()).unwrap_or(0)
}

fn size(file: &Path) -> u64 {
    fs::metadata(file).map_or(0, |found| found.len() / 1024 / 1024)
}

fn remove(path: &Path) {
    for suffix in ["", "-wal", "-shm", ".head", ".lock"] {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        // Most of them are not there.
        let _ = fs::remove_file(name);
    }
}
