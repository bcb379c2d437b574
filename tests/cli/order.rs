//! Orders made, changed, cancelled and overdue.

use insta::assert_snapshot;

use super::office::Office;
use super::stage::{NEXT_DAY, sold, stage};

const HOLD: &str = "order create jazz/vip=2 --expires-at 20m --user ani@example.com --name Ani";

fn status(office: &Office, order: &str) -> String {
    let order = office
        .run(&format!("order show {order} --json"))
        .succeeds()
        .json();
    order["status"].as_str().unwrap().to_owned()
}

#[test]
fn an_order_keeps_its_places_until_its_hour() {
    let office = stage();
    let made = office.run(HOLD);
    assert_snapshot!(made.text(), @"
    ORDER       ORD-1
    STATUS      pending
    USER        ani@example.com
    NAME        Ani
    TOTAL       Rp200.000
    PAYMENT     pending
    RECEIVED    Rp0
    REFUNDED    Rp0
    DUE         Rp200.000
    CHANGE      -
    OPEN MONEY  Rp0
    CREATED     Sun 1 Nov 2026 10:00 WIB
    EXPIRES     Sun 1 Nov 2026 10:20 WIB
    OPERATOR    sari

    Details
      KIND    TICKET TYPE  QUANTITY      PRICE     AMOUNT
      ticket  jazz/vip            2  Rp100.000  Rp200.000

    Payment: none

    Tickets: none
    ------- stderr -------
    Order `ORD-1` keeps 2 places until Sun 1 Nov 2026 10:20 WIB: Rp200.000 to pay.
    hint: boxoffice payment record ORD-1 --pay METHOD
    ");
    assert_snapshot!(office.run("order list").text(), @"
    ORDER  STATUS   USER             NAME  TICKETS      TOTAL        DUE  OPEN MONEY  CREATED
    ORD-1  pending  ani@example.com  Ani         2  Rp200.000  Rp200.000         Rp0  2026-11-01 10:00 WIB
    ");
}

#[test]
fn a_deadline_has_to_be_ahead() {
    let office = stage();
    let held = sold(&office, "order create jazz/vip").order;
    for line in ["order create jazz/vip", &format!("order update {held}")] {
        for deadline in ["2026-11-01 09:00", "now", "never"] {
            let late = office.run(&format!("{line} --expires-at '{deadline}'"));
            late.refused("invalid_value");
        }
    }
}

#[test]
fn an_order_is_cancelled_once_and_a_paid_one_not_at_all() {
    let office = stage();
    let held = sold(&office, HOLD).order;
    office.run(&format!("order cancel {held}")).succeeds();
    let again = office.run(&format!("order cancel {held}")).succeeds();
    assert!(
        again.stderr.contains("cancelled already"),
        "{}",
        again.stderr
    );
    let paid = sold(&office, "sell jazz/vip --pay card").order;
    let refused = office
        .run(&format!("order cancel {paid}"))
        .refused("paid_order");
    assert!(
        refused
            .stderr
            .contains(&format!("boxoffice payment refund {paid} --all")),
        "{}",
        refused.stderr
    );
    assert_eq!(status(&office, &paid), "paid");
}

#[test]
fn an_overdue_order_is_expired_for_everybody_also_before_it_is_written_down() {
    let office = stage();
    let held = sold(&office, HOLD).order;
    let shown = office
        .command(&format!("order show {held} --json"))
        .at(NEXT_DAY)
        .run();
    assert_eq!(shown.json()["status"], "expired");
    let expired = office.command("order expire --quiet").at(NEXT_DAY).run();
    assert_eq!(expired.succeeds().stdout, format!("{held}\n"));
    let none = office.command("order expire --quiet").at(NEXT_DAY).run();
    assert_eq!(none.succeeds().stdout, "");
}

#[test]
fn an_order_that_is_not_overdue_does_not_expire() {
    let office = stage();
    let held = sold(&office, HOLD).order;
    office
        .run(&format!("order expire {held}"))
        .refused("wrong_state");
    assert_eq!(status(&office, &held), "pending");
}

#[test]
fn a_new_deadline_brings_an_expired_order_back_if_its_places_are_free() {
    let office = stage();
    let held = sold(&office, HOLD).order;
    let back = format!("order update {held} --expires-at 2h --json");
    let back = || office.command(&back).at(NEXT_DAY).run();
    assert_eq!(back().succeeds().json()["status"], "pending");

    office.run(&format!("order cancel {held}")).succeeds();
    let other = sold(&office, HOLD).order;
    let sell = office.command("sell jazz/vip=2 --pay card").at(NEXT_DAY);
    sell.run().succeeds();
    let taken = office.command(&format!("order update {other} --expires-at 2h"));
    taken.at(NEXT_DAY).run().refused("sold_out");
}

#[test]
fn an_order_changes_hands() {
    let office = stage();
    let held = sold(&office, "order create jazz/vip").order;
    let update = format!("order update {held} --user budi@example.com");
    office.run(&update).refused("not_found");
    let changed = office
        .run(&format!("{update} --name Budi --json"))
        .succeeds();
    assert_eq!(changed.json()["user_name"], "Budi");
    office.run(&format!("order update {held}")).refused("usage");
}

#[test]
fn a_slip_in_a_code_is_told_from_a_code_nobody_has() {
    let office = stage();
    let held = sold(&office, HOLD).order;
    let last = if held.ends_with('A') { 'B' } else { 'A' };
    let slip = format!("{}{last}", &held[..held.len() - 1]);
    let slip = office
        .run(&format!("order show {slip}"))
        .refused("invalid_value");
    assert!(
        slip.stderr.contains("a slip of the finger?"),
        "{}",
        slip.stderr
    );
    office.run("order show 99").refused("not_found");
    let lower = office.run(&format!("order show {} --quiet", held.to_lowercase()));
    assert_eq!(lower.succeeds().stdout, format!("{held}\n"));
}

#[test]
fn orders_are_found_by_status_customer_and_concert() {
    let office = stage();
    let held = sold(&office, HOLD).order;
    let paid = sold(&office, "sell jazz/adult --pay card").order;
    for (filter, expected) in [
        ("--status pending", &held),
        ("--status paid", &paid),
        ("--user ani@example.com", &held),
        ("--user walk-in", &paid),
        ("--text ani", &held),
    ] {
        let found = office
            .run(&format!("order list --quiet {filter}"))
            .succeeds();
        assert_eq!(found.stdout, format!("{expected}\n"), "{filter}");
    }
    let both = office.run("order list --quiet --concert jazz").succeeds();
    assert_eq!(both.stdout.lines().count(), 2);
}
