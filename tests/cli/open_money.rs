//! Money that is not due, or not due any more: paid back in part, given as goodwill, moved, kept.

use insta::assert_snapshot;
use serde_json::Value;

use super::office::Office;
use super::stage::{DOORS, NEXT_DAY, sold, stage};

fn show(office: &Office, order: &str) -> Value {
    office
        .run(&format!("order show {order} --json"))
        .succeeds()
        .json()
}

/// Status, total, received, refunded and open money of an order, in rupiah.
fn stands(office: &Office, order: &str) -> String {
    let order = show(office, order);
    let money = |field: &str| order[field]["amount"].as_str().unwrap().to_owned();
    format!(
        "{} {} {} {} {}",
        order["status"].as_str().unwrap(),
        money("total"),
        money("received"),
        money("refunded"),
        money("open_money")
    )
}

#[test]
fn the_house_keeps_a_fee_of_what_goes_back() {
    let office = stage();
    let order = sold(&office, "sell jazz/adult=3 --pay card").order;
    let refund = |words: &str| office.run(&format!("payment refund {order} {words}"));
    let one = refund(&format!("--ticket {order}/1 --keep 10%")).succeeds();
    let told =
        format!("Pay back Rp67.500 by card; order `{order}` is paid. The house keeps Rp7.500.");
    assert!(one.stderr.contains(&told), "{}", one.stderr);
    assert_eq!(stands(&office, &order), "paid 157500 225000 67500 0");
    let above = refund(&format!("--ticket {order}/2 --keep 75001")).refused("wrong_amount");
    assert!(
        above.stderr.contains("only Rp75.000 goes back"),
        "{}",
        above.stderr
    );
    refund("--amount 1 --keep 1").refused("usage");
    refund("--all --goodwill").refused("usage");
    refund("--all --keep 150%").refused("invalid_value");
    refund("--all --keep 25000").succeeds();
    assert_eq!(stands(&office, &order), "cancelled 32500 225000 192500 0");
    refund("--all").refused("nothing_to_refund");
    let payment = office.run(&format!("payment show {order} --json")).json();
    assert_eq!(payment["status"], "partly_refunded");
    assert_eq!(
        office.run("ticket-type show jazz/adult --json").json()["left"],
        10
    );
}

#[test]
fn all_of_it_may_be_kept() {
    let office = stage();
    let order = sold(&office, "sell jazz/adult --pay card").order;
    let all = office.run(&format!("payment refund {order} --all --keep 100%"));
    let told = format!(
        "Nothing is to be paid back; order `{order}` is cancelled. The house keeps Rp75.000."
    );
    let all = all.succeeds();
    assert!(all.stderr.contains(&told), "{}", all.stderr);
    assert_eq!(stands(&office, &order), "cancelled 75000 75000 0 0");
}

#[test]
fn goodwill_makes_open_what_is_not() {
    let office = stage();
    let order = sold(&office, "sell jazz/adult=2 jazz/vip --pay cash").order;
    let refund = |words: &str| office.run(&format!("payment refund {order} {words}"));
    refund("--amount 50000").refused("nothing_to_refund");
    let given = refund("--amount 50000 --goodwill --reason 'bad view'").succeeds();
    let told = format!("Pay back Rp50.000 by cash; order `{order}` is paid.");
    assert!(given.stderr.contains(&told), "{}", given.stderr);
    let after = show(&office, &order);
    let amounts = after["details"].as_array().unwrap().iter();
    let goodwill = amounts.filter(|line| line["kind"] == "goodwill");
    let goodwill: Vec<_> = goodwill.map(|line| &line["amount"]["amount"]).collect();
    assert_eq!(goodwill, ["-30000", "-20000"]);
    assert_eq!(stands(&office, &order), "paid 200000 250000 50000 0");
    refund("--amount 200001 --goodwill").refused("wrong_amount");

    // A ticket is worth what goodwill left of it.
    refund(&format!("--ticket {order}/1")).succeeds();
    assert_eq!(stands(&office, &order), "paid 140000 250000 110000 0");
    refund("--amount 140000 --goodwill").succeeds();
    assert_eq!(stands(&office, &order), "paid 0 250000 250000 0");
    refund("--all").succeeds();
    assert_eq!(stands(&office, &order), "cancelled 0 250000 250000 0");
}

#[test]
fn a_ticket_that_let_somebody_in_goes_back_only_by_an_override() {
    let office = stage();
    let paid = sold(&office, "sell jazz/adult=2 --pay card");
    let order = &paid.order;
    let admit = office.command(&format!("ticket admit {}", paid.codes[0]));
    admit.at(DOORS).run().succeeds();
    let refund = |words: &str| {
        let line = format!("payment refund {order} --all {words}");
        office.command(&line).at(DOORS).run()
    };
    let refused = refund("").refused("wrong_state");
    assert!(
        refused.stderr.contains("--override admitted"),
        "{}",
        refused.stderr
    );
    refund("--override admitted").refused("usage");
    refund("--override price --reason x").refused("usage");
    let refused = refund("--reason x --approved-by Budi").refused("usage");
    assert!(
        refused.stderr.contains("nothing is approved here"),
        "{}",
        refused.stderr
    );
    refund("--override admitted --reason 'fell ill inside' --approved-by Budi").succeeds();
    assert_eq!(stands(&office, order), "cancelled 0 150000 150000 0");
}

