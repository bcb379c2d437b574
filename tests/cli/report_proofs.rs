//! Reports of any kind and of any moment, through the program; what does not add up is printed all the same.

use insta::assert_snapshot;

use super::office::Office;
use super::stage::{NEXT_DAY, sold, stage};

/// Two concerts, an order over both, a refund, and an order that is paid in part.
fn house() -> Office {
    let office = stage();
    for line in [
        "concert create --name Rock --venue istora --starts-at '2026-11-29 20:00'",
        "ticket-type create --concert rock --name Adult --price 80000 --quota 10",
    ] {
        office.run(line).succeeds();
    }
    let paid = sold(&office, "sell jazz/vip=2 adult --pay cash").order;
    office
        .run(&format!("payment refund {paid} --ticket {paid}/1 --yes"))
        .succeeds();
    sold(&office, "sell jazz/adult rock/adult=2 --pay card");
    let pending = sold(&office, "order create jazz/adult=3 --expires-at 20m").order;
    office
        .run(&format!("payment record {pending} --pay qris=50000"))
        .succeeds();
    office
}

/// Runs SQL behind the program's back, its triggers gone.
fn break_with(office: &Office, sql: &str) {
    let file = rusqlite::Connection::open(office.file()).unwrap();
    file.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    let mut asked = file
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
        .unwrap();
    let names = asked.query_map([], |row| row.get::<_, String>(0)).unwrap();
    for name in names.map(|name| name.unwrap()).collect::<Vec<_>>() {
        file.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
    }
    file.execute_batch(sql).unwrap();
    office.is_left_damaged();
}

