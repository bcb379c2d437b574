//! What a person with the `sqlite3` shell may try. One table: a name, the SQL, and what comes of it.
//!
//! `@now` stands for the hour of the night, `@order` and its like for the columns that a row of that kind needs.

use Expected::{Found, Harmless, Refused};

/// What must come of an attack.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Expected {
    /// The schema refuses it, and the file stays as it was.
    Refused,
    /// It goes through, at least while foreign keys are off, and this check of `db check` finds it.
    Found(&'static str),
    /// It goes through and nothing is wrong then, for this reason.
    Harmless(&'static str),
}

/// One attack.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Attack {
    /// What is tried.
    pub(crate) name: &'static str,
    /// How.
    pub(crate) sql: &'static str,
    /// What must come of it.
    pub(crate) expected: Expected,
}

/// What `@order` and its like stand for.
pub(crate) const ABBREVIATIONS: &[(&str, &str)] = &[
    ("@now", "'2026-11-28T12:30:00Z'"),
    (
        "@place",
        "place_entries (ticket_type_id, claim, claim_id, quantity, taken, at)",
    ),
    (
        "@order",
        "orders (id, code, user_id, status, total, channel, operator_id, created_at, changed_at)",
    ),
    (
        "@detail",
        "order_details (id, order_id, kind, ticket_type_id, quantity, unit_price, amount, created_at)",
    ),
    (
        "@payment",
        "payments (id, order_id, amount, live, created_at)",
    ),
    (
        "@entry",
        "payment_entries (id, payment_id, kind, amount, method, refunds_id, operator_id, at, received_at)",
    ),
    (
        "@ticket",
        "tickets (id, code, order_id, order_detail_id, ticket_type_id, number, status, replaces_id, issued_at)",
    ),
    (
        "@scan",
        "scans (id, ticket_id, concert_id, direction, entry, result, operator_id, at, received_at)",
    ),
    (
        "@type",
        "ticket_types (id, concert_id, slug, name, price, quota, taken, created_at, updated_at)",
    ),
    (
        "@concert",
        "concerts (id, slug, name, venue_id, starts_at, timezone, taken, status, search, created_at, updated_at)",
    ),
    (
        "@user",
        "users (id, name, email, search, created_at, updated_at)",
    ),
    (
        "@journal",
        "journal (site, seq, at, operator_id, command, content, previous_hash, hash)",
    ),
    (
        "@hold",
        "holds (id, slug, reason, status, operator_id, created_at, changed_at)",
    ),
    (
        "@kept",
        "hold_entries (id, hold_id, ticket_type_id, quantity, order_detail_id, at)",
    ),
    (
        "@zero",
        "'0000000000000000000000000000000000000000000000000000000000000000'",
    ),
];

macro_rules! attacks {
    ($($name:literal, $sql:literal => $expected:expr;)+) => {
        /// Every attack.
        pub(crate) const ATTACKS: &[Attack] = &[$(Attack { name: $name, sql: $sql, expected: $expected },)+];
    };
}

