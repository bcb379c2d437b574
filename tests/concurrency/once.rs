//! What happens once happens once, however many do it at the same moment: real processes at once, then hands with raw
//! SQL that looked too early, whom the schema alone must stop, and the planted fault: without the schema they all get
//! through, and the check finds it.

use std::path::Path;
use std::process::Output;
use std::sync::Barrier;
use std::thread;
use std::time::Duration;

use rusqlite::Connection;

use super::house::{House, ITEM};

/// How many do the same at once.
const MANY: usize = 12;

/// An hour after the clock of the house.
const LATER: &str = "2026-11-01T04:00:00Z";

/// The evening of the concert.
const EVENING: &str = "2026-12-28T12:30:00Z";

/// Runs the program once, and it has to succeed.
fn run(house: &House, words: &[&str]) -> Output {
    let answer = house.boxoffice().args(words).output().unwrap();
    let said = String::from_utf8_lossy(&answer.stderr);
    assert!(answer.status.success(), "{words:?}: {said}");
    answer
}

/// What the program answers in one line.
fn reference(house: &House, words: &[&str]) -> String {
    let answer = run(house, words);
    String::from_utf8(answer.stdout).unwrap().trim().to_owned()
}

/// Runs all of these commands at once, at a moment of the house's clock; each answers with its exit status and the code
/// of its refusal.
fn at_once(house: &House, now: &str, commands: &[Vec<&str>]) -> Vec<String> {
    let everybody_is_there = Barrier::new(commands.len());
    let till = |words: &Vec<&str>| {
        everybody_is_there.wait();
        let mut program = house.boxoffice();
        let answer = program
            .env("BOXOFFICE_NOW", now)
            .args(words)
            .arg("--json")
            .output()
            .unwrap();
        if answer.status.success() {
            return "done".to_owned();
        }
        let said = String::from_utf8(answer.stderr).unwrap();
        let told = said
            .lines()
            .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
        let mut codes = told.filter_map(|line| line["error"]["code"].as_str().map(str::to_owned));
        codes.next_back().unwrap_or(said)
    };
    thread::scope(|scope| {
        let tills: Vec<_> = commands
            .iter()
            .map(|words| scope.spawn(|| till(words)))
            .collect();
        tills.into_iter().map(|till| till.join().unwrap()).collect()
    })
}

/// How many got this answer.
fn how_many(answers: &[String], answer: &str) -> usize {
    answers.iter().filter(|given| *given == answer).count()
}

/// Many hands that looked already write the same at once; answers with how many got through.
fn by_hand(file: &Path, sql: &str) -> usize {
    let everybody_looked = Barrier::new(MANY);
    let hand = || {
        let connection = Connection::open(file).unwrap();
        connection.busy_timeout(Duration::from_secs(30)).unwrap();
        everybody_looked.wait();
        usize::from(connection.execute_batch(sql).is_ok())
    };
    thread::scope(|scope| {
        let hands: Vec<_> = (0..MANY).map(|_| scope.spawn(hand)).collect();
        hands.into_iter().map(|hand| hand.join().unwrap()).sum()
    })
}

/// Takes guards out of the schema: triggers and indexes by name, and CHECKs by their text.
fn without(house: &House, names: &[&str], checks: &[&str]) {
    for name in names {
        let kind = house.sqlite3(&format!(
            "SELECT type FROM sqlite_schema WHERE name = '{name}'"
        ));
        house.sqlite3(&format!("DROP {kind} {name}"));
    }
    let connection = Connection::open(house.path()).unwrap();
    for check in checks {
        let sql = format!(
            "PRAGMA writable_schema = ON;
             UPDATE sqlite_schema SET sql = replace(sql, 'CHECK ({check})', 'CHECK (1)') WHERE type = 'table';"
        );
        connection.execute_batch(&sql).unwrap();
    }
}

/// What `db check` says is wrong.
fn wrong(house: &House) -> String {
    let answer = house.boxoffice().args(["db", "check"]).output().unwrap();
    assert_eq!(answer.status.code(), Some(5));
    String::from_utf8(answer.stdout).unwrap()
}

/// A house with one order that is cancelled and holds its money still.
fn with_open_money() -> House {
    let house = House::with_quota(5);
    let order = reference(&house, &["order", "create", ITEM, "--quiet"]);
    run(
        &house,
        &["payment", "record", &order, "--pay", "card=100000"],
    );
    run(&house, &["order", "cancel", &order]);
    house
}

