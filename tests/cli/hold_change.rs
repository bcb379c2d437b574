//! Open holds that change: what they are for, until when, and how much they keep.

use insta::assert_snapshot;

use super::hold::{held, stands, stands_at};
use super::office::NOW;
use super::stage::{NEXT_DAY, sold, stage};

#[test]
fn an_open_hold_gets_another_reason_and_another_time() {
    let office = held();
    let changed = office.run("hold update sponsors --reason 'Sponsors and press' --expires-at 3d");
    assert_snapshot!(changed.text(), @"
    HOLD      sponsors
    STATUS    open
    LEFT      3
    REASON    Sponsors and press
    CONCERT   jazz
    EXPIRES   Wed 4 Nov 2026 10:00 WIB
    OPERATOR  sari
    CREATED   Sun 1 Nov 2026 10:00 WIB
    ID        1
    TIMEZONE  Asia/Jakarta

    Ticket types
      TICKET TYPE  HELD  SOLD  RELEASED  LEFT
      jazz/vip        3     0         0     3
    ------- stderr -------
    Hold `sponsors` keeps its places until Wed 4 Nov 2026 10:00 WIB.
    ");
    let shown = office.run("hold update sponsors --no-expires-at --json");
    let shown = shown.succeeds().json();
    assert!(shown["expires_at"].is_null() && shown["reason"] == "Sponsors and press");
    office.run("hold update sponsors").refused("usage");
    office
        .run("hold update sponsors --expires-at 2026-10-31T10:00:00Z")
        .refused("invalid_value");
}

#[test]
fn a_hold_that_is_over_stays_so() {
    let office = held();
    office
        .run("hold update sponsors --expires-at 20m")
        .succeeds();
    assert_eq!(stands_at(&office, "sponsors", NOW), "open 3 0 0 3");
    for line in [
        "hold update sponsors --no-expires-at",
        "hold add sponsors adult",
    ] {
        let late = office.command(&format!("{line} --json"));
        late.at(NEXT_DAY).run().refused("wrong_state");
    }
    assert_eq!(stands_at(&office, "sponsors", NEXT_DAY), "expired 3 0 3 0");
}

#[test]
fn places_are_added_to_an_open_hold_as_far_as_they_are_free() {
    let office = stage();
    office
        .run("hold create jazz/vip --reason Sponsors")
        .succeeds();
    assert_snapshot!(office.run("hold add sponsors vip jazz/adult=2").text(), @"
    HOLD      sponsors
    STATUS    open
    LEFT      4
    REASON    Sponsors
    CONCERT   jazz
    EXPIRES   -
    OPERATOR  sari
    CREATED   Sun 1 Nov 2026 10:00 WIB
    ID        1
    TIMEZONE  Asia/Jakarta

    Ticket types
      TICKET TYPE  HELD  SOLD  RELEASED  LEFT
      jazz/vip        2     0         0     2
      jazz/adult      2     0         0     2
    ------- stderr -------
    Hold `sponsors` has 3 places more and keeps 4 places.
    ");
    office.run("hold add sponsors vip=2").refused("sold_out");
    office
        .run("hold add sponsors vip=0")
        .refused("invalid_value");
    assert_eq!(stands(&office, "sponsors"), "open 2 0 0 2");
    sold(&office, "hold sell sponsors --pay card");
    assert_eq!(stands(&office, "sponsors"), "open 2 2 0 0");
    let status = office.run("db status --json").json();
    assert_eq!((&status["holds"], &status["pools"]), (&1.into(), &0.into()));
}
