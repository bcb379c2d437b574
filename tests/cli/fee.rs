//! Fees and taxes: what a sale bears by itself.

use super::discount::quoted;
use super::stage::{sold, stage};

#[test]
fn a_fee_is_on_every_sale_in_its_scope() {
    let office = stage();
    for line in [
        "fee create --name Booking --amount 2500 --per ticket",
        "fee create --name 'Web service' --percent 1.5 --per order --channel web --slug web",
        "discount create --code half --name Half --percent 50",
    ] {
        office.run(line).succeeds();
    }
    assert_eq!(quoted(&office, "jazz/adult=2"), "ticket 150000, fee 5000");
    assert_eq!(
        quoted(&office, "jazz/adult=2 --channel web --discount half"),
        "ticket 150000, discount -75000, fee 5000, fee 1125"
    );
    assert_eq!(quoted(&office, "jazz/adult --comp Press"), "ticket 0");
    let order = office
        .run("sell jazz/vip --pay card --json")
        .succeeds()
        .json();
    assert_eq!(order["details"][1]["fee"], "booking");
    assert_eq!(order["total"]["amount"], "102500");

    office.run("fee update booking --ends-at now").succeeds();
    assert_eq!(quoted(&office, "jazz/adult"), "ticket 75000");
    let list = |line: &str| office.run(line).json().as_array().unwrap().len();
    assert_eq!(
        (list("fee list --json"), list("fee list --all --json")),
        (1, 2)
    );
    office.run("fee show boking").refused("not_found");
    office.run("fee update web").refused("usage");
}

#[test]
fn imported_orders_bear_only_a_fee_that_names_imports() {
    let office = stage();
    office
        .run("fee create --name Booking --amount 2500 --per ticket")
        .succeeds();
    let list = "key,concert,ticket_type,quantity,pay\n1,jazz,adult,1,card\n";
    let import = office.command("order import - --yes --json").stdin(list);
    import.run().succeeds();
    let total = || {
        let orders = office.run("order list --json").json();
        orders[0]["total"]["amount"].as_str().unwrap().to_owned()
    };
    assert_eq!(total(), "75000");
    office
        .run("fee create --name Import --amount 1000 --per order --channel import")
        .succeeds();
    let list = "key,concert,ticket_type,quantity,pay\n2,jazz,adult,1,card\n";
    let import = office.command("order import - --yes --json").stdin(list);
    import.run().succeeds();
    assert_eq!(total(), "76000");
}

#[test]
fn a_tax_is_inside_the_price_or_a_line_on_top_of_it() {
    let office = stage();
    office
        .run("discount create --code off --name Off --amount 7500 --per ticket")
        .succeeds();
    office.run("concert update jazz --tax 11").succeeds();
    let inside = office
        .run("sell jazz/adult --discount off --dry-run --json")
        .json();
    let tax = |line: usize| inside["details"][line]["tax"]["amount"].clone();
    assert_eq!(inside["total"]["amount"], "67500");
    assert_eq!((tax(0), tax(1)), ("7432".into(), "-743".into()));
    assert_eq!(inside["details"][0]["tax_rate"], "11");

    office
        .run("concert update jazz --tax 7.25% --tax-on-top")
        .succeeds();
    assert_eq!(
        quoted(&office, "jazz/adult --discount off"),
        "ticket 75000, discount -7500, tax 4894"
    );
    let shown = office.run("concert show jazz --json").json();
    assert_eq!(
        (&shown["tax_rate"], &shown["tax_kind"]),
        (&"7.25".into(), &"on_top".into())
    );
    assert_eq!(quoted(&office, "jazz/adult --comp Press"), "ticket 0");

    office.run("concert update jazz --no-tax").succeeds();
    assert_eq!(quoted(&office, "jazz/adult"), "ticket 75000");
    office
        .run("concert update jazz --tax 0")
        .refused("invalid_value");
    office
        .run("concert update jazz --tax-on-top")
        .refused("usage");
    office
        .run("concert create --name New --venue istora --starts-at '2026-12-28 20:00' --tax 10")
        .succeeds();
    assert_eq!(
        office.run("concert show new --json").json()["tax_kind"],
        "inside"
    );
}

#[test]
fn taxes_and_fees_go_back_with_their_ticket() {
    let office = stage();
    office
        .run("concert update jazz --tax 10 --tax-on-top")
        .succeeds();
    office
        .run("fee create --name Booking --amount 2500 --per ticket")
        .succeeds();
    let order = sold(&office, "sell jazz/adult=2 --pay card").order;
    let refund = format!("payment refund {order} --ticket {order}/1 --json --yes");
    let refund = office.run(&refund).succeeds().json();
    assert_eq!(refund["refunded"]["amount"], "85000", "{refund}");
}

#[test]
fn people_read_a_fee_by_ticket_as_so_many_times_its_price_and_programs_as_its_sum() {
    let office = stage();
    office
        .run("fee create --name Booking --amount 5000 --per ticket")
        .succeeds();
    let order = sold(&office, "sell jazz/adult=4 --pay card").order;
    let shown = office.run(&format!("order show {order}")).succeeds();
    let fee = shown
        .stdout
        .lines()
        .find(|line| line.trim().starts_with("fee "));
    let words: Vec<_> = fee.unwrap().split_whitespace().collect();
    assert_eq!(
        words,
        ["fee", "jazz/adult", "4", "Rp5.000", "Rp20.000", "booking"]
    );
    let json = office.run(&format!("order show {order} --json")).json();
    assert_eq!(json["details"][1]["quantity"], 1);
    let receipt = office.run(&format!("order receipt {order}")).succeeds();
    assert!(receipt.stdout.contains("4 x Rp5.000"), "{}", receipt.stdout);
}
