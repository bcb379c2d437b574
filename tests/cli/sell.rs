//! Selling at the counter in one command.

use insta::assert_snapshot;
use serde_json::Value;

use super::office::Office;
use super::stage::{DOORS, NEXT_DAY, sold, stage};

#[test]
fn a_sale_says_what_is_given_back_and_shows_the_tickets() {
    let office = stage();
    let sale = office.run("sell jazz/vip=2 adult --pay cash --tendered 300.000");
    assert_snapshot!(sale.text(), @"
    ORDER       ORD-1
    STATUS      paid
    USER        walk-in
    NAME        Walk-in
    TOTAL       Rp275.000
    PAYMENT     paid
    RECEIVED    Rp275.000
    REFUNDED    Rp0
    DUE         Rp0
    CHANGE      Rp25.000
    OPEN MONEY  Rp0
    CREATED     Sun 1 Nov 2026 10:00 WIB
    OPERATOR    sari

    Details
      KIND    TICKET TYPE  QUANTITY      PRICE     AMOUNT
      ticket  jazz/vip            2  Rp100.000  Rp200.000
      ticket  jazz/adult          1   Rp75.000   Rp75.000

    Payment
      ENTRY       AMOUNT  METHOD   TENDERED    CHANGE  REMARK  OPERATOR  AT
      receipt  Rp275.000  cash    Rp300.000  Rp25.000  -       sari      2026-11-01 10:00 WIB

    Tickets
      TICKET   CODE                  TICKET TYPE  STATUS
      ORD-1/1  TICKET-CODE-NUMBER-1  jazz/vip     valid
      ORD-1/2  TICKET-CODE-NUMBER-2  jazz/vip     valid
      ORD-1/3  TICKET-CODE-NUMBER-3  jazz/adult   valid
    ------- stderr -------
    Order `ORD-1`: 3 tickets for Rp275.000. Give back Rp25.000.
    ");
}

#[test]
fn several_ways_to_pay_cover_one_sale_and_the_last_takes_the_rest() {
    let office = stage();
    let sale = office.run("sell jazz/vip=2 --pay card=150000 --pay cash --json");
    let sale = sale.succeeds().json();
    let entries = sale["entries"].as_array().unwrap();
    let money = entries
        .iter()
        .map(|entry| (&entry["method"], &entry["amount"]["amount"]));
    let expected = [("card", "150000"), ("cash", "50000")]
        .map(|(method, amount)| (Value::from(method), Value::from(amount)));
    assert!(money.eq(expected.iter().map(|(method, amount)| (method, amount))));
}

#[test]
fn what_is_sold_out_says_what_is_left() {
    let office = stage();
    sold(&office, "sell jazz/vip=2 --pay card");
    let two = office.run("sell jazz/vip=2 --pay card").refused("sold_out");
    assert_snapshot!(two.text(), @"
    ------- stderr -------
    error: only 1 place of `jazz/vip` left, 2 were asked for

    hint: `boxoffice ticket-type list --concert jazz` shows what is left
    [exit status: 4]
    ");
    sold(&office, "sell jazz/vip --pay card");
    let none = office.run("sell jazz/vip --pay card").refused("sold_out");
    assert!(
        none.stderr
            .contains("`jazz/vip` is sold out, 1 was asked for"),
        "{}",
        none.stderr
    );
    let full = office
        .run("sell jazz/adult=10 --pay card")
        .refused("sold_out");
    assert!(
        full.stderr.contains("only 9 places of `jazz/adult` left"),
        "{}",
        full.stderr
    );
}

#[test]
fn a_sale_begins_and_ends_at_its_hour() {
    let office = stage();
    let child = |now: &str| office.command("sell jazz/child --pay card").at(now).run();
    let early = child("2026-11-02T02:59:59Z").refused("not_on_sale");
    assert!(
        early.stderr.contains("begins at Mon 2 Nov 2026 10:00 WIB"),
        "{}",
        early.stderr
    );
    child("2026-11-02T03:00:00Z").succeeds();
    child("2026-11-27T02:59:59Z").succeeds();
    let late = child("2026-11-27T03:00:00Z").refused("not_on_sale");
    assert!(
        late.stderr.contains("Fri 27 Nov 2026 10:00 WIB"),
        "{}",
        late.stderr
    );
}

#[test]
fn an_order_has_no_more_of_a_type_than_it_may() {
    let office = stage();
    for items in ["jazz/vip=3", "jazz/vip=2 vip"] {
        let sale = office.run(&format!("sell {items} --pay card"));
        let sale = sale.refused("limit_exceeded");
        assert!(
            sale.stderr.contains("at most 2 `jazz/vip`"),
            "{}",
            sale.stderr
        );
    }
}

#[test]
fn nothing_is_sold_of_what_does_not_take_place() {
    let postponed = stage();
    postponed
        .run("concert update jazz --status postponed")
        .succeeds();
    postponed
        .run("sell jazz/vip --pay card")
        .refused("not_on_sale");
    let cancelled = stage();
    cancelled.run("concert cancel jazz --yes").succeeds();
    cancelled
        .run("sell jazz/vip --pay card")
        .refused("concert_cancelled");
    let past = stage();
    let sell = past.command("sell jazz/vip --pay card");
    sell.clone().at(DOORS).run().succeeds();
    sell.at("2026-12-01T00:00:00Z")
        .run()
        .refused("concert_past");
}

#[test]
fn money_has_to_be_what_is_due() {
    let office = stage();
    let refused = |pay: &str| {
        office
            .run(&format!("sell jazz/vip=2 {pay}"))
            .refused("wrong_amount")
            .stderr
    };
    let short = refused("--pay cash --tendered 150000");
    assert!(
        short.contains("Rp200.000 is to be paid in cash, only Rp150.000"),
        "{short}"
    );
    for pay in [
        "--pay card=150000",
        "--pay card=250000",
        "--pay card=150000 --pay cash=60000",
        "--pay card --tendered 200000",
    ] {
        refused(pay);
    }
    let asked = office.run("sell jazz/vip").refused("usage");
    assert!(
        asked.stderr.contains("how is it paid? Rp100.000 is due"),
        "{}",
        asked.stderr
    );
    assert_eq!(
        office.run("order list --json").json(),
        serde_json::json!([])
    );
}

#[test]
fn a_dry_run_is_a_quote_without_codes() {
    let office = stage();
    let quote = office
        .run("sell jazz/vip=2 --dry-run --json")
        .succeeds()
        .json();
    assert_eq!(quote["total"]["amount"], "200000");
    let sale = office
        .run("sell jazz/vip --pay card --dry-run --json")
        .succeeds()
        .json();
    for (value, name) in [(&quote["order"], "order"), (&sale["order"], "order")] {
        assert!(value.is_null(), "{name}: {value}");
    }
    assert!(sale["tickets"][0]["code"].is_null() && sale["tickets"][0]["ticket"].is_null());
    assert_eq!(sale["status"], "paid");
    assert_eq!(
        office
            .run("sell jazz/vip --pay card --dry-run --quiet")
            .succeeds()
            .stdout,
        "\n"
    );
}

#[test]
fn a_new_customer_needs_a_name_and_a_known_one_none() {
    let office = stage();
    let sale = "sell jazz/adult --pay card --user ani@example.com";
    let unknown = office.run(sale).refused("not_found");
    assert!(unknown.stderr.contains("--name NAME"), "{}", unknown.stderr);
    let first = office.run(&format!("{sale} --name Ani --json")).succeeds();
    assert_eq!(first.json()["user"], "ani@example.com");
    let second = office.run(&format!("{sale} --json")).succeeds();
    assert_eq!(second.json()["user_name"], "Ani");
}

#[test]
fn the_places_of_an_overdue_order_go_to_whoever_is_here() {
    let office = stage();
    let held = sold(&office, "order create jazz/vip=2 --expires-at 20m").order;
    let sell = office.command("sell jazz/vip=2 --pay card");
    sell.clone().run().refused("sold_out");
    sell.at(NEXT_DAY).run().succeeds();
    let held = office.run(&format!("order show {held} --json")).json();
    assert_eq!(held["status"], "expired");
}

#[test]
fn a_concert_named_once_is_that_of_the_items_after_it() {
    let office = stage();
    let by_flag = office
        .run("sell vip --concert jazz --pay card --quiet")
        .succeeds();
    assert_eq!(by_flag.stdout.trim().len(), 5, "{}", by_flag.stdout);
    let by_environment = office
        .command("sell adult --pay card")
        .variable("BOXOFFICE_CONCERT", "jazz");
    by_environment.run().succeeds();
    office.run("sell vip --pay card").refused("usage");
    let misspelt = office.run("sell jazz/vipp --pay card").refused("not_found");
    assert!(
        misspelt.stderr.contains("did you mean `jazz/vip`?"),
        "{}",
        misspelt.stderr
    );
}

#[test]
fn another_sale_under_the_same_key_is_refused() {
    let office: Office = stage();
    office
        .run("sell jazz/adult --pay card --key web-1")
        .succeeds();
    let other = office
        .run("sell jazz/adult=2 --pay card --key web-1")
        .refused("key_reused");
    assert!(other.stderr.contains("`web-1`"), "{}", other.stderr);
}
