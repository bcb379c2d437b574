//! Prices of a ticket type by date.

use insta::assert_snapshot;

use super::office::{NOW, Office};
use super::stage::{DOORS, NEXT_DAY, stage};

/// A stage whose `adult` costs 60000 from 1 November 09:00, 75000 before that and 90000 from the doors on.
fn tiered() -> Office {
    let office = stage();
    for line in [
        "tier create --ticket-type jazz/adult --name Door --price 90000 --starts-at '2026-11-28 18:00'",
        "tier create --ticket-type jazz/adult --name 'Early bird' --price 60000 \
             --starts-at '2026-11-02 09:00' --slug early",
    ] {
        office.run(line).succeeds();
    }
    office
}

fn price_at(office: &Office, now: &str) -> String {
    let show = office.command("ticket-type show jazz/adult --json").at(now);
    let show = show.run().json();
    let sell = office.command("sell jazz/adult --dry-run --json").at(now);
    let sell = sell.run().json();
    assert_eq!(show["price"], sell["total"], "at {now}");
    format!(
        "{} {}",
        show["price"]["amount"].as_str().unwrap(),
        show["price_changes_at"].as_str().unwrap_or("-")
    )
}

#[test]
fn a_ticket_costs_what_the_tier_says_that_began_last() {
    let office = tiered();
    assert_eq!(price_at(&office, NOW), "75000 2026-11-02T02:00:00Z");
    assert_eq!(price_at(&office, NEXT_DAY), "60000 2026-11-28T11:00:00Z");
    assert_eq!(price_at(&office, DOORS), "90000 -");
}

#[test]
fn a_ticket_type_tells_its_tiers_and_when_its_price_changes() {
    let office = tiered();
    let shown = office.command("ticket-type show jazz/adult").at(NEXT_DAY);
    let shown = shown.run().text();
    assert_snapshot!(shown, @"
    TYPE           jazz/adult
    CONCERT        jazz
    NAME           Adult
    PRICE          Rp60.000
    QUOTA          10
    TAKEN          0
    LEFT           10
    SALE           on_sale
    SALE STARTS    -
    SALE ENDS      -
    TIMEZONE       Asia/Jakarta
    ID             2
    CREATED        Sun 1 Nov 2026 10:00 WIB
    UPDATED        Sun 1 Nov 2026 10:00 WIB
    OWN PRICE      Rp75.000
    PRICE CHANGES  Sat 28 Nov 2026 18:00 WIB

    Tiers
      TIER              NAME           PRICE  STARTS                IN FORCE
      jazz/adult/early  Early bird  Rp60.000  2026-11-02 09:00 WIB  yes
      jazz/adult/door   Door        Rp90.000  2026-11-28 18:00 WIB  no
    ------- stderr -------
    warning: practice office: its clock stands at Mon 2 Nov 2026 10:00 WIB
    ");
    let list = office
        .run("tier list --ticket-type jazz/adult --json")
        .json();
    assert_eq!(list[0]["tier"], "jazz/adult/early");
    assert_eq!(list[0]["in_force"], false);
    let one = office.run("tier show jazz/adult/door --json").json();
    assert_eq!(one["price"]["amount"], "90000");
    assert_eq!(
        office
            .run("tier list --json")
            .json()
            .as_array()
            .unwrap()
            .len(),
        2
    );
}

#[test]
fn orders_keep_the_price_of_their_time_and_lists_the_price_of_the_type() {
    let office = tiered();
    let order = office.run("order create jazz/adult -q").stdout;
    let order = order.trim();
    let pay = format!("payment record {order} --pay card --json");
    let paid = office.command(&pay).at(NEXT_DAY).run().succeeds().json();
    assert_eq!(paid["total"]["amount"], "75000");
    let export = office.command("concert export jazz --json").at(NEXT_DAY);
    let export = export.run().succeeds().stdout;
    assert!(
        export.contains("\"75000\"") && !export.contains("\"60000\""),
        "{export}"
    );
    let cheaper = office.command("ticket-type update jazz/adult --price 70000 --json");
    let cheaper = cheaper.at(NEXT_DAY).run().succeeds().json();
    assert_eq!(cheaper["base_price"]["amount"], "70000");
    assert_eq!(cheaper["price"]["amount"], "60000");
}

#[test]
fn a_tier_is_changed_and_deleted_and_two_never_begin_at_once() {
    let office = tiered();
    let later = "tier update jazz/adult/early --starts-at '2026-11-03 09:00' --price 65000 --json";
    let later = office.run(later).succeeds().json();
    assert_eq!(later["price"]["amount"], "65000");
    assert_eq!(price_at(&office, NEXT_DAY), "75000 2026-11-03T02:00:00Z");
    let same =
        "tier create --ticket-type jazz/adult --name X --price 1 --starts-at '2026-11-03 09:00'";
    office.run(same).refused("taken");
    let same = "tier update jazz/adult/door --starts-at '2026-11-03 09:00'";
    office.run(same).refused("taken");
    office.run("tier update jazz/adult/door").refused("usage");
    office
        .run("tier delete jazz/adult/early")
        .refused("needs_confirmation");
    office.run("tier delete jazz/adult/early --yes").succeeds();
    office
        .run("tier show jazz/adult/early")
        .refused("not_found");
    assert_eq!(price_at(&office, NEXT_DAY), "75000 2026-11-28T11:00:00Z");
    let gone = office.run("tier show jazz/adult/dor");
    assert!(
        gone.stderr.contains("did you mean `door`?"),
        "{}",
        gone.stderr
    );
}

#[test]
fn a_ticket_type_that_was_never_sold_goes_with_its_tiers() {
    let office = tiered();
    office.run("ticket-type delete jazz/adult --yes").succeeds();
    assert_eq!(
        office
            .run("tier list --json")
            .json()
            .as_array()
            .unwrap()
            .len(),
        0
    );
}
