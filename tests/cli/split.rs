//! Tickets that go their own way: to an order of their own, back to their hold, to another holder.

use serde_json::Value;

use super::change::{left, money, show, two_nights, valid};
use super::stage::{Sold, sold, stage};

#[test]
fn a_ticket_from_a_hold_goes_back_to_it_when_it_is_exchanged() {
    let office = two_nights();
    office
        .run("hold create jazz/vip=2 --reason Sponsors")
        .succeeds();
    let order = sold(&office, "hold sell sponsors vip=2 --pay card").order;
    let words = format!("order exchange {order} --ticket {order}/1 --to jazz/adult");
    office.run(&words).succeeds();
    assert_eq!(super::hold::stands(&office, "sponsors"), "open 2 1 0 1");
    let split = office.run(&format!("order split {order} --ticket {order}/2 --json"));
    split.succeeds();
    assert_eq!(super::hold::stands(&office, "sponsors"), "open 2 1 0 1");
}

#[test]
fn a_split_moves_tickets_and_money_to_an_order_of_their_own() {
    let office = stage();
    let Sold { order, codes } = sold(
        &office,
        "sell jazz/adult=2 jazz/vip --pay card=200000 --pay cash --user ani@example.com --name Ani",
    );
    office
        .run(&format!("ticket transfer {order}/3 --holder Citra"))
        .succeeds();
    let words = format!(
        "order split {order} --ticket {order}/1 --ticket {order}/3 --user budi@example.com --name Budi"
    );
    let tried = office.run(&format!("{words} --dry-run --json")).succeeds();
    assert!(tried.json()["order"].is_null());
    let split = office.run(&format!("{words} --json")).succeeds().json();
    assert_eq!(split["split_from"], order.as_str());
    assert_eq!(
        (
            &split["user_name"],
            money(&split, "total"),
            money(&split, "received")
        ),
        (&"Budi".into(), "175000".to_owned(), "175000".to_owned())
    );
    assert_eq!(valid(&split), ["jazz/adult", "jazz/vip"]);
    assert_eq!(split["tickets"][1]["holder_name"], "Citra");
    let old = show(&office, &order);
    assert_eq!(
        (
            &old["status"],
            money(&old, "total"),
            money(&old, "open_money")
        ),
        (&"paid".into(), "75000".to_owned(), "0".to_owned())
    );
    assert_eq!(valid(&old).len(), 1);
    let verdict = office.run(&format!("ticket verify {} --json", codes[0]));
    assert_eq!(verdict.json()["result"], "void");
    let sales = office.run("report sales --json").succeeds();
    assert!(sales.stdout.contains("250000"), "{}", sales.stdout);
    let last = office.run(&format!("order split {order} --ticket {order}/2"));
    let last = last.refused("wrong_state");
    assert!(
        last.stderr.contains("nothing would be left"),
        "{}",
        last.stderr
    );
}

#[test]
fn a_pending_order_is_split_by_items() {
    let office = stage();
    let order = sold(&office, "order create jazz/adult=3 --expires-at 2h").order;
    office
        .run(&format!("payment record {order} --pay card=100000"))
        .succeeds();
    let split = office.run(&format!("order split {order} --item jazz/adult=2 --json"));
    let split = split.succeeds().json();
    assert_eq!(
        (
            &split["status"],
            money(&split, "total"),
            money(&split, "received")
        ),
        (&"pending".into(), "150000".to_owned(), "25000".to_owned())
    );
    let old = show(&office, &order);
    assert_eq!((&old["status"], valid(&old).len()), (&"paid".into(), 1));
    assert_eq!(left(&office, "jazz/adult"), 7);
}

#[test]
fn a_ticket_changes_hands_with_its_code_or_a_new_one() {
    let office = stage();
    let Sold { order, codes } = sold(&office, "sell jazz/vip --pay card");
    let transfer = |words: &str| office.run(&format!("ticket transfer {order}/{words} --json"));
    let kept = transfer("1 --holder 'Budi Santoso'").succeeds().json();
    assert_eq!(
        (&kept["code"], &kept["holder_name"]),
        (&codes[0].as_str().into(), &"Budi Santoso".into())
    );
    let anew = transfer("1 --holder Ani --reissue").succeeds().json();
    assert_eq!(
        (&anew["ticket"], &anew["holder_name"]),
        (&format!("{order}/2").into(), &"Ani".into())
    );
    assert_ne!(anew["code"], codes[0].as_str());
    transfer("1 --holder Citra").refused("wrong_state");
    let again = office.run(&format!("ticket reissue {order}/2 --json"));
    assert_eq!(again.succeeds().json()["holder_name"], "Ani");
}

#[test]
fn a_holder_stays_with_the_place_through_every_change() {
    let office = two_nights();
    let order = sold(&office, "sell jazz/adult=3 --pay card").order;
    for (number, name) in [(1, "Ani"), (2, "Budi")] {
        let line = format!("ticket transfer {order}/{number} --holder {name}");
        office.run(&line).succeeds();
    }
    let holders = |order: &str| -> Vec<(String, Value)> {
        let shown = show(&office, order);
        let tickets = shown["tickets"].as_array().unwrap().iter();
        let valid = tickets.filter(|ticket| ticket["status"] == "valid");
        let told = valid.map(|ticket| {
            let of = ticket["ticket_type"].as_str().unwrap().to_owned();
            (of, ticket["holder_name"].clone())
        });
        told.collect()
    };
    office
        .run(&format!("order add {order} jazz/vip --pay-later"))
        .succeeds();
    office
        .run(&format!("payment record {order} --pay card"))
        .succeeds();
    let adult = |name: Value| ("jazz/adult".to_owned(), name);
    let told = holders(&order);
    assert_eq!(told[..2], [adult("Ani".into()), adult("Budi".into())]);
    assert!(told[2].1.is_null() && told[3].1.is_null(), "{told:?}");
    office
        .run(&format!(
            "order exchange {order} --ticket {order}/5 --to blues/adult --pay card"
        ))
        .succeeds();
    let told = holders(&order);
    assert_eq!(told[3], ("blues/adult".to_owned(), "Budi".into()));
}

#[test]
fn an_expired_order_that_was_changed_comes_back_with_what_it_had_left() {
    let office = two_nights();
    office
        .run("hold create jazz/vip=2 --reason Sponsors")
        .succeeds();
    let order = sold(&office, "hold sell sponsors vip=2 --expires-at 20m").order;
    for line in [
        format!("order add {order} jazz/adult=3"),
        format!("order exchange {order} --from jazz/vip --to blues/adult"),
        format!("order split {order} --item jazz/adult=2"),
    ] {
        office.run(&line).succeeds();
    }
    assert_eq!(super::hold::stands(&office, "sponsors"), "open 2 1 0 1");
    let at = |line: &str| {
        let next_day = super::stage::NEXT_DAY;
        office.command(line).at(next_day).run().succeeds()
    };
    at("order expire");
    assert_eq!(super::hold::stands(&office, "sponsors"), "open 2 0 0 2");
    assert_eq!(
        (left(&office, "jazz/adult"), left(&office, "blues/adult")),
        (10, 5)
    );
    let back = at(&format!("order update {order} --expires-at 2h --json"));
    assert_eq!(back.json()["ticket_count"], 3);
    assert_eq!(super::hold::stands(&office, "sponsors"), "open 2 1 0 1");
    assert_eq!(
        (left(&office, "jazz/adult"), left(&office, "blues/adult")),
        (9, 4)
    );
}
