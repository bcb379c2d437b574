//! Races of real processes on the last use of a discount, and the planted fault that must lose them.

use std::sync::Barrier;
use std::thread;

use boxoffice::desk;
use boxoffice::desk::terms::Terms;
use boxoffice::domain::Channel;
use boxoffice::office::Office;

use super::house::{House, ITEM, setting};
use super::places::{order_of, write};

/// How often the code may be used.
const USES: usize = 5;

/// Sellers at once.
const TILLS: usize = USES + 1;

/// A house with places for everybody and a code for all but one.
fn house() -> House {
    let house = House::with_quota(50);
    let uses = USES.to_string();
    let words = [
        "discount",
        "create",
        "--code",
        "LAST",
        "--name",
        "Last",
        "--percent",
        "10",
        "--max-uses",
        &uses,
    ];
    let answer = house.boxoffice().args(words).output().unwrap();
    let said = String::from_utf8_lossy(&answer.stderr);
    assert!(answer.status.success(), "{said}");
    house
}

/// How many orders have a line of the code.
fn uses(house: &House) -> usize {
    let uses =
        house.sqlite3("SELECT count(DISTINCT order_id) FROM order_details WHERE discount_id = 1");
    uses.parse().unwrap()
}

#[test]
fn a_code_with_so_many_uses_is_given_so_often_and_no_more() {
    let house = house();
    let everybody_is_there = Barrier::new(TILLS);
    let till = || {
        everybody_is_there.wait();
        let words = [
            "sell",
            ITEM,
            "--discount",
            "last",
            "--pay",
            "card",
            "--json",
        ];
        let answer = house.boxoffice().args(words).output().unwrap();
        if !answer.status.success() {
            let said = String::from_utf8_lossy(&answer.stderr);
            assert!(said.contains("\"code\":\"discount_refused\""), "{said}");
        }
        usize::from(answer.status.success())
    };
    let winners: usize = thread::scope(|scope| {
        let tills: Vec<_> = (0..TILLS).map(|_| scope.spawn(till)).collect();
        tills.into_iter().map(|till| till.join().unwrap()).sum()
    });
    assert_eq!((winners, uses(&house)), (USES, USES));
    house.must_be_sound();
}

/// Every till asks for the price, then all of them sell at it: the count stands outside the transaction.
#[test]
fn planted_fault_a_use_that_is_counted_before_the_sale_is_given_to_everybody() {
    let house = house();
    let everybody_asked = Barrier::new(TILLS);
    let till = || {
        let office = Office::open(&house.path(), setting()).unwrap();
        let terms = Terms {
            discount: Some("last".parse().unwrap()),
            ..Terms::default()
        };
        let new = order_of(1);
        let quote = office
            .read(|snapshot| desk::sale::quote_on(snapshot, &new.lines, Channel::Counter, &terms))
            .unwrap();
        everybody_asked.wait();
        write(&office, |tx| {
            desk::sale::place(tx, &quote, &new, None).map(|placed| placed.order)
        })
        .unwrap();
    };
    thread::scope(|scope| {
        for _ in 0..TILLS {
            scope.spawn(till);
        }
    });
    assert_eq!(
        uses(&house),
        TILLS,
        "the race must be lost where the count stands outside"
    );
}