#[test]
fn open_money_is_listed_and_what_can_be_done_about_it() {
    let office = stage();
    let paid = sold(&office, "sell jazz/vip=2 --pay card").order;
    sold(&office, "sell jazz/adult --pay card");
    office
        .run(&format!("ticket void {paid}/1 --yes"))
        .succeeds();
    assert_snapshot!(office.run("order list --open-money").text(), @"
    ORDER  STATUS  USER     NAME     TICKETS      TOTAL  DUE  OPEN MONEY  CREATED
    ORD-1  paid    walk-in  Walk-in        1  Rp100.000  Rp0   Rp100.000  2026-11-01 10:00 WIB
    ------- stderr -------
    hint: boxoffice payment refund ORDER --amount MONEY    pays it back
    hint: boxoffice payment move ORDER --into ORDER    takes it for another order
    hint: boxoffice payment keep ORDER --reason TEXT    keeps it as a donation
    ");
    let quiet = office.run("payment list --open --quiet").succeeds();
    assert_eq!(quiet.stdout, format!("{paid}\n"));
    office
        .run(&format!("payment refund {paid} --amount 100000"))
        .succeeds();
    let none = office.run("order list --open-money").succeeds();
    assert!(!none.stderr.contains("payment move"), "{}", none.stderr);
}

#[test]
fn open_money_is_kept_as_a_donation() {
    let office = stage();
    let order = sold(&office, "sell jazz/vip=2 --pay card").order;
    let keep = |words: &str| office.run(&format!("payment keep {order} {words}"));
    keep("").refused("usage");
    keep("--reason thanks").refused("nothing_to_refund");
    office
        .run(&format!("ticket void {order}/1 --yes"))
        .succeeds();
    let kept = keep("--amount 40000 --reason 'keep the change'").succeeds();
    let told = format!("Rp40.000 of order `{order}` is kept as a donation.");
    assert!(kept.stderr.contains(&told), "{}", kept.stderr);
    assert_eq!(stands(&office, &order), "paid 140000 200000 0 60000");
    keep("--amount 60001 --reason x").refused("nothing_to_refund");
    keep("--reason 'and the rest'").succeeds();
    assert_eq!(stands(&office, &order), "paid 200000 200000 0 0");

    // What was given stays given when the tickets go back.
    office
        .run(&format!("payment refund {order} --all"))
        .succeeds();
    assert_eq!(stands(&office, &order), "cancelled 100000 200000 100000 0");
}

#[test]
fn money_that_came_too_late_is_kept_by_an_order_that_stays_over() {
    let office = stage();
    for over in ["cancelled", "expired"] {
        let order = sold(&office, "order create jazz/adult=2 --expires-at 20m").order;
        let at = |line: &str| office.command(line).at(NEXT_DAY).run();
        if over == "cancelled" {
            at(&format!("order update {order} --expires-at 2h")).succeeds();
            at(&format!("order cancel {order}")).succeeds();
        }
        assert_eq!(
            at(&format!("payment record {order} --pay transfer=20000")).status,
            6
        );
        at(&format!("payment keep {order} --amount 5000 --reason gift")).succeeds();
        assert_eq!(stands(&office, &order), "cancelled 5000 20000 0 15000");
        at(&format!("payment refund {order} --all")).succeeds();
        assert_eq!(stands(&office, &order), "cancelled 5000 20000 15000 0");
        at(&format!("payment keep {order} --reason gift")).refused("nothing_to_refund");
        at(&format!("order update {order} --expires-at 2h")).refused("wrong_state");
    }
    assert_eq!(
        office.run("ticket-type show jazz/adult --json").json()["left"],
        10
    );
}

#[test]
fn open_money_pays_another_order() {
    let office = stage();
    let from = sold(&office, "sell jazz/vip=2 --pay card=150000 --pay cash").order;
    let into = sold(&office, "order create jazz/adult").order;
    let other = sold(&office, "order create jazz/adult").order;
    let go = |from: &str, into: &str, words: &str| {
        office.run(&format!("payment move {from} --into {into} {words}"))
    };
    go(&from, &into, "").refused("nothing_to_refund");
    office
        .run(&format!("ticket void {from}/1 --yes"))
        .succeeds();
    go(&from, &from, "").refused("wrong_state");
    go(&from, &into, "--amount 100001").refused("nothing_to_refund");
    let moved = go(&from, &into, "--amount 75000").succeeds();
    let told =
        format!("Rp75.000 went from order `{from}` to order `{into}`, which is paid: 1 ticket.");
    assert!(moved.stderr.contains(&told), "{}", moved.stderr);
    assert_eq!(stands(&office, &from), "paid 100000 200000 75000 25000");
    assert_eq!(stands(&office, &into), "paid 75000 75000 0 0");
    let entries = show(&office, &into)["entries"].clone();
    let methods = entries.as_array().unwrap().iter();
    let methods: Vec<_> = methods.map(|entry| &entry["method"]).collect();
    assert_eq!(methods, ["cash", "card"]);
    let part = go(&from, &other, "").succeeds();
    assert!(
        part.stderr.contains("Rp50.000 still due"),
        "{}",
        part.stderr
    );

    // Money beyond what is due is a credit there, and can be paid back only once.
    office
        .run(&format!("payment refund {into} --all"))
        .succeeds();
    assert_eq!(stands(&office, &into), "cancelled 0 75000 75000 0");
    go(&from, &into, "").refused("nothing_to_refund");
    office
        .run(&format!("ticket void {from}/2 --yes"))
        .succeeds();
    go(&from, &into, "").refused("wrong_state");
    // Without a sum only what is due there goes, and once nothing is due all that is open.
    go(&from, &other, "").succeeds();
    assert_eq!(stands(&office, &other), "paid 75000 75000 0 0");
    go(&from, &other, "").succeeds();
    assert_eq!(stands(&office, &other), "paid 75000 125000 0 50000");
    let journal = office.run("journal verify");
    journal.succeeds();
}
