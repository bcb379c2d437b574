//! The reckoning of a concert, frozen once it is sealed.

use insta::assert_snapshot;

use super::stage::{NEXT_DAY, sold, stage};

#[test]
fn a_settlement_is_sealed_once_while_nothing_changes() {
    let office = stage();
    sold(&office, "sell jazz/vip=2 adult --pay cash");
    let sealed = office.run("report settlement jazz --seal");
    assert_snapshot!(sealed.text(), @"
    CONCERT         jazz
    NAME            Jazz
    STARTS          Sat 28 Nov 2026 20:00 WIB
    AS OF           Sun 1 Nov 2026 10:00 WIB
    NUMBER          1
    SEALED          Sun 1 Nov 2026 10:00 WIB
    SEALED BY       sari
    TOTAL           Rp275.000
    TAX             Rp0
    NET             Rp275.000
    ADJUSTED TOTAL  Rp275.000

    Ticket types
      TICKET TYPE  SOLD  RETURNED  TICKETS      GROSS     AMOUNT        NET
      jazz/vip        2         0        2  Rp200.000  Rp200.000  Rp200.000
      jazz/adult      1         0        1   Rp75.000   Rp75.000   Rp75.000
      jazz            3         0        3  Rp275.000  Rp275.000  Rp275.000

    Sold by price
      TICKET TYPE      PRICE  SOLD
      jazz/vip     Rp100.000     2
      jazz/adult    Rp75.000     1

    Money of orders for this concert alone
      METHOD   RECEIVED  REFUNDED        NET
      cash    Rp275.000       Rp0  Rp275.000
    ------- stderr -------
    Sealed settlement 1 of `jazz`.
    ");
    let again = office.run("report settlement jazz --seal").succeeds();
    assert!(
        again
            .stderr
            .contains("Nothing has changed since settlement 1 of `jazz`"),
        "{}",
        again.stderr
    );
}

#[test]
fn what_changes_after_a_seal_is_an_adjustment_to_it() {
    let office = stage();
    let paid = sold(&office, "sell jazz/vip=2 adult --pay cash").order;
    office.run("report settlement jazz --seal").succeeds();
    let refund = format!("payment refund {paid} --ticket {paid}/1 --yes");
    office.command(&refund).at(NEXT_DAY).run().succeeds();
    let now = office.command("report settlement jazz --json").at(NEXT_DAY);
    let now = now.run().succeeds().json();
    assert_eq!(now["number"], 1);
    assert_eq!(now["total"]["amount"]["amount"], "275000");
    assert_eq!(now["adjusted_amount"]["amount"], "175000");
    assert_eq!(now["adjustments"][0]["ticket_type"], "jazz/vip");
    assert_eq!(now["adjustments"][0]["returned"], 1);
    assert_eq!(now["adjustments"][0]["amount"]["amount"], "-100000");
    assert_eq!(now["adjustments"].as_array().unwrap().len(), 1);

    let second = office
        .command("report settlement jazz --seal --json")
        .at(NEXT_DAY);
    let second = second.run().succeeds().json();
    assert_eq!(second["number"], 2);
    assert_eq!(second["total"]["amount"]["amount"], "175000");
    let first = office.run("report settlement jazz --number 1 --json");
    let first = first.succeeds().json();
    assert_eq!(first["total"]["amount"]["amount"], "275000");
    assert_eq!(first["as_of"], "2026-11-01T03:00:00Z");
    office
        .run("report settlement jazz --number 3")
        .refused("not_found");
    office
        .run("report settlement jazz --number 1 --seal")
        .refused("usage");
    office.run("report settlement").refused("usage");
}

#[test]
fn a_seal_that_is_only_tried_seals_nothing_and_one_under_a_key_is_made_once() {
    let office = stage();
    sold(&office, "sell jazz/adult --pay cash");
    office
        .run("report settlement jazz --seal --dry-run")
        .succeeds();
    let report = office.run("report settlement jazz --json").succeeds();
    assert!(report.json()["number"].is_null());
    for _ in 0..2 {
        let sealed = office.run("report settlement jazz --seal --key night --json");
        assert_eq!(sealed.succeeds().json()["number"], 1);
    }
    let csv = office.run("report settlement jazz --format csv").succeeds();
    assert_eq!(csv.stdout.lines().count(), 2, "{}", csv.stdout);
}

#[test]
fn figures_older_than_the_last_seal_are_never_sealed() {
    let office = stage();
    sold(&office, "sell jazz/adult --pay cash");
    let later = office.command("sell jazz/adult --pay cash").at(NEXT_DAY);
    later.run().succeeds();
    let seal = |as_of: &str| {
        let line = format!("report settlement jazz --seal {as_of}");
        office.command(&line).at("2026-11-03T03:00:00Z").run()
    };
    seal("--as-of 2026-11-02T12:00:00Z").succeeds();
    let refused = seal("--as-of 2026-11-01T12:00:00Z");
    assert_snapshot!(refused.stderr, @"
    warning: practice office: its clock stands at Tue 3 Nov 2026 10:00 WIB
    error: settlement 1 of `jazz` is sealed with the figures of Mon 2 Nov 2026 19:00 WIB already

    hint: boxoffice report settlement jazz --number 1
    hint: boxoffice report settlement jazz --seal    seals the figures of now
    ");
    refused.refused("wrong_state");
    let again = seal("--as-of 2026-11-02T12:00:00Z").succeeds();
    assert!(
        again
            .stderr
            .contains("Nothing has changed since settlement 1"),
        "{}",
        again.stderr
    );
    let same = seal("").succeeds();
    assert!(
        same.stderr
            .contains("Nothing has changed since settlement 1"),
        "{}",
        same.stderr
    );
}
