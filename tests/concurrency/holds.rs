//! Races of real processes on the last place that is held, and the planted fault that must lose them.

use std::sync::Barrier;
use std::thread;

use boxoffice::desk;
use boxoffice::desk::terms::Terms;
use boxoffice::domain::{Channel, HoldId};
use boxoffice::office::Office;
use rusqlite::Connection;

use super::house::{House, ITEM, setting};

/// Sellers at once.
const TILLS: usize = 16;

/// A house of `quota` places that is sold out: the last `held` of them are held, the others sold.
fn sold_out(quota: i64, held: i64) -> House {
    let house = House::with_quota(quota);
    let run = |words: &[&str]| {
        let answer = house.boxoffice().args(words).output().unwrap();
        let said = String::from_utf8_lossy(&answer.stderr);
        assert!(answer.status.success(), "{words:?}: {said}");
    };
    let item = |quantity: i64| format!("{ITEM}={quantity}");
    run(&["hold", "create", &item(held), "--reason", "Sponsors"]);
    run(&["sell", &item(quota - held), "--pay", "cash"]);
    house
}

/// How many of the tills that all do the same at once succeed; the others have to be told that nothing is left.
fn winners(house: &House, words: &[&str]) -> usize {
    let everybody_is_there = Barrier::new(TILLS);
    let till = || {
        everybody_is_there.wait();
        let answer = house.boxoffice().args(words).output().unwrap();
        if !answer.status.success() {
            let said = String::from_utf8_lossy(&answer.stderr);
            assert!(said.contains("\"code\":\"sold_out\""), "{said}");
        }
        usize::from(answer.status.success())
    };
    thread::scope(|scope| {
        let tills: Vec<_> = (0..TILLS).map(|_| scope.spawn(till)).collect();
        tills.into_iter().map(|till| till.join().unwrap()).sum()
    })
}

#[test]
fn of_many_tills_one_sells_the_last_place_of_a_hold_and_nobody_takes_it_between() {
    let house = sold_out(2, 1);
    let sell = ["sell", ITEM, "--pay", "cash", "--json"];
    let from_hold = ["hold", "sell", "sponsors", "--pay", "cash", "--json"];
    let (of_hold, of_sale) = thread::scope(|scope| {
        let of_hold = scope.spawn(|| winners(&house, &from_hold));
        let of_sale = scope.spawn(|| winners(&house, &sell));
        (of_hold.join().unwrap(), of_sale.join().unwrap())
    });
    assert_eq!((of_hold, of_sale), (1, 0));
    assert_eq!(house.sqlite3("SELECT taken FROM ticket_types"), "2");
    house.must_be_sound();
}

/// Every till looks whether the hold still keeps a place, then all of them take it out by hand.
fn look_first_and_take_later(house: &House) -> usize {
    let everybody_looked = Barrier::new(TILLS);
    let till = || {
        let office = Office::open(&house.path(), setting()).unwrap();
        let quote = office.read(|snapshot| {
            desk::hold_sale::quote(
                snapshot,
                HoldId(1),
                &[],
                Channel::Counter,
                &Terms::default(),
            )
        });
        assert_eq!(quote.unwrap().lines.len(), 1);
        drop(office);
        let connection = Connection::open(house.path()).unwrap();
        connection
            .busy_timeout(std::time::Duration::from_secs(30))
            .unwrap();
        everybody_looked.wait();
        let taken = connection.execute(
            "INSERT INTO hold_entries (id, hold_id, ticket_type_id, quantity, at)
             SELECT id, 1, 1, -1, '2026-11-01T03:00:00Z' FROM next_hold_entries",
            [],
        );
        usize::from(taken.is_ok())
    };
    thread::scope(|scope| {
        let tills: Vec<_> = (0..TILLS).map(|_| scope.spawn(till)).collect();
        tills.into_iter().map(|till| till.join().unwrap()).sum()
    })
}

#[test]
fn the_schema_alone_stops_tills_that_look_into_a_hold_too_early() {
    let house = sold_out(20, 1);
    assert_eq!(look_first_and_take_later(&house), 1);
    assert_eq!(house.sqlite3("SELECT taken FROM ticket_types"), "19");
}

#[test]
fn planted_fault_without_the_schemas_check_a_hold_gives_one_place_to_everybody() {
    let house = sold_out(20, 1);
    house.sqlite3("DROP TRIGGER hold_entries_give_what_is_there");
    assert_eq!(
        look_first_and_take_later(&house),
        TILLS,
        "the race must be lost where nothing guards it"
    );
    let check = house.boxoffice().args(["db", "check"]).output().unwrap();
    let said = String::from_utf8_lossy(&check.stdout);
    assert!(said.contains("has given away more places"), "{said}");
}
