//! Pools: a capacity that several ticket types share, between the quota of each and the capacity of the concert.

use insta::assert_snapshot;
use serde_json::Value;

use super::office::Office;
use super::stage::{NEXT_DAY, sold, stage};

/// A stage where `vip` (3) and `adult` (10) share the pool `seats` of 5 places.
fn pooled() -> Office {
    let office = stage();
    office
        .run("pool create --concert jazz --name Seats --capacity 5 --ticket-type vip --ticket-type adult")
        .succeeds();
    office
}

fn left(office: &Office, ticket_type: &str) -> i64 {
    let show = office.run(&format!("ticket-type show {ticket_type} --json"));
    show.succeeds().json()["left"].as_i64().unwrap()
}

fn pool(office: &Office, now: &str) -> Value {
    let show = office.command("pool show jazz/seats --json");
    show.at(now).run().succeeds().json()
}

#[test]
fn a_pool_is_made_shown_listed_changed_and_deleted() {
    let office = stage();
    let made = office.run("pool create --concert jazz --name Seats --capacity 5 --ticket-type vip");
    assert_snapshot!(made.text(), @"
    POOL      jazz/seats
    CONCERT   jazz
    NAME      Seats
    TYPES     1
    CAPACITY  5
    TAKEN     0
    LEFT      5
    TIMEZONE  Asia/Jakarta
    ID        1
    CREATED   Sun 1 Nov 2026 10:00 WIB
    UPDATED   Sun 1 Nov 2026 10:00 WIB

    Ticket types
      TYPE      QUOTA  SOLD  COMP  PENDING  HELD  ALLOTTED  LEFT
      jazz/vip      3     0     0        0     0         0     3
    ------- stderr -------
    Pool `jazz/seats` has 5 places for 1 ticket type.
    ");
    assert_snapshot!(office.run("pool list --concert jazz").text(), @"
    POOL        NAME   TYPES  CAPACITY  TAKEN  LEFT
    jazz/seats  Seats      1         5      0     5
    ");
    let json = office.run("ticket-type show jazz/vip --json").json();
    assert_eq!(json["pool"], "jazz/seats");
    office
        .run("pool update jazz/seats --name Chairs --slug chairs --capacity 6")
        .succeeds();
    office.run("pool update jazz/chairs").refused("usage");
    office.run("pool show jazz/seats").refused("not_found");
    office.run("pool show chairs").refused("usage");
    office.run("pool show chairs --concert jazz").succeeds();
    office
        .run("pool create --concert jazz --name Chairs --capacity 1")
        .refused("taken");
    office
        .run("pool delete jazz/chairs --yes")
        .refused("in_use");
    office
        .run("ticket-type update jazz/vip --no-pool")
        .succeeds();
    office.run("pool delete jazz/chairs --yes").succeeds();
    office.run("pool show jazz/chairs").refused("not_found");
}

#[test]
fn the_types_of_a_pool_sell_no_more_than_it_has_together() {
    let office = pooled();
    sold(&office, "sell jazz/vip=2 --pay card");
    sold(&office, "sell jazz/adult=2 --pay card");
    assert_eq!(
        (left(&office, "jazz/vip"), left(&office, "jazz/adult")),
        (1, 1)
    );
    assert_snapshot!(office.run("sell jazz/adult=2 --pay card").text(), @"
    ------- stderr -------
    error: only 1 place of `jazz/adult` left in its pool `jazz/seats`, 2 were asked for

    hint: `boxoffice ticket-type list --concert jazz` shows what is left
    hint: `boxoffice pool show jazz/seats` shows where the places of the pool are
    [exit status: 4]
    ");
    sold(&office, "sell jazz/adult --pay card");
    assert_snapshot!(office.run("sell jazz/vip --pay card").text(), @"
    ------- stderr -------
    error: `jazz/vip` is sold out as its pool `jazz/seats` is full, 1 was asked for

    hint: `boxoffice ticket-type list --concert jazz` shows what is left
    hint: `boxoffice pool show jazz/seats` shows where the places of the pool are
    [exit status: 4]
    ");
    office
        .run("hold create jazz/adult --reason Press")
        .refused("sold_out");
    assert_snapshot!(office.run("ticket-type explain jazz/adult").text(), @"
    TYPE           jazz/adult
    NAME           Adult
    SALE           sold_out
    QUOTA          10
    SOLD           3
    PENDING        0
    HELD           0
    UNSOLD         7
    POOL           jazz/seats
    POOL CAPACITY  5
    POOL OTHERS    2
    POOL LEFT      0
    CAPACITY       12
    CONCERT LEFT   7
    LEFT           0
    LIMIT          pool

    Pending orders: none

    Holds: none

    Other types of the pool
      TYPE      QUOTA  SOLD  COMP  PENDING  HELD  ALLOTTED  LEFT
      jazz/vip      3     2     0        0     0         0     0
    ------- stderr -------
    hint: `boxoffice pool show jazz/seats` shows where the places of the pool are
    ");
    let told = office.run("ticket-type explain jazz/vip --json").json();
    assert_eq!(
        (&told["limit"], &told["pool_others"], &told["pool_left"]),
        (&"pool".into(), &3.into(), &0.into())
    );
}

#[test]
fn types_that_fit_one_by_one_but_not_together_are_refused_before_the_gate() {
    let office = pooled();
    assert_snapshot!(office.run("sell jazz/vip=2 adult=4 --pay card").text(), @"
    ------- stderr -------
    error: only 5 places of the pool `jazz/seats` left, 6 were asked for

    hint: `boxoffice pool show jazz/seats` shows where the places of the pool are
    [exit status: 4]
    ");
    office
        .run("hold create jazz/vip=3 adult=3 --reason Press")
        .refused("sold_out");
    sold(&office, "sell jazz/vip=2 adult=3 --pay card");
}

#[test]
fn what_is_overdue_counts_as_free_in_a_pool() {
    let office = pooled();
    sold(&office, "order create jazz/adult=3 --expires-at 20m");
    office
        .run("hold create jazz/vip=2 --reason Press --expires-at 20m")
        .succeeds();
    office.run("sell jazz/vip --pay card").refused("sold_out");
    assert_eq!(pool(&office, super::office::NOW)["left"], 0);
    assert_eq!(pool(&office, NEXT_DAY)["left"], 5);
    let sell = office.command("sell jazz/adult=5 --pay card");
    sell.at(NEXT_DAY).run().succeeds();
    assert_eq!(pool(&office, NEXT_DAY)["taken"], 5);
}

#[test]
fn a_pool_never_has_less_than_its_types_have_taken() {
    let office = pooled();
    sold(&office, "sell jazz/vip=2 adult=2 --pay card");
    assert_snapshot!(office.run("pool update jazz/seats --capacity 3").text(), @"
    ------- stderr -------
    error: `jazz/seats` has 4 places taken, more than a capacity of 3

    hint: `boxoffice pool show jazz/seats` shows where the places of the pool are
    [exit status: 4]
    ");
    office.run("pool update jazz/seats --capacity 4").succeeds();
    office
        .run("pool create --concert jazz --name Small --capacity 1")
        .succeeds();
    assert_snapshot!(office.run("ticket-type update jazz/vip --pool small").text(), @"
    ------- stderr -------
    error: `jazz/vip` has 2 places taken, and the pool `jazz/small` has only 1 place left

    hint: boxoffice pool update jazz/small --capacity 2
    [exit status: 4]
    ");
    let made = office.run("pool create --concert jazz --name Tiny --capacity 1 --ticket-type vip");
    made.refused("below_taken");
    office.run("pool show jazz/tiny").refused("not_found");
    office
        .run("ticket-type update jazz/vip --no-pool")
        .succeeds();
    assert_eq!(pool(&office, super::office::NOW)["taken"], 2);
}

#[test]
fn a_type_is_in_a_pool_of_its_own_concert() {
    let office = pooled();
    office
        .run("concert create --name Rock --venue istora --artist tulus --starts-at '2026-12-28 20:00'")
        .succeeds();
    let door = "ticket-type create --name Door --price 1 --quota 5";
    office
        .run(&format!("{door} --concert rock --pool jazz/seats"))
        .refused("invalid_value");
    office
        .run("ticket-type show rock/door")
        .refused("not_found");
    let made = office.run(&format!("{door} --concert jazz --pool seats --json"));
    assert_eq!(made.succeeds().json()["pool"], "jazz/seats");
    let types = pool(&office, super::office::NOW)["types"].clone();
    assert_eq!(types, 3);
    office
        .run("pool create --concert rock --name Seats --capacity 3")
        .succeeds();
    office.run("concert delete rock --yes").succeeds();
}
