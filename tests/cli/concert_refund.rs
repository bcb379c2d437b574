//! A cancelled concert is paid back: every order once, with what it has of that concert and nothing else.

use insta::assert_snapshot;
use serde_json::Value;

use super::office::Office;
use super::stage::{DOORS, NEXT_DAY, sold, stage};

/// A stage with a second concert, `rock` with `floor` at Rp40.000, and orders of every kind for `jazz`, which is cancelled.
fn cancelled() -> Office {
    let office = stage();
    for line in [
        "concert create --name Rock --venue istora --artist tulus --starts-at '2026-12-28 20:00'",
        "ticket-type create --concert rock --name Floor --price 40000 --quota 10",
        "sell jazz/vip=2 --pay card --user ani@example.com --name Ani",
        "sell jazz/adult rock/floor=2 --pay cash",
        "order create jazz/adult --user budi@example.com --name Budi",
        "order create jazz/adult=2 rock/floor --user citra@example.com --name Citra",
        "sell rock/floor --pay cash",
    ] {
        office.run(line).succeeds();
    }
    let deposit = sold(
        &office,
        "order create jazz/vip --user dewi@example.com --name Dewi",
    );
    let pay = format!("payment record {} --pay transfer=60000", deposit.order);
    office.run(&pay).succeeds();
    office
        .run("concert cancel jazz --reason Rain --yes")
        .succeeds();
    office
}

fn money(office: &Office) -> Value {
    office.run("report sales --json").succeeds().json()
}

