//! Prices in columns of their own: what is said of one names that column.

use super::house::{House, List, list};

/// A list of somebody else's with a price column for each of two types.
fn priced(rows: &[&str]) -> List {
    list(
        "night,name,venue,location,starts_at,Early,At the door",
        rows,
    )
    .map("concert=night")
    .map("ticket_type.early.price=Early")
    .map("ticket_type.door.price=At the door")
    .set("ticket_type.early.quota=10")
    .set("ticket_type.door.quota=20")
}

fn night(prices: &str) -> String {
    format!("jazz,Jazz,Hall,Jakarta,2026-12-05 20:00,{prices}")
}

#[test]
fn a_price_that_differs_is_told_with_its_own_column() {
    let house = House::open();
    house.takes(&priced(&[&night("5000,7000")]));
    assert_eq!(
        house.refuses(&priced(&[&night("5000,8000")])),
        ["2: At the door: `Rp8.000` for `door`, but `Rp7.000` in the box office"]
    );
    assert_eq!(
        house.refuses(&priced(&[&night("6000,")])),
        ["2: Early: `Rp6.000`, but `Rp5.000` in the box office"]
    );
}

#[test]
fn rows_that_contradict_each_other_are_told_with_the_column_that_does() {
    let rows = [night("5000,7000"), night("5000,8000")];
    let told = House::open().refuses(&priced(&[&rows[0], &rows[1]]));
    assert_eq!(
        told,
        ["3: At the door: `Rp8.000`, but line 2 says `Rp7.000` of the same concert"]
    );
}

#[test]
fn a_negative_price_is_a_slip_and_never_a_note() {
    for price in [
        "-5000",
        "Rp-5.000",
        "−5000 IDR",
        "–5000",
        "- 5000",
        "5000-",
        "(5000)",
        "Rp(5.000)",
    ] {
        let read = priced(&[&night(&format!("{price},7000"))]).read();
        let [problem] = read.problems.as_slice() else {
            panic!("{price}: {:?}", read.problems);
        };
        let told = format!("2: Early: `{price}` is negative; expected a sum of zero or more");
        assert_eq!(*problem, told);
        assert_eq!(read.oddities, Vec::<String>::new());
    }
}

#[test]
fn words_with_a_dash_in_our_own_column_are_no_sum_and_not_negative() {
    let rows = ["Jazz,Hall,Jakarta,2026-12-05 20:00,Adult,-free,9"];
    let own = list(
        "name,venue,location,starts_at,ticket_type,price,quota",
        &rows,
    );
    let problems = own.read().problems;
    assert!(
        problems.len() == 1 && problems[0].starts_with("2: price: `-free` is not a sum"),
        "{problems:?}"
    );
}

#[test]
fn a_dash_or_brackets_among_words_are_still_a_note() {
    for prose in [
        "5000-7000",
        "call 010-123",
        "- 5000 with a card",
        "-free",
        "(free)",
        "5000 (members)",
    ] {
        let read = priced(&[&night(&format!("{prose},7000"))]).read();
        assert_eq!(read.problems, Vec::<String>::new(), "{prose}");
        assert_eq!(read.oddities, [format!("2: price_as_note: `{prose}`")]);
    }
    let nothing = priced(&[&night("x,-")]).read();
    assert!(nothing.problems.is_empty() && nothing.oddities.is_empty());
}

#[test]
fn a_price_that_cannot_be_taken_is_written_back_with_its_own_column() {
    let refused = night("-5000,7000");
    let outcome = House::open().import(&priced(&[&refused]).keep_going());
    let written = outcome.rejects.lines().nth(1).unwrap();
    let reason = written.strip_prefix(&format!("{refused},")).unwrap();
    assert!(reason.starts_with("Early: "), "{written}");
}

#[test]
fn with_strict_a_price_in_words_is_refused_with_its_own_column() {
    let words = priced(&[&night("5000,at the desk")]).strict();
    assert_eq!(
        House::open().refuses(&words),
        ["2: At the door: `at the desk`; --strict refuses `price_as_note`"]
    );
}
