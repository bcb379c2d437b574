//! What a person with the `sqlite3` shell may try on pools.
//!
//! Pool 1 has 6 of 7 places of `adult` (3 of 6) and `vip` (3 of 3) taken; pool 2 is of another concert, with the type
//! `unsold` (4 of 5); pool 3 has 1 place and no type. `child` (at least 2 of 10) is in none.

use std::path::Path;

use boxoffice::desk;
use boxoffice::domain::{ConcertId, NewPool, TicketTypeId};
use boxoffice::office::{Office, Request};

use super::attack::Attack;
use super::attack::Expected::{Found, Refused};
use super::night::{NOW, setting};

/// Adds the pools to the night.
pub(crate) fn plant(path: &Path) {
    let office = Office::open(path, setting(NOW)).unwrap();
    for (concert, name, capacity, types) in [
        (1, "Seats", 7, vec![1, 2]),
        (2, "Hall", 5, vec![4]),
        (1, "Spare", 1, vec![]),
    ] {
        let new = NewPool {
            concert_id: ConcertId(concert),
            name: name.parse().unwrap(),
            capacity,
            ticket_types: types.into_iter().map(TicketTypeId).collect(),
            slug: None,
        };
        let request = Request::new("pool create", &new).unwrap();
        let made = office.write(&request, |tx| desk::pool::create(tx, &new), |_, id| Ok(*id));
        made.unwrap();
    }
}

macro_rules! attacks {
    ($($name:literal, $sql:literal => $expected:expr;)+) => {
        /// Every attack.
        pub(crate) const ATTACKS: &[Attack] = &[$(Attack { name: $name, sql: $sql, expected: $expected },)+];
    };
}

