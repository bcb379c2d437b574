//! Ticket types from the command line: priced, limited, deleted.

use insta::assert_snapshot;

use super::stage::{sold, stage};

#[test]
fn what_each_type_costs_and_what_is_left_is_one_list() {
    let office = stage();
    sold(&office, "sell jazz/vip=2 --pay card");
    assert_snapshot!(office.run("ticket-type list --concert jazz").text(), @"
    TYPE        NAME       PRICE  QUOTA  TAKEN  LEFT  SALE     SALE STARTS           SALE ENDS
    jazz/vip    VIP    Rp100.000      3      2     1  on_sale  -                     -
    jazz/adult  Adult   Rp75.000     10      0    10  on_sale  -                     -
    jazz/child  Child   Rp50.000     10      0    10  not_yet  2026-11-02 10:00 WIB  2026-11-27 10:00 WIB
    ");
}

#[test]
fn a_type_belongs_to_the_concert_it_is_named_with() {
    let office = stage();
    let show = |line: &str| office.run(&format!("ticket-type show {line} --quiet"));
    assert_eq!(show("jazz/vip").succeeds().stdout, "jazz/vip\n");
    assert_eq!(show("vip --concert jazz").succeeds().stdout, "jazz/vip\n");
    show("vip").refused("usage");
    show("jazz/vip --concert other").refused("usage");
    let by_environment = office.command("ticket-type show vip --quiet");
    by_environment
        .variable("BOXOFFICE_CONCERT", "jazz")
        .run()
        .succeeds();
    let create = "ticket-type create --name Hall --price 1 --quota 1";
    office.run(create).refused("usage");
    office.run(&format!("{create} --concert jazz")).succeeds();
    office
        .run(&format!("{create} --concert jazz"))
        .refused("taken");
}

#[test]
fn a_price_is_read_as_people_write_it_or_not_at_all() {
    let office = stage();
    let price = |text: &str| {
        office.run(&format!(
            "ticket-type update jazz/adult --price {text} --json"
        ))
    };
    for text in ["150000", "150.000", "Rp150.000"] {
        assert_eq!(
            price(text).succeeds().json()["price"]["amount"],
            "150000",
            "{text}"
        );
    }
    for text in ["12.50", "0.5x", "free", "\\$10"] {
        let refused = price(text).refused("invalid_value");
        assert!(refused.stderr.contains("--price"), "{}", refused.stderr);
    }
}

#[test]
fn a_new_price_touches_no_order() {
    let office = stage();
    let order = sold(&office, "order create jazz/adult=2").order;
    let changed = office
        .run("ticket-type update jazz/adult --price 90000")
        .succeeds();
    assert!(
        changed.stderr.contains("keep the price of their time"),
        "{}",
        changed.stderr
    );
    let order = office.run(&format!("order show {order} --json")).json();
    assert_eq!(order["total"]["amount"], "150000");
}

#[test]
fn a_quota_never_falls_below_what_is_taken() {
    let office = stage();
    sold(&office, "sell jazz/vip=2 --pay card");
    let refused = office
        .run("ticket-type update jazz/vip --quota 1")
        .refused("below_taken");
    assert!(
        refused.stderr.contains("2 places taken"),
        "{}",
        refused.stderr
    );
    office
        .run("ticket-type update jazz/vip --quota 2")
        .succeeds();
    office.run("sell jazz/vip --pay card").refused("sold_out");
}

#[test]
fn what_was_ordered_is_kept_and_the_hint_stops_its_sale() {
    let office = stage();
    let order = sold(&office, "order create jazz/vip").order;
    office.run(&format!("order cancel {order}")).succeeds();
    let refused = office
        .run("ticket-type delete jazz/vip --yes")
        .refused("in_use");
    assert!(
        refused
            .stderr
            .contains("boxoffice ticket-type update jazz/vip --quota 0"),
        "{}",
        refused.stderr
    );
    office.run("ticket-type delete jazz/adult --yes").succeeds();
    office
        .run("ticket-type show jazz/adult")
        .refused("not_found");
}

#[test]
fn a_sale_window_is_set_and_cleared() {
    let office = stage();
    let update =
        |fields: &str| office.run(&format!("ticket-type update jazz/child {fields} --json"));
    update("--sale-ends-at '2026-11-01 10:00'").refused("invalid_value");
    assert_eq!(
        update("--clear-sale-starts-at").succeeds().json()["sale"],
        "on_sale"
    );
    let cleared = update("--clear-sale-ends-at --max-per-order 4")
        .succeeds()
        .json();
    assert!(
        cleared["sale_ends_at"].is_null() && cleared["max_per_order"] == 4,
        "{cleared}"
    );
    update("").refused("usage");
}