const REFUND: &str = "INSERT INTO payment_entries (id, payment_id, kind, amount, method, refunds_id, operator_id, at, received_at, concert_id)
    SELECT id, 1, 'refund', 100000, 'card', 1, 1, '2026-11-01T03:00:00Z', '2026-11-01T03:00:00Z', 1 FROM next_payment_entries";

#[test]
fn of_many_refunds_at_once_one_pays_back() {
    let house = with_open_money();
    let order = house.sqlite3("SELECT code FROM orders");
    let answers = at_once(
        &house,
        LATER,
        &vec![vec!["payment", "refund", &order, "--all"]; MANY],
    );
    assert_eq!(how_many(&answers, "done"), 1, "{answers:?}");
    assert_eq!(
        how_many(&answers, "nothing_to_refund"),
        MANY - 1,
        "{answers:?}"
    );
    assert_eq!(house.sqlite3("SELECT refunded FROM payments"), "100000");
    house.must_be_sound();
}

#[test]
fn of_many_hands_that_saw_open_money_one_pays_it_back() {
    assert_eq!(by_hand(&with_open_money().path(), REFUND), 1);
}

#[test]
fn planted_fault_without_the_schemas_guards_money_is_paid_back_again_and_again() {
    let house = with_open_money();
    let guards = [
        "payment_entries_refund_what_is_open",
        "payment_entries_refund_a_receipt",
    ];
    without(
        &house,
        &guards,
        &["0 <= refunded AND refunded <= received AND received <= 1000000000000000"],
    );
    assert_eq!(
        by_hand(&house.path(), REFUND),
        MANY,
        "the race must be lost where nothing guards it"
    );
    assert!(wrong(&house).contains("was paid back more than once"));
}

/// A house with an order for each hand, so that the places of many could be given back.
fn with_orders() -> House {
    let house = House::with_quota(20);
    for _ in 0..MANY {
        run(&house, &["order", "create", ITEM]);
    }
    house
}

const GIVE_BACK: &str =
    "INSERT INTO place_entries (ticket_type_id, claim, claim_id, quantity, taken, at)
    SELECT 1, 'order', 1, -1, taken - 1, '2026-11-01T03:00:00Z' FROM ticket_types WHERE id = 1";

#[test]
fn an_order_that_many_cancel_at_once_frees_its_places_once() {
    let house = with_orders();
    let order = house.sqlite3("SELECT code FROM orders WHERE id = 1");
    let answers = at_once(&house, LATER, &vec![vec!["order", "cancel", &order]; MANY]);
    assert_eq!(how_many(&answers, "done"), MANY, "{answers:?}");
    assert_eq!(
        house.sqlite3("SELECT taken FROM ticket_types"),
        (MANY - 1).to_string()
    );
    house.must_be_sound();
}

#[test]
fn no_hand_frees_the_places_of_an_order_that_stands() {
    assert_eq!(by_hand(&with_orders().path(), GIVE_BACK), 0);
}

#[test]
fn planted_fault_without_the_schemas_guard_places_are_freed_again_and_again() {
    let house = with_orders();
    without(&house, &["place_entries_equal_their_claim"], &[]);
    assert_eq!(
        by_hand(&house.path(), GIVE_BACK),
        MANY,
        "the race must be lost where nothing guards it"
    );
    assert_eq!(house.sqlite3("SELECT taken FROM ticket_types"), "0");
    assert!(wrong(&house).contains("claims"));
}

/// A house with one ticket.
fn with_a_ticket() -> House {
    let house = House::with_quota(5);
    run(&house, &["sell", ITEM, "--pay", "cash"]);
    house
}

const ADMIT: &str = "INSERT INTO scans (id, ticket_id, concert_id, direction, entry, result, operator_id, at, received_at)
    SELECT id, 1, 1, 'in', 1, 'admitted', 1, '2026-12-28T12:30:00Z', '2026-12-28T12:30:00Z' FROM next_scans";

