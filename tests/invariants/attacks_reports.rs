//! What reports are made of: dated lines, money of a concert, limits as they were, sealed settlements.

use super::attack::Attack;
use super::attack::Expected::{Found, Refused};

macro_rules! attacks {
    ($($name:literal, $sql:literal => $expected:expr;)+) => {
        /// Every attack on what reports are made of.
        pub(crate) const ATTACKS: &[Attack] = &[$(Attack { name: $name, sql: $sql, expected: $expected },)+];
    };
}

attacks! {
    "sell a line on another day", "UPDATE order_details SET sold_at = '2026-01-01T00:00:00Z' WHERE id = 1" => Refused;
    "sell a line never", "UPDATE order_details SET sold_at = NULL WHERE id = 1" => Refused;
    "sell a line that nobody paid", "UPDATE order_details SET sold_at = @now WHERE order_id = 2" => Refused;
    "sell a line that nobody paid, and replace", "UPDATE OR REPLACE order_details SET sold_at = @now WHERE order_id = 2" => Refused;
    "pay an order on another day", "UPDATE orders SET paid_at = '2026-01-01T00:00:00Z' WHERE id = 1" => Refused;
    "pay an order that is not paid", "UPDATE orders SET paid_at = @now WHERE id = 2" => Refused;
    "pay an order never", "UPDATE orders SET paid_at = NULL WHERE id = 1" => Refused;
    "money of another concert", "UPDATE payment_entries SET concert_id = 2 WHERE id = 1" => Refused;
    "money of no concert", "UPDATE payment_entries SET concert_id = NULL WHERE id = 1" => Refused;
    "receive money of another concert", "INSERT INTO @entry VALUES (99, 2, 'receipt', 50000, 'cash', NULL, 1, @now, @now, 2)" => Refused;
    "receive money of no concert", "INSERT INTO @entry VALUES (99, 2, 'receipt', 50000, 'cash', NULL, 1, @now, @now, NULL)" => Refused;
    "drop the guard, receive money of another concert", "DROP TRIGGER payment_entries_are_of_their_concert; INSERT INTO @entry VALUES (99, 2, 'receipt', 50000, 'cash', NULL, 1, @now, @now, 2)" => Found("payments");
    "a line that is sold before its order", "BEGIN; UPDATE orders SET status = 'draft', changed_at = @now WHERE id = 2; INSERT INTO order_details (id, order_id, kind, ticket_type_id, quantity, unit_price, amount, created_at, sold_at) VALUES (99, 2, 'ticket', 3, 1, 50000, 50000, @now, @now); UPDATE orders SET status = 'pending' WHERE id = 2; COMMIT" => Refused;
    "a line of a paid order that is not sold", "BEGIN; UPDATE orders SET status = 'draft', changed_at = @now WHERE id = 8; INSERT INTO order_details (id, order_id, kind, ticket_type_id, quantity, unit_price, amount, created_at, sold_at) VALUES (99, 8, 'goodwill', 3, 1, -50000, -50000, @now, NULL); UPDATE orders SET status = 'paid' WHERE id = 8; COMMIT" => Refused;
    "a line of a paid order, past the program", "BEGIN; UPDATE orders SET status = 'draft', changed_at = @now WHERE id = 8; INSERT INTO order_details (id, order_id, kind, ticket_type_id, quantity, unit_price, amount, created_at, sold_at) VALUES (99, 8, 'goodwill', 3, 1, -50000, -50000, @now, @now); UPDATE orders SET status = 'paid' WHERE id = 8; COMMIT" => Found("journal");
    "drop the guard, a line that is sold before its order", "PRAGMA foreign_keys = ON; DROP TRIGGER order_details_are_sold_with_their_order; BEGIN; UPDATE orders SET status = 'draft', changed_at = @now WHERE id = 2; INSERT INTO order_details (id, order_id, kind, ticket_type_id, quantity, unit_price, amount, created_at, sold_at) VALUES (99, 2, 'ticket', 3, 1, 50000, 50000, @now, @now); UPDATE orders SET status = 'pending' WHERE id = 2; COMMIT" => Found("totals");
    "drop the guard, money of another concert", "DROP TRIGGER payment_entries_never_change; UPDATE payment_entries SET concert_id = 2 WHERE id = 1" => Found("payments");
    "drop the guard, sell on another day", "DROP TRIGGER order_details_are_sold_once; UPDATE order_details SET sold_at = '2026-01-01T00:00:00Z' WHERE id = 1" => Found("totals");
    "edit the limits that were", "UPDATE limit_changes SET was = 1" => Refused;
    "forget the limits that were", "DELETE FROM limit_changes" => Refused;
    "replace a limit that was", "REPLACE INTO limit_changes SELECT * FROM limit_changes" => Refused;
    "edit the deadlines that were", "UPDATE deadline_changes SET was = NULL" => Refused;
    "forget the deadlines that were", "DELETE FROM deadline_changes" => Refused;
    "replace a deadline that was", "REPLACE INTO deadline_changes SELECT * FROM deadline_changes" => Refused;
    "a deadline of no order", "INSERT INTO deadline_changes (order_id, was, at) VALUES (999, NULL, @now)" => Refused;
    "edit a settlement", "UPDATE settlements SET content = '{}'" => Refused;
    "delete a settlement", "DELETE FROM settlements" => Refused;
    "replace a settlement by its id", "REPLACE INTO settlements VALUES (1, 1, 2, '{}', 1, @now)" => Refused;
    "replace a settlement by its number", "REPLACE INTO settlements VALUES (99, 1, 1, '{}', 1, @now)" => Refused;
    "leave a number of a settlement out", "INSERT INTO settlements VALUES (99, 1, 7, '{}', 1, @now)" => Refused;
    "a settlement of no concert", "INSERT INTO settlements VALUES (99, 99, 1, '{}', 1, @now)" => Refused;
    "a settlement in words", "INSERT INTO settlements VALUES (99, 1, 2, 'all sold', 1, @now)" => Refused;
    "a settlement that nobody sealed", "INSERT INTO settlements VALUES (99, 1, 2, '{}', 1, @now)" => Found("journal");
}
