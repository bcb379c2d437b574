//! Every state of an order to every other one.

use super::attack::{Attack, Expected};

/// An order in each state in which one can be found, by its id in the night. Order 9 is overdue, so it may expire.
const ORDERS: &[(&str, i64)] = &[
    ("pending", 2),
    ("pending", 9),
    ("paid", 1),
    ("expired", 3),
    ("cancelled", 4),
];

const STATES: &[&str] = &["draft", "pending", "paid", "expired", "cancelled"];

/// What the contract lets a shell do: an unpaid order ends, and the journal was not told.
fn expected(from: &str, to: &str) -> Expected {
    match (from, to) {
        ("pending", "expired" | "cancelled") => Expected::Found("journal"),
        _ => Expected::Refused,
    }
}

/// Every pair, each with all the times that the new state could need.
pub(crate) fn pairs() -> Vec<Attack> {
    let mut pairs = Vec::new();
    for (from, id) in ORDERS {
        for to in STATES.iter().filter(|to| *to != from) {
            let times = "changed_at = @now, paid_at = @now, expired_at = @now, cancelled_at = @now, expires_at = @now";
            pairs.push(Attack {
                name: keep(format!("{from} order {id} to {to}")),
                sql: keep(format!(
                    "UPDATE orders SET status = '{to}', {times} WHERE id = {id}"
                )),
                expected: expected(from, to),
            });
        }
    }
    // Out of a draft, which lives only inside a transaction: order 3 would fit, order 1 has its tickets.
    for (id, to, expected) in [
        (3, "pending", Expected::Found("journal")),
        (3, "paid", Expected::Refused),
        (3, "expired", Expected::Refused),
        (3, "cancelled", Expected::Refused),
        (1, "pending", Expected::Refused),
        (1, "paid", Expected::Found("journal")),
        (1, "expired", Expected::Refused),
        (1, "cancelled", Expected::Refused),
    ] {
        pairs.push(Attack {
            name: keep(format!("draft of order {id} to {to}")),
            sql: keep(format!(
                "BEGIN; UPDATE orders SET status = 'draft', changed_at = @now WHERE id = {id};
                 UPDATE orders SET status = '{to}', changed_at = @now WHERE id = {id}; COMMIT"
            )),
            expected,
        });
    }
    pairs
}

/// A text for as long as the tests run.
fn keep(text: String) -> &'static str {
    text.leak()
}

#[test]
fn every_pair_of_states_is_tried() {
    assert_eq!(pairs().len(), 5 * 4 + 2 * 4);
}
