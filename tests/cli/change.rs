//! Orders that change after they were made: more tickets, other tickets, two orders of one.

use serde_json::Value;

use super::office::Office;
use super::stage::{DOORS, Sold, sold, stage};

/// The same house with a second night, `blues`, a week later: 5 `adult` at 90000.
pub(crate) fn two_nights() -> Office {
    let office = stage();
    for line in [
        "concert create --name Blues --venue istora --artist tulus --starts-at '2026-12-05 20:00'",
        "ticket-type create --concert blues --name Adult --price 90000 --quota 5",
    ] {
        office.run(line).succeeds();
    }
    office
}

/// An order as it is shown.
pub(crate) fn show(office: &Office, order: &str) -> Value {
    office
        .run(&format!("order show {order} --json"))
        .succeeds()
        .json()
}

/// A sum of an order, in rupiah.
pub(crate) fn money(order: &Value, field: &str) -> String {
    order[field]["amount"].as_str().unwrap().to_owned()
}

/// How many places of a type are left.
pub(crate) fn left(office: &Office, reference: &str) -> i64 {
    let shown = office.run(&format!("ticket-type show {reference} --json"));
    shown.succeeds().json()["left"].as_i64().unwrap()
}

/// The types of an order's valid tickets.
pub(crate) fn valid(order: &Value) -> Vec<String> {
    let tickets = order["tickets"].as_array().unwrap().iter();
    let valid = tickets.filter(|ticket| ticket["status"] == "valid");
    valid
        .map(|ticket| ticket["ticket_type"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn tickets_are_added_to_a_paid_order_for_the_difference() {
    let office = two_nights();
    let Sold { order, codes } = sold(&office, "sell jazz/adult --pay card");
    let bare = office.run(&format!("order add {order} jazz/vip"));
    let bare = bare.refused("usage");
    for told in [
        "how is it paid? Rp100.000 is due",
        "--pay cash",
        "--pay-later",
    ] {
        assert!(bare.stderr.contains(told), "{}", bare.stderr);
    }
    let asked = office.run(&format!("order add {order} jazz/vip --dry-run"));
    let asked = asked.succeeds();
    assert!(
        asked.stderr.contains("Rp100.000 to pay"),
        "{}",
        asked.stderr
    );
    office
        .run(&format!("order add {order} jazz/vip --pay card=99999"))
        .refused("wrong_amount");
    let added = office.run(&format!(
        "order add {order} jazz/vip blues/adult --pay cash --tendered 200000"
    ));
    let told =
        format!("Added to order `{order}`: it is paid and has 3 tickets. Give back Rp10.000.");
    let added = added.succeeds();
    assert!(added.stderr.contains(&told), "{}", added.stderr);
    let after = show(&office, &order);
    assert_eq!(money(&after, "total"), "265000");
    assert_eq!(valid(&after), ["jazz/adult", "jazz/vip", "blues/adult"]);
    assert_eq!(after["tickets"][0]["code"], codes[0].as_str());
}

#[test]
fn the_limit_of_an_order_counts_what_it_has_already() {
    let office = stage();
    let order = sold(&office, "sell jazz/vip --pay card").order;
    let add = |items: &str| office.run(&format!("order add {order} {items} --pay card"));
    let refused = add("jazz/vip=2").refused("limit_exceeded");
    let told = format!("`{order}` has 1, 2 more were asked for");
    assert!(refused.stderr.contains(&told), "{}", refused.stderr);
    add("jazz/vip").succeeds();
    add("jazz/vip").refused("limit_exceeded");
    add("jazz/child").refused("not_on_sale");
}

#[test]
fn an_order_that_waits_for_the_difference_has_no_tickets_until_it_is_paid() {
    let office = stage();
    let Sold { order, codes } = sold(&office, "sell jazz/adult=2 --pay card");
    office
        .run(&format!("order add {order} jazz/vip --pay-later"))
        .succeeds();
    let waiting = show(&office, &order);
    assert_eq!(
        (&waiting["status"], money(&waiting, "due")),
        (&"pending".into(), "100000".to_owned())
    );
    assert!(valid(&waiting).is_empty());
    assert_eq!(waiting["tickets"][0]["void_reason"], "not paid yet");
    let verdict = office.run(&format!("ticket verify {} --json", codes[0]));
    assert_eq!(verdict.json()["result"], "void");
    office
        .run(&format!("order update {order} --expires-at 2h"))
        .refused("wrong_state");
    office
        .run(&format!("payment record {order} --pay cash"))
        .succeeds();
    let paid = show(&office, &order);
    assert_eq!(valid(&paid).len(), 3);
    assert_ne!(paid["tickets"][2]["code"], codes[0].as_str());
}

#[test]
fn an_order_that_was_paid_once_gives_its_lines_back_when_it_is_cancelled() {
    let office = stage();
    let order = sold(&office, "sell jazz/adult=2 --pay card").order;
    office
        .run(&format!("order add {order} jazz/vip --pay-later"))
        .succeeds();
    office.run(&format!("order cancel {order}")).succeeds();
    let gone = show(&office, &order);
    assert_eq!(
        (
            &gone["status"],
            money(&gone, "total"),
            money(&gone, "open_money")
        ),
        (&"cancelled".into(), "0".to_owned(), "150000".to_owned())
    );
    let kinds = gone["details"].as_array().unwrap().iter();
    let returns = kinds.filter(|line| line["kind"] == "return").count();
    assert_eq!(returns, 2);
    assert_eq!(left(&office, "jazz/vip"), 3);
    office
        .run(&format!("payment refund {order} --all"))
        .succeeds();
}

#[test]
fn a_pending_order_grows_and_is_paid_in_its_own_time() {
    let office = stage();
    let order = sold(&office, "order create jazz/adult --expires-at 20m").order;
    let added = office.run(&format!("order add {order} jazz/vip"));
    let told = format!("Added to order `{order}`: Rp175.000 to pay.");
    let added = added.succeeds();
    assert!(added.stderr.contains(&told), "{}", added.stderr);
    assert!(!show(&office, &order)["expires_at"].is_null());
    office
        .run(&format!("order add {order} jazz/adult --pay card=100000"))
        .succeeds();
    assert_eq!(money(&show(&office, &order), "due"), "150000");
    office
        .run(&format!("order add {order} jazz/adult --pay card"))
        .succeeds();
    assert_eq!(valid(&show(&office, &order)).len(), 4);
    office
        .run(&format!("payment refund {order} --all"))
        .succeeds();
    office
        .run(&format!("order add {order} jazz/adult --pay card"))
        .refused("wrong_state");
}

#[test]
fn an_upgrade_is_paid_and_a_downgrade_leaves_open_money() {
    let office = two_nights();
    let order = sold(&office, "sell jazz/adult=2 --pay card").order;
    let exchange = |words: &str| office.run(&format!("order exchange {order} {words}"));
    let up = format!("--ticket {order}/1 --to jazz/vip");
    let bare = exchange(&up).refused("usage");
    assert!(bare.stderr.contains("Rp25.000 is due"), "{}", bare.stderr);
    exchange(&format!("{up} --pay card")).succeeds();
    let after = show(&office, &order);
    assert_eq!(valid(&after), ["jazz/adult", "jazz/vip"]);
    assert_eq!(after["tickets"][0]["void_reason"], "exchanged");
    assert_eq!(
        (left(&office, "jazz/adult"), left(&office, "jazz/vip")),
        (9, 2)
    );

    let down = exchange(&format!("--ticket {order}/3 --to blues/adult --keep 10%"));
    let down = down.succeeds();
    let told = "Rp0 is open";
    assert!(!down.stderr.contains(told), "{}", down.stderr);
    assert!(
        down.stderr.contains("The house keeps Rp10.000"),
        "{}",
        down.stderr
    );
    let after = show(&office, &order);
    assert_eq!(money(&after, "total"), "175000");
    assert_eq!(valid(&after), ["jazz/adult", "blues/adult"]);

    let down = exchange("--from blues/adult --to jazz/adult").succeeds();
    assert!(
        down.stderr.contains("Rp15.000 is open to be refunded"),
        "{}",
        down.stderr
    );
    assert!(
        down.stderr
            .contains(&format!("boxoffice payment refund {order} --amount 15000")),
        "{}",
        down.stderr
    );
    exchange("--from jazz/adult=2 --to jazz/adult --pay card").refused("wrong_state");
    exchange("--from jazz/adult --to jazz/vip --pay card").refused("ambiguous");
}

#[test]
fn an_exchange_into_a_sold_out_type_changes_nothing() {
    let office = two_nights();
    let order = sold(&office, "sell jazz/adult=2 --pay card").order;
    sold(&office, "sell blues/adult=4 --pay card");
    let before = show(&office, &order);
    let words = format!("order exchange {order} --from jazz/adult=2 --to blues/adult --pay card");
    office.run(&words).refused("sold_out");
    assert_eq!(show(&office, &order), before);
    assert_eq!(left(&office, "jazz/adult"), 8);
}

#[test]
fn a_full_house_exchanges_its_own_places() {
    let office = stage();
    let order = sold(&office, "sell jazz/vip=2 --pay card").order;
    sold(&office, "sell jazz/adult=9 --pay card");
    let last = sold(&office, "sell jazz/vip --pay card").order;
    office.run("sell jazz/adult --pay card").refused("sold_out");
    office
        .run(&format!(
            "order exchange {order} --from jazz/vip=2 --to jazz/adult"
        ))
        .refused("sold_out");
    office
        .run(&format!(
            "order exchange {last} --from jazz/vip --to jazz/adult"
        ))
        .succeeds();
    assert_eq!(left(&office, "jazz/adult"), 0);
}

#[test]
fn an_exchange_obeys_the_rules_of_a_sale_and_leaves_what_is_cancelled() {
    let office = two_nights();
    let order = sold(&office, "sell jazz/adult --pay card").order;
    let other = sold(&office, "sell blues/adult --pay card").order;
    let exchange = |order: &str, to: &str, now: &str| {
        let words = format!("order exchange {order} --ticket {order}/1 --to {to} --pay-later");
        office.command(&words).at(now).run()
    };
    exchange(&order, "jazz/child", super::office::NOW).refused("not_on_sale");
    exchange(&order, "blues/adult", "2026-11-30T03:00:00Z").refused("concert_past");
    office.run("concert cancel jazz --yes").succeeds();
    exchange(&other, "jazz/vip", super::office::NOW).refused("concert_cancelled");
    exchange(&order, "blues/adult", super::office::NOW).succeeds();
    assert_eq!(show(&office, &order)["concert"], "blues jazz");
}

#[test]
fn places_of_a_pending_order_are_exchanged_before_they_are_paid() {
    let office = two_nights();
    let order = sold(&office, "order create jazz/adult=3 --expires-at 2h").order;
    office
        .run(&format!(
            "order exchange {order} --ticket {order}/1 --to jazz/vip"
        ))
        .refused("wrong_state");
    let words = format!("order exchange {order} --from jazz/adult=2 --to blues/adult");
    office.run(&words).succeeds();
    let after = show(&office, &order);
    assert_eq!(
        (&after["status"], money(&after, "due")),
        (&"pending".into(), "255000".to_owned())
    );
    let (jazz, blues) = (left(&office, "jazz/adult"), left(&office, "blues/adult"));
    assert_eq!((jazz, blues), (9, 3));
    office.run(&words).refused("wrong_state");
    office
        .run(&format!("payment record {order} --pay cash"))
        .succeeds();
    assert_eq!(valid(&show(&office, &order)).len(), 3);
}

#[test]
fn each_change_is_done_once_under_its_key() {
    let office = two_nights();
    let order = sold(&office, "sell jazz/adult=4 --pay card").order;
    for (key, words) in [
        ("a", format!("order add {order} jazz/adult --pay card")),
        (
            "b",
            format!("order exchange {order} --ticket {order}/1 --to jazz/vip --pay card"),
        ),
        ("c", format!("order split {order} --ticket {order}/2")),
        (
            "d",
            format!("payment refund {order} --ticket {order}/3 --keep 50%"),
        ),
    ] {
        let run = || {
            office
                .run(&format!("{words} --key {key} --json"))
                .succeeds()
        };
        let first = run().json();
        let again = run();
        assert_eq!(again.json()["order"], first["order"], "{words}");
        assert!(again.stderr.contains("repeated"), "{}", again.stderr);
    }
    assert_eq!(
        valid(&show(&office, &order)),
        ["jazz/adult", "jazz/adult", "jazz/vip"]
    );
}

#[test]
fn the_price_of_a_change_is_told_also_when_somebody_is_in_already() {
    let office = stage();
    let paid = sold(&office, "sell jazz/adult=2 --pay cash");
    let order = &paid.order;
    let at_the_doors = |line: &str| office.command(line).at(DOORS).run();
    at_the_doors(&format!("ticket admit {}", paid.codes[0])).succeeds();
    let add = format!("order add {order} jazz/vip");
    let asked = at_the_doors(&format!("{add} --dry-run")).succeeds();
    assert!(
        asked.stderr.contains("Rp100.000 to pay"),
        "{}",
        asked.stderr
    );
    let swap = format!("order exchange {order} --ticket {order}/2 --to jazz/vip --dry-run");
    let asked = at_the_doors(&swap).succeeds();
    assert!(asked.stderr.contains("Rp25.000 to pay"), "{}", asked.stderr);
    for later in [
        format!("{add} --pay-later"),
        format!("{add} --pay-later --dry-run"),
    ] {
        at_the_doors(&later).refused("wrong_state");
    }
    assert_eq!(
        show(&office, order)["tickets"][0]["code"],
        paid.codes[0].as_str()
    );
}

#[test]
fn a_refusal_names_commands_that_can_be_pasted() {
    let office = stage();
    let order = sold(&office, "sell jazz/vip --pay cash").order;
    let refused = office.run(&format!("order add {order} jazz/vip=2 --pay card"));
    for hint in [
        "boxoffice ticket-type update jazz/vip --max-per-order 3    raises",
        "boxoffice sell jazz/vip=2 --pay METHOD",
    ] {
        assert!(refused.stderr.contains(hint), "{}", refused.stderr);
    }
    refused.refused("limit_exceeded");
    let gone = sold(&office, "order create jazz/adult --user a@b.id --name Ani").order;
    office.run(&format!("order cancel {gone}")).succeeds();
    let refused = office.run(&format!("payment refund {gone} --all --yes"));
    let hint = "boxoffice order list --open-money";
    assert!(refused.stderr.contains(hint), "{}", refused.stderr);
}
