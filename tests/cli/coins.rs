//! Money in several parts, and cash in the coins that there are.

use super::discount::lines;
use super::office::Office;
use super::stage::sold;

/// A house in a currency, with `jazz/adult` at a price.
fn house(currency: &str, price: &str) -> Office {
    let office = Office::with_init(&format!("--currency {currency}"));
    for line in [
        "venue create --name Istora --location Jakarta --capacity 12",
        "concert create --name Jazz --venue istora --starts-at '2026-11-28 20:00'",
        &format!("ticket-type create --concert jazz --name Adult --price {price} --quota 10"),
    ] {
        office.run(line).succeeds();
    }
    office
}

#[test]
fn cash_that_takes_the_rest_is_rounded_to_the_coins_and_the_rest_is_a_line() {
    for (currency, price, told, total) in [
        ("CHF", "19.97", "ticket 19.97, rounding -0.02", "19.95"),
        ("CHF", "19.98", "ticket 19.98, rounding 0.02", "20.00"),
        ("SEK", "99.50", "ticket 99.50, rounding 0.50", "100.00"),
        ("IDR", "75020", "ticket 75020, rounding -20", "75000"),
        ("IDR", "75050", "ticket 75050", "75050"),
        ("USD", "19.97", "ticket 19.97", "19.97"),
    ] {
        let office = house(currency, price);
        let order = office
            .run("sell jazz/adult --pay cash --json")
            .succeeds()
            .json();
        assert_eq!(lines(&order), told, "{currency}");
        assert_eq!(order["total"]["amount"], total);
        assert_eq!(order["received"]["amount"], total);
    }
}

#[test]
fn only_cash_that_takes_the_rest_is_rounded() {
    let office = house("CHF", "19.97");
    let told = |line: &str| lines(&office.run(&format!("{line} --json")).succeeds().json());
    assert_eq!(told("sell jazz/adult --pay card"), "ticket 19.97");
    assert_eq!(told("sell jazz/adult --pay cash=19.97"), "ticket 19.97");
    assert_eq!(
        told("sell jazz/adult --pay card=10.01 --pay cash"),
        "ticket 19.97, rounding -0.01"
    );
    assert_eq!(told("sell jazz/adult --dry-run"), "ticket 19.97");
}

#[test]
fn cash_for_less_than_half_a_coin_ends_the_order_with_a_line() {
    let office = house("IDR", "75020");
    let order = sold(&office, "order create jazz/adult --user a@b.id --name Ani").order;
    let record = |pay: &str| {
        let line = format!("payment record {order} --pay {pay} --json");
        office.run(&line)
    };
    let deposit = record("transfer=75000").succeeds().json();
    assert_eq!(deposit["due"]["amount"], "20");
    let rest = record("cash").succeeds().json();
    assert_eq!(lines(&rest), "ticket 75020, rounding -20");
    assert_eq!(rest["status"], "paid");
    assert_eq!(rest["entries"].as_array().unwrap().len(), 1);
    assert_eq!(rest["tickets"].as_array().unwrap().len(), 1);
    record("cash").refused("wrong_amount");
}

