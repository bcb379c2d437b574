//! Races of real processes on open money and on the place an exchange frees, and the planted faults that must lose them.

use std::sync::Barrier;
use std::thread;

use boxoffice::desk;
use boxoffice::domain::{Amount, OrderId};
use boxoffice::office::Office;
use rusqlite::Connection;

use super::house::{House, ITEM, setting};

/// Tills at once.
const TILLS: usize = 16;

fn run(house: &House, words: &[&str]) -> String {
    let answer = house.boxoffice().args(words).output().unwrap();
    let said = String::from_utf8_lossy(&answer.stderr);
    assert!(answer.status.success(), "{words:?}: {said}");
    String::from_utf8(answer.stdout).unwrap().trim().to_owned()
}

/// A house where one order holds Rp150.000 of open money beside a ticket, and another waits for as much: their codes.
fn with_open_money() -> (House, String, String) {
    let house = House::with_quota(20);
    let holds = run(
        &house,
        &["sell", &format!("{ITEM}=2"), "--pay", "cash", "--quiet"],
    );
    run(&house, &["ticket", "void", &format!("{holds}/1"), "--yes"]);
    let waits = run(&house, &["order", "create", ITEM, "--quiet"]);
    (house, holds, waits)
}

/// How many of the command lines that are run at once succeed; the others have to be told so by `refusal`.
fn winners(house: &House, lines: &[Vec<String>], refusal: &str) -> usize {
    let everybody_is_there = Barrier::new(lines.len());
    let till = |words: &[String]| {
        everybody_is_there.wait();
        let answer = house
            .boxoffice()
            .arg("--json")
            .args(words)
            .output()
            .unwrap();
        if !answer.status.success() {
            let said = String::from_utf8_lossy(&answer.stderr);
            assert!(said.contains(&format!("\"code\":\"{refusal}\"")), "{said}");
        }
        usize::from(answer.status.success())
    };
    thread::scope(|scope| {
        let till = &till;
        let tills: Vec<_> = lines
            .iter()
            .map(|words| scope.spawn(move || till(words)))
            .collect();
        tills.into_iter().map(|till| till.join().unwrap()).sum()
    })
}

fn words(line: &str) -> Vec<String> {
    line.split(' ').map(str::to_owned).collect()
}

#[test]
fn open_money_is_decided_about_once() {
    let (house, holds, waits) = with_open_money();
    let decisions = [
        format!("payment refund {holds} --amount 150000"),
        format!("payment move {holds} --into {waits}"),
        format!("payment keep {holds} --reason gift"),
    ];
    let lines: Vec<_> = (0..TILLS)
        .map(|till| words(&decisions[till % decisions.len()]))
        .collect();
    assert_eq!(winners(&house, &lines, "nothing_to_refund"), 1);
    assert_eq!(
        house.sqlite3("SELECT count(*) FROM payments WHERE held > worth"),
        "0"
    );
    house.must_be_sound();
}

/// Every till looks whether the money is still open, then all of them pay it back by hand.
fn look_first_and_pay_later(house: &House) -> usize {
    let everybody_looked = Barrier::new(TILLS);
    let till = || {
        let office = Office::open(&house.path(), setting()).unwrap();
        let whole = office.read(|snapshot| desk::order::whole(snapshot, OrderId(1)));
        assert_eq!(whole.unwrap().order.open_money, Amount(150_000));
        drop(office);
        let connection = Connection::open(house.path()).unwrap();
        connection
            .busy_timeout(std::time::Duration::from_secs(30))
            .unwrap();
        everybody_looked.wait();
        let paid = connection.execute(
            "INSERT INTO payment_entries (id, payment_id, kind, amount, method, operator_id, at, received_at, concert_id)
             SELECT id, 1, 'refund', 150000, 'cash', 1, '2026-11-01T03:00:00Z', '2026-11-01T03:00:00Z', 1 FROM next_payment_entries",
            [],
        );
        usize::from(paid.is_ok())
    };
    thread::scope(|scope| {
        let tills: Vec<_> = (0..TILLS).map(|_| scope.spawn(till)).collect();
        tills.into_iter().map(|till| till.join().unwrap()).sum()
    })
}

#[test]
fn the_schema_alone_stops_tills_that_look_for_open_money_too_early() {
    let (house, ..) = with_open_money();
    assert_eq!(look_first_and_pay_later(&house), 1);
}

#[test]
fn planted_fault_without_the_schemas_check_open_money_is_paid_back_twice() {
    let (house, ..) = with_open_money();
    house.sqlite3("DROP TRIGGER payment_entries_refund_what_is_open");
    assert_eq!(
        look_first_and_pay_later(&house),
        2,
        "the race must be lost as far as there is any money, where nothing guards what is due"
    );
    let check = house.boxoffice().args(["db", "check"]).output().unwrap();
    let said = String::from_utf8_lossy(&check.stdout);
    assert!(said.contains("is paid, but holds 0 of 150000"), "{said}");
}

/// A full house of sixteen orders for one place each, and one place of another type in it.
fn full_house() -> (House, Vec<String>) {
    let house = House::with_quota(16);
    let vip = "ticket-type create --concert last-night --name VIP --price 200000 --quota 1";
    let vip: Vec<_> = vip.split(' ').collect();
    run(&house, &vip);
    let sell = ["sell", ITEM, "--pay", "cash", "--quiet"];
    let orders = (0..TILLS).map(|_| run(&house, &sell)).collect();
    (house, orders)
}

#[test]
fn of_many_exchanges_one_gets_the_last_place_and_nobody_takes_what_it_frees() {
    let (house, orders) = full_house();
    let lines: Vec<_> = orders
        .iter()
        .map(|order| format!("order exchange {order} --from {ITEM} --to last-night/vip --pay cash"))
        .map(|line| words(&line))
        .collect();
    let sales = vec![words(&format!("sell {ITEM} --pay cash")); TILLS];
    let (exchanged, sold) = thread::scope(|scope| {
        let exchanged = scope.spawn(|| winners(&house, &lines, "sold_out"));
        let sold = scope.spawn(|| winners(&house, &sales, "sold_out"));
        (exchanged.join().unwrap(), sold.join().unwrap())
    });
    assert_eq!((exchanged, sold), (1, 0));
    assert_eq!(
        house.sqlite3(
            "SELECT group_concat(taken) FROM (SELECT taken FROM ticket_types ORDER BY id)"
        ),
        "15,1"
    );
    house.must_be_sound();
}
