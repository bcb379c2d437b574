//! Orders from a hold that are paid later, or never.

use super::hold::{held, left_at, stands, stands_at};
use super::stage::{NEXT_DAY, sold, stage};

#[test]
fn an_order_from_a_hold_that_nobody_pays_gives_its_places_back_to_the_hold() {
    let office = held();
    let later = |until: &str| {
        let line = format!("hold sell sponsors vip=2 --expires-at {until}");
        sold(&office, &line).order
    };
    let order = later("20m");
    office.run(&format!("order cancel {order}")).succeeds();
    assert_eq!(stands(&office, "sponsors"), "open 3 0 0 3");

    later("20m");
    assert_eq!(stands(&office, "sponsors"), "open 3 2 0 1");
    assert_eq!(stands_at(&office, "sponsors", NEXT_DAY), "open 3 0 0 3");
    assert_eq!(left_at(&office, "jazz/vip", NEXT_DAY), 0);
    let sell = office.command("sell jazz/vip --pay card").at(NEXT_DAY);
    sell.run().refused("sold_out");
    let manifest = office.command("report manifest jazz --json").at(NEXT_DAY);
    let manifest = manifest.run().succeeds().json();
    assert_eq!(
        (&manifest["held"], &manifest["unsold"]),
        (&3.into(), &9.into())
    );
    let explained = office.command("ticket-type explain jazz/vip --json");
    let explained = explained.at(NEXT_DAY).run().json();
    assert_eq!(explained["holds"][0]["quantity"], 3);

    let from = office.command("hold sell sponsors --pay card").at(NEXT_DAY);
    from.run().succeeds();
    assert_eq!(stands(&office, "sponsors"), "open 3 3 0 0");
}

#[test]
fn an_expired_order_takes_its_places_from_its_hold_again() {
    let office = stage();
    office
        .run("hold create jazz/vip=3 child=2 --reason Sponsors")
        .succeeds();
    sold(&office, "sell jazz/adult=7 --pay card");
    let order = sold(&office, "hold sell sponsors --expires-at 20m").order;
    let at = |line: &str, now: &str| office.command(line).at(now).run();
    let hold_of = |line: usize| {
        let show = office.run(&format!("order show {order} --json")).json();
        show["details"][line]["hold"].clone()
    };
    let (expire, later) = (format!("order expire {order}"), "2026-11-01T09:00:00Z");
    assert_eq!(hold_of(0), "sponsors");
    at(&expire, later).succeeds();
    assert_eq!(stands(&office, "sponsors"), "open 3 0 0 3");
    assert!(hold_of(0).is_null());

    // The house is full, the window of `child` has not begun, and an order may have two `vip`.
    at("sell jazz/adult --pay card", later).refused("sold_out");
    at(&format!("order update {order} --expires-at 2h"), later).succeeds();
    assert_eq!(stands(&office, "sponsors"), "open 3 3 0 0");
    assert_eq!(
        (hold_of(0), hold_of(1)),
        ("sponsors".into(), "sponsors".into())
    );
    let pay = format!("payment record {order} --pay card");
    at(&pay, later).succeeds();
    let refund = format!("payment refund {order} --all --yes");
    at(&refund, later).succeeds();
    assert_eq!(stands_at(&office, "sponsors", later), "open 3 0 0 3");
    at("db check", later).succeeds();
}

#[test]
fn an_expired_order_from_a_hold_that_is_over_comes_back_only_to_free_places() {
    for (until, release_first) in [("", false), ("", true), ("--expires-at 10m", false)] {
        let office = stage();
        office
            .run(&format!("hold create jazz/vip=3 --reason Sponsors {until}"))
            .succeeds();
        let order = sold(&office, "hold sell sponsors vip=2 --expires-at 20m").order;
        let release = || office.run("hold release sponsors");
        if release_first {
            release().succeeds();
        }
        let at = |line: &str| office.command(line).at(NEXT_DAY).run();
        at(&format!("order expire {order}")).succeeds();
        if !release_first {
            at("hold release sponsors").succeeds();
        }
        let taken = at("order create jazz/vip=2 --json").succeeds().json();
        let taken = taken["order"].as_str().unwrap();
        let revive = format!("order update {order} --expires-at 2h");
        at(&revive).refused("sold_out");
        at(&format!("order cancel {taken}")).succeeds();
        at(&revive).succeeds();
        let show = at(&format!("order show {order} --json")).json();
        assert!(show["details"][0]["hold"].is_null(), "{until} {show}");
        at("db check").succeeds();
    }
}

#[test]
fn an_expired_order_of_more_than_its_hold_keeps_comes_back_under_the_rules_of_a_sale() {
    let office = stage();
    office
        .run("hold create jazz/vip=3 --reason Sponsors")
        .succeeds();
    let order = sold(&office, "hold sell sponsors --expires-at 20m").order;
    let at = |line: &str| office.command(line).at(NEXT_DAY).run();
    at(&format!("order expire {order}")).succeeds();
    at("hold release sponsors vip=1").succeeds();
    at(&format!("order update {order} --expires-at 2h")).refused("limit_exceeded");
    assert_eq!(stands(&office, "sponsors"), "open 3 0 1 2");
}

#[test]
fn an_expired_order_takes_from_its_hold_what_that_keeps_and_the_rest_from_the_sale() {
    let office = stage();
    office
        .run("hold create jazz/vip=3 adult=2 --reason Sponsors")
        .succeeds();
    let order = sold(&office, "hold sell sponsors --expires-at 20m").order;
    let at = |line: &str| office.command(line).at(NEXT_DAY).run();
    at(&format!("order expire {order}")).succeeds();
    at("hold release sponsors adult=1").succeeds();
    at(&format!("order update {order} --expires-at 2h")).succeeds();
    let show = at(&format!("order show {order} --json")).json();
    assert_eq!(show["details"][0]["hold"], "sponsors");
    assert!(show["details"][1]["hold"].is_null(), "{show}");
    let hold = at("hold show sponsors --json").json();
    let left = |index: usize| hold["ticket_types"][index]["left"].clone();
    assert_eq!((left(0), left(1)), (0.into(), 1.into()));
    at(&format!("order cancel {order}")).succeeds();
    assert_eq!(stands_at(&office, "sponsors", NEXT_DAY), "open 3 0 0 3");
    at("db check").succeeds();
}