#[test]
fn sales_of_everything_end_with_lines_entries_and_accounts() {
    let office = house();
    assert_snapshot!(office.run("report sales --by concert").text(), @"
    CONCERT  -
    FROM     -
    BEFORE   -
    TICKETS  5
    AMOUNT   Rp410.000
    MONEY    Rp460.000

    Sales
      CONCERT  SOLD  RETURNED  TICKETS      GROSS     RETURNS     AMOUNT
      jazz        4         1        3  Rp350.000  -Rp100.000  Rp250.000
      rock        2         0        2  Rp160.000         Rp0  Rp160.000

    Money
      METHOD   RECEIVED   REFUNDED        NET
      cash    Rp275.000  Rp100.000  Rp175.000
      card    Rp235.000        Rp0  Rp235.000
      qris     Rp50.000        Rp0   Rp50.000

    Proof: it adds up
           SOLD   + UNPAID  - ENDED  = RECEIVED  - REFUNDED      + DUE  - OPEN
      Rp410.000  Rp225.000      Rp0   Rp560.000   Rp100.000  Rp175.000     Rp0
    ");
}

#[test]
fn sales_are_told_apart_in_six_ways_that_sum_to_the_same() {
    let office = house();
    for by in ["type", "day", "concert", "operator", "channel"] {
        let report = office.run(&format!("report sales --by {by} --json"));
        let report = report.succeeds().json();
        let rows = report["sales"].as_array().unwrap();
        let tickets: i64 = rows
            .iter()
            .map(|row| row["tickets"].as_i64().unwrap())
            .sum();
        assert_eq!(tickets, 5, "{by}");
        assert_eq!(report["amount"]["amount"], "410000", "{by}");
        assert_eq!(report["proof"]["balanced"], true, "{by}");
        let key = if by == "type" { "ticket_type" } else { by };
        assert!(rows.iter().all(|row| row[key].is_string()), "{by}");
    }
    let csv = office.run("report sales --by method --format csv");
    assert_snapshot!(csv.succeeds().stdout, @"
    method,received,refunded,moved_in,moved_out,net
    cash,275000,100000,0,0,175000
    card,235000,0,0,0,235000
    qris,50000,0,0,0,50000
    ");
    office
        .run("report sales --by colour")
        .refused("invalid_value");
}

#[test]
fn a_day_is_that_of_the_concerts_clocks_also_where_they_are_put_back() {
    let office = stage();
    for line in [
        "venue create --name Apollo --location 'New York' --timezone America/New_York",
        "concert create --name Gala --venue apollo --starts-at '2026-12-01 20:00'",
        "ticket-type create --concert gala --name Adult --price 1000 --quota 10",
    ] {
        office.run(line).succeeds();
    }
    // In New York 1 November 2026 has 25 hours: from 04:00 by UTC until 05:00 of the next day.
    for at in [
        "2026-11-01T03:59:59Z",
        "2026-11-01T04:00:00Z",
        "2026-11-02T04:59:59Z",
        "2026-11-02T05:00:00Z",
    ] {
        let sell = office.command("sell gala/adult --pay cash");
        sell.at(at).run().succeeds();
    }
    let report = office
        .command("report sales --by day --concert gala --json")
        .at("2026-11-03T00:00:00Z");
    let report = report.run().succeeds().json();
    let days: Vec<_> = report["sales"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["day"].as_str().unwrap(), row["sold"].as_i64().unwrap()))
        .collect();
    assert_eq!(
        days,
        [("2026-10-31", 1), ("2026-11-01", 2), ("2026-11-02", 1)]
    );
}

#[test]
fn open_items_are_what_is_due_and_what_is_open() {
    let office = house();
    let stray = sold(&office, "order create jazz/adult").order;
    office
        .run(&format!("payment record {stray} --pay transfer=30000"))
        .succeeds();
    office.run(&format!("order cancel {stray}")).succeeds();
    let report = office.command("report open-items").at(NEXT_DAY).run();
    let text = report.succeeds().text();
    assert!(text.contains("cancelled"), "{text}");
    let report = office.run("report open-items --json").succeeds().json();
    assert_eq!(report["orders"], 2);
    assert_eq!(report["due"]["amount"], "175000");
    assert_eq!(report["open_money"]["amount"], "30000");
    assert_eq!(report["proof"]["balanced"], true);
}

#[test]
fn yesterdays_figures_never_change() {
    let office = house();
    for line in [
        "ticket-type create --concert rock --name Stalls --price 1000 --quota 40",
        "concert update rock --clear-capacity",
        "pool create --concert rock --name Floor --capacity 30 --ticket-type adult",
    ] {
        office.run(line).succeeds();
    }
    let then = "2026-11-01T03:00:00Z";
    let reports = [
        "report sales",
        "report sales --by day --concert jazz",
        "report manifest jazz",
        "report manifest rock",
        "report settlement jazz",
        "report open-items",
    ];
    let ask = |report: &str, at: &str| {
        let line = format!("{report} --as-of {then} --json");
        office.command(&line).at(at).run().succeeds().stdout
    };
    let over = "2026-11-01T03:00:01Z";
    let before: Vec<_> = reports.iter().map(|report| ask(report, over)).collect();
    for line in [
        "sell jazz/vip --pay card",
        "ticket-type update jazz/vip --quota 9",
        "concert update jazz --capacity 30",
        "ticket-type delete jazz/child --yes",
        "ticket-type update rock/adult --no-pool",
        "pool delete rock/floor --yes",
        "ticket-type delete rock/stalls --yes",
    ] {
        office.command(line).at(NEXT_DAY).run().succeeds();
    }
    for (report, before) in reports.iter().zip(before) {
        assert_eq!(ask(report, NEXT_DAY), before, "{report}");
    }
    office
        .run(&format!("report open-items --as-of {then}"))
        .refused("invalid_value");
}

#[test]
fn a_report_that_does_not_add_up_is_printed_and_fails() {
    let office = house();
    break_with(
        &office,
        "UPDATE payment_entries SET amount = amount + 7 WHERE id = 1",
    );
    for report in ["report sales", "report open-items"] {
        let answer = office.run(report);
        assert_eq!(answer.status, 1, "{}", answer.stdout);
        assert!(answer.stdout.contains("it does NOT add up"), "{report}");
        office.run(report).refused("unbalanced");
    }
    assert_snapshot!(office.run("report open-items --quiet").stderr.lines().last().unwrap(), @"hint: boxoffice db check");
    let office = house();
    break_with(
        &office,
        "UPDATE concerts SET taken = taken - 1 WHERE id = 1",
    );
    for report in ["report manifest jazz", "report settlement jazz"] {
        let answer = office.run(report);
        assert_eq!(answer.status, 1, "{}", answer.stdout);
        office.run(report).refused("unbalanced");
    }
    office
        .run("report settlement jazz --seal")
        .refused("unbalanced");
}
