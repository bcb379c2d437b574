//! What must hold at the counter and at the door when things do not go straight.

use serde_json::Value;

use super::office::Office;

/// Java Jazz with 4 adults at 150,000 and 10 seats that cost nothing.
fn java_jazz() -> Office {
    let office = Office::new();
    for line in [
        "venue create --name Istora --location Jakarta",
        "concert create --name 'Java Jazz 2026' --venue istora --starts-at '2026-11-01 12:00'",
        "ticket-type create --concert java-jazz-2026 --name Adult --price 150000 --quota 4",
        "ticket-type create --concert java-jazz-2026 --name Free --price 0 --quota 10",
    ] {
        office.run(line).succeeds();
    }
    office
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

#[test]
fn a_key_that_changes_nothing_tells_of_the_new_operator_too() {
    let office = java_jazz();
    office.run("concert cancel java-jazz-2026 --yes").succeeds();
    office
        .run("concert cancel java-jazz-2026 --yes --as Budi --key once")
        .succeeds();
    office.run("db check").succeeds();
}

#[test]
fn change_is_handed_back_once() {
    let office = java_jazz();
    let order = office
        .run("order create java-jazz-2026/adult=2 --json")
        .succeeds()
        .json();
    let order = text(&order["order"]);
    let record = |pay: &str| {
        office
            .run(&format!("payment record {order} {pay} --json"))
            .succeeds()
            .json()
    };
    let cash = record("--pay cash=100000 --tendered 150000");
    assert_eq!(cash["change"]["amount"], "50000");
    assert_eq!(record("--pay card")["change"], Value::Null);
}

#[test]
fn free_tickets_go_back_with_nothing_to_pay() {
    let office = java_jazz();
    let order = office
        .run("sell java-jazz-2026/free=2 --key free --json")
        .succeeds()
        .json();
    let order = text(&order["order"]);
    office
        .run(&format!("payment refund {order} --ticket {order}/1"))
        .succeeds();
    let gone = office
        .run(&format!("payment refund {order} --all --json"))
        .succeeds()
        .json();
    assert_eq!(gone["status"], "cancelled");
    office
        .run(&format!("payment refund {order} --all"))
        .refused("nothing_to_refund");
}

#[test]
fn a_free_sale_repeats_under_its_key_when_nothing_is_on_sale_any_more() {
    let office = java_jazz();
    let sell = "sell java-jazz-2026/free=2 --key free --json";
    let first = office.run(sell).succeeds().json();
    office.run("concert cancel java-jazz-2026 --yes").succeeds();
    assert_eq!(office.run(sell).succeeds().json()["order"], first["order"]);
}

#[test]
fn what_was_only_tried_has_no_ticket_codes() {
    let office = java_jazz();
    let order = office
        .run("order create java-jazz-2026/adult --json")
        .succeeds()
        .json();
    let order = text(&order["order"]);
    let tried = office
        .run(&format!("payment record {order} --pay cash -n --json"))
        .succeeds()
        .json();
    assert_eq!(tried["order"], order.as_str());
    assert_eq!(tried["tickets"][0]["code"], Value::Null);
    assert_eq!(tried["tickets"][0]["ticket"], Value::Null);
}

#[test]
fn an_order_comes_back_on_places_that_only_overdue_orders_hold() {
    let office = java_jazz();
    let create = "order create java-jazz-2026/adult=4 --expires-at 20m --json";
    let first = office.run(create).succeeds().json();
    let first = text(&first["order"]);
    let second = office.command(create).at("2026-11-01T03:30:00Z").run();
    second.succeeds();
    let back = office
        .command(&format!("order update {first} --expires-at 20m --json"))
        .at("2026-11-01T04:00:00Z")
        .run()
        .succeeds()
        .json();
    assert_eq!(back["status"], "pending");
}

#[test]
fn one_slip_at_the_door_stops_nobody_else() {
    let office = java_jazz();
    let sold = office
        .run("sell java-jazz-2026/adult=2 --pay cash --json")
        .succeeds()
        .json();
    let codes = [0, 1].map(|number: usize| text(&sold["tickets"][number]["code"]));
    let read = office
        .command("ticket admit - --json")
        .stdin(format!("{}\nSMUDGE\n{}\n", codes[0], codes[1]))
        .run()
        .refused("not_admitted");
    let results: Vec<_> = read
        .json()
        .as_array()
        .unwrap()
        .iter()
        .map(|row| text(&row["result"]))
        .collect();
    assert_eq!(results, ["admitted", "unknown", "admitted"]);
}

#[test]
fn a_sale_belongs_to_the_day_it_was_paid() {
    let office = java_jazz();
    let order = office
        .run("order create java-jazz-2026/adult --json")
        .succeeds()
        .json();
    let order = text(&order["order"]);
    office
        .command(&format!("payment record {order} --pay cash"))
        .at("2026-11-02T03:00:00Z")
        .run()
        .succeeds();
    let tickets = |days: &str| {
        office
            .run(&format!("report sales {days} --json"))
            .succeeds()
            .json()["tickets"]
            .clone()
    };
    assert_eq!(tickets("--to 2026-11-01"), 0);
    assert_eq!(tickets("--from 2026-11-02 --to 2026-11-02"), 1);
}

#[test]
fn a_concert_is_found_by_the_new_name_of_its_venue() {
    let office = java_jazz();
    office
        .run("venue update istora --name 'Gelora Hall'")
        .succeeds();
    let found = office
        .run("concert list --text gelora --json")
        .succeeds()
        .json();
    assert_eq!(found[0]["concert"], "java-jazz-2026");
}

#[test]
fn a_key_does_not_stand_for_another_password() {
    let office = java_jazz();
    let make = "user create --name Rina --email rina@example.com --password-stdin --key rina";
    office.command(make).stdin("correct horse").run().succeeds();
    office.command(make).stdin("correct horse").run().succeeds();
    let other = office.command(make).stdin("battery staple").run();
    assert_eq!(other.status, 4, "{}", other.stderr);
}

#[test]
fn a_deadline_lies_ahead_and_an_erased_user_buys_no_more() {
    let office = java_jazz();
    office
        .run("order create java-jazz-2026/adult --expires-at '2026-11-01 09:59'")
        .refused("invalid_value");
    office
        .run("order create java-jazz-2026/adult --user rina@example.com --name Rina")
        .succeeds();
    office.run("user delete rina@example.com --yes").succeeds();
    office
        .run("order create java-jazz-2026/adult --user 2")
        .refused("wrong_state");
}
