//! Races of real processes on the last place of a pool through two ticket types, and the planted fault that must lose
//! them.

use std::sync::Barrier;
use std::thread;
use std::time::Duration;

use boxoffice::desk;
use boxoffice::domain::{Line, TicketTypeId};
use boxoffice::office::Office;
use rusqlite::Connection;

use super::house::{House, ITEM, setting};

/// Sellers at once, every other one of another type.
const TILLS: usize = 16;

/// The two types that share the pool.
const TYPES: [&str; 2] = [ITEM, "last-night/early"];

/// A house of 40 places whose two types share a pool with one place left; a hold keeps what is taken of it.
fn nearly_full() -> House {
    let house = House::with_quota(40);
    let run = |words: &str| {
        let words: Vec<_> = words.split(' ').collect();
        let answer = house.boxoffice().args(&words).output().unwrap();
        let said = String::from_utf8_lossy(&answer.stderr);
        assert!(answer.status.success(), "{words:?}: {said}");
    };
    run("ticket-type create --concert last-night --name Early --price 100000 --quota 40");
    run(
        "pool create --concert last-night --name Floor --capacity 20 --ticket-type standing --ticket-type early",
    );
    run("hold create last-night/standing=10 last-night/early=9 --reason Sponsors");
    house
}

/// How many of the tills succeed that do `till` at once.
fn winners(till: impl Fn(usize) -> bool + Sync) -> usize {
    let till = &till;
    thread::scope(|scope| {
        let tills: Vec<_> = (0..TILLS)
            .map(|number| scope.spawn(move || till(number)))
            .collect();
        let ended = tills.into_iter().map(|till| till.join().unwrap());
        ended.filter(|won| *won).count()
    })
}

#[test]
fn of_many_tills_one_sells_the_last_place_of_a_pool_whichever_type_it_sells() {
    let house = nearly_full();
    let everybody_is_there = Barrier::new(TILLS);
    let sold = winners(|number| {
        everybody_is_there.wait();
        let words = ["sell", TYPES[number % 2], "--pay", "cash", "--json"];
        let answer = house.boxoffice().args(words).output().unwrap();
        if !answer.status.success() {
            let said = String::from_utf8_lossy(&answer.stderr);
            assert!(said.contains("\"code\":\"sold_out\""), "{said}");
        }
        answer.status.success()
    });
    assert_eq!(sold, 1);
    assert_eq!(house.sqlite3("SELECT taken FROM pools"), "20");
    house.must_be_sound();
}

/// Every till sees that the pool still has a place for its type, then all of them take it by hand.
fn look_first_and_take_later(house: &House) -> usize {
    let everybody_looked = Barrier::new(TILLS);
    winners(|number| {
        let id = i64::try_from(number % 2 + 1).unwrap();
        let office = Office::open(&house.path(), setting()).unwrap();
        let wanted = [Line {
            ticket_type: TicketTypeId(id),
            quantity: 1,
        }];
        let quote = office.read(|snapshot| desk::sale::quote(snapshot, &wanted));
        assert_eq!(quote.unwrap().lines.len(), 1);
        drop(office);
        let connection = Connection::open(house.path()).unwrap();
        connection.busy_timeout(Duration::from_secs(30)).unwrap();
        everybody_looked.wait();
        let taken = connection.execute(
            "INSERT INTO hold_entries (id, hold_id, ticket_type_id, quantity, at)
             SELECT id, 1, ?1, 1, '2026-11-01T03:00:00Z' FROM next_hold_entries",
            [id],
        );
        taken.is_ok()
    })
}

#[test]
fn the_schema_alone_stops_tills_that_look_into_a_pool_too_early() {
    let house = nearly_full();
    assert_eq!(look_first_and_take_later(&house), 1);
    assert_eq!(house.sqlite3("SELECT taken FROM pools"), "20");
}

#[test]
fn planted_fault_without_the_schemas_gate_a_pool_gives_one_place_to_everybody() {
    let house = nearly_full();
    house.sqlite3("DROP TRIGGER ticket_types_move_the_pool");
    assert_eq!(
        look_first_and_take_later(&house),
        TILLS,
        "the race must be lost where nothing guards it"
    );
    let check = house.boxoffice().args(["db", "check"]).output().unwrap();
    let said = String::from_utf8_lossy(&check.stdout);
    assert!(said.contains("places of a capacity of 20"), "{said}");
}
