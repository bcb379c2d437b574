//! What may be tried on orders that changed: money that was kept or moved, and rules that were set aside.

use std::path::Path;

use boxoffice::desk;
use boxoffice::desk::overriding::Overriding;
use boxoffice::desk::refund::{HowMuch, Refunding};
use boxoffice::domain::{Amount, Keep, OrderId, OverrideKind, Result, TicketId};
use boxoffice::office::{Office, Request, Transaction};
use serde::{Serialize, de::DeserializeOwned};

use super::attack::Attack;
use super::attack::Expected::{Found, Harmless, Refused};
use super::night::{NOW, setting};

/// Changes orders of the night.
///
/// Order 5 is cancelled, and the house keeps 10000 of it. Order 11 is cancelled: of its 20000 it keeps 5000 as a donation,
/// 10000 went to order 7, 5000 are open. Ticket 1 of order 1, which let somebody in, went back by an override.
pub(crate) fn change(path: &Path) {
    let fee = Refunding {
        keep: Some(Keep::Sum(Amount(10_000))),
        ..Refunding::of(HowMuch::All)
    };
    write(path, |tx| desk::refund::refund(tx, OrderId(5), &fee));
    write(path, |tx| {
        let reason = "for the roof".parse()?;
        desk::open_money::keep(tx, OrderId(11), Some(Amount(5_000)), &reason)
    });
    write(path, |tx| {
        desk::open_money::move_into(tx, OrderId(11), OrderId(7), Some(Amount(10_000)))
    });
    let ill = Refunding {
        overriding: Overriding {
            kinds: vec![OverrideKind::Admitted],
            reason: Some("fell ill inside".parse().unwrap()),
            approver: None,
        },
        ..Refunding::of(HowMuch::Tickets(vec![TicketId(1)]))
    };
    write(path, |tx| desk::refund::refund(tx, OrderId(1), &ill));
}

