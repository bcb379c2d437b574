//! Codes that make tickets cheaper: where they hold, for how long, and how often.

use super::office::Office;
use super::stage::{NEXT_DAY, sold, stage};

/// The lines of an order: the kind of each with its amount.
pub(super) fn lines(order: &serde_json::Value) -> String {
    let details = order["details"].as_array().unwrap().iter();
    let told = details.map(|line| {
        let amount = line["amount"]["amount"].as_str().unwrap();
        format!("{} {amount}", line["kind"].as_str().unwrap())
    });
    told.collect::<Vec<_>>().join(", ")
}

/// The lines that a sale would make.
#[track_caller]
pub(super) fn quoted(office: &Office, line: &str) -> String {
    let quote = office.run(&format!("sell {line} --dry-run --json"));
    lines(&quote.succeeds().json())
}

fn uses(office: &Office, code: &str) -> i64 {
    let show = office.run(&format!("discount show {code} --json"));
    show.succeeds().json()["uses"].as_i64().unwrap()
}

#[test]
fn all_of_a_price_is_a_comp_and_no_discount() {
    let office = stage();
    let whole = office.run("discount create --code all --name All --percent 100");
    let whole = whole.refused("invalid_value");
    assert!(whole.stderr.contains("--comp REASON"), "{}", whole.stderr);
}

#[test]
fn a_discount_is_a_line_of_each_line_that_it_is_for() {
    let office = stage();
    for line in [
        "discount create --code EARLY --name Early --percent 12.5",
        "discount create --code FAMILY --name Family --amount 20001",
        "discount create --code EACH --name Each --amount 5000 --per ticket --ticket-type jazz/adult",
        "discount create --code all --name All --amount 1000000 --concert jazz",
    ] {
        office.run(line).succeeds();
    }
    let both = "jazz/adult=2 vip";
    let of = |code: &str| quoted(&office, &format!("{both} --discount {code}"));
    assert_eq!(
        of("early"),
        "ticket 150000, discount -18750, ticket 100000, discount -12500"
    );
    assert_eq!(
        of("Family"),
        "ticket 150000, discount -12001, ticket 100000, discount -8000"
    );
    assert_eq!(of("EACH"), "ticket 150000, discount -10000, ticket 100000");
    assert_eq!(
        of("all"),
        "ticket 150000, discount -150000, ticket 100000, discount -100000"
    );
    let order = office
        .run("sell jazz/adult --discount ALL --json")
        .succeeds()
        .json();
    assert_eq!(
        order["status"], "paid",
        "what costs nothing any more needs no money"
    );
    assert_eq!(order["details"][1]["discount"], "all");
}

#[test]
fn a_code_is_refused_where_it_says_nothing() {
    let office = stage();
    office
        .run("discount create --code SUMMER --name Summer --percent 10 --ticket-type jazz/vip")
        .succeeds();
    let unknown = office.run("sell jazz/vip --discount sumer --pay card");
    assert!(
        unknown.stderr.contains("did you mean `summer`?"),
        "{}",
        unknown.stderr
    );
    unknown.refused("not_found");
    office
        .run("sell jazz/adult --discount summer --pay card")
        .refused("discount_refused");
    office
        .run("sell jazz/vip --discount summer --comp Press")
        .refused("usage");
    for wrong in [
        "discount create --code SUMMER --name Again --percent 10",
        "discount create --code other --name Other",
        "discount create --code other --name Other --percent 101",
        "discount create --code other --name Other --amount 0",
        "discount create --code other --name Other --percent 5 --per ticket",
        "discount create --code 10off --name Digits --percent 5",
    ] {
        assert_ne!(office.run(wrong).status, 0, "{wrong}");
    }
}

#[test]
fn a_discount_holds_in_its_window_and_is_ended_not_deleted() {
    let office = stage();
    office
        .run("discount create --code soon --name Soon --percent 10 --starts-at 'tomorrow 09:00'")
        .succeeds();
    let sell = "sell jazz/adult --discount soon --dry-run";
    office.run(sell).refused("discount_refused");
    office.command(sell).at(NEXT_DAY).run().succeeds();
    let end = office
        .command("discount update soon --ends-at now")
        .at(NEXT_DAY);
    end.run().succeeds();
    let ended = office.command(sell).at(NEXT_DAY).run();
    assert!(
        ended.stderr.contains("discount `soon` ended at"),
        "{}",
        ended.stderr
    );
    let list = |line: &str| {
        let list = office.command(line).at(NEXT_DAY).run().json();
        list.as_array().unwrap().len()
    };
    assert_eq!(
        (
            list("discount list --json"),
            list("discount list --all --json")
        ),
        (0, 1)
    );
}

