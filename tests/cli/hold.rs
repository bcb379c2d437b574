//! Places kept from sale: held, sold from the hold, given back to it, released and overdue.

use insta::assert_snapshot;

use super::office::Office;
use super::stage::{NEXT_DAY, sold, stage};

/// How many of a ticket type could be sold at a moment.
pub(super) fn left_at(office: &Office, ticket_type: &str, now: &str) -> i64 {
    let show = office.command(&format!("ticket-type show {ticket_type} --json"));
    show.at(now).run().json()["left"].as_i64().unwrap()
}

fn left(office: &Office, ticket_type: &str) -> i64 {
    left_at(office, ticket_type, super::office::NOW)
}

/// What a hold is and has: its state, then how many of its one ticket type were held, are sold, released and left.
pub(super) fn stands_at(office: &Office, hold: &str, now: &str) -> String {
    let show = office.command(&format!("hold show {hold} --json"));
    let hold = show.at(now).run().succeeds().json();
    let of = &hold["ticket_types"][0];
    format!(
        "{} {} {} {} {}",
        hold["status"].as_str().unwrap(),
        of["held"],
        of["sold"],
        of["released"],
        of["left"]
    )
}

pub(super) fn stands(office: &Office, hold: &str) -> String {
    stands_at(office, hold, super::office::NOW)
}

/// A stage whose three `vip` places are all held for `sponsors`.
pub(super) fn held() -> Office {
    let office = stage();
    office
        .run("hold create jazz/vip=3 --reason Sponsors")
        .succeeds();
    office
}