fn write<R: Serialize + DeserializeOwned>(
    path: &Path,
    act: impl Fn(&Transaction<'_>) -> Result<R>,
) {
    let office = Office::open(path, setting(NOW)).unwrap();
    let request = Request::new("change", &()).unwrap();
    office.write(&request, act, |_, _| Ok(())).unwrap();
}

macro_rules! attacks {
    ($($name:literal, $sql:expr => $expected:expr;)+) => {
        /// Every attack.
        pub(crate) const CHANGES: &[Attack] = &[$(Attack { name: $name, sql: $sql, expected: $expected },)+];
    };
}

macro_rules! opened {
    ($order:literal, $then:literal, $status:literal) => {
        concat!(
            "BEGIN; UPDATE orders SET status = 'draft', changed_at = @now WHERE id = ",
            $order,
            "; ",
            $then,
            "; UPDATE orders SET status = '",
            $status,
            "', changed_at = @now WHERE id = ",
            $order,
            "; COMMIT"
        )
    };
}

macro_rules! fee {
    ($order:literal, $amount:literal, $purpose:literal) => {
        concat!(
            "INSERT INTO order_details (id, order_id, kind, ticket_type_id, quantity, unit_price, amount, created_at, purpose, sold_at)
             SELECT 99, id, 'fee', 1, 1, ", $amount, ", ", $amount, ", @now, ", $purpose, ", max(paid_at, @now)
             FROM orders WHERE id = ", $order
        )
    };
}

attacks! {
    // Orders that are over.
    "revive a cancelled order that keeps something", "UPDATE orders SET status = 'pending', changed_at = @now WHERE id = 5" => Refused;
    "revive a cancelled order through a draft", opened!("5", "SELECT 1", "pending") => Refused;
    "pay a cancelled order through a draft", opened!("5", "SELECT 1", "paid") => Refused;
    "open a cancelled order and forget it", "UPDATE orders SET status = 'draft' WHERE id = 5" => Refused;
    "cancel an order at another time", "UPDATE orders SET cancelled_at = '2026-11-01T00:00:00Z' WHERE id = 5" => Refused;
    "cancel an order at no time", "UPDATE orders SET cancelled_at = NULL WHERE id = 5" => Refused;
    "revive an order that was never cancelled", opened!("5", "UPDATE orders SET cancelled_at = NULL WHERE id = 5", "pending") => Refused;
    "an order first paid at another time", "UPDATE orders SET paid_at = '2026-11-01T00:00:00Z' WHERE id = 5" => Refused;
    "a cancelled order that keeps nothing any more", "UPDATE payments SET live = 0 WHERE order_id = 5" => Refused;
    "a cancelled order that is worth its tickets", "UPDATE payments SET live = 1 WHERE order_id = 4" => Refused;
    "pay back what was kept", "INSERT INTO @entry SELECT 99, id, 'refund', 10000, 'cash', NULL, 1, @now, @now, 1 FROM payments WHERE order_id = 5" => Refused;
    "pay back what was given", "INSERT INTO @entry SELECT 99, id, 'refund', 5001, 'qris', NULL, 1, @now, @now, 1 FROM payments WHERE order_id = 11" => Refused;
    "keep more than is held", concat!("BEGIN; UPDATE orders SET status = 'draft', changed_at = @now WHERE id = 5; ", fee!("5", "1", "'kept'"), "; UPDATE orders SET status = 'cancelled', changed_at = @now WHERE id = 5; COMMIT") => Refused;
    "keep more than is held quietly", concat!("BEGIN; UPDATE OR IGNORE orders SET status = 'draft', changed_at = @now WHERE id = 5; ", fee!("5", "1", "'kept'"), "; UPDATE OR IGNORE orders SET status = 'cancelled', changed_at = @now WHERE id = 5; COMMIT") => Refused;
    "keep what is open past the program", concat!("BEGIN; UPDATE orders SET status = 'draft', changed_at = @now WHERE id = 11; ", fee!("11", "5000", "'donation'"), "; UPDATE orders SET status = 'cancelled', changed_at = @now WHERE id = 11; COMMIT") => Found("journal");
    "keep something without a purpose", concat!("BEGIN; UPDATE orders SET status = 'draft', changed_at = @now WHERE id = 11; ", fee!("11", "5000", "NULL"), "; UPDATE orders SET status = 'cancelled', changed_at = @now WHERE id = 11; COMMIT") => Found("totals");
    "keep for a purpose that is none", concat!("BEGIN; UPDATE orders SET status = 'draft', changed_at = @now WHERE id = 11; ", fee!("11", "5000", "'beer'"), "; UPDATE orders SET status = 'cancelled', changed_at = @now WHERE id = 11; COMMIT") => Refused;
    "a fee on an order that is closed", fee!("5", "1", "'kept'") => Refused;
    "another purpose of what was kept", "UPDATE order_details SET purpose = 'donation' WHERE purpose = 'kept'" => Refused;
    "no purpose of what was kept", "UPDATE order_details SET purpose = NULL WHERE purpose = 'kept'" => Refused;
    "less that was kept", "UPDATE order_details SET amount = 1, unit_price = 1 WHERE purpose = 'kept'" => Refused;
    "drop the guard, keep more than is held", concat!("PRAGMA foreign_keys = ON; DROP TRIGGER orders_cancelled_keep_what_they_hold; BEGIN; UPDATE orders SET status = 'draft', changed_at = @now WHERE id = 5; ", fee!("5", "1", "'kept'"), "; UPDATE orders SET status = 'cancelled', changed_at = @now WHERE id = 5; COMMIT") => Found("cover");
    "drop the guard, forget what was kept", "DROP TRIGGER order_details_never_deleted; DELETE FROM order_details WHERE purpose = 'kept'" => Found("totals");

    // Money that moved.
    "move money that was not given", "INSERT INTO payment_moves SELECT 99, f.id, i.id FROM payment_entries AS f, payment_entries AS i WHERE f.kind = 'receipt' AND i.kind = 'receipt' AND f.payment_id = 1 AND i.payment_id = 8" => Refused;
    "move a refund to a receipt of another day", "INSERT INTO payment_moves SELECT 99, f.id, i.id FROM payment_entries AS f, payment_entries AS i WHERE f.kind = 'refund' AND f.payment_id = 6 AND i.kind = 'credit' AND i.payment_id = 3" => Refused;
    "move the same money twice", "INSERT INTO payment_moves SELECT 99, refund_id, receipt_id FROM payment_moves" => Refused;
    "move it once more by replacing", "REPLACE INTO payment_moves SELECT 99, refund_id, receipt_id FROM payment_moves" => Refused;
    "replace a move by itself", "REPLACE INTO payment_moves SELECT * FROM payment_moves" => Refused;
    "move more than was given", "BEGIN; INSERT INTO @entry SELECT 99, id, 'receipt', 1, 'qris', NULL, 1, @now, @now, 1 FROM payments WHERE order_id = 7; INSERT INTO payment_moves SELECT 99, refund_id, 99 FROM payment_moves; COMMIT" => Refused;
    "move nothing to nowhere", "INSERT INTO payment_moves VALUES (99, NULL, NULL)" => Refused;
    "move money of an entry that is missing", "INSERT OR IGNORE INTO payment_moves VALUES (99, 999, 998)" => Refused;
    "move it from elsewhere", "UPDATE payment_moves SET refund_id = 1" => Refused;
    "renumber a move", "UPDATE OR REPLACE payment_moves SET id = 99" => Refused;
    "forget a move", "DELETE FROM payment_moves" => Refused;
    "drop the guard, forget a move", "DROP TRIGGER payment_moves_never_deleted; DELETE FROM payment_moves" => Found("journal");
    "drop the guard, move half of it", "DROP TRIGGER payment_moves_never_change; UPDATE payment_moves SET receipt_id = (SELECT id FROM payment_entries WHERE kind = 'receipt' AND amount = 100000 AND method = 'transfer')" => Found("payments");
    "drop the guard, move by another method", "DROP TRIGGER payment_entries_never_change; UPDATE payment_entries SET method = 'card' WHERE id = (SELECT receipt_id FROM payment_moves)" => Found("payments");

    // Rules set aside.
    "set a rule aside past the program", "INSERT INTO overrides VALUES (99, 1, 'limit', 'x', 1, NULL, @now)" => Found("journal");
    "set a rule aside for no reason", "INSERT INTO overrides VALUES (99, 1, 'limit', NULL, 1, NULL, @now)" => Refused;
    "set a rule aside for an empty reason", "INSERT INTO overrides VALUES (99, 1, 'limit', '', 1, NULL, @now)" => Refused;
    "set the capacity aside", "INSERT INTO overrides VALUES (99, 1, 'capacity', 'x', 1, NULL, @now)" => Refused;
    "set a rule aside for an order that is missing", "INSERT OR IGNORE INTO overrides VALUES (99, 999, 'limit', 'x', 1, NULL, @now)" => Refused;
    "replace an override", "REPLACE INTO overrides SELECT id, order_id, kind, 'x', operator_id, approver_id, at FROM overrides" => Refused;
    "another rule set aside", "UPDATE overrides SET kind = 'limit'" => Refused;
    "another reason for it", "UPDATE overrides SET reason = 'x'" => Refused;
    "somebody else approved of it", "UPDATE overrides SET approver_id = 1" => Refused;
    "another order that it was for", "UPDATE overrides SET order_id = 2" => Refused;
    "renumber an override", "UPDATE OR REPLACE overrides SET id = 99" => Refused;
    "erase the reason past the program", "UPDATE overrides SET reason = NULL" => Found("journal");
    "forget an override", "DELETE FROM overrides" => Refused;
    "drop the guard, forget an override", "DROP TRIGGER overrides_never_deleted; DELETE FROM overrides" => Found("journal");
    "look at what was set aside", "SELECT * FROM overrides" => Harmless("nothing is changed");
}
