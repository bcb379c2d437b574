//! Tickets for nothing, and rules that are set aside for one order.

use insta::assert_snapshot;

use super::stage::{NEXT_DAY, sold, stage};

#[test]
fn a_comp_says_why_and_who_approved_and_needs_no_money() {
    let office = stage();
    let comp = office.run("sell jazz/adult=2 --comp 'Press seats' --approved-by Bos --json");
    let comp = comp.succeeds().json();
    assert_eq!(
        (&comp["status"], &comp["total"]["amount"]),
        (&"paid".into(), &"0".into())
    );
    let ticket = &office.run("ticket list --json").json()[0];
    assert_eq!(
        (&ticket["comp_reason"], &ticket["approver"]),
        (&"Press seats".into(), &"Bos".into())
    );
    let mine = office
        .run("order create jazz/adult --comp Crew --json")
        .succeeds()
        .json();
    assert_eq!(
        mine["details"][0]["approver"], "sari",
        "who sells approves where nobody is named"
    );
    let manifest = office.run("report manifest jazz --json").json();
    assert_eq!(
        (&manifest["comp"], &manifest["sold"]),
        (&3.into(), &0.into())
    );
    office
        .run("hold create jazz/vip=2 --reason Sponsors")
        .succeeds();
    let held = office.run("hold sell sponsors vip --comp 'Sponsor guest' --json");
    assert_eq!(held.succeeds().json()["details"][0]["hold"], "sponsors");
}

#[test]
fn a_comp_takes_a_place_like_any_ticket() {
    let office = stage();
    sold(&office, "sell jazz/adult=10 --pay card");
    office
        .run("sell jazz/adult --comp Press")
        .refused("sold_out");
    office
        .run("sell jazz/adult --comp Press --override limit --override window --reason Full")
        .refused("sold_out");
}

#[test]
fn limit_and_window_are_set_aside_with_a_reason_that_stays() {
    let office = stage();
    office
        .run("sell jazz/vip=3 --pay card")
        .refused("limit_exceeded");
    office
        .run("sell jazz/vip=3 --pay card --override limit")
        .refused("usage");
    let many =
        "sell jazz/vip=3 --pay card --override limit --reason 'A school class' --approved-by Bos";
    let many = sold(&office, many).order;
    let shown = office.run(&format!("order show {many} --json")).json();
    let noted = &shown["overrides"][0];
    assert_eq!(
        (&noted["rule"], &noted["reason"]),
        (&"limit".into(), &"A school class".into())
    );
    assert_eq!(
        (&noted["operator"], &noted["approver"]),
        (&"sari".into(), &"Bos".into())
    );

    office
        .run("sell jazz/child --pay card")
        .refused("not_on_sale");
    office
        .run("sell jazz/child --pay card --override window --reason 'Came from far'")
        .succeeds();
    office
        .run("concert update jazz --status postponed")
        .succeeds();
    office
        .run("sell jazz/child --pay card --override window --reason 'Came from far'")
        .refused("not_on_sale");
}

#[test]
fn another_price_is_an_override_and_nothing_is_a_comp() {
    let office = stage();
    office
        .run("sell jazz/adult --price 50000 --pay card")
        .refused("usage");
    let with = "--override price --reason 'Broken seat'";
    office
        .run(&format!("sell jazz/adult {with} --pay card"))
        .refused("usage");
    office
        .run(&format!("sell jazz/adult --price 0 {with} --pay card"))
        .refused("invalid_value");
    let order = sold(
        &office,
        &format!("sell jazz/adult=2 --price 50000 {with} --pay card"),
    )
    .order;
    let shown = office.run(&format!("order show {order}")).succeeds();
    assert_snapshot!(shown.text(), @"
    ORDER       ORD-1
    STATUS      paid
    USER        walk-in
    NAME        Walk-in
    TOTAL       Rp100.000
    PAYMENT     paid
    RECEIVED    Rp100.000
    REFUNDED    Rp0
    DUE         Rp0
    CHANGE      -
    OPEN MONEY  Rp0
    CREATED     Sun 1 Nov 2026 10:00 WIB
    OPERATOR    sari

    Details
      KIND    TICKET TYPE  QUANTITY     PRICE     AMOUNT  REASON       APPROVED BY
      ticket  jazz/adult          2  Rp50.000  Rp100.000  Broken seat  sari

    Payment
      ENTRY       AMOUNT  METHOD  TENDERED  CHANGE  REMARK  OPERATOR  AT
      receipt  Rp100.000  card    -         -       -       sari      2026-11-01 10:00 WIB

    Tickets
      TICKET   CODE                  TICKET TYPE  STATUS
      ORD-1/1  TICKET-CODE-NUMBER-1  jazz/adult   valid
      ORD-1/2  TICKET-CODE-NUMBER-2  jazz/adult   valid

    Overrides
      RULE   REASON       OPERATOR  APPROVED BY  AT
      price  Broken seat  sari      -            2026-11-01 10:00 WIB
    ");
    office
        .run("hold create jazz/vip --reason Sponsors")
        .succeeds();
    let held = format!("hold sell sponsors --price 90000 {with} --pay card --json");
    assert_eq!(
        office.run(&held).succeeds().json()["total"]["amount"],
        "90000"
    );
    office
        .run("hold sell sponsors --override window --reason x --pay card")
        .refused("usage");
    office
        .run("sell jazz/adult --override admitted --reason x --pay card")
        .refused("usage");
    office
        .run("sell jazz/adult --approved-by Bos --pay card")
        .refused("usage");
    office
        .run("sell jazz/adult --override capacity --reason x --pay card")
        .refused("invalid_value");
}

#[test]
fn an_expired_order_comes_back_with_the_rules_that_were_set_aside_for_it() {
    let office = stage();
    let many = "order create jazz/vip=3 --override limit --reason Class --expires-at 20m";
    let many = sold(&office, many).order;
    let again = format!("order update {many} --expires-at 3d");
    office.command(&again).at(NEXT_DAY).run().succeeds();
}

#[test]
fn the_same_key_answers_again_only_on_the_same_terms() {
    let office = stage();
    let comp = "sell jazz/adult --comp Press --key c1 --json";
    let first = office.run(comp).succeeds().json();
    assert_eq!(office.run(comp).succeeds().json()["order"], first["order"]);
    office
        .run("sell jazz/adult --comp Crew --key c1")
        .refused("key_reused");
}
