//! What is overdue and nobody swept: free in every answer.

use serde_json::Value;

use super::office::Office;
use super::stage::{NEXT_DAY, sold, stage};

#[track_caller]
fn told_next_day(office: &Office, line: &str) -> Value {
    let told = office.command(&format!("{line} --json")).at(NEXT_DAY);
    told.run().succeeds().json()
}

/// What the settlement says of places: tickets, unpaid, held, ended, taken.
#[track_caller]
fn places(office: &Office) -> Vec<i64> {
    let told = told_next_day(office, "report settlement jazz");
    let proof = &told["places"];
    assert_eq!(proof["balanced"], true, "{proof}");
    let terms = ["tickets", "unpaid", "held", "ended", "taken"];
    let terms = terms.iter().map(|term| proof[term].as_i64().unwrap());
    terms.collect()
}

#[test]
fn a_settlement_takes_an_overdue_hold_and_an_overdue_order_for_free_as_the_manifest_does() {
    let office = stage();
    sold(&office, "sell jazz/adult --pay cash");
    for line in [
        "hold create jazz/adult=2 --reason Press --expires-at 20m",
        "hold create jazz/vip=1 --reason Sponsors",
        "order create jazz/adult=3 --expires-at 20m",
        "order create jazz/adult=2",
    ] {
        office.run(line).succeeds();
    }
    assert_eq!(places(&office), [1, 2, 1, 0, 4]);
    let manifest = told_next_day(&office, "report manifest jazz");
    let told = ["sold", "pending", "held", "unsold"].map(|key| manifest[key].as_i64().unwrap());
    assert_eq!(told, [1, 2, 1, 8]);
}

#[test]
fn what_an_overdue_order_gives_back_to_its_hold_is_held_in_a_settlement() {
    let office = stage();
    office
        .run("hold create jazz/adult=4 --reason Sponsors")
        .succeeds();
    office
        .run("hold sell sponsors adult=3 --expires-at 20m")
        .succeeds();
    assert_eq!(places(&office), [0, 0, 4, 0, 4]);
}

#[test]
fn a_list_of_orders_tells_what_is_due_and_no_tickets_of_what_is_over() {
    let office = stage();
    let cancelled = sold(&office, "order create jazz/adult=2").order;
    office
        .run(&format!("order cancel {cancelled} --yes"))
        .succeeds();
    sold(&office, "order create jazz/adult=3 --expires-at 20m");
    let part = sold(&office, "order create jazz/adult=2").order;
    office
        .run(&format!("payment record {part} --pay card=50000"))
        .succeeds();
    let told = told_next_day(&office, "order list");
    let told: Vec<_> = told
        .as_array()
        .unwrap()
        .iter()
        .map(|order| {
            let due = order["due"]["amount"].as_str().unwrap();
            format!("{} {} {due}", order["status"], order["ticket_count"])
        })
        .collect();
    assert_eq!(
        told,
        [
            "\"pending\" 2 100000",
            "\"expired\" 0 0",
            "\"cancelled\" 0 0"
        ]
    );
}
