//! Many changes in one transaction.

use std::fs;

use boxoffice::db::Transaction;
use boxoffice::domain::{Code, Error, Result};
use boxoffice::office::{Done, Parts, Request};

use super::house::{House, make};

impl House {
    /// Sells one place under a key.
    fn sell_under(&self, key: &str) -> Result<Done<i64>> {
        let request = Request::new("sell", &1)?.with_key(Some(key.to_owned()));
        self.office.write(
            &request,
            |tx| Ok(self.sell(tx, 1)?.order.0),
            |_, order| Ok(*order),
        )
    }

    fn head(&self) -> String {
        fs::read_to_string(self.folder.path().join("house.db.head")).unwrap()
    }
}

fn failure() -> Error {
    Error::new(Code::Failed, "not today")
}

#[test]
fn each_change_has_a_line_and_a_key_of_its_own_and_the_head_is_written_once() {
    let house = House::open();
    let before = house.head();
    house
        .office
        .together(Parts::Apart, false, || {
            for number in 1..=3 {
                house.sell_under(&format!("run/{number}"))?;
                assert_eq!(house.head(), before);
                assert_eq!(house.count("orders"), number);
            }
            assert!(house.sell_under("run/2")?.repeated);
            Ok::<_, Error>(())
        })
        .unwrap();
    assert_eq!(house.told("sell").len(), 3);
    assert_eq!(house.count("request_keys"), 3);
    assert_ne!(house.head(), before);
    assert_eq!(house.findings(), Vec::<String>::new());
}

#[test]
fn a_refused_change_is_taken_back_alone() {
    let house = House::open();
    house
        .office
        .together(Parts::Apart, false, || {
            house.write("sell", |tx| house.sell(tx, 60))?;
            let refused = house.write("sell", |tx| {
                house.sell(tx, 40)?;
                house.sell(tx, 1)
            });
            assert_eq!(refused.unwrap_err().code, Code::SoldOut);
            house.write("sell", |tx| house.sell(tx, 40))?;
            Ok::<_, Error>(())
        })
        .unwrap();
    assert_eq!((house.count("orders"), house.count("tickets")), (2, 100));
    assert_eq!(house.findings(), Vec::<String>::new());
}

#[test]
fn ids_have_no_gap_where_something_was_taken_back_between() {
    let house = House::open();
    let sell_and_fail = |tx: &Transaction<'_>| {
        house.sell(tx, 3)?;
        Err::<i64, _>(failure())
    };
    house
        .office
        .together(Parts::Apart, false, || {
            house.write("sell", |tx| house.sell(tx, 2))?;
            house.write("sell", sell_and_fail).unwrap_err();
            house.write("sell", |tx| {
                house.sell(tx, 1)?;
                tx.attempt(|| sell_and_fail(tx)).unwrap_err();
                house.sell(tx, 2)
            })?;
            Ok::<_, Error>(())
        })
        .unwrap();
    house.write("sell", |tx| house.sell(tx, 1)).unwrap();
    for (table, rows) in [
        ("orders", 4),
        ("order_details", 4),
        ("payments", 4),
        ("payment_entries", 4),
        ("tickets", 6),
    ] {
        let last = format!("{table} WHERE id <= {rows}");
        assert_eq!(
            (house.count(table), house.count(&last)),
            (rows, rows),
            "{table}"
        );
    }
}

#[test]
fn nothing_of_it_stays_when_the_whole_fails() {
    let house = House::open();
    let before = (house.head(), house.count("journal"));
    let failed: Result<()> = house.office.together(Parts::Apart, false, || {
        house.sell_under("run/1")?;
        Err(failure())
    });
    assert_eq!(failed.unwrap_err().code, Code::Failed);
    assert_eq!((house.head(), house.count("journal")), before);
    assert_eq!((house.count("orders"), house.count("request_keys")), (0, 0));
    house.sell_under("run/1").unwrap();
    assert_eq!(house.findings(), Vec::<String>::new());
}

#[test]
fn a_dry_run_finds_what_it_did_before_and_keeps_nothing() {
    let house = House::open();
    let before = (house.head(), house.count("journal"));
    house
        .office
        .together(Parts::Apart, true, || {
            assert!(house.sell_under("run/1")?.dry_run);
            house.write("sell", |tx| house.sell(tx, 99))?;
            let refused = house.write("sell", |tx| house.sell(tx, 1));
            assert_eq!(refused.unwrap_err().code, Code::SoldOut);
            Ok::<_, Error>(())
        })
        .unwrap();
    assert_eq!((house.head(), house.count("journal")), before);
    assert_eq!(house.count("orders"), 0);
}

