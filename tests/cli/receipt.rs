//! What a customer gets on paper.

use insta::assert_snapshot;

use super::stage::{sold, stage};

#[test]
fn a_receipt_tells_lines_taxes_money_and_tickets_but_no_codes() {
    let office = stage();
    for line in [
        "concert update jazz --tax 11",
        "fee create --name Booking --amount 2510 --per ticket",
        "discount create --code EARLY10 --name Early --percent 10",
    ] {
        office.run(line).succeeds();
    }
    let order = "order create jazz/adult=2 vip --discount early10 --user a@b.de --name Ani";
    let order = sold(&office, order).order;
    let open = office.run(&format!("order receipt {order}"));
    assert!(open.stdout.contains("Still due"), "{}", open.stdout);
    office
        .run(&format!(
            "payment record {order} --pay transfer=100000 --reference 'BCA 47'"
        ))
        .succeeds();
    let paid = sold(
        &office,
        &format!("payment record {order} --pay cash --tendered 200000"),
    );
    let receipt = office.run(&format!("order receipt {order}")).succeeds();
    for code in paid.codes {
        assert!(!receipt.stdout.contains(&code));
    }
    assert_snapshot!(receipt.text(), @"
    Box office
    Order ORD-1
    Sun 1 Nov 2026 10:00 WIB
    Served by sari
    PRACTICE: no receipt
    ------------------------------------------
    Jazz
    Sat 28 Nov 2026 20:00 WIB
    Istora, Jakarta
    2 x Adult                        Rp150.000
        jazz/adult at Rp75.000
      discount early10               -Rp15.000
      fee booking                      Rp5.020
        2 x Rp2.510
    1 x VIP                          Rp100.000
        jazz/vip at Rp100.000
      discount early10               -Rp10.000
      fee booking                      Rp2.510
      rounding                            Rp20
    ------------------------------------------
    Total                            Rp232.550
    Of it tax, 11%                    Rp22.297
    ------------------------------------------
    transfer BCA 47                  Rp100.000
    cash                             Rp132.550
      tendered                       Rp200.000
      change                          Rp67.450
    ------------------------------------------
    ORD-1/1                         jazz/adult
    ORD-1/2                         jazz/adult
    ORD-1/3                           jazz/vip
    ");
}

#[test]
fn a_receipt_fits_its_paper_and_is_the_order_to_a_program() {
    let office = stage();
    let order = sold(
        &office,
        "sell jazz/adult=2 vip --pay cash --tendered 1000000",
    )
    .order;
    let narrow = office
        .run(&format!("order receipt {order} --width 24"))
        .succeeds();
    assert!(
        narrow.stdout.lines().all(|line| line.chars().count() <= 24),
        "{}",
        narrow.stdout
    );
    let json = office
        .run(&format!("order receipt {order} --json"))
        .succeeds();
    assert_eq!(
        json.stdout,
        office.run(&format!("order show {order} --json")).stdout
    );
    office
        .run(&format!("order receipt {order} --width 5"))
        .refused("usage");
}

#[test]
fn a_receipt_tells_what_was_given_for_nothing_and_what_went_back() {
    let office = stage();
    let comp = sold(&office, "sell jazz/adult --comp Press").order;
    let receipt = office.run(&format!("order receipt {comp}")).succeeds();
    assert!(
        receipt.stdout.contains("free of charge"),
        "{}",
        receipt.stdout
    );
    let order = sold(&office, "sell jazz/adult=2 --pay card").order;
    office
        .run(&format!("payment refund {order} --ticket {order}/1 --yes"))
        .succeeds();
    let receipt = office.run(&format!("order receipt {order}")).succeeds();
    assert!(
        receipt.stdout.contains("refund, card"),
        "{}",
        receipt.stdout
    );
    assert!(
        !receipt.stdout.contains(&format!("{order}/1")),
        "{}",
        receipt.stdout
    );
}

#[test]
fn a_receipt_tells_each_concert_with_its_own_lines_and_what_came_back_by_name() {
    let office = stage();
    for line in [
        "venue create --name Fort --location Makassar --timezone Asia/Makassar",
        "concert create --name Rock --venue fort --starts-at '2026-11-29 21:00'",
        "ticket-type create --concert rock --name Floor --price 40000 --quota 5",
    ] {
        office.run(line).succeeds();
    }
    let order = sold(&office, "sell jazz/adult=2 rock/floor jazz/vip --pay card").order;
    office
        .run(&format!("payment refund {order} --ticket {order}/1 --yes"))
        .succeeds();
    office
        .run(&format!(
            "order exchange {order} --ticket {order}/2 --to jazz/vip --pay card"
        ))
        .succeeds();
    let receipt = office.run(&format!("order receipt {order}")).succeeds();
    let lines: Vec<_> = receipt.stdout.lines().map(str::trim).collect();
    let place = |of: &str| lines.iter().position(|line| line.starts_with(of)).unwrap();
    let order = [
        "Jazz",
        "2 x Adult",
        "1 x returned Adult",
        "1 x exchanged Adult",
        "Rock",
        "Sun 29 Nov 2026 21:00 WITA",
        "Fort, Makassar",
        "1 x Floor",
        "Total",
    ];
    assert!(order.is_sorted_by_key(|of| place(of)), "{}", receipt.stdout);
}