#[test]
fn a_hold_takes_places_from_the_sale() {
    let office = stage();
    let made = office.run("hold create jazz/vip=2 adult --reason 'Press seats' --expires-at 3d");
    assert_snapshot!(made.text(), @"
    HOLD      press-seats
    STATUS    open
    LEFT      3
    REASON    Press seats
    CONCERT   jazz
    EXPIRES   Wed 4 Nov 2026 10:00 WIB
    OPERATOR  sari
    CREATED   Sun 1 Nov 2026 10:00 WIB
    ID        1
    TIMEZONE  Asia/Jakarta

    Ticket types
      TICKET TYPE  HELD  SOLD  RELEASED  LEFT
      jazz/vip        2     0         0     2
      jazz/adult      1     0         0     1
    ------- stderr -------
    Hold `press-seats` keeps 3 places from sale until Wed 4 Nov 2026 10:00 WIB.
    hint: boxoffice hold sell press-seats --pay METHOD
    ");
    assert_eq!(
        (left(&office, "jazz/vip"), left(&office, "jazz/adult")),
        (1, 9)
    );
    office.run("sell jazz/vip=2 --pay card").refused("sold_out");
    sold(&office, "sell jazz/vip --pay card");
    assert_snapshot!(office.run("hold list").text(), @"
    HOLD         STATUS  LEFT  REASON       CONCERT  EXPIRES
    press-seats  open       3  Press seats  jazz     2026-11-04 10:00 WIB
    ");
}

#[test]
fn sold_out_by_holds_says_so() {
    let office = held();
    assert_snapshot!(office.run("sell jazz/vip --pay card").text(), @"
    ------- stderr -------
    error: `jazz/vip` is sold out, 1 was asked for

    hint: `boxoffice ticket-type list --concert jazz` shows what is left
    hint: 3 places are held: `boxoffice ticket-type explain jazz/vip` says for what
    [exit status: 4]
    ");
    let more = office.run("hold create jazz/vip --reason More");
    let more = more.refused("sold_out");
    assert!(more.stderr.contains("3 places are held"), "{}", more.stderr);
}

#[test]
fn neither_a_sale_window_nor_the_limit_of_an_order_binds_a_hold() {
    let office = stage();
    office
        .run("sell jazz/child --pay card")
        .refused("not_on_sale");
    office
        .run("hold create jazz/vip=3 child=2 --reason School")
        .succeeds();
    let order = sold(&office, "hold sell school --pay card");
    assert_eq!(order.codes.len(), 5);
}

#[test]
fn quota_capacity_and_the_state_of_the_concert_bind_a_hold() {
    let office = stage();
    let hold = |items: &str| office.run(&format!("hold create {items} --reason Press"));
    hold("jazz/vip=4").refused("sold_out");
    hold("jazz/vip=2 vip=2").refused("sold_out");
    hold("jazz/vip=3 adult=10").refused("sold_out");
    hold("jazz/vip --expires-at 2026-10-31T10:00:00Z").refused("invalid_value");
    let late = office.command("hold create jazz/vip --reason Press");
    late.at("2026-12-01T03:00:00Z")
        .run()
        .refused("concert_past");
    office.run("concert cancel jazz --yes").succeeds();
    hold("jazz/vip").refused("concert_cancelled");
}

#[test]
fn a_hold_is_sold_when_the_house_is_sold_out() {
    let office = held();
    sold(&office, "sell jazz/adult=9 --pay card");
    office.run("sell jazz/adult --pay card").refused("sold_out");
    let sale = "hold sell sponsors vip=2 --pay card --user ani@example.com --name Ani";
    let made = office.run(sale).succeeds();
    let sentence = "2 tickets for Rp200.000, from hold `sponsors`.";
    assert!(made.stderr.contains(sentence), "{}", made.stderr);
    let order = made.stdout.split_whitespace().nth(1).unwrap();
    let whole = office.run(&format!("order show {order} --json")).json();
    assert_eq!(whole["details"][0]["hold"], "sponsors");
    assert_eq!(stands(&office, "sponsors"), "open 3 2 0 1");
    let rest = sold(&office, "hold sell sponsors --pay cash --tendered 100000");
    assert_eq!(rest.codes.len(), 1);
    assert_eq!(stands(&office, "sponsors"), "open 3 3 0 0");
    office
        .run("hold sell sponsors --pay card")
        .refused("sold_out");
}

#[test]
fn a_sale_takes_no_more_than_the_hold_keeps() {
    let office = stage();
    office
        .run("hold create jazz/vip=2 --reason Sponsors")
        .succeeds();
    let sell = |items: &str| office.run(&format!("hold sell sponsors {items} --pay card"));
    for items in ["vip=3", "vip=2 vip", "adult"] {
        sell(items).refused("sold_out");
    }
    sell("nothing").refused("not_found");
    office
        .run("hold sell nobody --pay card")
        .refused("not_found");
    office
        .run("hold sell sponsors --pay cash=5")
        .refused("wrong_amount");
    office.run("hold sell sponsors").refused("usage");
    assert_eq!(stands(&office, "sponsors"), "open 2 0 0 2");
    let price = office.run("hold sell sponsors --dry-run --json").succeeds();
    assert_eq!(price.json()["due"]["amount"], "200000");
    assert_eq!(stands(&office, "sponsors"), "open 2 0 0 2");
}

#[test]
fn a_refund_of_a_sale_from_a_hold_returns_to_the_hold_while_it_stands() {
    let office = held();
    let order = sold(&office, "hold sell sponsors --pay card").order;
    let back = |ticket: i64| format!("payment refund {order} --ticket {order}/{ticket} --yes");
    office.run(&back(1)).succeeds();
    assert_eq!(stands(&office, "sponsors"), "open 3 2 0 1");
    assert_eq!(left(&office, "jazz/vip"), 0);
    office
        .run(&format!("ticket void {order}/2 --reason lost --yes"))
        .succeeds();
    assert_eq!(stands(&office, "sponsors"), "open 3 1 0 2");

    office.run("hold release sponsors").succeeds();
    assert_eq!(left(&office, "jazz/vip"), 2);
    office.run(&back(3)).succeeds();
    assert_eq!(left(&office, "jazz/vip"), 3);
}

#[test]
fn a_refund_after_the_time_of_a_hold_goes_to_general_sale() {
    let office = stage();
    office
        .run("hold create jazz/vip=3 --reason Sponsors --expires-at 2h")
        .succeeds();
    let order = sold(&office, "hold sell sponsors vip=2 --pay card").order;
    let refund = office.command(&format!("payment refund {order} --all --yes"));
    refund.at(NEXT_DAY).run().succeeds();
    assert_eq!(left_at(&office, "jazz/vip", NEXT_DAY), 3);
    assert_eq!(stands_at(&office, "sponsors", NEXT_DAY), "expired 3 2 1 0");
}

#[test]
fn an_overdue_hold_counts_as_free_and_is_swept_by_the_next_sale() {
    let office = stage();
    office
        .run("hold create jazz/vip=3 --reason Sponsors --expires-at 20m")
        .succeeds();
    assert_eq!(left(&office, "jazz/vip"), 0);
    assert_eq!(left_at(&office, "jazz/vip", NEXT_DAY), 3);
    let manifest = "report manifest jazz --json";
    let manifest = office
        .command(manifest)
        .at(NEXT_DAY)
        .run()
        .succeeds()
        .json();
    assert_eq!(
        (&manifest["held"], &manifest["unsold"]),
        (&0.into(), &12.into())
    );
    let listed = office.command("hold list --quiet").at(NEXT_DAY).run();
    assert_eq!(listed.succeeds().stdout, "");

    let from = office.command("hold sell sponsors --pay card").at(NEXT_DAY);
    from.run().refused("wrong_state");
    let sell = office.command("sell jazz/vip=2 --pay card").at(NEXT_DAY);
    sell.run().succeeds();
    assert_eq!(stands_at(&office, "sponsors", NEXT_DAY), "expired 3 0 3 0");
    assert_eq!(stands(&office, "sponsors"), "expired 3 0 3 0");
}

#[test]
fn a_hold_is_released_in_parts_and_then_once() {
    let office = held();
    let part = office.run("hold release sponsors vip=2");
    assert!(
        part.stderr
            .contains("gave 2 places back to sale and keeps 1 place."),
        "{}",
        part.stderr
    );
    assert_eq!(left(&office, "jazz/vip"), 2);
    office
        .run("hold release sponsors vip=2")
        .refused("sold_out");
    office.run("hold release sponsors").succeeds();
    assert_eq!(stands(&office, "sponsors"), "released 3 0 3 0");
    let again = office.run("hold release sponsors").succeeds();
    assert!(
        again.stderr.contains("released already; nothing changed"),
        "{}",
        again.stderr
    );
    office
        .run("hold sell sponsors --pay card")
        .refused("wrong_state");
}

#[test]
fn a_cancelled_concert_leaves_its_holds_as_they_are() {
    let office = held();
    let cancelled = office.run("concert cancel jazz --yes").succeeds();
    let hint = "boxoffice hold list --concert jazz";
    assert!(cancelled.stderr.contains(hint), "{}", cancelled.stderr);
    assert_eq!(stands(&office, "sponsors"), "open 3 0 0 3");
    office
        .run("hold sell sponsors --pay card")
        .refused("concert_cancelled");
    office.run("hold release sponsors").succeeds();
}

#[test]
fn what_was_ever_held_is_not_deleted() {
    let office = held();
    office.run("hold release sponsors").succeeds();
    office
        .run("ticket-type delete jazz/vip --yes")
        .refused("in_use");
    office.run("concert delete jazz --yes").refused("in_use");
}

#[test]
fn holds_are_named_by_their_reason_and_found() {
    let office = stage();
    let made = |options: &str| {
        let line = format!("hold create jazz/adult {options} --quiet");
        office.run(&line).succeeds().stdout
    };
    assert_eq!(made("--reason 'Press seats'"), "press-seats\n");
    assert_eq!(made("--reason 'Press seats'"), "press-seats-2\n");
    assert_eq!(
        made("--reason '2026 sponsors' --slug sponsors"),
        "sponsors\n"
    );
    office
        .run("hold create jazz/adult --reason x --slug sponsors")
        .refused("taken");
    office.run("hold release press-seats").succeeds();
    for (filter, found) in [
        ("", "sponsors\npress-seats-2\n"),
        ("--all", "sponsors\npress-seats-2\npress-seats\n"),
        ("--text 2026", "sponsors\n"),
        ("--concert jazz --text press", "press-seats-2\n"),
    ] {
        let list = office.run(&format!("hold list --quiet {filter}"));
        assert_eq!(list.succeeds().stdout, found, "{filter}");
    }
    let near = office.run("hold show sponsers").refused("not_found");
    assert!(near.stderr.contains("`sponsors`"), "{}", near.stderr);
}