#[test]
fn one_change_may_be_tried_among_others_that_are_made() {
    let house = House::open();
    let tried = Request::new("sell", &1).unwrap().dry_run(true);
    house
        .office
        .together(Parts::Apart, false, || {
            house.write("sell", |tx| house.sell(tx, 1))?;
            let done = house
                .office
                .write(&tried, |tx| house.sell(tx, 1), |_, _| Ok(()))?;
            assert!(done.dry_run);
            Ok::<_, Error>(())
        })
        .unwrap();
    assert_eq!(house.count("orders"), 1);
}

#[test]
fn a_draft_does_not_survive_its_own_change() {
    let house = House::open();
    let leave_a_draft = || {
        house.write("leave", |tx| {
            tx.run(
                "INSERT INTO orders (id, code, user_id, status, total, channel, operator_id, created_at, changed_at)
                 VALUES ((SELECT id FROM next_orders), 'DRAFT', 1, 'draft', 0, 'counter', 1, $1, $1)",
                &[&tx.now()],
            )?;
            tx.touch("orders", 1);
            Ok(())
        })
    };
    assert_eq!(leave_a_draft().unwrap_err().code, Code::Refused);
    house
        .office
        .together(Parts::Apart, false, || {
            assert_eq!(leave_a_draft().unwrap_err().code, Code::Refused);
            house.write("sell", |tx| house.sell(tx, 1))
        })
        .unwrap();
    assert_eq!(house.count("orders"), 1);
    assert_eq!(house.findings(), Vec::<String>::new());
}

#[test]
fn what_is_together_within_another_is_taken_back_alone() {
    let house = House::open();
    for (known, parts) in [Parts::Apart, Parts::Joined].into_iter().enumerate() {
        house
            .office
            .together(parts, false, || {
                house.write("make", |tx| make(tx, "Tulus"))?;
                let failed: Result<()> = house.office.together(Parts::Joined, false, || {
                    house.write("make", |tx| make(tx, "Raisa"))?;
                    Err(failure())
                });
                assert!(failed.is_err());
                let known = i64::try_from(known).unwrap();
                assert_eq!(house.count("artists"), known + 1);
                Err::<(), _>(failure())
            })
            .unwrap_err();
        house
            .office
            .together(parts, false, || {
                house.office.together(Parts::Apart, true, || {
                    house.write("make", |tx| make(tx, "Tried"))
                })?;
                house.office.together(Parts::Apart, false, || {
                    house.write("make", |tx| make(tx, "Kept"))
                })
            })
            .unwrap();
    }
    assert_eq!(house.count("artists"), 2);
    assert_eq!(house.findings(), Vec::<String>::new());
}

#[test]
fn what_is_joined_is_taken_back_as_a_whole_whoever_hears_of_the_failure() {
    let house = House::open();
    let before = (house.head(), house.count("journal"));
    let failed = house.office.together(Parts::Joined, false, || {
        house.sell_under("run/1")?;
        let refused = house.write("sell", |tx| {
            house.sell(tx, 90)?;
            house.sell(tx, 90)
        });
        assert_eq!(refused.unwrap_err().code, Code::SoldOut);
        assert!(house.office.has_failed());
        assert!(house.sell_under("run/2").is_err());
        Ok::<_, Error>(())
    });
    assert_eq!(failed.unwrap_err().code, Code::Failed);
    assert_eq!((house.head(), house.count("journal")), before);
    assert_eq!(house.count("orders"), 0);
}

#[test]
fn what_is_joined_and_succeeds_is_as_if_each_had_been_alone() {
    let house = House::open();
    let tried = Request::new("sell", &1).unwrap().dry_run(true);
    house
        .office
        .together(Parts::Joined, false, || {
            house.office.serve_as("Rina".parse()?);
            house.write("look", |_| Ok(()))?;
            house.sell_under("run/1")?;
            let done = house
                .office
                .write(&tried, |tx| house.sell(tx, 1), |_, _| Ok(()))?;
            assert!(done.dry_run);
            house.sell_under("run/2")?;
            assert!(house.sell_under("run/1")?.repeated);
            Ok::<_, Error>(())
        })
        .unwrap();
    assert_eq!((house.count("orders"), house.count("tickets")), (2, 2));
    assert_eq!(house.told("sell").len(), 2);
    assert_eq!(house.findings(), Vec::<String>::new());
}

#[test]
fn together_within_together_is_taken_back_alone() {
    let house = House::open();
    house
        .office
        .together(Parts::Apart, false, || {
            house.write("make", |tx| make(tx, "Tulus"))?;
            let failed: Result<()> = house.office.together(Parts::Apart, false, || {
                house.write("make", |tx| make(tx, "Raisa"))?;
                Err(failure())
            });
            assert_eq!(failed.unwrap_err().code, Code::Failed);
            house.office.together(Parts::Apart, true, || {
                house.write("make", |tx| make(tx, "Isyana"))
            })?;
            house.office.together(Parts::Apart, false, || {
                house.write("make", |tx| make(tx, "Tompi"))
            })
        })
        .unwrap();
    assert_eq!(house.count("artists"), 2);
    assert_eq!(house.findings(), Vec::<String>::new());
}