#[test]
fn of_many_scanners_at_once_one_lets_the_ticket_in() {
    let house = with_a_ticket();
    let code = house.sqlite3("SELECT code FROM tickets");
    let answers = at_once(&house, EVENING, &vec![vec!["ticket", "admit", &code]; MANY]);
    assert_eq!(how_many(&answers, "done"), 1, "{answers:?}");
    assert_eq!(
        house.sqlite3("SELECT count(*) FROM scans WHERE result = 'admitted'"),
        "1"
    );
    let again = house.sqlite3("SELECT count(*) FROM scans WHERE result = 'already_admitted'");
    assert_eq!(again, (MANY - 1).to_string());
    house.must_be_sound();
}

#[test]
fn of_many_hands_that_saw_a_fresh_ticket_one_lets_it_in() {
    assert_eq!(by_hand(&with_a_ticket().path(), ADMIT), 1);
}

#[test]
fn planted_fault_without_the_schemas_guards_a_ticket_lets_everybody_in() {
    let house = with_a_ticket();
    without(&house, &["scans_never_replaced", "scans_admit_once"], &[]);
    assert_eq!(
        by_hand(&house.path(), ADMIT),
        MANY,
        "the race must be lost where nothing guards it"
    );
    assert!(wrong(&house).contains(&format!("let somebody in {MANY} times")));
}

/// A house whose only place an order has that is overdue an hour later.
fn with_an_overdue_order() -> House {
    let house = House::with_quota(1);
    run(&house, &["order", "create", ITEM, "--expires-at", "20m"]);
    house
}

const REVIVE: &str = "PRAGMA foreign_keys = ON; BEGIN IMMEDIATE; UPDATE orders SET status = 'draft' WHERE id = 1;
    UPDATE orders SET status = 'pending', expires_at = NULL, expired_at = NULL WHERE id = 1; COMMIT;";

#[test]
fn late_money_for_an_order_whose_place_is_resold_is_kept_and_revives_nothing() {
    let house = with_an_overdue_order();
    let order = house.sqlite3("SELECT code FROM orders");
    let sell = vec!["sell", ITEM, "--pay", "cash"];
    let pay = vec!["payment", "record", &order, "--pay", "transfer=150000"];
    let commands = [vec![sell; MANY / 2], vec![pay; MANY / 2]].concat();
    let answers = at_once(&house, LATER, &commands);
    assert_eq!(how_many(&answers[..MANY / 2], "done"), 1, "{answers:?}");
    assert_eq!(
        how_many(&answers[..MANY / 2], "sold_out"),
        MANY / 2 - 1,
        "{answers:?}"
    );
    assert_eq!(
        how_many(&answers[MANY / 2..], "partial"),
        MANY / 2,
        "{answers:?}"
    );
    let kept = house.sqlite3("SELECT o.status, received FROM orders AS o JOIN payments AS p ON p.order_id = o.id WHERE o.id = 1");
    assert_eq!(kept, format!("expired|{}", 150_000 * MANY / 2));
    assert_eq!(house.sqlite3("SELECT count(*) FROM tickets"), "1");
    house.must_be_sound();
}

#[test]
fn no_hand_revives_an_order_whose_place_is_resold() {
    let house = with_an_overdue_order();
    assert_eq!(
        how_many(
            &at_once(&house, LATER, &[vec!["sell", ITEM, "--pay", "cash"]]),
            "done"
        ),
        1
    );
    assert_eq!(by_hand(&house.path(), REVIVE), 0);
}

#[test]
fn planted_fault_without_the_schemas_guards_a_resold_place_is_taken_again() {
    let house = with_an_overdue_order();
    assert_eq!(
        how_many(
            &at_once(&house, LATER, &[vec!["sell", ITEM, "--pay", "cash"]]),
            "done"
        ),
        1
    );
    without(&house, &[], &["taken <= quota", "taken <= capacity"]);
    assert!(
        by_hand(&house.path(), REVIVE) >= 1,
        "the race must be lost where nothing guards it"
    );
    assert!(wrong(&house).contains("2 places taken of a quota of 1"));
}