attacks! {
    "count a pool down", "UPDATE pools SET taken = taken - 1 WHERE id = 1" => Refused;
    "count a pool to nothing", "UPDATE pools SET taken = 0" => Refused;
    "count a pool to nothing quietly", "UPDATE OR IGNORE pools SET taken = 0" => Refused;
    "count a pool by the default that replaces NULL", "UPDATE OR REPLACE pools SET taken = NULL WHERE id = 1" => Refused;
    "count a pool beyond all numbers", "UPDATE pools SET taken = 9223372036854775807 WHERE id = 1" => Refused;
    "a pool smaller than what is taken", "UPDATE pools SET capacity = 5 WHERE id = 1" => Refused;
    "a pool below nothing", "UPDATE pools SET capacity = -1 WHERE id = 3" => Refused;
    "a pool beyond all numbers", "UPDATE pools SET capacity = 9223372036854775807 WHERE id = 1" => Refused;
    "a pool without a capacity", "UPDATE pools SET capacity = NULL WHERE id = 1" => Refused;
    "a larger pool", "UPDATE pools SET capacity = 100 WHERE id = 1" => Found("journal");
    "a pool made past the program", "INSERT INTO @pool VALUES (99, 1, 'x', 'X', 5, 0, @now, @now)" => Found("journal");
    "a pool born with free places", "INSERT INTO @pool VALUES (99, 1, 'x', 'X', 5, -5, @now, @now)" => Refused;
    "a pool born with places taken", "INSERT INTO @pool VALUES (99, 1, 'x', 'X', 5, 1, @now, @now)" => Refused;
    "a pool born with NULL places", "INSERT OR REPLACE INTO @pool VALUES (99, 1, 'x', 'X', 5, NULL, @now, @now)" => Refused;
    "a pool of no concert", "INSERT INTO @pool VALUES (99, 999, 'x', 'X', 5, 0, @now, @now)" => Refused;
    "a pool of the concert NULL", "INSERT INTO @pool VALUES (99, NULL, 'x', 'X', 5, 0, @now, @now)" => Refused;
    "a pool named by digits", "INSERT INTO @pool VALUES (99, 1, '12', 'X', 5, 0, @now, @now)" => Refused;
    "a pool without an id", "INSERT INTO pools (concert_id, slug, name, capacity, created_at, updated_at) VALUES (1, 'x', 'X', 5, @now, @now)" => Refused;
    "a pool with a hidden name", "INSERT INTO @pool VALUES (99, 1, 'x', 'X' || char(8238), 5, 0, @now, @now)" => Refused;
    "replace a pool by its id", "REPLACE INTO @pool VALUES (1, 1, 'x', 'X', 99, 0, @now, @now)" => Refused;
    "replace a pool by its slug", "REPLACE INTO @pool VALUES (99, 1, 'seats', 'X', 99, 0, @now, @now)" => Refused;
    "take the slug of a pool", "UPDATE OR REPLACE pools SET slug = 'seats' WHERE id = 3" => Refused;
    "upsert a pool", "INSERT INTO @pool VALUES (1, 1, 'seats', 'X', 99, 0, @now, @now) ON CONFLICT DO UPDATE SET capacity = 99" => Refused;
    "renumber a pool", "UPDATE pools SET id = 99 WHERE id = 3" => Refused;
    "move a pool to another concert", "UPDATE pools SET concert_id = 2 WHERE id = 3" => Refused;
    "another birthday for a pool", "UPDATE pools SET created_at = '2020-01-01T00:00:00Z' WHERE id = 3" => Refused;
    "delete a pool in use", "DELETE FROM pools WHERE id = 1" => Refused;
    "delete an empty pool", "DELETE FROM pools WHERE id = 3" => Found("journal");
    "forget that a pool was deleted", "BEGIN; DELETE FROM pools WHERE id = 3; DELETE FROM retired_ids WHERE table_name = 'pools'; COMMIT" => Refused;
    "give the id of a deleted pool again", "DELETE FROM pools WHERE id = 3; INSERT INTO @pool VALUES (3, 1, 'spare', 'Spare', 1, 0, @now, @now)" => Found("ids");
    "a type out of its pool", "UPDATE ticket_types SET pool_id = NULL WHERE id = 1" => Found("journal");
    "a type into a pool that is too small", "UPDATE ticket_types SET pool_id = 3 WHERE id = 3" => Refused;
    "a type quietly into a pool that is too small", "UPDATE OR IGNORE ticket_types SET pool_id = 3 WHERE id = 3" => Refused;
    "a type by replacing into a pool that is too small", "UPDATE OR REPLACE ticket_types SET pool_id = 3 WHERE id = 3" => Refused;
    "a type into a pool that is nearly full", "UPDATE ticket_types SET pool_id = 1 WHERE id = 3" => Refused;
    "a type into a pool of another concert", "UPDATE ticket_types SET pool_id = 2 WHERE id = 3" => Refused;
    "a type into a pool that is missing", "UPDATE ticket_types SET pool_id = 999 WHERE id = 3" => Refused;
    "two types swap their pool", "UPDATE ticket_types SET pool_id = CASE id WHEN 1 THEN NULL ELSE 1 END WHERE id IN (1, 3)" => Found("journal");
    "a type born in a pool of another concert", "INSERT INTO ticket_types (id, concert_id, slug, name, price, quota, pool_id, created_at, updated_at) VALUES (99, 1, 'x', 'X', 1, 5, 2, @now, @now)" => Refused;
    "a type born in a pool that is missing", "INSERT INTO ticket_types (id, concert_id, slug, name, price, quota, pool_id, created_at, updated_at) VALUES (99, 1, 'x', 'X', 1, 5, 999, @now, @now)" => Refused;
    "one place too many by an order", "INSERT INTO @order VALUES (99, 'ZZZZZ', 2, 'draft', 0, 'counter', 1, @now, @now); INSERT INTO @detail VALUES (99, 99, 'ticket', 1, 2, 150000, 300000, @now); INSERT INTO @payment VALUES (99, 99, 300000, 1, @now); UPDATE orders SET status = 'pending' WHERE id = 99" => Refused;
    "one place too many by a hold", "INSERT INTO @kept VALUES (99, 1, 1, 2, NULL, @now)" => Refused;
    "one place too many by a quiet hold", "INSERT OR IGNORE INTO @kept VALUES (99, 1, 1, 2, NULL, @now)" => Refused;
    "an order from a hold ends and leaves its places there", "BEGIN; UPDATE orders SET status = 'draft', changed_at = @now WHERE id = 12; INSERT INTO order_details (id, order_id, kind, ticket_type_id, refers_to_id, quantity, unit_price, amount, created_at, sold_at) SELECT 99, id, 'return', 4, 15, -1, 0, 0, @now, max(paid_at, @now) FROM orders WHERE id = 12; UPDATE tickets SET status = 'void', voided_at = @now WHERE order_id = 12; UPDATE orders SET status = 'cancelled', changed_at = @now, cancelled_at = @now WHERE id = 12; COMMIT" => Found("holds");
    "delete a concert with a pool", "DELETE FROM ticket_types WHERE concert_id = 2; DELETE FROM concerts WHERE id = 2" => Refused;
}
