//! What is told about holds: where places are, what is refused, what would help.

use insta::assert_snapshot;

use super::hold::held;
use super::stage::{DOORS, NEXT_DAY, sold, stage};

#[test]
fn an_order_has_a_most_of_one_type() {
    let office = stage();
    office
        .run("concert update jazz --clear-capacity")
        .succeeds();
    office
        .run("ticket-type create --concert jazz --name Lawn --price 0 --quota 300000")
        .succeeds();
    let items = "jazz/lawn=10000 ".repeat(11);
    office
        .run(&format!("hold create {items} --reason Fans"))
        .succeeds();
    for line in [
        format!("hold sell fans {items} --pay card"),
        "hold sell fans --pay card".to_owned(),
        "hold sell fans --expires-at 3d".to_owned(),
        format!("sell {items} --pay card"),
        format!("order create {items}"),
    ] {
        let refused = office.run(&line).refused("limit_exceeded");
        let sentence = "an order has at most 100000 tickets of one type, 110000 of `jazz/lawn`";
        assert!(refused.stderr.contains(sentence), "{}", refused.stderr);
        assert!(
            refused.stderr.contains("hint: make several orders"),
            "{}",
            refused.stderr
        );
        assert_eq!(refused.status, 4);
    }
}

#[test]
fn a_concert_that_is_full_through_other_types_says_what_fills_it() {
    let office = stage();
    sold(&office, "sell jazz/adult=10 --pay card");
    office
        .run("ticket-type create --concert jazz --name Loge --price 1 --quota 5")
        .succeeds();
    office
        .run("hold create jazz/vip=2 --reason Press")
        .succeeds();
    let hint = "hint: `boxoffice report manifest jazz` shows where the places of the concert are";
    for line in [
        "ticket-type explain jazz/loge",
        "sell jazz/loge --pay card",
        "hold create jazz/loge --reason More",
    ] {
        let told = office.run(line);
        assert!(told.stderr.contains(hint), "{line}: {}", told.stderr);
    }
}

#[test]
fn a_short_payment_from_a_hold_names_the_order_from_the_hold() {
    let office = held();
    let short = office.run("hold sell sponsors --pay card=5");
    let short = short.refused("wrong_amount");
    let hint = "`boxoffice hold sell sponsors --expires-at 3d`";
    assert!(short.stderr.contains(hint), "{}", short.stderr);
    assert!(!short.stderr.contains("order create"), "{}", short.stderr);
}

#[test]
fn a_list_for_one_concert_counts_the_places_of_that_concert() {
    let office = held();
    for line in [
        "concert create --name Blues --venue istora --artist tulus --starts-at '2026-11-29 20:00'",
        "ticket-type create --concert blues --name Seat --price 1 --quota 5",
        "hold create jazz/adult=4 blues/seat=2 --reason Both",
    ] {
        office.run(line).succeeds();
    }
    let left = |filter: &str| {
        let list = office.run(&format!("hold list {filter} --json")).json();
        let items = list.as_array().unwrap().clone();
        items
            .iter()
            .map(|hold| hold["left"].as_i64().unwrap())
            .sum::<i64>()
    };
    let sums = ["--concert blues", "--concert jazz", ""].map(left);
    assert_eq!(sums, [2, 7, 9]);
}

#[test]
fn no_places_are_held_or_released_in_words_of_their_own() {
    let office = held();
    for (line, sentence) in [
        (
            "hold create jazz/vip=0 --reason x",
            "`0` places cannot be held;",
        ),
        (
            "hold release sponsors vip=0",
            "`0` places cannot be released;",
        ),
        (
            "hold sell sponsors vip=0 --pay card",
            "`0` tickets cannot be sold;",
        ),
    ] {
        let refused = office.run(line);
        assert!(
            refused.stderr.contains(sentence),
            "{line}: {}",
            refused.stderr
        );
    }
}

#[test]
fn why_nothing_is_left_is_explained_and_adds_up_to_the_quota() {
    let office = stage();
    sold(&office, "sell jazz/vip --pay card");
    sold(&office, "order create jazz/vip --expires-at 20m");
    office
        .run("hold create jazz/vip --reason Sponsors --expires-at 3d")
        .succeeds();
    assert_snapshot!(office.run("ticket-type explain jazz/vip").text(), @"
    TYPE          jazz/vip
    NAME          VIP
    SALE          sold_out
    QUOTA         3
    SOLD          1
    PENDING       1
    HELD          1
    UNSOLD        0
    CAPACITY      12
    CONCERT LEFT  9
    LEFT          0
    LIMIT         quota

    Pending orders
      ORDER  PLACES  UNTIL
      ORD-1       1  2026-11-01 10:20 WIB

    Holds
      HOLD      REASON    PLACES  UNTIL
      sponsors  Sponsors       1  2026-11-04 10:00 WIB
    ");
    for now in [super::office::NOW, NEXT_DAY, DOORS] {
        let explain = office.command("ticket-type explain jazz/vip --json");
        let told = explain.at(now).run().succeeds().json();
        let parts = ["sold", "comp", "pending", "held", "allotted", "unsold"];
        let sum: i64 = parts.iter().map(|part| told[part].as_i64().unwrap()).sum();
        assert_eq!(told["quota"], sum, "{now}: {told}");
    }
}

#[test]
fn the_capacity_is_told_where_it_leaves_less_than_the_quota() {
    let office = stage();
    sold(&office, "sell jazz/adult=10 --pay card");
    let told = office.run("ticket-type explain jazz/vip --json").json();
    assert_eq!(
        (&told["unsold"], &told["concert_left"], &told["left"]),
        (&3.into(), &2.into(), &2.into())
    );
    assert_eq!(
        (&told["limit"], &told["capacity"]),
        (&"capacity".into(), &12.into())
    );
}
