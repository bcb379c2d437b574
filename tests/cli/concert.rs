//! Concerts from the command line: made, moved, cancelled, billed.

use insta::assert_snapshot;

use super::office::Office;
use super::stage::{sold, stage};

fn create(office: &Office, options: &str) -> String {
    let line = format!("concert create --quiet --name Rock --venue istora {options}");
    office.run(&line).succeeds().stdout.trim().to_owned()
}

#[test]
fn a_concert_is_made_shown_and_deleted() {
    let office = stage();
    let made = office
        .run("concert create --name 'Rock Night' --venue istora --starts-at '2026-12-05 20:00'");
    assert_snapshot!(made.text(), @"
    CONCERT   rock-night
    STARTS    Sat 5 Dec 2026 20:00 WIB
    NAME      Rock Night
    VENUE     istora
    AT        Istora
    LOCATION  Jakarta
    TIMEZONE  Asia/Jakarta
    STATUS    scheduled
    TAKEN     0
    CAPACITY  12
    ID        2
    CREATED   Sun 1 Nov 2026 10:00 WIB
    UPDATED   Sun 1 Nov 2026 10:00 WIB

    Line-up: none

    Ticket types: none
    ------- stderr -------
    Concert `rock-night` starts Sat 5 Dec 2026 20:00 WIB (13:00 UTC).
    hint: boxoffice ticket-type create --concert rock-night --name NAME --price MONEY --quota N
    ");
    office
        .run("concert delete rock-night")
        .refused("needs_confirmation");
    let gone = office
        .run("concert delete rock-night --yes --json")
        .succeeds();
    assert_eq!(gone.json()["reference"], "rock-night");
    office.run("concert show rock-night").refused("not_found");
}

#[test]
fn a_second_night_of_the_same_name_gets_its_date() {
    let office = stage();
    assert_eq!(create(&office, "--starts-at '2026-12-05 20:00'"), "rock");
    assert_eq!(
        create(&office, "--starts-at '2026-12-06 20:00'"),
        "rock-2026-12-06"
    );
    let same = "concert create --name Rock --venue istora --starts-at '2026-12-05 20:00' --slug rock-again";
    office.run(same).refused("taken");
}

#[test]
fn a_start_that_is_over_or_cannot_be_is_refused() {
    let office = stage();
    let line = "concert create --name Rock --venue istora --starts-at";
    office
        .run(&format!("{line} '2026-10-01 20:00'"))
        .refused("invalid_value");
    office
        .run(&format!("{line} '2026-10-01 20:00' --allow-past"))
        .succeeds();
    for time in ["28/11/2026 20:00", "2026-13-01 20:00", "soon"] {
        office
            .run(&format!("{line} '{time}'"))
            .refused("invalid_value");
    }
    let doors = office.run(&format!(
        "{line} '2026-12-05 20:00' --doors-at '2026-12-05 21:00'"
    ));
    doors.refused("invalid_value");
}

#[test]
fn moving_what_is_sold_is_asked_about_and_takes_the_doors_along() {
    let office = stage();
    let move_it = "concert update jazz --starts-at '2026-11-29 20:00' --json";
    sold(&office, "sell jazz/vip=2 --pay card");
    sold(&office, "order create jazz/adult");
    let asked = office.run(move_it).refused("needs_confirmation");
    assert!(
        asked
            .stderr
            .contains("2 tickets sold in 1 order and 1 order still to be paid"),
        "{}",
        asked.stderr
    );
    let moved = office.run(&format!("{move_it} --yes")).succeeds().json();
    assert_eq!(moved["starts_at"], "2026-11-29T13:00:00Z");
    assert_eq!(moved["doors_at"], "2026-11-29T12:00:00Z");
    office
        .run("concert update jazz --capacity 2")
        .refused("below_taken");
    office
        .run("concert update jazz --note 'no lift'")
        .succeeds();
}

#[test]
fn a_cancelled_concert_says_what_it_owes_and_stays_cancelled() {
    let office = stage();
    sold(&office, "sell jazz/vip=2 --pay card");
    office
        .run("concert cancel jazz")
        .refused("needs_confirmation");
    let cancelled = office.run("concert cancel jazz --reason rain --yes");
    assert_snapshot!(cancelled.text(), @"
    CONCERT    jazz
    STARTS     Sat 28 Nov 2026 20:00 WIB
    NAME       Jazz
    VENUE      istora
    AT         Istora
    LOCATION   Jakarta
    DOORS      Sat 28 Nov 2026 19:00 WIB
    TIMEZONE   Asia/Jakarta
    STATUS     cancelled
    TAKEN      2
    CAPACITY   12
    ARTISTS    Tulus
    CANCELLED  Sun 1 Nov 2026 10:00 WIB
    REASON     rain
    ID         1
    CREATED    Sun 1 Nov 2026 10:00 WIB
    UPDATED    Sun 1 Nov 2026 10:00 WIB

    Line-up
      POSITION  ARTIST  NAME
             1  tulus   Tulus

    Ticket types
      TYPE        NAME       PRICE  QUOTA  TAKEN  LEFT  SALE
      jazz/vip    VIP    Rp100.000      3      2     1  cancelled
      jazz/adult  Adult   Rp75.000     10      0    10  cancelled
      jazz/child  Child   Rp50.000     10      0    10  cancelled

    Owed
      TICKETS  PAID ORDERS     AMOUNT  PENDING ORDERS  HELD
            2            1  Rp200.000               0     0

    Whom to call
      ORDER  NAME     EMAIL  PHONE  TICKETS  STATUS
      ORD-1  Walk-in  -      -            2  paid
    ------- stderr -------
    Concert `jazz` is cancelled, with Rp200.000 owed for 2 tickets in 1 order.
    hint: boxoffice concert refund jazz --dry-run
    ");
    let again = office.run("concert cancel jazz --json").succeeds().json();
    assert_eq!(again["cancel_reason"], "rain");
    assert_eq!(again["owed"]["amount"]["amount"], "200000");
    office
        .run("concert update jazz --name Blues")
        .refused("concert_cancelled");
    office.run("concert delete jazz --yes").refused("in_use");
}

#[test]
fn a_line_up_keeps_its_order_and_names_nobody_twice() {
    let office = stage();
    for name in ["Raisa", "Isyana"] {
        office
            .run(&format!("artist create --name {name}"))
            .succeeds();
    }
    let line_up = |change: &str| {
        let line = format!("concert lineup jazz {change} --quiet");
        office.run(&line).succeeds().stdout.replace('\n', " ")
    };
    assert_eq!(line_up(""), "tulus ");
    assert_eq!(line_up("--add raisa isyana"), "tulus raisa isyana ");
    assert_eq!(line_up("--add raisa"), "tulus raisa isyana ");
    assert_eq!(line_up("--remove tulus"), "raisa isyana ");
    assert_eq!(line_up("--set isyana tulus"), "isyana tulus ");
    office
        .run("concert lineup jazz --set raisa raisa")
        .refused("invalid_value");
    office
        .run("concert lineup jazz --add nobody")
        .refused("not_found");
    assert_eq!(line_up("--clear"), "");
}

#[test]
fn concerts_are_found_by_day_venue_artist_and_state() {
    let office = stage();
    create(&office, "--starts-at '2026-12-05 20:00'");
    create(
        &office,
        "--starts-at '2026-10-05 20:00' --allow-past --slug old",
    );
    for (filter, expected) in [
        ("", "old\njazz\nrock\n"),
        ("--from 2026-12-01", "rock\n"),
        ("--from 2026-11-28 --to 2026-11-28", "jazz\n"),
        ("--artist tulus", "jazz\n"),
        ("--text ROCK --from 2026-11-01", "rock\n"),
        ("--status cancelled", ""),
    ] {
        let found = office
            .run(&format!("concert list --quiet {filter}"))
            .succeeds();
        assert_eq!(found.stdout, expected, "{filter}");
    }
}