#[test]
fn a_deposit_now_and_the_rest_at_the_door_by_any_method() {
    let office = house("CHF", "19.97");
    let order = sold(
        &office,
        "order create jazz/adult=2 --user a@b.ch --name Ani",
    )
    .order;
    let deposit = format!("payment record {order} --pay transfer=10 --reference 'ZKB 47' --json");
    let deposit = office.run(&deposit).succeeds().json();
    assert_eq!(
        (&deposit["status"], &deposit["due"]["amount"]),
        (&"pending".into(), &"29.94".into())
    );
    let rest = format!(
        "payment record {order} --pay voucher=5 --pay qris=4.93 --pay cash --tendered 50 --json"
    );
    let rest = office.run(&rest).succeeds().json();
    assert_eq!(lines(&rest), "ticket 39.94, rounding -0.01");
    assert_eq!(
        (&rest["status"], &rest["change"]["amount"]),
        (&"paid".into(), &"30.00".into())
    );
    let entries = rest["entries"].as_array().unwrap();
    let told: Vec<_> = entries
        .iter()
        .map(|entry| {
            let text = |value: &serde_json::Value| value.as_str().unwrap_or("-").to_owned();
            format!(
                "{} {} {} {}",
                text(&entry["method"]),
                text(&entry["amount"]["amount"]),
                text(&entry["reference"]),
                text(&entry["tendered"]["amount"])
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            "transfer 10.00 ZKB 47 -",
            "voucher 5.00 - -",
            "qris 4.93 - -",
            "cash 20.00 - 50.00"
        ]
    );
}

#[test]
fn every_method_takes_a_reference() {
    let office = house("IDR", "75000");
    for method in ["cash", "card", "transfer", "qris", "voucher", "invoice"] {
        let sell = format!("sell jazz/adult --pay {method} --reference 'No 7' --json");
        let order = office.run(&sell).succeeds().json();
        assert_eq!(order["entries"][0]["reference"], "No 7", "{method}");
        assert_eq!(order["entries"][0]["method"], method);
    }
}

#[test]
fn an_order_from_a_hold_is_rounded_alike_and_keeps_its_hold() {
    let office = house("CHF", "19.97");
    office
        .run("hold create jazz/adult=3 --reason Sponsors")
        .succeeds();
    let direct = office
        .run("hold sell sponsors adult --pay cash --json")
        .succeeds()
        .json();
    assert_eq!(lines(&direct), "ticket 19.97, rounding -0.02");
    let order = sold(&office, "hold sell sponsors adult --expires-at 3d").order;
    let paid = office.run(&format!("payment record {order} --pay cash --json"));
    let paid = paid.succeeds().json();
    assert_eq!(lines(&paid), "ticket 19.97, rounding -0.02");
    assert_eq!(paid["details"][0]["hold"], "sponsors");
    let refund = format!("payment refund {order} --all --yes");
    office.run(&refund).succeeds();
    let hold = office.run("hold show sponsors --json").json();
    assert_eq!(
        (&hold["ticket_types"][0]["sold"], &hold["left"]),
        (&1.into(), &2.into())
    );
}

#[test]
fn a_rounding_goes_back_with_its_ticket() {
    let office = house("CHF", "19.98");
    let order = sold(&office, "sell jazz/adult --pay cash").order;
    let refund = office.run(&format!("payment refund {order} --all --yes --json"));
    assert_eq!(refund.succeeds().json()["refunded"]["amount"], "20.00");
}

#[test]
fn the_difference_of_a_change_is_rounded_alike() {
    let office = house("CHF", "19.97");
    office
        .run("ticket-type create --concert jazz --name Vip --price 29.98 --quota 2")
        .succeeds();
    let order = sold(&office, "sell jazz/adult --pay card").order;
    let told = |line: &str| office.run(&format!("{line} --json")).succeeds().json();
    let added = told(&format!(
        "order add {order} jazz/adult --pay cash --tendered 20"
    ));
    assert_eq!(lines(&added), "ticket 19.97, ticket 19.97, rounding -0.02");
    assert_eq!(
        (&added["status"], &added["change"]["amount"]),
        (&"paid".into(), &"0.05".into())
    );
    let exchange = format!("order exchange {order} --ticket {order}/2 --to jazz/vip");
    let by_card = told(&format!("{exchange} --pay card --dry-run"));
    assert!(!lines(&by_card).ends_with("rounding -0.01"));
    let exchanged = told(&format!("{exchange} --pay cash"));
    assert!(
        lines(&exchanged).ends_with("return -19.97, ticket 29.98, rounding -0.01"),
        "{}",
        lines(&exchanged)
    );
    let waiting = sold(&office, "order create jazz/adult").order;
    let added = told(&format!("order add {waiting} jazz/adult --pay cash"));
    assert_eq!(lines(&added), "ticket 19.97, ticket 19.97, rounding 0.01");
    assert_eq!(added["status"], "paid");
}
