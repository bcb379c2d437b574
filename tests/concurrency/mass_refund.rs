//! A cancelled concert is paid back while the process dies, and while others pay its orders back too: nobody is paid twice.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::sync::Barrier;
use std::thread;
use std::time::Duration;

use boxoffice::desk;
use boxoffice::domain::{Amount, Method, Offer, OrderId};
use boxoffice::office::Office;
use rusqlite::Connection;

use super::house::{House, setting};
use super::places::{card, order_of, write};

/// Orders of the concert.
const ORDERS: usize = 60;

/// What each of them paid.
const PAID: i64 = 300_000;

/// Processes that pay the same order back at once.
const TILLS: usize = 8;

/// A house whose cancelled concert has so many paid orders of two tickets each, and their codes.
fn cancelled() -> (House, Vec<String>) {
    let house = House::with_quota(200);
    let office = Office::open(&house.path(), setting()).unwrap();
    for _ in 0..ORDERS {
        write(&office, |tx| desk::sale::sell(tx, &order_of(2), &card())).unwrap();
    }
    drop(office);
    run(&house, &["concert", "cancel", "last-night", "--yes"]);
    let codes = house.sqlite3("SELECT code FROM orders ORDER BY id");
    (house, codes.lines().map(ToOwned::to_owned).collect())
}

/// Runs a command to its end, which must be good.
fn run(house: &House, words: &[&str]) {
    let answer = house.boxoffice().args(words).output().unwrap();
    let said = String::from_utf8_lossy(&answer.stderr);
    assert!(answer.status.success(), "{words:?}: {said}");
}

/// Every order was paid back once, wholly, and has no ticket.
fn must_be_paid_back_once(house: &House) {
    let orders = i64::try_from(ORDERS).unwrap();
    let each =
        "SELECT count(*), sum(n), min(s), max(s) FROM (SELECT count(*) AS n, sum(amount) AS s
        FROM payment_entries WHERE kind = 'refund' GROUP BY payment_id)";
    assert_eq!(
        house.sqlite3(each),
        format!("{orders}|{orders}|{PAID}|{PAID}")
    );
    let left = "SELECT (SELECT count(*) FROM orders WHERE status <> 'cancelled'), (SELECT sum(taken) FROM concerts)";
    assert_eq!(house.sqlite3(left), "0|0");
    house.must_be_sound();
}

const REFUND: [&str; 6] = [
    "concert",
    "refund",
    "last-night",
    "--yes",
    "--format",
    "ndjson",
];

#[test]
fn a_mass_refund_that_dies_is_run_again_and_goes_on_where_it_stopped() {
    for signal in ["KILL", "INT"] {
        let (house, _) = cancelled();
        let mut command = house.boxoffice();
        command
            .args(REFUND)
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let mut told = BufReader::new(child.stdout.take().unwrap()).lines();
        for _ in 0..5 {
            told.next().unwrap().unwrap();
        }
        let line = format!("kill -{signal} {}", child.id());
        let sent = Command::new("sh").args(["-c", &line]).status().unwrap();
        assert!(sent.success(), "{line}");
        let before: usize = 5 + told.count();
        let status = child.wait().unwrap();
        assert_eq!(status.code(), (signal == "INT").then_some(130), "{status}");
        assert!(before < ORDERS, "it was over before it died");
        house.must_be_sound();

        let again = house.boxoffice().args(REFUND).output().unwrap();
        assert!(again.status.success());
        let rest = String::from_utf8(again.stdout).unwrap().lines().count();
        // One may be committed that could not be told any more.
        assert!(
            (ORDERS - 1..=ORDERS).contains(&(before + rest)),
            "{before} and {rest}"
        );
        must_be_paid_back_once(&house);
    }
}

#[test]
fn mass_refunds_and_single_ones_at_once_pay_every_order_back_once() {
    let (house, codes) = cancelled();
    let everybody_is_there = Barrier::new(4);
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                everybody_is_there.wait();
                run(&house, &REFUND);
            });
        }
        for from in 0..2 {
            let (house, codes, there) = (&house, &codes, &everybody_is_there);
            scope.spawn(move || {
                there.wait();
                for code in codes.iter().rev().skip(from).step_by(2).take(20) {
                    let words = ["payment", "refund", code, "--all", "--json"];
                    let answer = house.boxoffice().args(words).output().unwrap();
                    let said = String::from_utf8_lossy(&answer.stderr);
                    let ended = answer.status.code();
                    assert!(matches!(ended, Some(0 | 4)), "{words:?}: {said}");
                }
            });
        }
    });
    must_be_paid_back_once(&house);
}

/// Every till looks how much an order holds beyond its worth, then all of them pay that back by hand.
fn look_first_and_pay_later(house: &House) -> usize {
    let everybody_looked = Barrier::new(TILLS);
    let till = || {
        let office = Office::open(&house.path(), setting()).unwrap();
        let whole = office.read(|snapshot| desk::order::whole(snapshot, OrderId(1)));
        assert_eq!(whole.unwrap().payment.open(), Ok(Amount(10_000)));
        drop(office);
        let connection = Connection::open(house.path()).unwrap();
        connection.busy_timeout(Duration::from_secs(30)).unwrap();
        everybody_looked.wait();
        let paid = connection.execute(
            "INSERT INTO payment_entries (id, payment_id, kind, amount, method, operator_id, at, received_at, concert_id)
             SELECT id, 1, 'refund', 10000, 'cash', 1, '2026-11-01T03:00:00Z', '2026-11-01T03:00:00Z', 1
             FROM next_payment_entries",
            [],
        );
        usize::from(paid.is_ok())
    };
    thread::scope(|scope| {
        let tills: Vec<_> = (0..TILLS).map(|_| scope.spawn(till)).collect();
        tills.into_iter().map(|till| till.join().unwrap()).sum()
    })
}

/// A house with one paid order that holds Rp10.000 too much.
fn overpaid() -> House {
    let house = House::with_quota(20);
    let office = Office::open(&house.path(), setting()).unwrap();
    let sold = write(&office, |tx| desk::sale::sell(tx, &order_of(1), &card())).unwrap();
    let mut more = card();
    more.offers = vec![Offer {
        method: Method::Card,
        amount: Some(Amount(10_000)),
    }];
    write(&office, |tx| {
        desk::settle::take_any(tx, sold.order, &more).map(drop)
    })
    .unwrap();
    house
}

#[test]
fn the_schema_alone_stops_tills_that_look_at_open_money_too_early() {
    assert_eq!(look_first_and_pay_later(&overpaid()), 1);
}

#[test]
fn planted_fault_without_the_schemas_check_open_money_is_paid_to_everybody() {
    let house = overpaid();
    house.sqlite3("DROP TRIGGER payment_entries_refund_what_is_open");
    assert_eq!(
        look_first_and_pay_later(&house),
        TILLS,
        "the race must be lost where nothing guards it"
    );
    let check = house.boxoffice().args(["db", "check"]).output().unwrap();
    let said = String::from_utf8_lossy(&check.stdout);
    assert!(said.contains("is paid, but holds"), "{said}");
}
