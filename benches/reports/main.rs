//! Reports over a million orders, as whole processes, beside the bare sums over the same covering indexes; and what
//! their indexes and triggers cost a sale.
//!
//! `BOXOFFICE_BENCH_ORDERS` says how many orders are reported (1,000,000), `BOXOFFICE_BENCH_SALE_ORDERS` how many there are
//! where sales are timed (100,000), `BOXOFFICE_BENCH_TURNS` how often all is done (15; twenty sales each). The stocked files are kept under
//! `target` for the next run. A word after `--` picks one: `sales`, `settlement` or `sale cost`.

#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::float_arithmetic,
    clippy::disallowed_methods,
    reason = "a bench measures, prints and may fail where it stands"
)]

mod stock;
#[path = "../orders/took.rs"]
mod took;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use stock::{product, remove, run, stocked};
use took::Took;

/// The sums that a report of sales cannot do without.
const SALES: &[&str] = &[
    "SELECT ticket_type_id, kind, sum(quantity), sum(amount), sum(tax_amount) FROM order_details WHERE sold_at IS NOT NULL GROUP BY 1, 2",
    "SELECT concert_id, method, kind, sum(amount) FROM payment_entries GROUP BY 1, 2, 3",
];
/// The sums that a settlement cannot do without.
const SETTLEMENT: &[&str] = &[
    "SELECT ticket_type_id, kind, unit_price, sum(quantity), sum(amount), sum(tax_amount) FROM order_details
     WHERE sold_at IS NOT NULL AND ticket_type_id IN (SELECT id FROM ticket_types WHERE concert_id = 1) GROUP BY 1, 2, 3",
    "SELECT method, kind, sum(amount) FROM payment_entries WHERE concert_id = 1 GROUP BY 1, 2",
];
/// What a file has for reports and a sale could do without.
const STRIPPED: &str = "
DROP INDEX order_details_sold; DROP INDEX order_details_given; DROP INDEX order_details_kept;
DROP INDEX payments_unbalanced; DROP INDEX payments_dead; DROP INDEX payment_entries_method;
DROP TRIGGER orders_sell_their_lines; DROP TRIGGER orders_paid_stay_paid_once; DROP TRIGGER orders_keep_their_old_deadline;
DROP TRIGGER order_details_are_sold_once; DROP TRIGGER order_details_are_sold_with_their_order;
DROP TRIGGER payment_entries_are_of_their_concert;
";
/// One sale at the counter, but for its concert.
const SALE: [&str; 4] = ["child", "--pay", "cash", "--quiet"];

fn main() {
    let turns = number("BOXOFFICE_BENCH_TURNS", 15);
    let word = std::env::args().skip(1).find(|word| !word.starts_with('-'));
    let is_asked = |name: &str| word.as_ref().is_none_or(|word| name.contains(word));
    for (name, words, bare) in [
        ("sales", &["report", "sales"][..], SALES),
        (
            "settlement",
            &["report", "settlement", "night-n1"],
            SETTLEMENT,
        ),
    ] {
        if is_asked(name) {
            let file = stocked(number("BOXOFFICE_BENCH_ORDERS", 1_000_000));
            report(&file, name, words, bare, turns);
        }
    }
    if is_asked("sale cost") {
        sale(
            &stocked(number("BOXOFFICE_BENCH_SALE_ORDERS", 100_000)),
            turns,
        );
    }
}

fn number(variable: &str, usual: usize) -> usize {
    let asked = std::env::var(variable).ok();
    asked.map_or(usual, |text| text.parse().expect("a number"))
}

/// A report as a whole process, and its bare sums, in turns.
fn report(file: &Path, name: &str, words: &[&str], bare: &[&str], turns: usize) {
    let (mut told, mut summed) = (Vec::new(), Vec::new());
    run(&mut product(file, words));
    sums(file, bare);
    for _ in 0..turns {
        told.push(took(|| run(&mut product(file, words))));
        summed.push(took(|| sums(file, bare)));
    }
    tell(
        &format!("report {name}"),
        &told,
        &summed,
        "bare sums",
        "at most 2",
    );
}

