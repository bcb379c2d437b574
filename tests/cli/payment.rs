//! Money taken and paid back.

use insta::assert_snapshot;

use super::stage::{NEXT_DAY, sold, stage};

const HOLD: &str = "order create jazz/vip=2 --expires-at 20m";

#[test]
fn an_order_is_paid_in_parts_and_gets_its_tickets_with_the_last() {
    let office = stage();
    let held = sold(&office, HOLD).order;
    let part = office.run(&format!(
        "payment record {held} --pay transfer=150000 --json"
    ));
    let part = part.succeeds().json();
    assert_eq!(
        (&part["status"], &part["due"]["amount"]),
        (&"pending".into(), &"50000".into())
    );
    assert_eq!(part["tickets"], serde_json::json!([]));
    let rest = office.run(&format!(
        "payment record {held} --pay cash --tendered 100000"
    ));
    let rest = rest.succeeds();
    assert!(
        rest.stderr
            .contains("is paid: 2 tickets. Give back Rp50.000."),
        "{}",
        rest.stderr
    );
    assert_snapshot!(office.run(&format!("payment show {held}")).text(), @"
    ORDER       ORD-1
    STATUS      paid
    AMOUNT      Rp200.000
    RECEIVED    Rp200.000
    REFUNDED    Rp0
    DUE         Rp0
    OPEN MONEY  Rp0
    CREATED     Sun 1 Nov 2026 10:00 WIB
    TIMEZONE    Asia/Jakarta

    Payment
      ENTRY       AMOUNT  METHOD     TENDERED    CHANGE  REMARK  OPERATOR  AT
      receipt  Rp150.000  transfer          -         -  -       sari      2026-11-01 10:00 WIB
      receipt   Rp50.000  cash      Rp100.000  Rp50.000  -       sari      2026-11-01 10:00 WIB
    ");
    let again = office
        .run(&format!("payment record {held} --pay cash"))
        .refused("wrong_amount");
    assert!(again.stderr.contains("nothing is due"), "{}", again.stderr);
}

#[test]
fn money_above_what_is_due_is_kept_and_told() {
    let office = stage();
    let held = sold(&office, HOLD).order;
    let over = office
        .run(&format!("payment record {held} --pay transfer=250000"))
        .succeeds();
    assert!(
        over.stderr.contains("holds Rp50.000 of open money"),
        "{}",
        over.stderr
    );
    let back = format!("payment refund {held} --amount 50000 --json");
    assert_eq!(
        office.run(&back).succeeds().json()["open_money"]["amount"],
        "0"
    );
    office.run(&back).refused("nothing_to_refund");
}

#[test]
fn money_too_late_revives_nothing_and_is_not_lost() {
    let office = stage();
    let held = sold(&office, HOLD).order;
    let pay = |money: &str| {
        let line = format!("payment record {held} --pay {money} --json");
        office.command(&line).at(NEXT_DAY).run()
    };
    pay("transfer").refused("wrong_amount");
    let late = pay("transfer=200000").refused("partial");
    assert_eq!(late.json()["status"], "expired");
    assert_eq!(late.json()["open_money"]["amount"], "200000");
    let update = format!("order update {held} --expires-at 2h");
    assert!(
        late.error()["hints"][1]
            .as_str()
            .unwrap()
            .contains("order update"),
        "{}",
        late.stderr
    );
    let back = office
        .command(&format!("{update} --json"))
        .at(NEXT_DAY)
        .run();
    let back = back.succeeds().json();
    assert_eq!(back["status"], "paid");
    assert_eq!(back["tickets"].as_array().unwrap().len(), 2);
}

#[test]
fn a_refund_gives_the_places_back_once() {
    let office = stage();
    let paid = sold(&office, "sell jazz/vip=2 --pay card").order;
    let one = format!("payment refund {paid} --ticket {paid}/1 --json");
    let after = office.run(&one).succeeds().json();
    assert_eq!(
        (&after["status"], &after["total"]["amount"]),
        (&"paid".into(), &"100000".into())
    );
    office.run(&one).refused("wrong_state");
    let all = format!("payment refund {paid} --all");
    assert!(
        office
            .run(&all)
            .succeeds()
            .stderr
            .contains("Pay back Rp100.000")
    );
    let twice = office.run(&all).refused("nothing_to_refund");
    assert!(
        twice.stderr.contains("holds no open money"),
        "{}",
        twice.stderr
    );
    let free = office.run("ticket-type show jazz/vip --json").json();
    assert_eq!(free["left"], 3);
}

#[test]
fn nothing_is_paid_back_beyond_the_open_money() {
    let office = stage();
    let paid = sold(&office, "sell jazz/vip=2 --pay card").order;
    let refused = office.run(&format!("payment refund {paid} --amount 1000"));
    let refused = refused.refused("nothing_to_refund");
    assert!(
        refused.stderr.contains(&format!("--ticket {paid}/1")),
        "{}",
        refused.stderr
    );
    office
        .run(&format!("ticket void {paid}/1 --yes"))
        .succeeds();
    let above = office.run(&format!("payment refund {paid} --amount 100001"));
    let above = above.refused("nothing_to_refund");
    assert!(
        above
            .stderr
            .contains("Rp100.000 of open money, not Rp100.001"),
        "{}",
        above.stderr
    );
    let other = sold(&office, "sell jazz/adult --pay card").order;
    office
        .run(&format!("payment refund {paid} --ticket {other}/1"))
        .refused("not_found");
}

#[test]
fn a_ticket_that_let_somebody_in_is_not_paid_back() {
    let office = stage();
    let paid = sold(&office, "sell jazz/vip --pay card");
    let admit = office.command(&format!("ticket admit {}", paid.codes[0]));
    admit.at(super::stage::DOORS).run().succeeds();
    let refund = format!("payment refund {} --all", paid.order);
    office.run(&refund).refused("wrong_state");
}

#[test]
fn payments_are_listed_by_what_is_open() {
    let office = stage();
    let paid = sold(&office, "sell jazz/vip=2 --pay card").order;
    sold(&office, HOLD.replace("=2", "").as_str());
    office
        .run(&format!("ticket void {paid}/1 --yes"))
        .succeeds();
    assert_snapshot!(office.run("payment list").text(), @"
    ORDER  STATUS      AMOUNT   RECEIVED  REFUNDED        DUE  OPEN MONEY  CREATED
    ORD-1  pending  Rp100.000        Rp0       Rp0  Rp100.000         Rp0  2026-11-01 10:00 WIB
    ORD-2  paid     Rp100.000  Rp200.000       Rp0        Rp0   Rp100.000  2026-11-01 10:00 WIB
    ");
}

#[test]
fn a_refund_names_only_its_own_money_also_within_one_second() {
    let office = stage();
    let order = sold(&office, "sell jazz/adult=3 --pay card").order;
    for number in [1, 2] {
        let back = office
            .run(&format!("payment refund {order} --ticket {order}/{number}"))
            .succeeds();
        let told = format!("Pay back Rp75.000 by card; order `{order}` is paid.");
        assert!(back.stderr.contains(&told), "{}", back.stderr);
    }
}

#[test]
fn an_order_for_a_cancelled_concert_takes_no_money_and_gives_no_tickets() {
    let office = stage();
    let held = sold(&office, "order create jazz/adult=2").order;
    office.run("concert cancel jazz --yes").succeeds();
    office
        .run(&format!("payment record {held} --pay cash"))
        .refused("concert_cancelled");
    office.run(&format!("order cancel {held}")).succeeds();
    let late = office.run(&format!("payment record {held} --pay cash=150000 --json"));
    assert_eq!(late.status, 6, "{}", late.stderr);
}

#[test]
fn a_refund_that_is_only_tried_says_what_it_would_pay_back() {
    let office = stage();
    let order = sold(&office, "sell jazz/adult=2 --pay card").order;
    let tried = office.run(&format!(
        "payment refund {order} --ticket {order}/1 --keep 10% --dry-run"
    ));
    let said = tried.succeeds().stderr;
    let sentence = format!(
        "Would pay back Rp67.500 by card; order `{order}` would be paid. The house would keep Rp7.500."
    );
    assert!(said.contains(&sentence), "{said}");
}