#[test]
fn imports_at_once_of_more_rows_than_places_take_exactly_the_places() {
    let house = House::with_quota(5);
    let rows = |name: &str| {
        let path = house.path().with_file_name(format!("{name}.csv"));
        let row = |number| format!("{name}-{number},last-night,standing,1,,,cash,\n");
        let rows: String = (0..4).map(row).collect();
        std::fs::write(
            &path,
            format!("key,concert,ticket_type,quantity,user,name,pay,note\n{rows}"),
        )
        .unwrap();
        path.display().to_string()
    };
    let files = ["web", "phone"].map(rows);
    let commands: Vec<_> = files
        .iter()
        .map(|file| vec!["order", "import", file.as_str(), "--keep-going"])
        .collect();
    let answers = at_once(&house, LATER, &commands);
    assert!(
        answers
            .iter()
            .all(|answer| answer == "done" || answer == "partial"),
        "{answers:?}"
    );
    assert_eq!(house.sqlite3("SELECT taken FROM ticket_types"), "5");
    house.must_be_sound();
}

#[test]
fn a_hold_that_is_released_while_it_is_sold_from_gives_each_place_once() {
    let house = House::with_quota(10);
    run(
        &house,
        &["hold", "create", &format!("{ITEM}=6"), "--reason", "Press"],
    );
    let sell = vec!["hold", "sell", "press", ITEM, "--pay", "cash"];
    let release = vec!["hold", "release", "press"];
    let commands = [vec![sell; MANY - 2], vec![release; 2]].concat();
    let answers = at_once(&house, LATER, &commands);
    let sold = how_many(&answers[..MANY - 2], "done");
    let told = how_many(&answers, "wrong_state") + how_many(&answers, "sold_out");
    assert_eq!(sold + told, MANY - 2, "{answers:?}");
    assert_eq!(
        house.sqlite3("SELECT taken FROM ticket_types"),
        sold.to_string()
    );
    assert_eq!(
        house.sqlite3("SELECT count(*) FROM tickets WHERE status = 'valid'"),
        sold.to_string()
    );
    house.must_be_sound();
}

/// A house with one place, for which a paid sale and a ticket for nothing stand in line.
fn with_one_place() -> House {
    House::with_quota(1)
}

#[test]
fn a_ticket_for_nothing_takes_its_place_through_the_same_gate() {
    let house = with_one_place();
    let sell = vec!["sell", ITEM, "--pay", "cash"];
    let give = vec!["sell", ITEM, "--comp", "press"];
    let commands = [vec![sell; MANY / 2], vec![give; MANY / 2]].concat();
    let answers = at_once(&house, LATER, &commands);
    assert_eq!(how_many(&answers, "done"), 1, "{answers:?}");
    assert_eq!(how_many(&answers, "sold_out"), MANY - 1, "{answers:?}");
    house.must_be_sound();
}

const GIVE: &str = "PRAGMA foreign_keys = ON; BEGIN IMMEDIATE;
    INSERT INTO orders (id, code, user_id, status, total, channel, operator_id, created_at, changed_at)
        SELECT id, 'FORGED' || id, 1, 'draft', 0, 'counter', 1, '2026-11-01T03:00:00Z', '2026-11-01T03:00:00Z' FROM next_orders;
    INSERT INTO order_details (id, order_id, kind, ticket_type_id, quantity, unit_price, amount, comp_reason, approver_id, created_at)
        SELECT d.id, o.id - 1, 'ticket', 1, 1, 0, 0, 'press', 1, '2026-11-01T03:00:00Z' FROM next_order_details AS d, next_orders AS o;
    INSERT INTO payments (id, order_id, amount, live, created_at)
        SELECT p.id, o.id - 1, 0, 1, '2026-11-01T03:00:00Z' FROM next_payments AS p, next_orders AS o;
    UPDATE orders SET status = 'pending' WHERE status = 'draft'; COMMIT;";

#[test]
fn of_many_hands_that_saw_the_last_place_one_gives_it_away() {
    let house = with_one_place();
    run(
        &house,
        &["user", "create", "--name", "Till", "--phone", "+6281234567"],
    );
    assert_eq!(by_hand(&house.path(), GIVE), 1);
}

#[test]
fn planted_fault_without_the_schemas_guards_the_last_place_is_given_to_everybody() {
    let house = with_one_place();
    run(
        &house,
        &["user", "create", "--name", "Till", "--phone", "+6281234567"],
    );
    without(&house, &[], &["taken <= quota", "taken <= capacity"]);
    let given = by_hand(&house.path(), GIVE);
    assert_eq!(given, MANY, "the race must be lost where nothing guards it");
    assert!(wrong(&house).contains("places taken of a quota of 1"));
}
