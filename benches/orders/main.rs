//! Many orders in one process beside a bare loop over the same rows.
//!
//! `cargo bench --bench orders` prints the ratios, `cargo bench --bench orders -- durable` those whose name holds the
//! word; `BOXOFFICE_BENCH_ORDERS` says how many orders. Each time the product runs first, start to exit, on a copy of
//! the stock. Then a bare loop of prepared statements writes the very rows that
//! came of it, journal and keys included, into another copy under the same schema with its triggers.

#![expect(
    clippy::expect_used,
    clippy::float_arithmetic,
    clippy::cast_precision_loss,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a bench prints, counts and asks the environment, and may fail where it stands"
)]

mod bare;
mod took;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use bare::Rows;
use took::Took;

/// Orders in one transaction, where nothing else is said.
const ORDERS: usize = 100_000;
/// For each order with a transaction of its own, so many in one.
const SHARE: usize = 5;
/// Concerts, with an adult and a child price each.
const CONCERTS: usize = 10;
/// What a batch is called that is not `--atomic`.
const EACH: &str = "batch, each durable";

fn main() {
    let orders = std::env::var("BOXOFFICE_BENCH_ORDERS");
    let orders = orders.map_or(ORDERS, |text| text.parse().expect("a number"));
    let folder =
        std::env::temp_dir().join(format!("boxoffice-bench-orders-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder to work in");
    let bench = Bench { folder };
    bench.stock();
    let word = std::env::args().skip(1).find(|word| !word.starts_with('-'));
    let is_asked = |name: &str| word.as_ref().is_none_or(|word| name.contains(word));
    if is_asked("order import") {
        bench.many("order import", orders, ("orders.csv", &csv(orders)));
    }
    if is_asked("batch --atomic") {
        bench.many("batch --atomic", orders, ("orders.txt", &lines(orders)));
    }
    if is_asked(EACH) {
        bench.each((orders / SHARE).max(1));
    }
    fs::remove_dir_all(&bench.folder).expect("the folder goes");
}

struct Bench {
    folder: PathBuf,
}

impl Bench {
    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    fn product(&self, file: &Path, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_boxoffice"));
        command
            .env_clear()
            .current_dir(&self.folder)
            .arg("--db")
            .arg(file)
            .args(words)
            .stdin(Stdio::null())
            .stdout(Stdio::null());
        command
    }

    fn stock(&self) {
        let mut lines = String::from("venue create --name Hall --location Jakarta\n");
        for number in 1..=CONCERTS {
            for line in [
                format!(
                    "concert create --name 'Night {number}' --slug night-n{number} --venue hall --starts-at '2098-12-28 20:00'"
                ),
                format!(
                    "ticket-type create --concert night-n{number} --name Adult --price 150000 --quota 9000000"
                ),
                format!(
                    "ticket-type create --concert night-n{number} --name Child --price 50000 --quota 9000000"
                ),
            ] {
                writeln!(lines, "{line}").expect("text");
            }
        }
        fs::write(self.path("stock.txt"), lines).expect("a list");
        let stock = self.path("stock.db");
        run(&mut self.product(&stock, &["init", "--name", "Bench"]));
        run(&mut self.product(&stock, &["batch", "stock.txt"]));
    }

    /// The stock under another name.
    fn copy(&self, name: &str) -> PathBuf {
        let copy = self.path(name);
        fs::copy(self.path("stock.db"), &copy).expect("a copy");
        copy
    }

    /// Orders in one transaction, from a list of this name and text.
    fn many(&self, name: &str, orders: usize, (list, text): (&str, &str)) {
        fs::write(self.path(list), text).expect("a list");
        let file = self.copy("product.db");
        let words: Vec<_> = name.split(' ').chain([list, "--key", "bench"]).collect();
        let product = run(&mut self.product(&file, &words));
        let bare_file = self.copy("bare.db");
        let rows = Rows::beyond(&file, &bare_file);
        let bare = rows.write(&bare_file, orders);
        assert_eq!(rows.orders(), orders, "{name}");
        tell(name, orders, product, bare, "0.600");
        self.clear();
    }

    /// Orders with a durable transaction each, in turns, so that a slow moment of the disk is one of both.
    fn each(&self, orders: usize) {
        let turns = 5;
        let (file, bare_file) = (self.copy("product.db"), self.copy("bare.db"));
        let (mut product, mut bare) = (Took::default(), Took::default());
        let in_turn = (orders / turns).max(1);
        for turn in 0..turns {
            fs::write(self.path("orders.txt"), lines(in_turn)).expect("a list");
            let key = format!("bench-{turn}");
            product += run(&mut self.product(&file, &["batch", "orders.txt", "--key", &key]));
            let rows = Rows::beyond(&file, &bare_file);
            assert_eq!(rows.orders(), in_turn, "batch");
            bare += rows.write(&bare_file, 1);
        }
        tell(EACH, in_turn * turns, product, bare, "0.850");
        self.clear();
    }

    fn clear(&self) {
        for name in ["product.db", "bare.db"] {
            for suffix in ["", "-wal", "-shm", ".head", ".lock"] {
                // Most of them are not there.
                let _ = fs::remove_file(self.path(&format!("{name}{suffix}")));
            }
        }
    }
}

fn tell(name: &str, orders: usize, product: Took, bare: Took, at_least: &str) {
    let rate = |took: Took| orders as f64 / took.time.as_secs_f64();
    println!("{name}, {orders} orders:");
    println!(
        "  product {:.0} orders/s, bare loop {:.0} orders/s",
        rate(product),
        rate(bare)
    );
    println!(
        "  product / bare = {:.3} (at least {at_least})",
        rate(product) / rate(bare)
    );
    println!(
        "  by processor time = {:.3}",
        bare.processor as f64 / product.processor as f64
    );
}

/// What order `n` is of: its concert, and how many adults and children.
const fn items(n: usize) -> (usize, usize, usize) {
    (n % CONCERTS + 1, n % 3 + 1, (n % 4) / 2)
}

fn lines(orders: usize) -> String {
    let mut text = String::new();
    for n in 0..orders {
        let (concert, adults, children) = items(n);
        let children = match children {
            0 => String::new(),
            n => format!(" child={n}"),
        };
        writeln!(
            text,
            "sell night-n{concert}/adult={adults}{children} --pay cash"
        )
        .expect("text");
    }
    text
}

fn csv(orders: usize) -> String {
    let mut text = String::from("key,concert,ticket_type,quantity,pay\n");
    for n in 0..orders {
        let (concert, adults, children) = items(n);
        writeln!(text, "o{n},night-n{concert},adult,{adults},cash").expect("text");
        if children > 0 {
            writeln!(text, "o{n},night-n{concert},child,{children},cash").expect("text");
        }
    }
    text
}

fn run(command: &mut Command) -> Took {
    Took::of(|| {
        let status = command.status().expect("it starts");
        assert!(status.success(), "{command:?} ended with {status}");
    })
}
