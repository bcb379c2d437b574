//! Races of real processes on the last places, and the planted faults that must lose them.

use std::collections::BTreeMap;
use std::process::Output;
use std::sync::Barrier;
use std::thread;

use boxoffice::desk;
use boxoffice::desk::sale::{Customer, NewOrder};
use boxoffice::domain::{Channel, Code, Error, Line, TicketTypeId, UserRef};
use boxoffice::office::{Office, Request};
use rusqlite::Connection;

use super::house::{House, ITEM, setting};

/// Sellers at once.
const TILLS: usize = 64;

/// Everything a till saw until it was refused: how many it sold, and the refusal.
struct Evening {
    sold: i64,
    last: Output,
}

fn sell_until_refused(house: &House) -> Evening {
    let mut sold = 0;
    loop {
        let last = house
            .boxoffice()
            .args(["sell", ITEM, "--pay", "cash", "--json"])
            .output()
            .unwrap();
        if !last.status.success() {
            return Evening { sold, last };
        }
        sold += 1;
    }
}

#[test]
fn sixty_four_tills_sell_exactly_the_last_thousand_places() {
    let house = House::with_quota(1_000);

    let evenings: Vec<Evening> = thread::scope(|scope| {
        let tills: Vec<_> = (0..TILLS)
            .map(|_| scope.spawn(|| sell_until_refused(&house)))
            .collect();
        tills.into_iter().map(|till| till.join().unwrap()).collect()
    });

    assert_eq!(
        evenings.iter().map(|evening| evening.sold).sum::<i64>(),
        1_000
    );
    for Evening { last, .. } in &evenings {
        let said = String::from_utf8_lossy(&last.stderr);
        assert_eq!(last.status.code(), Some(4), "{said}");
        assert!(said.contains("\"code\":\"sold_out\""), "{said}");
        assert!(!said.contains("busy") && !said.contains("locked"), "{said}");
    }
    assert_eq!(house.sqlite3("SELECT taken FROM ticket_types"), "1000");
    assert_eq!(
        house.sqlite3("SELECT count(*) FROM tickets WHERE status = 'valid'"),
        "1000"
    );
    house.must_be_sound();
}

/// Every till looks whether a place is left, then all of them take it: the check stands outside the transaction.
fn check_first_and_sell_later(house: &House) -> Vec<Result<(), Error>> {
    let everybody_looked = Barrier::new(TILLS);
    let till = || {
        let office = Office::open(&house.path(), setting())?;
        let lines = vec![Line {
            ticket_type: TicketTypeId(1),
            quantity: 1,
        }];
        let quote = office.read(|snapshot| desk::sale::quote(snapshot, &lines));
        everybody_looked.wait();
        let customer = Customer {
            user: UserRef::WalkIn,
            name: None,
        };
        let new = NewOrder {
            lines,
            customer,
            channel: Channel::Counter,
            note: None,
        };
        let request = Request::new("sell", &new)?;
        let done = office.write(
            &request,
            |tx| Ok(desk::sale::place(tx, &quote?, &new, None)?.order),
            |_, _| Ok(()),
        );
        done.map(drop)
    };
    thread::scope(|scope| {
        let tills: Vec<_> = (0..TILLS).map(|_| scope.spawn(till)).collect();
        tills.into_iter().map(|till| till.join().unwrap()).collect()
    })
}

/// Takes both checks on the number of places out of the schema, as a careless hand with `writable_schema` could.
fn drop_the_checks(house: &House) {
    let connection = Connection::open(house.path()).unwrap();
    connection
        .execute_batch(
            "PRAGMA writable_schema = ON;
             UPDATE sqlite_schema SET sql = replace(replace(sql, 'CHECK (taken <= quota)', 'CHECK (1)'),
                 'CHECK (taken <= capacity)', 'CHECK (1)') WHERE name IN ('ticket_types', 'concerts');",
        )
        .unwrap();
}

fn findings(house: &House) -> BTreeMap<String, usize> {
    let answer = house
        .boxoffice()
        .args(["db", "check", "--json"])
        .output()
        .unwrap();
    assert_eq!(answer.status.code(), Some(5));
    let told: serde_json::Value = serde_json::from_slice(&answer.stdout).unwrap();
    let mut by_check = BTreeMap::new();
    for finding in told["findings"].as_array().unwrap() {
        *by_check
            .entry(finding["check"].as_str().unwrap().to_owned())
            .or_default() += 1;
    }
    by_check
}