fn sums(file: &Path, bare: &[&str]) {
    let file = Connection::open(file).expect("the file opens");
    for sql in bare {
        let mut statement = file.prepare(sql).expect("a statement");
        let mut rows = statement.raw_query();
        while rows.next().expect("a row").is_some() {}
    }
}

/// Sales with all that reports need, and without it, in turns: as at the counter, which is what the bound is read on, one
/// whole durable process each; and many in one process and one transaction, where nothing else is paid for.
fn sale(stocked: &Path, turns: usize) {
    let files = ["with", "without"].map(|name| stocked.with_file_name(format!("sale-{name}.db")));
    for file in &files {
        remove(file);
        fs::copy(stocked, file).expect("a copy");
    }
    let stripped = Connection::open(&files[1]).expect("the file opens");
    stripped.execute_batch(STRIPPED).expect("it is stripped");
    drop(stripped);
    beside(
        "a sale, one process",
        "at most 1.05",
        turns * 20,
        |turn, with| {
            let item = format!("night-n{}/adult=2", turn % 20 + 1);
            run(product(&files[usize::from(!with)], &["sell", &item]).args(SALE));
        },
    );
    let sales = 500;
    let mut lines = String::new();
    for n in 0..sales {
        writeln!(lines, "sell night-n{}/adult=2 child --pay cash", n % 20 + 1).expect("text");
    }
    let list = stocked.with_file_name("sales.txt");
    fs::write(&list, lines).expect("a list");
    let list = list.to_str().expect("a path");
    beside(
        &format!("{sales} sales, one transaction"),
        "no bound",
        turns,
        |turn, with| {
            let key = format!("turn-{turn}");
            let words = ["batch", list, "--atomic", "--key", &key];
            run(&mut product(&files[usize::from(!with)], &words));
        },
    );
    for file in &files {
        remove(file);
    }
}

/// The same work with and without what reports need, the one first in every other turn; the first turns only warm up.
fn beside(name: &str, bound: &str, turns: usize, work: impl Fn(usize, bool)) {
    let warm = turns / 20 + 1;
    let (mut with, mut without) = (Vec::new(), Vec::new());
    let mut processor = [0, 0];
    for turn in 0..warm + turns {
        for is_with in [turn % 2 == 0, turn % 2 != 0] {
            let one = Took::of(|| work(turn, is_with));
            if turn >= warm {
                if is_with { &mut with } else { &mut without }.push(one.time);
                processor[usize::from(!is_with)] += one.processor;
            }
        }
    }
    tell(name, &with, &without, "without what reports need", bound);
    let [with, without] = processor;
    println!(
        "  of the processor: {with} and {without} ticks in {turns} turns, ratio {}.{:03}",
        with / without,
        with * 1000 / without % 1000
    );
}

fn took(work: impl FnOnce()) -> Duration {
    let began = Instant::now();
    work();
    began.elapsed()
}

/// The medians, and that of the ratios of each turn.
fn tell(name: &str, product: &[Duration], bare: &[Duration], beside: &str, bound: &str) {
    let millis = |times: &[Duration]| {
        median(
            times
                .iter()
                .map(|time| time.as_secs_f64() * 1_000.0)
                .collect(),
        )
    };
    let ratios = product.iter().zip(bare);
    let ratios = ratios.map(|(product, bare)| product.as_secs_f64() / bare.as_secs_f64());
    println!(
        "{name}: {:.1} ms, {beside} {:.1} ms, paired median {:.3} ({bound})",
        millis(product),
        millis(bare),
        median(ratios.collect())
    );
}

fn median(mut of: Vec<f64>) -> f64 {
    of.sort_by(f64::total_cmp);
    of[of.len() / 2]
}
