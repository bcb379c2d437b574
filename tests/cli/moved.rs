//! Whom to call when a concert moves or does not take place.

use insta::assert_snapshot;

use super::office::Office;
use super::stage::{sold, stage};

fn ordered() -> Office {
    let office = stage();
    sold(
        &office,
        "sell jazz/vip --pay card --user ani@example.com --name Ani",
    );
    sold(
        &office,
        "order create jazz/adult=2 --user +628123456789 --name Budi",
    );
    office
        .run("hold create jazz/adult=3 --reason Sponsors")
        .succeeds();
    office
}

#[test]
fn who_has_tickets_or_places_is_to_be_called_when_the_concert_moves() {
    let office = ordered();
    let moved = office.run("concert update jazz --starts-at '2026-12-05 20:00' --yes");
    assert_snapshot!(moved.text(), @"
    CONCERT   jazz
    STARTS    Sat 5 Dec 2026 20:00 WIB
    NAME      Jazz
    VENUE     istora
    AT        Istora
    LOCATION  Jakarta
    DOORS     Sat 5 Dec 2026 19:00 WIB
    TIMEZONE  Asia/Jakarta
    STATUS    scheduled
    TAKEN     6
    CAPACITY  12
    ARTISTS   Tulus
    ID        1
    CREATED   Sun 1 Nov 2026 10:00 WIB
    UPDATED   Sun 1 Nov 2026 10:00 WIB

    Line-up
      POSITION  ARTIST  NAME
             1  tulus   Tulus

    Ticket types
      TYPE        NAME       PRICE  QUOTA  TAKEN  LEFT  SALE
      jazz/vip    VIP    Rp100.000      3      1     2  on_sale
      jazz/adult  Adult   Rp75.000     10      5     5  on_sale
      jazz/child  Child   Rp50.000     10      0     6  not_yet

    Whom to call
      ORDER  NAME  EMAIL            PHONE          TICKETS  STATUS
      ORD-1  Ani   ani@example.com  -                    1  paid
      ORD-2  Budi  -                +xxxxxxxxxxxx        2  pending
    ------- stderr -------
    Concert `jazz` starts Sat 5 Dec 2026 20:00 WIB (13:00 UTC); the doors open Sat 5 Dec 2026 19:00 WIB.
    hint: boxoffice ticket-type list --concert jazz shows when the sale begins and ends; that has not moved
    ");
    let told = office
        .run("concert update jazz --status postponed --json")
        .json();
    let first = &told["to_call"][0];
    assert_eq!(
        (&first["email"], &first["tickets"], &first["status"]),
        (&"ani@example.com".into(), &1.into(), &"paid".into())
    );
    let noted = office.run("concert update jazz --note x --json").json();
    assert_eq!(noted["to_call"].as_array().unwrap().len(), 0);
    let shown = office.run("concert show jazz --json").json();
    assert!(shown.get("to_call").is_none());
}

#[test]
fn sold_pending_and_held_places_are_asked_about() {
    let office = ordered();
    let refused = office.run("concert cancel jazz");
    assert_snapshot!(refused.refused("needs_confirmation").text(), @"
    ------- stderr -------
    error: Cancel the concert `jazz` (Jazz, Sat 28 Nov 2026 20:00 WIB, Istora), with Rp100.000 owed for 1 ticket in 1 order, 1 order still to be paid and 3 places held: needs --yes (not a terminal)
    [exit status: 2]
    ");
    let cancelled = office.run("concert cancel jazz --reason Rain --yes");
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
    TAKEN      6
    CAPACITY   12
    ARTISTS    Tulus
    CANCELLED  Sun 1 Nov 2026 10:00 WIB
    REASON     Rain
    ID         1
    CREATED    Sun 1 Nov 2026 10:00 WIB
    UPDATED    Sun 1 Nov 2026 10:00 WIB

    Line-up
      POSITION  ARTIST  NAME
             1  tulus   Tulus

    Ticket types
      TYPE        NAME       PRICE  QUOTA  TAKEN  LEFT  SALE
      jazz/vip    VIP    Rp100.000      3      1     2  cancelled
      jazz/adult  Adult   Rp75.000     10      5     5  cancelled
      jazz/child  Child   Rp50.000     10      0     6  cancelled

    Owed
      TICKETS  PAID ORDERS     AMOUNT  PENDING ORDERS  HELD
            1            1  Rp100.000               1     3

    Whom to call
      ORDER  NAME  EMAIL            PHONE          TICKETS  STATUS
      ORD-1  Ani   ani@example.com  -                    1  paid
      ORD-2  Budi  -                +xxxxxxxxxxxx        2  pending
    ------- stderr -------
    Concert `jazz` is cancelled, with Rp100.000 owed for 1 ticket in 1 order, 1 order still to be paid and 3 places held.
    hint: boxoffice concert refund jazz --dry-run
    hint: boxoffice hold list --concert jazz
    ");
}

#[test]
fn places_that_are_only_held_are_asked_about_too() {
    let office = stage();
    office
        .run("hold create jazz/adult=3 --reason Sponsors")
        .succeeds();
    let refused = office.run("concert update jazz --starts-at '2026-12-05 20:00'");
    let refused = refused.refused("needs_confirmation");
    assert!(
        refused.stderr.contains("3 places held"),
        "{}",
        refused.stderr
    );
}
