//! The journal of a change over many rows.

use std::fs;

use boxoffice::domain::{Code, Error};
use boxoffice::repository::journal::append_if_many;

use super::house::{House, make};

#[test]
fn a_change_over_many_rows_is_told_in_several_lines() {
    let house = House::open();
    house
        .write("make", |tx| {
            for number in 1..=4_500 {
                make(tx, &format!("Artist {number}"))?;
                append_if_many(tx, "make")?;
            }
            Ok(())
        })
        .unwrap();
    assert_eq!(house.told("make"), [2_000, 2_000, 500]);
    assert_eq!(house.findings(), Vec::<String>::new());
}

#[test]
fn a_change_that_was_told_to_its_last_row_has_no_empty_line() {
    let house = House::open();
    house
        .write("make", |tx| {
            for number in 1..=2_000 {
                make(tx, &format!("Artist {number}"))?;
                append_if_many(tx, "make")?;
            }
            Ok(())
        })
        .unwrap();
    assert_eq!(house.told("make"), [2_000]);
    assert_eq!(house.count("artists"), 2_000);
    assert_eq!(house.findings(), Vec::<String>::new());
}

#[test]
fn a_line_told_within_an_attempt_goes_when_the_attempt_fails() {
    let house = House::open();
    house
        .write("make", |tx| {
            make(tx, "First")?;
            let failed: Result<(), _> = tx.attempt(|| {
                for number in 1..=2_500 {
                    make(tx, &format!("Artist {number}"))?;
                    append_if_many(tx, "make")?;
                }
                Err(Error::new(Code::Failed, "not today"))
            });
            assert!(failed.is_err());
            make(tx, "Last")
        })
        .unwrap();
    assert_eq!(house.told("make"), [2]);
    assert_eq!(house.count("artists"), 2);
    assert_eq!(house.findings(), Vec::<String>::new());
}

#[test]
fn a_line_is_the_text_that_its_rows_have_as_json() {
    let house = House::open();
    house
        .write("say", |tx| make(tx, "Ünï \"quoted\" \\ 한국"))
        .unwrap();
    let contents: Vec<String> = house.read(|snapshot| {
        snapshot.all("SELECT content FROM journal ORDER BY seq", &[], |row| {
            row.get("content")
        })
    });
    for content in contents {
        let read: serde_json::Value = serde_json::from_str(&content).unwrap();
        assert_eq!(read.to_string(), content);
    }
}

#[test]
fn an_open_office_refuses_once_its_file_was_replaced_by_a_copy_that_went_on() {
    let house = House::open();
    house.write("sell", |tx| house.sell(tx, 1)).unwrap();
    let head = house.folder.path().join("house.db.head");
    let of_the_copy = format!("{:020} {}\n", 999, "f".repeat(64));
    fs::write(&head, &of_the_copy).unwrap();
    let refused = house.write("sell", |tx| house.sell(tx, 1)).unwrap_err();
    assert_eq!(refused.code, Code::Database);
    assert_eq!(fs::read_to_string(&head).unwrap(), of_the_copy);
    assert_eq!(house.count("orders"), 1);
}

#[test]
fn a_file_that_lost_something_is_told_before_any_rule() {
    let house = House::open();
    let head = house.folder.path().join("house.db.head");
    fs::write(&head, format!("{:020} {}\n", 999, "f".repeat(64))).unwrap();
    let too_many = house.write("sell", |tx| house.sell(tx, 5_000)).unwrap_err();
    assert_eq!(too_many.code, Code::Database);
    let nothing = house.write("look", |_| Ok(())).unwrap_err();
    assert_eq!(nothing.code, Code::Database);
    assert!(nothing.message.contains("line 999"), "{}", nothing.message);
}
