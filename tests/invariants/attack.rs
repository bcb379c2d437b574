//! What an attack is, and the short words that it is written in.

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
        "payment_entries (id, payment_id, kind, amount, method, refunds_id, operator_id, at, received_at, concert_id)",
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
        "@pool",
        "pools (id, concert_id, slug, name, capacity, taken, created_at, updated_at)",
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
