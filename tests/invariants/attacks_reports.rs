//! What reports are made of: dated lines, money of a concert, limits as they were, sealed settlements.

use std::path::Path;

use boxoffice::desk;
use boxoffice::domain::{Amount, ConcertId, NewPool, NewTicketType, TicketTypeId, TicketTypePatch};
use boxoffice::office::{Office, Request, Transaction};

use super::attack::Attack;
use super::attack::Expected::{Found, Harmless, Refused};
use super::night::{NOW, setting};

/// Adds a type that had another quota once (5, id 5), and a type and a pool that are gone (6 and 1).
pub(crate) fn plant(file: &Path) {
    let at = |now: &str, act: &dyn Fn(&Transaction<'_>) -> boxoffice::domain::Result<()>| {
        let office = Office::open(file, setting(now)).unwrap();
        let request = Request::new("plant", &()).unwrap();
        office.write(&request, act, |_, ()| Ok(())).unwrap();
    };
    at("2026-11-28T12:29:00Z", &|tx| {
        for name in ["Balcony", "Gone"] {
            let new = NewTicketType {
                concert_id: ConcertId(2),
                name: name.parse()?,
                price: Amount(1),
                quota: 8,
                slug: None,
                sale_starts_at: None,
                sale_ends_at: None,
                max_per_order: None,
            };
            desk::ticket_type::create(tx, &new)?;
        }
        let pool = NewPool {
            concert_id: ConcertId(2),
            name: "Gone".parse()?,
            capacity: 5,
            ticket_types: Vec::new(),
            slug: None,
        };
        desk::pool::create(tx, &pool).map(drop)
    });
    at(NOW, &|tx| {
        let patch = TicketTypePatch {
            quota: Some(9),
            ..TicketTypePatch::default()
        };
        desk::ticket_type::update(tx, TicketTypeId(5), &patch)?;
        desk::ticket_type::delete(tx, TicketTypeId(6))?;
        desk::pool::delete(tx, boxoffice::domain::PoolId(1)).map(drop)
    });
}

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
    "a limit that never was", "INSERT INTO limit_changes (of, of_id, was, at) VALUES ('ticket_type', 4, 1, @now)" => Refused;
    "a limit that was yesterday", "INSERT INTO limit_changes (of, of_id, was, at) VALUES ('ticket_type', 5, 1, '2026-11-27T00:00:00Z')" => Refused;
    "a limit of nothing", "INSERT INTO limit_changes (of, of_id, was, at) VALUES ('pool', 99, 1, @now)" => Refused;
    "a limit that is there now", "INSERT INTO limit_changes (of, of_id, was, at) VALUES ('ticket_type', 5, 9, @now)" => Refused;
    "another limit before the one that was", "INSERT INTO limit_changes (id, of, of_id, was, at) VALUES (-7, 'ticket_type', 5, 1, @now)" => Found("limits");
    "another limit after the one that was", "INSERT INTO limit_changes (of, of_id, was, at) VALUES ('ticket_type', 5, 1, @now)" => Harmless("a report looks at the first of a moment");
    "a capacity that never was", "UPDATE concerts SET updated_at = @now WHERE id = 1; INSERT INTO limit_changes (of, of_id, was, at) VALUES ('concert', 1, 99, @now)" => Found("limits");
    "a quota that was, typed by hand", "UPDATE ticket_types SET quota = 7, updated_at = @now WHERE id = 4" => Found("journal");
    "keep as gone what is there", "INSERT INTO limits_gone SELECT 'ticket_type', id, concert_id, slug, name, quota, pool_id, created_at, updated_at FROM ticket_types WHERE id = 5" => Found("limits");
    "keep as gone what never was", "INSERT INTO limits_gone VALUES ('ticket_type', 77, 2, 'stalls', 'Stalls', 100, NULL, @now, @now)" => Refused;
    "keep as gone with another quota", "INSERT INTO limits_gone SELECT 'ticket_type', id, concert_id, slug, name, 99, pool_id, created_at, updated_at FROM ticket_types WHERE id = 5" => Refused;
    "edit what is gone", "UPDATE limits_gone SET was = 1" => Refused;
    "forget what is gone", "DELETE FROM limits_gone" => Refused;
    "replace what is gone", "REPLACE INTO limits_gone SELECT * FROM limits_gone" => Refused;
    "a deadline that never was", "INSERT INTO deadline_changes (order_id, was, at) VALUES (1, '2026-11-02T00:00:00Z', @now)" => Refused;
    "a deadline before the one that was", "INSERT INTO deadline_changes (id, order_id, was, at) SELECT -7, id, '2026-11-02T00:00:00Z', changed_at FROM orders WHERE changed_at > created_at ORDER BY id LIMIT 1" => Found("limits");
    "a deadline before the order was", "INSERT INTO deadline_changes (id, order_id, was, at) SELECT -7, id, '2026-11-02T00:00:00Z', changed_at FROM orders WHERE changed_at = created_at AND id = 2" => Harmless("no report of a time before the order knows it");
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