#[test]
fn only_a_cancelled_concert_is_paid_back_as_a_whole() {
    let office = stage();
    sold(&office, "sell jazz/vip --pay card");
    assert_snapshot!(office.run("concert refund jazz --yes").text(), @"
    ------- stderr -------
    error: `jazz` is scheduled; only a cancelled concert is paid back as a whole

    hint: boxoffice concert cancel jazz
    [exit status: 4]
    ");
}

#[test]
fn a_dry_run_says_the_sum_per_method_and_changes_nothing() {
    let office = cancelled();
    let before = money(&office);
    assert_snapshot!(office.run("concert refund jazz --dry-run").text(), @"
    ORDER  USER               TICKETS   REFUNDED  BY              RESULT     REASON
    ORD-1  ani@example.com          2  Rp200.000  card=200000     refunded   -
    ORD-2  walk-in                  1   Rp75.000  cash=75000      refunded   -
    ORD-3  budi@example.com         1        Rp0                  cancelled  -
    ORD-4  citra@example.com        2        Rp0                  taken_out  -
    ORD-5  dewi@example.com         1   Rp60.000  transfer=60000  cancelled  -
    ------- stderr -------
    Dry run: nothing was written.
    7 tickets in 5 orders, Rp200.000 by card, Rp75.000 by cash, Rp60.000 by transfer would go back.
    ");
    assert_eq!(money(&office), before);
}

#[test]
fn scripts_read_the_sums_beside_the_list_and_each_method_with_its_money() {
    let office = cancelled();
    for (line, told) in [
        ("concert refund jazz --dry-run --json", 1),
        ("concert refund jazz --yes --json", 0),
    ] {
        let refund = office.run(line).succeeds();
        let rows = refund.json();
        let paid = serde_json::json!([{"method": "card", "amount": {"amount": "200000", "currency": "IDR"}}]);
        assert_eq!(rows[0]["methods"], paid, "{line}");
        let notice = refund.stderr.lines().nth(1 + told).unwrap();
        let notice: Value = serde_json::from_str(notice).unwrap();
        let sums = &notice["notice"];
        assert_eq!((&sums["orders"], &sums["tickets"]), (&5.into(), &7.into()));
        assert_eq!(sums["refunded"]["amount"], "335000", "{line}");
        assert_eq!(sums["methods"][2]["method"], "transfer", "{line}");
        assert_eq!(sums["methods"][2]["amount"]["amount"], "60000", "{line}");
    }
}

#[test]
fn every_order_gets_back_what_it_has_of_the_concert_and_keeps_the_rest() {
    let office = cancelled();
    let refund = office.run("concert refund jazz --reason Rain --yes");
    assert_snapshot!(refund.succeeds().text(), @"
    ORDER  USER               TICKETS   REFUNDED  BY              RESULT     REASON
    ORD-1  ani@example.com          2  Rp200.000  card=200000     refunded   -
    ORD-2  walk-in                  1   Rp75.000  cash=75000      refunded   -
    ORD-3  budi@example.com         1        Rp0                  cancelled  -
    ORD-4  citra@example.com        2        Rp0                  taken_out  -
    ORD-5  dewi@example.com         1   Rp60.000  transfer=60000  cancelled  -
    ------- stderr -------
    7 tickets in 5 orders, Rp200.000 by card, Rp75.000 by cash, Rp60.000 by transfer went back.
    ");
    assert_snapshot!(office.run("order list").text(), @"
    ORDER  STATUS     USER               NAME     TICKETS      TOTAL       DUE  OPEN MONEY  CREATED
    ORD-5  cancelled  dewi@example.com   Dewi           0  Rp100.000       Rp0         Rp0  2026-11-01 10:00 WIB
    ORD-6  paid       walk-in            Walk-in        1   Rp40.000       Rp0         Rp0  2026-11-01 10:00 WIB
    ORD-4  pending    citra@example.com  Citra          1   Rp40.000  Rp40.000         Rp0  2026-11-01 10:00 WIB
    ORD-3  cancelled  budi@example.com   Budi           0   Rp75.000       Rp0         Rp0  2026-11-01 10:00 WIB
    ORD-2  paid       walk-in            Walk-in        2   Rp80.000       Rp0         Rp0  2026-11-01 10:00 WIB
    ORD-1  cancelled  ani@example.com    Ani            0        Rp0       Rp0         Rp0  2026-11-01 10:00 WIB
    ");
    let mixed = office.run("order list --status paid --json").json();
    assert_eq!(mixed.as_array().unwrap().len(), 2, "{mixed}");
    assert_snapshot!(office.run("concert refund jazz --yes").succeeds().text(), @"
    ------- stderr -------
    No orders to be paid back.
    ");
    let left = office.run("ticket list --concert jazz --status valid --json");
    assert_eq!(left.json().as_array().unwrap().len(), 0);
}

#[test]
fn money_that_was_open_already_goes_back_too() {
    let office = stage();
    let order = sold(
        &office,
        "order create jazz/vip --user ani@example.com --name Ani",
    );
    let pay = format!("payment record {} --pay card=50000", order.order);
    office.run(&pay).succeeds();
    office
        .run(&format!("order cancel {}", order.order))
        .succeeds();
    office.run("concert cancel jazz --yes").succeeds();
    let refund = office.run("concert refund jazz --to transfer --yes --format ndjson");
    let row: Value = serde_json::from_str(refund.succeeds().stdout.trim()).unwrap();
    assert_eq!(
        (&row["result"], &row["by"], &row["tickets"]),
        (&"refunded".into(), &"transfer=50000".into(), &0.into())
    );
}

#[test]
fn who_was_let_in_leaves_the_order_open_and_the_others_go_on() {
    let office = stage();
    let first = sold(&office, "sell jazz/vip=2 --pay card");
    sold(&office, "sell jazz/adult --pay cash");
    let admit = office.command(&format!("ticket admit {}", first.codes[0]));
    admit.at(DOORS).run().succeeds();
    let cancel = office.command("concert cancel jazz --yes");
    cancel.at(DOORS).run().succeeds();
    let refund = office.command("concert refund jazz --yes --json");
    let refund = refund.at(DOORS).run().refused("partial");
    let rows = refund.json();
    assert_eq!(
        (&rows[0]["result"], &rows[1]["result"]),
        (&"open".into(), &"refunded".into())
    );
    assert!(
        rows[0]["reason"]
            .as_str()
            .unwrap()
            .contains("let somebody in")
    );
    let nothing = office.command("concert refund jazz --yes --approved-by Budi");
    nothing.at(DOORS).run().refused("usage");
    let all = "concert refund jazz --yes --json --override admitted --reason Dark";
    let rows = office.command(all).at(DOORS).run().succeeds().json();
    assert_eq!(
        (
            &rows[0]["result"],
            &rows[0]["by"],
            rows.as_array().unwrap().len()
        ),
        (&"refunded".into(), &"card=200000".into(), 1)
    );
}

#[test]
fn under_a_key_the_same_run_answers_the_same_and_pays_nobody_twice() {
    let office = cancelled();
    let run = || {
        office
            .run("concert refund jazz --yes --key rain --json")
            .succeeds()
    };
    let first = run().json();
    let after = money(&office);
    assert_eq!(run().json(), first);
    assert_eq!(money(&office), after);
    office
        .run("concert refund jazz --yes --key rain --to cash --json")
        .refused("partial");
}

#[test]
fn places_that_nobody_paid_in_time_are_no_matter_any_more() {
    let office = stage();
    sold(&office, "order create jazz/vip --expires-at 20m");
    office.run("concert cancel jazz --yes").succeeds();
    let refund = office.command("concert refund jazz --yes --json");
    assert_eq!(
        refund.at(NEXT_DAY).run().succeeds().json(),
        Value::Array(Vec::new())
    );
}

#[test]
fn a_refund_gives_the_places_of_a_hold_back_to_it() {
    let office = stage();
    office
        .run("hold create jazz/vip=3 --reason Sponsors")
        .succeeds();
    sold(&office, "hold sell sponsors vip=2 --pay card");
    office.run("concert cancel jazz --yes").succeeds();
    office.run("concert refund jazz --yes").succeeds();
    assert_eq!(super::hold::stands(&office, "sponsors"), "open 3 0 0 3");
}

#[test]
fn places_of_a_hold_in_an_unpaid_order_of_two_concerts_go_back_to_it_alone() {
    let office = stage();
    for line in [
        "concert create --name Rock --venue istora --artist tulus --starts-at '2026-12-28 20:00'",
        "ticket-type create --concert rock --name Floor --price 40000 --quota 10",
        "hold create jazz/vip=3 rock/floor=2 --reason Sponsors",
    ] {
        office.run(line).succeeds();
    }
    let line = "hold sell sponsors jazz/vip=2 rock/floor --expires-at 3d";
    let order = sold(&office, line).order;
    let pay = format!("payment record {order} --pay card=100000");
    office.run(&pay).succeeds();
    office.run("concert cancel jazz --yes").succeeds();
    let told = office.run("concert refund jazz --yes --json").succeeds();
    assert_eq!(
        (&told.json()[0]["result"], &told.json()[0]["by"]),
        (&"taken_out".into(), &"card=60000".into())
    );
    let shown = office.run(&format!("order show {order} --json")).json();
    assert_eq!(
        (
            &shown["status"],
            &shown["tickets"].as_array().unwrap().len()
        ),
        (&"paid".into(), &1)
    );
    let hold = office.run("hold show sponsors --json").json();
    let left = |at: usize| hold["ticket_types"][at]["left"].clone();
    assert_eq!((left(0), left(1)), (3.into(), 1.into()));
}

#[test]
fn a_batch_pays_a_concert_back_too() {
    for atomic in ["", " --atomic"] {
        let office = cancelled();
        let batch = office.command(&format!("batch -{atomic} --yes"));
        let batch = batch.stdin("concert refund jazz\n").run().succeeds();
        assert!(batch.stdout.contains("card=200000"), "{}", batch.stdout);
        let again = office.run("concert refund jazz --yes --json").succeeds();
        assert_eq!(again.json(), Value::Array(Vec::new()));
    }
}

#[test]
fn a_sum_that_is_kept_of_each_order_is_at_most_what_goes_back() {
    let office = cancelled();
    let refund = office.run("concert refund jazz --keep 100000 --yes --json");
    let rows = refund.succeeds().json();
    let by = rows.as_array().unwrap().iter().map(|row| &row["by"]);
    assert_eq!(
        by.collect::<Vec<_>>(),
        ["card=100000", "", "", "", "transfer=60000"]
    );
    let again = office.run("concert refund jazz --yes --json");
    assert_eq!(again.succeeds().json().as_array().unwrap().len(), 0);
}

#[test]
fn the_house_keeps_a_part_of_each_order_where_it_says_so() {
    let office = cancelled();
    let refund = office.run("concert refund jazz --keep 10% --yes --json");
    let rows = refund.succeeds().json();
    let by: Vec<_> = rows
        .as_array()
        .unwrap()
        .iter()
        .map(|row| &row["by"])
        .collect();
    assert_eq!(by, ["card=180000", "cash=67500", "", "", "transfer=60000"]);
    office
        .run("concert refund jazz --keep 110% --yes")
        .refused("invalid_value");
}