#[test]
fn the_schema_alone_stops_tills_that_check_too_early() {
    let house = House::with_quota(1);

    let sold = check_first_and_sell_later(&house);

    assert_eq!(sold.iter().filter(|sale| sale.is_ok()).count(), 1);
    assert!(
        sold.iter()
            .filter_map(|sale| sale.as_ref().err())
            .all(|error| error.code == Code::SoldOut)
    );
    house.must_be_sound();
}

#[test]
fn planted_fault_without_the_schemas_check_early_checks_oversell() {
    let house = House::with_quota(1);
    drop_the_checks(&house);

    let sold = check_first_and_sell_later(&house);

    assert_eq!(
        sold.iter().filter(|sale| sale.is_ok()).count(),
        TILLS,
        "the race must be lost where nothing guards it"
    );
    let found = findings(&house);
    assert!(
        found.contains_key("places") && found.contains_key("schema"),
        "{found:?}"
    );
}

/// One more place than there is, by hand: a draft with a line, then the statement that takes the place.
const ONE_TOO_MANY: &str = "PRAGMA foreign_keys = ON; BEGIN;
    INSERT INTO orders (id, code, user_id, status, total, channel, operator_id, created_at, changed_at)
        VALUES (9, 'FORGED', 1, 'draft', 0, 'counter', 1, '2026-11-01T03:00:00Z', '2026-11-01T03:00:00Z');
    INSERT INTO order_details (id, order_id, kind, ticket_type_id, quantity, unit_price, amount, created_at)
        VALUES (9, 9, 'ticket', 1, 2, 150000, 300000, '2026-11-01T03:00:00Z');
    INSERT INTO payments (id, order_id, amount, live, created_at) VALUES (9, 9, 300000, 1, '2026-11-01T03:00:00Z');
    UPDATE orders SET status = 'pending' WHERE id = 9;
    COMMIT;";

#[test]
fn raw_sql_cannot_take_one_place_too_many() {
    let house = House::with_quota(1);
    let refused = Connection::open(house.path())
        .unwrap()
        .execute_batch(ONE_TOO_MANY)
        .unwrap_err();
    assert!(
        refused.to_string().contains("ticket_type_quota"),
        "{refused}"
    );
    house.must_be_sound();
}

#[test]
fn planted_fault_without_the_schemas_check_raw_sql_oversells() {
    let house = House::with_quota(1);
    drop_the_checks(&house);
    Connection::open(house.path())
        .unwrap()
        .execute_batch(ONE_TOO_MANY)
        .unwrap();
    assert_eq!(house.sqlite3("SELECT taken > quota FROM ticket_types"), "1");
    assert!(findings(&house).contains_key("places"));
}

/// What every till runs: look, then write, in one transaction begun with `begin`. Says who was told to go away.
fn look_then_write(house: &House, begin: &str) -> Vec<Result<(), rusqlite::Error>> {
    let everybody_began = Barrier::new(TILLS);
    let till = |number: usize| {
        let connection = Connection::open(house.path())?;
        connection.busy_timeout(std::time::Duration::from_secs(30))?;
        if begin == "BEGIN IMMEDIATE" {
            everybody_began.wait();
        }
        connection.execute_batch(begin)?;
        connection.query_row("SELECT quota - taken FROM ticket_types", [], |row| {
            row.get::<_, i64>(0)
        })?;
        if begin == "BEGIN DEFERRED" {
            everybody_began.wait();
        }
        connection.execute(
            "INSERT INTO operators (id, name, created_at) VALUES ((SELECT id FROM next_operators), ?1, '2026-11-01T03:00:00Z')",
            [format!("till {number}")],
        )?;
        connection.execute_batch("COMMIT")
    };
    thread::scope(|scope| {
        let till = &till;
        let tills: Vec<_> = (0..TILLS)
            .map(|number| scope.spawn(move || till(number)))
            .collect();
        tills.into_iter().map(|till| till.join().unwrap()).collect()
    })
}

#[test]
fn immediate_transactions_wait_for_each_other() {
    let house = House::with_quota(1);
    assert!(
        look_then_write(&house, "BEGIN IMMEDIATE")
            .iter()
            .all(Result::is_ok)
    );
}

#[test]
fn planted_fault_a_deferred_transaction_makes_a_loser_see_busy() {
    let house = House::with_quota(1);
    let ended = look_then_write(&house, "BEGIN DEFERRED");
    let busy = |error: &rusqlite::Error| {
        error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy)
    };
    let losers = ended
        .iter()
        .filter_map(|end| end.as_ref().err())
        .filter(|error| busy(error))
        .count();
    assert_eq!(
        losers,
        TILLS - 1,
        "a deferred transaction must lose, or the race above proves nothing"
    );
}
