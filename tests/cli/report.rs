//! Reports: what was sold, and where every place is.

use insta::assert_snapshot;

use super::office::Office;
use super::stage::{NEXT_DAY, sold, stage};

fn after_some_sales() -> Office {
    let office = stage();
    let paid = sold(&office, "sell jazz/vip=2 adult --pay cash").order;
    office
        .run(&format!("payment refund {paid} --ticket {paid}/1 --yes"))
        .succeeds();
    sold(&office, "order create jazz/adult=3 --expires-at 20m");
    office
}

#[test]
fn sales_count_what_was_returned_and_money_by_method() {
    let office = after_some_sales();
    assert_snapshot!(office.run("report sales --concert jazz").text(), @"
    CONCERT  jazz
    FROM     -
    BEFORE   -
    TICKETS  2
    AMOUNT   Rp175.000
    MONEY    Rp175.000

    Sales
      TICKET TYPE  SOLD  RETURNED  TICKETS      GROSS     RETURNS     AMOUNT
      jazz/vip        2         1        1  Rp200.000  -Rp100.000  Rp100.000
      jazz/adult      1         0        1   Rp75.000         Rp0   Rp75.000

    Money
      METHOD   RECEIVED   REFUNDED        NET
      cash    Rp275.000  Rp100.000  Rp175.000

    Proof: it adds up
           ROWS    = LINES
      Rp175.000  Rp175.000
    ");
    let csv = office.run("report sales --format csv").succeeds().stdout;
    assert_snapshot!(csv, @"
    ticket_type,sold,returned,comp,tickets,gross,returns,discounts,fees,tax_on_top,goodwill,rounding,tax,amount
    jazz/vip,2,1,0,1,200000,-100000,0,0,0,0,0,0,100000
    jazz/adult,1,0,0,1,75000,0,0,0,0,0,0,0,75000
    ");
}

#[test]
fn sales_of_a_day_are_those_of_the_offices_clocks() {
    let office = after_some_sales();
    let late = "2026-11-01T17:30:00Z";
    let sell = office.command("sell jazz/adult --pay card");
    sell.at(late).run().succeeds();
    let tickets = |days: &str| {
        let report = office
            .command(&format!("report sales {days} --json"))
            .at(NEXT_DAY);
        report.run().succeeds().json()["tickets"].clone()
    };
    assert_eq!(tickets("--from today"), 1);
    assert_eq!(tickets("--from yesterday --to yesterday"), 2);
    assert_eq!(tickets("--from 2026-11-03"), 0);
    office
        .run("report sales --concert nowhere")
        .refused("not_found");
}

#[test]
fn the_manifest_proves_every_place() {
    let office = after_some_sales();
    assert_snapshot!(office.run("report manifest jazz").text(), @"
    CONCERT   jazz
    NAME      Jazz
    STARTS    Sat 28 Nov 2026 20:00 WIB
    CAPACITY  12
    SOLD      2
    COMP      0
    PENDING   3
    HELD      0
    ALLOTTED  0
    UNSOLD    7
    BALANCED  yes

    Ticket types
      TICKET TYPE  NAME   QUOTA  SOLD  COMP  PENDING  HELD  ALLOTTED  UNSOLD
      jazz/vip     VIP        3     1     0        0     0         0       2
      jazz/adult   Adult     10     1     0        3     0         0       6
      jazz/child   Child     10     0     0        0     0         0      10
    ");
    let overdue = office
        .command("report manifest jazz --json")
        .at(NEXT_DAY)
        .run();
    let overdue = overdue.succeeds().json();
    assert_eq!(
        (&overdue["pending"], &overdue["unsold"]),
        (&0.into(), &10.into())
    );
    assert_eq!(overdue["balanced"], true);
    office.run("report manifest").refused("usage");
    let csv = office
        .run("report manifest jazz --format csv")
        .succeeds()
        .stdout;
    assert_eq!(csv.lines().count(), 4, "{csv}");
}