attacks! {
    // Places.
    "count a type down", "UPDATE ticket_types SET taken = taken - 1 WHERE id = 1" => Refused;
    "count a type to nothing", "UPDATE ticket_types SET taken = 0" => Refused;
    "count a type by the default that replaces NULL", "UPDATE OR REPLACE ticket_types SET taken = NULL WHERE id = 1" => Refused;
    "count a type beyond all numbers", "UPDATE ticket_types SET taken = 9223372036854775807 WHERE id = 1" => Refused;
    "count a type in words", "UPDATE ticket_types SET taken = 'few' WHERE id = 1" => Refused;
    "count a concert down", "UPDATE concerts SET taken = 0 WHERE id = 1" => Refused;
    "count a concert by the default that replaces NULL", "UPDATE OR REPLACE concerts SET taken = NULL WHERE id = 1" => Refused;
    "a quota below what is taken", "UPDATE ticket_types SET quota = 2 WHERE id = 1" => Refused;
    "a quota beyond all numbers", "UPDATE ticket_types SET quota = 9223372036854775807 WHERE id = 1" => Refused;
    "no quota", "UPDATE ticket_types SET quota = NULL WHERE id = 1" => Refused;
    "a larger quota", "UPDATE ticket_types SET quota = 100 WHERE id = 1" => Found("journal");
    "a capacity below what is taken", "UPDATE concerts SET capacity = 8 WHERE id = 1" => Refused;
    "no capacity", "UPDATE concerts SET capacity = NULL WHERE id = 1" => Found("journal");
    "take a place that no order claims", "INSERT INTO @place VALUES (1, 'order', 2, 1, 4, @now)" => Refused;
    "give back the places of a paid order", "INSERT INTO @place VALUES (1, 'order', 1, -2, 1, @now)" => Refused;
    "give back quietly", "INSERT OR IGNORE INTO @place VALUES (1, 'order', 1, -2, 1, @now)" => Refused;
    "give back the places of nobody", "INSERT INTO @place VALUES (1, 'order', 999, -1, 2, @now)" => Refused;
    "give back the places of NULL", "INSERT INTO @place VALUES (1, 'order', NULL, -3, 0, @now)" => Refused;
    "hold places without a hold", "INSERT INTO @place VALUES (1, 'hold', 1, -3, 0, @now)" => Refused;
    "allot places without an allotment", "INSERT INTO @place VALUES (1, 'allotment', 1, 3, 6, @now)" => Refused;
    "replace a place entry by itself", "REPLACE INTO place_entries SELECT * FROM place_entries WHERE id = 1" => Refused;
    "edit a place entry", "UPDATE place_entries SET quantity = 1, taken = 1 WHERE id = 1" => Refused;
    "delete the place entries", "DELETE FROM place_entries" => Refused;
    "a type born with free places", "INSERT INTO @type VALUES (99, 1, 'x', 'X', 1, 5, -5, @now, @now)" => Refused;
    "a concert born with free places", "INSERT INTO @concert VALUES (99, 'x', 'X', 1, @now, 'UTC', -5, 'scheduled', '', @now, @now)" => Refused;
    "move a type to another concert", "UPDATE ticket_types SET concert_id = 2 WHERE id = 1" => Refused;
    "renumber a type", "UPDATE ticket_types SET id = 99 WHERE id = 1" => Refused;
    "replace a type by its id", "REPLACE INTO @type VALUES (1, 1, 'adult', 'Adult', 1, 500, 0, @now, @now)" => Refused;
    "replace a type by its slug", "REPLACE INTO @type VALUES (99, 1, 'adult', 'Adult', 1, 500, 0, @now, @now)" => Refused;
    "upsert a type", "INSERT INTO @type VALUES (1, 1, 'adult', 'Adult', 1, 500, 0, @now, @now) ON CONFLICT DO UPDATE SET taken = 0" => Refused;
    "take the slug of a sold type", "UPDATE OR REPLACE ticket_types SET slug = 'vip' WHERE id = 1" => Refused;
    "delete a sold type", "DELETE FROM ticket_types WHERE id = 1" => Refused;
    "a price below nothing", "UPDATE ticket_types SET price = -1 WHERE id = 1" => Refused;
    "another price", "UPDATE ticket_types SET price = 1 WHERE id = 1" => Found("journal");
    "renumber a concert", "UPDATE concerts SET id = 99 WHERE id = 1" => Refused;
    "replace a concert by its slug", "REPLACE INTO @concert VALUES (99, 'java-jazz', 'X', 1, @now, 'UTC', 0, 'scheduled', '', @now, @now)" => Refused;
    "take the slug of a sold concert", "UPDATE OR REPLACE concerts SET slug = 'java-jazz' WHERE id = 2" => Refused;
    "delete a sold concert", "DELETE FROM concerts WHERE id = 1" => Refused;

    // Holds.
    "hold places of a hold that is missing", "INSERT INTO @place VALUES (4, 'hold', 999, 1, 5, @now)" => Refused;
    "hold more places than the hold says", "INSERT INTO @place VALUES (4, 'hold', 1, 1, 5, @now)" => Refused;
    "give back the places of a hold", "INSERT INTO @place VALUES (4, 'hold', 1, -2, 2, @now)" => Refused;
    "give back the places of a hold quietly", "INSERT OR IGNORE INTO @place VALUES (4, 'hold', 1, -2, 2, @now)" => Refused;
    "hold places by a claim that is NULL", "INSERT OR REPLACE INTO @place VALUES (4, NULL, 1, 1, 5, @now)" => Refused;
    "hold as many places as NULL", "INSERT OR REPLACE INTO @place VALUES (4, 'hold', 1, NULL, 4, @now)" => Refused;
    "a hold born released", "INSERT INTO @hold VALUES (99, 'x', 'X', 'released', 1, @now, @now)" => Refused;
    "a hold in a state that is none", "INSERT INTO @hold VALUES (99, 'x', 'X', 'free', 1, @now, @now)" => Refused;
    "a hold for nothing", "INSERT INTO @hold VALUES (99, 'x', NULL, 'open', 1, @now, @now)" => Refused;
    "a hold for an empty reason", "INSERT INTO @hold VALUES (99, 'x', '', 'open', 1, @now, @now)" => Refused;
    "a hold named by digits", "INSERT INTO @hold VALUES (99, '12', 'X', 'open', 1, @now, @now)" => Refused;
    "a hold without an id", "INSERT INTO holds (slug, reason, status, operator_id, created_at, changed_at) VALUES ('x', 'X', 'open', 1, @now, @now)" => Refused;
    "a hold made past the program", "INSERT INTO @hold VALUES (99, 'x', 'X', 'open', 1, @now, @now)" => Found("journal");
    "replace a hold by its id", "REPLACE INTO @hold VALUES (1, 'x', 'X', 'open', 1, @now, @now)" => Refused;
    "replace a hold by its slug", "REPLACE INTO @hold VALUES (99, 'sponsors', 'X', 'open', 1, @now, @now)" => Refused;
    "renumber a hold", "UPDATE holds SET id = 99 WHERE id = 1" => Refused;
    "another slug for a hold", "UPDATE holds SET slug = 'x' WHERE id = 1" => Refused;
    "take the slug of a hold", "UPDATE OR REPLACE holds SET slug = 'sponsors' WHERE id = 2" => Refused;
    "a hold made by nobody", "UPDATE holds SET operator_id = 999 WHERE id = 1" => Refused;
    "open a released hold", "UPDATE holds SET status = 'open', released_at = NULL WHERE id = 2" => Refused;
    "release a hold twice", "UPDATE holds SET status = 'expired', released_at = NULL, expired_at = @now, expires_at = @now WHERE id = 2" => Refused;
    "expire a hold without a time", "UPDATE holds SET status = 'expired', expired_at = @now WHERE id = 1" => Refused;
    "expire a hold before its time", "UPDATE holds SET status = 'expired', expired_at = '2026-11-28T11:59:59Z' WHERE id = 3" => Refused;
    "release a hold at no time", "UPDATE holds SET status = 'released' WHERE id = 1" => Refused;
    "release a hold past the program", "UPDATE holds SET status = 'released', released_at = @now, changed_at = @now WHERE id = 1" => Found("journal");
    "release a hold quietly past the program", "UPDATE OR IGNORE holds SET status = 'released', released_at = @now WHERE id = 1" => Found("journal");
    "a hold for longer", "UPDATE holds SET expires_at = '2027-01-01T00:00:00Z' WHERE id = 3" => Found("journal");
    "another reason for a hold", "UPDATE holds SET reason = 'friends' WHERE id = 1" => Found("journal");
    "delete a hold", "DELETE FROM holds WHERE id = 2" => Refused;
    "hold more than the quota", "INSERT INTO @kept VALUES (99, 1, 4, 2, NULL, @now)" => Refused;
    "hold more than the quota quietly", "INSERT OR IGNORE INTO @kept VALUES (99, 1, 4, 2, NULL, @now)" => Refused;
    "hold more than the capacity", "INSERT INTO @kept VALUES (99, 1, 3, 2, NULL, @now)" => Refused;
    "hold the last place past the program", "INSERT INTO @kept VALUES (99, 1, 4, 1, NULL, @now)" => Found("journal");
    "hold nothing", "INSERT INTO @kept VALUES (99, 1, 4, 0, NULL, @now)" => Refused;
    "hold in a hold that is released", "INSERT INTO @kept VALUES (99, 2, 4, 1, NULL, @now)" => Refused;
    "hold in no hold", "INSERT INTO @kept VALUES (99, 999, 4, 1, NULL, @now)" => Refused;
    "hold in NULL", "INSERT OR REPLACE INTO @kept VALUES (99, NULL, 4, 1, NULL, @now)" => Refused;
    "hold places of no type", "INSERT OR IGNORE INTO @kept VALUES (99, 1, 999, 1, NULL, @now)" => Refused;
    "give away more than a hold has", "INSERT INTO @kept VALUES (99, 1, 4, -3, NULL, @now)" => Refused;
    "give away another type than a hold has", "INSERT INTO @kept VALUES (99, 1, 1, -1, NULL, @now)" => Refused;
    "sell from a hold to an order that is paid", "INSERT INTO @kept VALUES (99, 1, 4, -1, 15, @now)" => Refused;
    "sell from a hold to the line of another type", "INSERT INTO @kept VALUES (99, 1, 4, -2, 1, @now)" => Refused;
    "sell from a hold to no line", "INSERT INTO @kept VALUES (99, 1, 4, -1, 999, @now)" => Refused;
    "give back to a hold what nobody gave back", "INSERT INTO @kept VALUES (99, 1, 4, 1, 15, @now)" => Refused;
    "give back to a hold what was sold from another", "INSERT INTO @kept VALUES (99, 3, 4, 1, 15, @now)" => Refused;
    "give back to a hold what was sold from none", "INSERT INTO @kept VALUES (99, 1, 1, 1, 6, @now)" => Refused;
    "edit a hold entry", "UPDATE hold_entries SET quantity = 2 WHERE id = 1" => Refused;
    "replace a hold entry by itself", "REPLACE INTO hold_entries SELECT * FROM hold_entries WHERE id = 1" => Refused;
    "delete the hold entries", "DELETE FROM hold_entries" => Refused;
    "delete a type that was held", "DELETE FROM ticket_types WHERE id = 4" => Refused;
    "drop the guard, forget what is held", "DROP TRIGGER hold_entries_never_deleted; DELETE FROM hold_entries WHERE hold_id = 1" => Found("claims");
    "drop the guard, forget a hold", "PRAGMA foreign_keys = OFF; DROP TRIGGER holds_never_deleted; DELETE FROM holds WHERE id = 2" => Found("claims");
    "drop the guard, sell more than was held", "DROP TRIGGER hold_entries_give_what_is_there; INSERT INTO @kept VALUES (99, 1, 4, -3, NULL, @now)" => Found("holds");
    "drop the guard, bind a line twice", "DROP TRIGGER hold_entries_equal_their_line; INSERT INTO @kept VALUES (99, 1, 4, -1, 15, @now)" => Found("holds");

    // Orders and their details.
    "an order born paid", "INSERT INTO @order VALUES (99, 'XXXXX', 1, 'paid', 0, 'counter', 1, @now, @now)" => Refused;
    "an order born pending", "INSERT INTO @order VALUES (99, 'XXXXX', 1, 'pending', 0, 'counter', 1, @now, @now)" => Refused;
    "a draft left behind", "INSERT INTO @order VALUES (99, 'XXXXX', 1, 'draft', 0, 'counter', 1, @now, @now)" => Refused;
    "a draft left behind quietly", "INSERT OR IGNORE INTO @order VALUES (99, 'XXXXX', 1, 'draft', 0, 'counter', 1, @now, @now)" => Refused;
    "an order without an id", "INSERT INTO orders (code, user_id, status, total, channel, operator_id, created_at, changed_at) VALUES ('XXXXX', 1, 'draft', 0, 'counter', 1, @now, @now)" => Refused;
    "an order of nobody", "INSERT INTO @order VALUES (99, 'XXXXX', 999, 'draft', 0, 'counter', 1, @now, @now)" => Refused;
    "replace an order by its id", "REPLACE INTO @order VALUES (1, 'XXXXX', 1, 'draft', 0, 'counter', 1, @now, @now)" => Refused;
    "replace an order by its code", "REPLACE INTO @order SELECT 99, code, 1, 'draft', 0, 'counter', 1, @now, @now FROM orders WHERE id = 1" => Refused;
    "upsert an order", "INSERT INTO @order SELECT id, code, 1, 'draft', 0, 'counter', 1, @now, @now FROM orders WHERE id = 1 ON CONFLICT DO UPDATE SET status = 'cancelled'" => Refused;
    "renumber an order", "UPDATE orders SET id = 99 WHERE id = 1" => Refused;
    "take the code of an order", "UPDATE OR REPLACE orders SET code = (SELECT code FROM orders WHERE id = 1) WHERE id = 2" => Refused;
    "another total", "UPDATE orders SET total = 1 WHERE id = 1" => Refused;
    "another total quietly", "UPDATE OR IGNORE orders SET total = 0 WHERE id = 1" => Refused;
    "an order sold earlier", "UPDATE orders SET created_at = '2020-01-01T00:00:00Z' WHERE id = 1" => Refused;
    "an order given to nobody", "UPDATE orders SET user_id = 999 WHERE id = 1" => Refused;
    "an order given to somebody else", "UPDATE orders SET user_id = 3 WHERE id = 1" => Found("journal");
    "an order sold by nobody", "UPDATE orders SET operator_id = 999 WHERE id = 1" => Found("keys");
    "a state that is none", "UPDATE orders SET status = 'free' WHERE id = 2" => Refused;
    "cancel every order", "UPDATE orders SET status = 'cancelled', cancelled_at = @now" => Refused;
    "reopen a paid order quietly", "UPDATE OR IGNORE orders SET status = 'draft' WHERE id = 1" => Refused;
    "reopen a paid order and leave it", "BEGIN; UPDATE orders SET status = 'draft' WHERE id = 1; COMMIT" => Refused;
    "one receipt number for two orders", "UPDATE OR REPLACE orders SET receipt_number = 1" => Refused;
    "delete an order", "DELETE FROM orders WHERE id = 4" => Refused;
    "a line more on a paid order", "INSERT INTO @detail VALUES (99, 1, 'ticket', 1, 1, 150000, 150000, @now)" => Refused;
    "a discount on a pending order", "INSERT INTO @detail VALUES (99, 2, 'discount', NULL, 1, -50000, -50000, @now)" => Refused;
    "a line of no order", "INSERT INTO @detail VALUES (99, 999, 'ticket', 1, 1, 1, 1, @now)" => Refused;
    "a cheaper line", "UPDATE order_details SET unit_price = 0, amount = 0 WHERE id = 1" => Refused;
    "a shorter line", "UPDATE order_details SET quantity = 1, amount = 150000 WHERE id = 1" => Refused;
    "a line of another order", "UPDATE order_details SET order_id = 2 WHERE id = 1" => Refused;
    "a line under the number of another", "UPDATE OR REPLACE order_details SET id = 2 WHERE id = 1" => Refused;
    "replace a line", "REPLACE INTO @detail VALUES (1, 1, 'ticket', 1, 1, 150000, 150000, @now)" => Refused;
    "delete a line", "DELETE FROM order_details WHERE id = 1" => Refused;

    // Money.
    "pay less for an order", "UPDATE payments SET amount = 1 WHERE id = 2" => Refused;
    "owe nothing for an open order", "UPDATE payments SET live = 0 WHERE id = 2" => Refused;
    "owe again for a cancelled order", "UPDATE payments SET live = 1 WHERE id = 11" => Refused;
    "have received what nobody paid", "UPDATE payments SET received = 50000 WHERE id = 2" => Refused;
    "have refunded nothing", "UPDATE payments SET refunded = 0 WHERE id = 5" => Refused;
    "have refunded the default that replaces NULL", "UPDATE OR REPLACE payments SET refunded = NULL WHERE id = 5" => Refused;
    "have received the default that replaces NULL", "UPDATE OR REPLACE payments SET received = NULL WHERE id = 3" => Refused;
    "set the state of a payment", "UPDATE payments SET status = 'paid' WHERE id = 2" => Refused;
    "the payment of another order", "UPDATE OR REPLACE payments SET order_id = 2 WHERE id = 1" => Refused;
    "a second payment of an order", "INSERT INTO @payment VALUES (99, 1, 800000, 1, @now)" => Refused;
    "replace a payment by its order", "REPLACE INTO @payment VALUES (99, 2, 50000, 1, @now)" => Refused;
    "delete a payment", "DELETE FROM payments WHERE id = 4" => Refused;
    "receive twice", "INSERT INTO @entry VALUES (99, 1, 'receipt', 800000, 'cash', NULL, 1, @now, @now)" => Refused;
    "receive more than is due", "INSERT INTO @entry VALUES (99, 2, 'receipt', 50001, 'cash', NULL, 1, @now, @now)" => Refused;
    "receive beyond all numbers", "INSERT INTO @entry VALUES (99, 2, 'receipt', 9223372036854775807, 'cash', NULL, 1, @now, @now)" => Refused;
    "receive less than nothing", "INSERT INTO @entry VALUES (99, 2, 'receipt', -50000, 'cash', NULL, 1, @now, @now)" => Refused;
    "receive half a rupiah", "INSERT INTO @entry VALUES (99, 2, 'receipt', 1.5, 'cash', NULL, 1, @now, @now)" => Refused;
    "receive for an expired order", "INSERT INTO @entry VALUES (99, 3, 'receipt', 150000, 'cash', NULL, 1, @now, @now)" => Refused;
    "receive for no order", "INSERT INTO @entry VALUES (99, 999, 'receipt', 1, 'cash', NULL, 1, @now, @now)" => Refused;
    "credit what is due", "INSERT INTO @entry VALUES (99, 2, 'credit', 50000, 'cash', NULL, 1, @now, @now)" => Refused;
    "receive what is due, past the program", "INSERT INTO @entry VALUES (99, 2, 'receipt', 50000, 'cash', NULL, 1, @now, @now)" => Found("journal");
    "refund a paid order", "INSERT INTO @entry VALUES (99, 1, 'refund', 1, 'cash', 1, 1, @now, @now)" => Refused;
    "refund twice", "INSERT INTO @entry VALUES (99, 5, 'refund', 150000, 'cash', 3, 1, @now, @now)" => Refused;
    "refund twice quietly", "INSERT OR IGNORE INTO @entry VALUES (99, 6, 'refund', 100000, 'cash', 4, 1, @now, @now)" => Refused;
    "refund what nobody paid", "INSERT INTO @entry VALUES (99, 4, 'refund', 1, 'cash', NULL, 1, @now, @now)" => Refused;
    "refund the receipt of another order", "INSERT INTO @entry VALUES (99, 3, 'refund', 60000, 'cash', 1, 1, @now, @now)" => Refused;
    "refund a refund", "INSERT INTO @entry VALUES (99, 3, 'refund', 1, 'cash', 8, 1, @now, @now)" => Refused;
    "replace an entry", "REPLACE INTO @entry VALUES (8, 5, 'refund', 1, 'cash', 3, 1, @now, @now)" => Refused;
    "edit an entry", "UPDATE payment_entries SET amount = 1 WHERE id = 1" => Refused;
    "edit the method of an entry", "UPDATE payment_entries SET method = 'card' WHERE id = 1" => Refused;
    "an entry under the number of another", "UPDATE OR REPLACE payment_entries SET id = 2 WHERE id = 1" => Refused;
    "rewrite the reason of a refund", "UPDATE payment_entries SET reason = 'snow' WHERE id = 8" => Refused;
    "forget the reason of a refund", "UPDATE payment_entries SET reason = NULL WHERE id = 8" => Found("journal");
    "delete an entry", "DELETE FROM payment_entries WHERE id = 8" => Refused;

    // Tickets and scans.
    "a ticket before the money", "INSERT INTO @ticket VALUES (99, 'ABCDEFGHJKLMNPQRST', 2, 3, 3, 1, 'valid', NULL, @now)" => Refused;
    "a ticket for a part of the money", "INSERT INTO @ticket VALUES (99, 'ABCDEFGHJKLMNPQRST', 7, 8, 2, 1, 'valid', NULL, @now)" => Refused;
    "a ticket more than was paid", "INSERT INTO @ticket VALUES (99, 'ABCDEFGHJKLMNPQRST', 1, 1, 1, 4, 'valid', NULL, @now)" => Refused;
    "a better ticket than was paid", "INSERT INTO @ticket VALUES (99, 'ABCDEFGHJKLMNPQRST', 5, 6, 2, 3, 'valid', NULL, @now)" => Refused;
    "a ticket on a refunded line", "INSERT INTO @ticket VALUES (99, 'ABCDEFGHJKLMNPQRST', 5, 6, 1, 3, 'valid', NULL, @now)" => Refused;
    "replace a ticket by its code", "REPLACE INTO @ticket SELECT 99, code, 1, 1, 1, 4, 'valid', 2, @now FROM tickets WHERE id = 1" => Refused;
    "replace a ticket by its number", "REPLACE INTO @ticket VALUES (99, 'ABCDEFGHJKLMNPQRST', 1, 1, 1, 1, 'valid', 2, @now)" => Refused;
    "reissue a void ticket", "INSERT INTO @ticket VALUES (99, 'ABCDEFGHJKLMNPQRST', 5, 6, 1, 3, 'valid', 4, @now)" => Refused;
    "reissue twice", "INSERT INTO @ticket VALUES (99, 'ABCDEFGHJKLMNPQRST', 10, 11, 2, 3, 'valid', 9, @now)" => Refused;
    "reissue for another order", "INSERT INTO @ticket VALUES (99, 'ABCDEFGHJKLMNPQRST', 1, 1, 1, 4, 'valid', 5, @now)" => Refused;
    "reissue past the program", "INSERT INTO @ticket VALUES (99, 'ABCDEFGHJKLMNPQRST', 1, 1, 1, 4, 'valid', 2, @now)" => Found("journal");
    "a void ticket made valid", "UPDATE tickets SET status = 'valid', voided_at = NULL WHERE id = 4" => Refused;
    "a ticket voided alone", "UPDATE tickets SET status = 'void', voided_at = @now WHERE id = 2" => Refused;
    "another code", "UPDATE tickets SET code = 'ABCDEFGHJKLMNPQRST' WHERE id = 1" => Refused;
    "take the code of a ticket", "UPDATE OR REPLACE tickets SET code = (SELECT code FROM tickets WHERE id = 1) WHERE id = 4" => Refused;
    "a ticket of another order", "UPDATE tickets SET order_id = 2 WHERE id = 1" => Refused;
    "delete a ticket", "DELETE FROM tickets WHERE id = 4" => Refused;
    "admit twice", "INSERT INTO @scan VALUES (99, 1, 1, 'in', 1, 'admitted', 1, @now, @now)" => Refused;
    "admit by replacing the first time", "REPLACE INTO @scan VALUES (1, 2, 1, 'in', 1, 'admitted', 1, @now, @now)" => Refused;
    "admit a void ticket", "INSERT INTO @scan VALUES (99, 4, 1, 'in', 1, 'admitted', 1, @now, @now)" => Refused;
    "admit no ticket", "INSERT INTO @scan VALUES (99, NULL, 1, 'in', 1, 'admitted', 1, @now, @now)" => Refused;
    "admit past the program", "INSERT INTO @scan VALUES (99, 2, 1, 'in', 1, 'admitted', 1, @now, @now)" => Found("journal");
    "edit a scan", "UPDATE scans SET result = 'left' WHERE id = 1" => Refused;
    "delete a scan", "DELETE FROM scans WHERE id = 1" => Refused;

    // The record.
    "edit a journal line", "UPDATE journal SET command = 'nothing' WHERE seq = 5" => Refused;
    "renumber the journal", "UPDATE journal SET seq = seq + 100" => Refused;
    "delete the newest journal line", "DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)" => Refused;
    "replace a journal line", "REPLACE INTO @journal VALUES (0, 1, @now, 1, 'sell', '[]', @zero, @zero)" => Refused;
    "a journal line after a gap", "INSERT INTO @journal VALUES (0, 999, @now, 1, 'sell', '[]', @zero, @zero)" => Refused;
    "a forged journal line", "INSERT INTO @journal SELECT 0, seq + 1, @now, 1, 'sell', '[]', hash, @zero FROM journal ORDER BY seq DESC LIMIT 1" => Found("journal");
    "a forged journal of another site", "INSERT INTO @journal VALUES (5, 1, @now, 1, 'sell', '[]', @zero, @zero)" => Found("journal");
    "forget the salts", "DELETE FROM salts" => Found("journal");
    "another salt", "UPDATE salts SET salt = zeroblob(16)" => Refused;
    "replace the salts", "REPLACE INTO salts SELECT table_name, row_id, zeroblob(16) FROM salts" => Refused;
    "use a request key again", "REPLACE INTO request_keys SELECT key, request_hash, '{}', at FROM request_keys" => Refused;
    "edit what a key answered", "UPDATE request_keys SET answer = '{}'" => Refused;
    "forget a request key", "DELETE FROM request_keys" => Refused;
    "a request key that nobody used", "INSERT INTO request_keys VALUES ('forged', @zero, '{}', @now)" => Harmless("it takes no place and no money: whoever asks under it is refused");

    // The house, its people and its ids.
    "another currency", "UPDATE office SET currency = 'USD'" => Refused;
    "another secret", "UPDATE office SET secret = zeroblob(32)" => Refused;
    "a practice office made real", "UPDATE office SET practice = 0" => Refused;
    "a second office", "INSERT INTO office SELECT 2, name, currency, timezone, practice, site, house_id, lineage_id, secret, created_at FROM office" => Refused;
    "replace the office", "REPLACE INTO office SELECT id, name, 'USD', timezone, practice, site, house_id, lineage_id, secret, created_at FROM office" => Refused;
    "delete the office", "DELETE FROM office" => Refused;
    "a zone that is none", "UPDATE office SET timezone = 'Mars/Olympus'" => Found("journal");
    "another name for an operator", "UPDATE operators SET name = 'Budi'" => Refused;
    "replace an operator", "REPLACE INTO operators VALUES (99, 'Sari', @now)" => Refused;
    "delete an operator", "DELETE FROM operators" => Refused;
    "delete a user with orders", "DELETE FROM users WHERE id = 2" => Refused;
    "delete the walk-in customer", "DELETE FROM users WHERE id = 1" => Refused;
    "delete a user without orders", "DELETE FROM users WHERE id = 5" => Found("journal");
    "replace a user by the address", "REPLACE INTO @user VALUES (99, 'X', 'rina@example.com', '', @now, @now)" => Refused;
    "take the address of a user", "UPDATE OR REPLACE users SET email = 'rina@example.com' WHERE id = 5" => Refused;
    "bring an erased user back", "UPDATE users SET erased_at = NULL, name = 'Citra' WHERE id = 4" => Refused;
    "a password in the clear", "UPDATE users SET password_hash = 'secret' WHERE id = 2" => Refused;
    "another password", "UPDATE users SET password_hash = '$argon2id$v=19$m=1,t=1,p=1$AAAA$AAAA' WHERE id = 2" => Harmless("a customer's password guards nothing in this file");
    "a user without an id", "INSERT INTO users (name, search, created_at, updated_at) VALUES ('X', '', @now, @now)" => Refused;
    "delete a venue with concerts", "DELETE FROM venues WHERE id = 1" => Refused;
    "delete an artist in a line-up", "DELETE FROM artists WHERE id = 1" => Refused;
    "empty a line-up", "DELETE FROM concert_artists" => Found("journal");
    "an unknown artist in a line-up", "INSERT INTO concert_artists VALUES (1, 3, 999)" => Found("keys");
    "a concert at no venue", "UPDATE concerts SET venue_id = 999 WHERE id = 1" => Found("keys");
    "give an id out twice", "REPLACE INTO retired_ids VALUES ('users', 5)" => Refused;
    "forget which ids were given out", "DELETE FROM retired_ids" => Refused;
    "give out the ids of another site", "UPDATE retired_ids SET id = 9999999999" => Found("ids");
    "delete the probe of foreign keys", "DELETE FROM key_probe" => Refused;
    "a second probe of foreign keys", "REPLACE INTO key_probe VALUES (1, 1)" => Refused;
    "move the probe of foreign keys", "PRAGMA foreign_keys = OFF; UPDATE key_probe SET n = 1 - n" => Found("schema");
    "a parent for drafts", "INSERT INTO no_drafts VALUES (99)" => Refused;

    // Merged venues and artists.
    "a merged venue that stands again", "UPDATE venues SET merged_into = NULL WHERE id = 3" => Refused;
    "a merged venue that means another", "UPDATE venues SET merged_into = 2 WHERE id = 3" => Found("journal");
    "a merged venue with another name", "UPDATE venues SET name = 'X' WHERE id = 3" => Found("journal");
    "a venue merged into a merged one", "UPDATE venues SET merged_into = 3 WHERE id = 2" => Refused;
    "a venue merged into itself", "UPDATE venues SET merged_into = id WHERE id = 2" => Refused;
    "a merged venue merged into itself", "UPDATE venues SET merged_into = id WHERE id = 3" => Refused;
    "a venue merged into nobody", "UPDATE venues SET merged_into = 999 WHERE id = 2" => Refused;
    "a venue that others are merged into, merged", "BEGIN; DELETE FROM concert_artists; UPDATE concerts SET venue_id = 2; UPDATE venues SET merged_into = 2 WHERE id = 1; COMMIT" => Refused;
    "a venue merged before its concerts", "UPDATE venues SET merged_into = 1 WHERE id = 2" => Refused;
    "a venue without concerts merged behind the program's back", "DELETE FROM concert_artists; UPDATE concerts SET venue_id = 1; UPDATE venues SET merged_into = 1 WHERE id = 2" => Found("journal");
    "delete a merged venue", "DELETE FROM venues WHERE id = 3" => Refused;
    "delete a venue that others are merged into", "BEGIN; DELETE FROM concert_artists; UPDATE concerts SET venue_id = 2; DELETE FROM venues WHERE id = 1; COMMIT" => Refused;
    "replace a merged venue", "REPLACE INTO venues SELECT * FROM venues WHERE id = 3" => Refused;
    "a venue born as a name of a merged one", "CREATE TEMP TABLE x AS SELECT * FROM venues WHERE id = 3; UPDATE x SET id = 99, slug = 'x', merged_into = 3; INSERT INTO venues SELECT * FROM x" => Refused;
    "a merged artist that stands again", "UPDATE artists SET merged_into = NULL WHERE id = 4" => Refused;
    "a merged artist that means another", "UPDATE artists SET merged_into = 2 WHERE id = 4" => Found("journal");
    "a merged artist with another name", "UPDATE artists SET name = 'X' WHERE id = 4" => Found("journal");
    "an artist merged into a merged one", "UPDATE artists SET merged_into = 4 WHERE id = 3" => Refused;
    "an artist merged into itself", "UPDATE artists SET merged_into = id WHERE id = 3" => Refused;
    "a merged artist merged into itself", "UPDATE artists SET merged_into = id WHERE id = 4" => Refused;
    "an artist merged into nobody", "UPDATE artists SET merged_into = 999 WHERE id = 3" => Refused;
    "an artist that others are merged into, merged", "BEGIN; DELETE FROM concert_artists; UPDATE concerts SET venue_id = 2; UPDATE artists SET merged_into = 2 WHERE id = 1; COMMIT" => Refused;
    "an artist merged before its concerts", "UPDATE artists SET merged_into = 1 WHERE id = 2" => Refused;
    "an artist without concerts merged behind the program's back", "DELETE FROM concert_artists; UPDATE concerts SET venue_id = 1; UPDATE artists SET merged_into = 1 WHERE id = 2" => Found("journal");
    "delete a merged artist", "DELETE FROM artists WHERE id = 4" => Refused;
    "delete an artist that others are merged into", "BEGIN; DELETE FROM concert_artists; UPDATE concerts SET venue_id = 2; DELETE FROM artists WHERE id = 1; COMMIT" => Refused;
    "replace a merged artist", "REPLACE INTO artists SELECT * FROM artists WHERE id = 4" => Refused;
    "an artist born as a name of a merged one", "CREATE TEMP TABLE x AS SELECT * FROM artists WHERE id = 4; UPDATE x SET id = 99, slug = 'x', merged_into = 4; INSERT INTO artists SELECT * FROM x" => Refused;
    "move a concert to a merged venue", "UPDATE concerts SET venue_id = 3 WHERE id = 1" => Refused;
    "a concert born at a merged venue", "INSERT INTO @concert VALUES (99, 'x', 'X', 3, @now, 'UTC', 0, 'scheduled', '', @now, @now)" => Refused;
    "a merged artist in a line-up", "INSERT INTO concert_artists VALUES (1, 3, 4)" => Refused;
    "a merged artist for another in a line-up", "UPDATE concert_artists SET artist_id = 4 WHERE artist_id = 1" => Refused;
    "drop the guard, a concert at a merged venue", "DROP TRIGGER concerts_move_to_standing_venues; UPDATE concerts SET venue_id = 3 WHERE id = 2" => Found("merged");
    "drop the guards, a chain of artists", "DROP TRIGGER artists_merge_into_one; UPDATE artists SET merged_into = 4 WHERE id = 3" => Found("merged");

    // Texts and times.
    "an escape character", "UPDATE venues SET name = char(27) || '[2J' WHERE id = 1" => Refused;
    "a NUL", "UPDATE orders SET note = 'a' || char(0) || 'b' WHERE id = 1" => Refused;
    "a C1 control", "UPDATE artists SET name = char(155) WHERE id = 1" => Refused;
    "a line end", "UPDATE concerts SET name = 'a' || char(10) || 'b' WHERE id = 1" => Refused;
    "a text that runs backwards", "UPDATE ticket_types SET name = char(8238) || 'x' WHERE id = 1" => Refused;
    "a text of ten million letters", "UPDATE venues SET name = hex(zeroblob(5000000)) WHERE id = 1" => Refused;
    "no text", "UPDATE venues SET name = '' WHERE id = 1" => Refused;
    "a text that is not UTF-8", "UPDATE venues SET name = CAST(x'ff41' AS TEXT) WHERE id = 1" => Found("text");
    "bytes for a text", "UPDATE venues SET name = x'4142' WHERE id = 1" => Refused;
    "a time in another form", "UPDATE concerts SET starts_at = '28/11/2026 20:00' WHERE id = 1" => Refused;
    "a day that no month has", "UPDATE concerts SET starts_at = '2026-02-30T10:00:00Z' WHERE id = 1" => Found("times");

    // The schema itself, and what only it allows.
    "drop a trigger, refund twice", "DROP TRIGGER payment_entries_refund_what_is_open; INSERT INTO @entry VALUES (99, 5, 'refund', 150000, 'cash', 3, 1, @now, @now)" => Found("cover");
    "drop the triggers of the count, sell more", "DROP TRIGGER ticket_types_count_entries; UPDATE ticket_types SET taken = 0 WHERE id = 1" => Found("places");
    "drop the guard, edit the journal", "DROP TRIGGER journal_never_changes; UPDATE journal SET command = 'nothing' WHERE seq = 5" => Found("journal");
    "drop the guard, cut the journal", "DROP TRIGGER journal_never_deleted; DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)" => Found("head");
    "drop the guard, leave a draft", "PRAGMA foreign_keys = OFF; DROP TRIGGER orders_begin_with_keys; INSERT INTO @order VALUES (99, 'XXXXX', 1, 'draft', 0, 'counter', 1, @now, @now)" => Found("drafts");
    "drop the guard, give places back", "DROP TRIGGER place_entries_never_deleted; DELETE FROM place_entries WHERE claim = 'order' AND claim_id = 1" => Found("claims");
    "drop the guard, delete a payment", "PRAGMA foreign_keys = OFF; DROP TRIGGER payments_never_deleted; DELETE FROM payments WHERE id = 4" => Found("payments");
    "drop the guard, delete a ticket", "DROP TRIGGER tickets_never_deleted; DELETE FROM tickets WHERE id = 3" => Found("tickets");
    "drop the guards, another total", "DROP TRIGGER orders_totals_are_sums; DROP TRIGGER payments_follow_their_order; UPDATE orders SET total = 1 WHERE id = 1" => Found("totals");
    "drop the guard, another code", "DROP TRIGGER orders_keys_never_change; UPDATE orders SET code = 'ZZZZZ' WHERE id = 1" => Found("codes");
    "drop the guard, admit twice", "DROP TRIGGER scans_never_replaced; DROP INDEX scans_admit_once; INSERT INTO @scan VALUES (99, 1, 1, 'in', 1, 'admitted', 1, @now, @now)" => Found("scans");
    "checks switched off", "PRAGMA ignore_check_constraints = ON; UPDATE ticket_types SET quota = 2 WHERE id = 1" => Found("integrity");
    "rules edited in the schema", "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'taken <= quota', 'taken <= quota + 9') WHERE name = 'ticket_types'" => Found("schema");
    "a trigger hidden behind a reserved name", "PRAGMA writable_schema = ON; INSERT INTO sqlite_schema VALUES ('trigger', 'sqlite_x', 'venues', 0, 'CREATE TRIGGER sqlite_x AFTER INSERT ON venues BEGIN DELETE FROM salts; END')" => Found("schema");
    "a trigger of somebody else's", "CREATE TRIGGER x AFTER INSERT ON orders BEGIN DELETE FROM venues; END" => Found("schema");
    "a view that numbers anew", "DROP VIEW next_orders; CREATE VIEW next_orders AS SELECT 1 AS id" => Found("schema");
    "a table dropped", "DROP TABLE scans" => Found("schema");
    "a column more", "ALTER TABLE venues ADD COLUMN x TEXT" => Found("schema");
    "another history", "UPDATE refinery_schema_history SET checksum = 'x'" => Found("migrations");
    "another schema version", "PRAGMA user_version = 3" => Found("older_office");
    "another kind of file", "PRAGMA application_id = 1" => Found("not_an_office");
    "another journal mode", "PRAGMA journal_mode = DELETE" => Harmless("whoever opens the file next sets it back");
    "statistics and a new layout", "ANALYZE; VACUUM; REINDEX" => Harmless("it changes how rows are found and laid out, and no row");
}
