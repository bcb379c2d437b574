//! Orders that were changed, and what is done to them after that.

use super::change::{money, show, two_nights, valid};
use super::stage::{Sold, sold};

#[test]
fn an_order_that_left_a_cancelled_concert_is_paid() {
    let office = two_nights();
    let Sold { order, .. } = sold(&office, "sell blues/adult --pay card");
    office.run("concert cancel blues --yes").succeeds();
    let line = format!("order exchange {order} --ticket {order}/1 --to jazz/vip --pay-later");
    office.run(&line).succeeds();
    office
        .run(&format!("payment record {order} --pay cash"))
        .succeeds();
    let paid = show(&office, &order);
    assert_eq!(paid["status"], "paid");
    assert_eq!(valid(&paid), ["jazz/vip"]);
    assert_eq!(money(&paid, "total"), "100000");
}

#[test]
fn a_change_under_a_key_answers_again_whatever_became_of_the_order() {
    let office = two_nights();
    let Sold { order, .. } = sold(&office, "sell jazz/adult=3 --pay card");
    let exchange =
        format!("order exchange {order} --ticket {order}/1 --to jazz/vip --pay-later --key swap");
    office.run(&exchange).succeeds();
    let again = office.run(&exchange).succeeds();
    assert!(
        again.stderr.contains("Already done under key `swap`"),
        "{}",
        again.stderr
    );
    office
        .run(&format!("payment record {order} --pay card"))
        .succeeds();
    let split = format!("order split {order} --ticket {order}/4 --key apart --quiet");
    let new = office.run(&split).succeeds().stdout;
    office
        .run(&format!("order add {order} jazz/vip --pay-later"))
        .succeeds();
    assert_eq!(office.run(&split).succeeds().stdout, new);
}

#[test]
fn tickets_of_an_order_that_has_none_yet_are_answered_with_how_its_places_are_named() {
    let office = two_nights();
    let order = office.run("order create jazz/adult=2 --quiet").succeeds();
    let order = order.stdout.trim();
    let line = format!("order exchange {order} --ticket {order}/1 --to jazz/vip");
    let refused = office.run(&line).refused("wrong_state");
    assert!(
        refused.stderr.contains("--from CONCERT/TYPE=QUANTITY"),
        "{}",
        refused.stderr
    );
}

#[test]
fn an_order_gets_more_than_its_limit_only_where_somebody_sets_that_aside() {
    let office = two_nights();
    let Sold { order, .. } = sold(&office, "sell jazz/vip=2 --pay card");
    let add = format!("order add {order} jazz/vip --pay cash");
    office.run(&add).refused("limit_exceeded");
    office
        .run(&format!("{add} --override limit"))
        .refused("usage");
    office
        .run(&format!("{add} --override price --reason so"))
        .refused("usage");
    let allowed = format!("{add} --override limit --reason 'a family' --approved-by Budi --json");
    let changed = office.run(&allowed).succeeds().json();
    assert_eq!(changed["overrides"][0]["rule"], "limit");
    assert_eq!(changed["overrides"][0]["approver"], "Budi");
    let Sold { order, .. } = sold(&office, "sell jazz/adult=2 --pay card");
    let swap = format!("order exchange {order} --ticket {order}/1 --to child --keep 0.01%");
    office.run(&swap).refused("not_on_sale");
    let swapped = office.run(&format!("{swap} --override window --reason 'as agreed'"));
    swapped.succeeds();
}