#[test]
fn every_order_that_stands_is_a_use_and_one_that_is_over_gives_its_use_back() {
    let office = stage();
    office
        .run("discount create --code two --name Two --percent 10 --max-uses 2")
        .succeeds();
    let paid = sold(&office, "sell jazz/adult=2 --discount two --pay card").order;
    let pending = "order create jazz/adult --discount two --expires-at 20m";
    let pending = sold(&office, pending).order;
    assert_eq!(uses(&office, "two"), 2);
    let sell = "sell jazz/adult --discount two --pay card";
    office.run(sell).refused("discount_refused");

    // The overdue order is swept by the next one, and cannot take its use again.
    office.command(sell).at(NEXT_DAY).run().succeeds();
    let again = format!("order update {pending} --expires-at 3d");
    let again = office.command(&again).at(NEXT_DAY).run();
    assert_eq!(again.status, 4, "{}", again.stderr);
    assert!(again.stderr.contains("is used up"), "{}", again.stderr);

    office
        .run(&format!("payment refund {paid} --all --yes"))
        .succeeds();
    assert_eq!(uses(&office, "two"), 1);
    let again = format!("order update {pending} --expires-at 3d");
    office.command(&again).at(NEXT_DAY).run().succeeds();
    assert_eq!(uses(&office, "two"), 2);
    office.run("discount update two --max-uses 3").succeeds();
    office.command(sell).at(NEXT_DAY).run().succeeds();
}

#[test]
fn what_is_split_off_an_order_keeps_its_discount_and_uses_the_code_no_second_time() {
    let office = stage();
    office
        .run("discount create --code one --name One --percent 10 --max-uses 1")
        .succeeds();
    let order = sold(&office, "sell jazz/adult=3 --discount one --pay card").order;
    let split = office.run(&format!(
        "order split {order} --ticket {order}/1 --ticket {order}/2 --json"
    ));
    let mut split = split.succeeds().json();
    for (total, told) in [
        ("135000", "ticket 150000, discount -15000"),
        ("67500", "ticket 75000, discount -7500"),
    ] {
        assert_eq!(
            (split["total"]["amount"].as_str(), lines(&split).as_str()),
            (Some(total), told)
        );
        let line = &split["details"][1];
        assert!(line["discount"].is_null());
        assert_eq!(line["reason"], "one (split)");
        assert_eq!(uses(&office, "one"), 1);
        let again = split["order"].as_str().unwrap().to_owned();
        if total == "135000" {
            let tickets = split["tickets"].as_array().unwrap().len();
            let again = format!("order split {again} --ticket {again}/{tickets} --json");
            split = office.run(&again).succeeds().json();
        }
    }
}

#[test]
fn a_discount_goes_back_with_its_ticket() {
    let office = stage();
    office
        .run("discount create --code off --name Off --amount 9000")
        .succeeds();
    let order = sold(&office, "sell jazz/adult=3 --discount off --pay card").order;
    let refund = format!("payment refund {order} --ticket {order}/1 --json --yes");
    let refund = office.run(&refund).succeeds().json();
    assert_eq!(refund["refunded"]["amount"], "72000", "{refund}");
    assert_eq!(refund["total"]["amount"], "144000");
}

#[test]
fn what_a_discount_is_for_cannot_be_deleted() {
    let office = stage();
    office
        .run("discount create --code vip --name Vip --percent 10 --ticket-type jazz/vip")
        .succeeds();
    office
        .run("ticket-type delete jazz/vip --yes")
        .refused("in_use");
    office.run("concert delete jazz --yes").refused("in_use");
}

#[test]
fn only_a_sum_is_off_each_ticket_or_off_the_whole_order() {
    let office = stage();
    for line in [
        "discount create --code EARLY10 --name Early --percent 10",
        "discount create --code FIVER --name Fiver --amount 5000",
    ] {
        office.run(line).succeeds();
    }
    let per = |code: &str| {
        let shown = office.run(&format!("discount show {code}")).succeeds();
        let per = shown
            .stdout
            .lines()
            .find_map(|line| line.strip_prefix("PER "));
        per.unwrap().trim().to_owned()
    };
    assert_eq!([per("EARLY10"), per("FIVER")], ["-", "order"]);
}
