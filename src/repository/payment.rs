//! Payments and their entries in the store.

use super::{limit, of_any};
use crate::db::{Row, Snapshot, Transaction};
use crate::domain::{
    Amount, Entry, EntryKind, Method, Note, OrderId, Payment, PaymentEntryId, PaymentFilter,
    PaymentId, PaymentMoveId, Result,
};

/// The payment of an order that nobody paid in time is void already, before anybody sweeps the order.
macro_rules! overdue {
    ($overdue:literal, $else:literal) => {
        concat!(
            "CASE WHEN o.status = 'pending' AND o.expires_at <= $1 AND p.received = 0 THEN ",
            $overdue,
            " ELSE ",
            $else,
            " END"
        )
    };
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT p.id, p.order_id, o.code, p.amount, p.received, p.refunded, p.created_at, ",
            overdue!("0", "p.worth"),
            " AS worth, ",
            overdue!("'void'", "p.status"),
            " AS status FROM payments AS p JOIN orders AS o ON o.id = p.order_id ",
            $rest
        )
    };
}

macro_rules! select_entries {
    ($rest:literal) => {
        concat!(
            "SELECT e.id, p.order_id, e.kind, e.amount, e.method, e.refunds_id, e.reference, e.tendered, e.change,
                e.reason, w.name AS operator, e.at
             FROM payment_entries AS e JOIN operators AS w ON w.id = e.operator_id
             JOIN payments AS p ON p.id = e.payment_id ",
            $rest
        )
    };
}

fn from_row(row: &Row<'_>) -> Result<Payment> {
    Ok(Payment {
        id: row.get("id")?,
        order: row.get("code")?,
        amount: row.get("amount")?,
        worth: row.get("worth")?,
        received: row.get("received")?,
        refunded: row.get("refunded")?,
        status: row.get("status")?,
        created_at: row.get("created_at")?,
    })
}

fn entry_from_row(row: &Row<'_>) -> Result<Entry> {
    Ok(Entry {
        id: row.get("id")?,
        kind: row.get("kind")?,
        amount: row.get("amount")?,
        method: row.get("method")?,
        refunds_id: row.get("refunds_id")?,
        reference: row.get("reference")?,
        tendered: row.get("tendered")?,
        change: row.get("change")?,
        reason: row.get("reason")?,
        operator: row.get("operator")?,
        at: row.get("at")?,
    })
}

/// The one payment of an order.
pub fn get(snapshot: &Snapshot<'_>, order: OrderId) -> Result<Payment> {
    snapshot.one(
        select!("WHERE p.order_id = $2"),
        &[&snapshot.now(), &order],
        from_row,
    )
}

/// The payments of several orders.
pub fn of_orders(snapshot: &Snapshot<'_>, orders: &[OrderId]) -> Result<Vec<(OrderId, Payment)>> {
    of_any(
        snapshot,
        concat!(select!("WHERE p.order_id IN "), any_id!()),
        orders,
        |row| Ok((row.get("order_id")?, from_row(row)?)),
    )
}

macro_rules! matching {
    () => {
        concat!(
            " WHERE ($2 IS NULL OR $2 = ",
            overdue!("'void'", "p.status"),
            ") AND ($3 IS NULL OR EXISTS (SELECT 1 FROM payment_entries AS e WHERE e.payment_id = p.id AND e.method = $3))
               AND ($4 IS NULL OR p.created_at >= $4) AND ($5 IS NULL OR p.created_at < $5)
               AND ($6 IS NULL OR EXISTS (SELECT 1 FROM order_details AS d JOIN ticket_types AS t ON t.id = d.ticket_type_id
                   WHERE d.order_id = p.order_id AND t.concert_id = $6))
               AND ($7 = 0 OR p.held > p.worth) "
        )
    };
}

/// Payments, the newest first.
pub fn list(snapshot: &Snapshot<'_>, filter: &PaymentFilter) -> Result<Vec<Payment>> {
    snapshot.all(
        concat!(select!(""), matching!(), "ORDER BY p.id DESC LIMIT $8"),
        &[
            &snapshot.now(),
            &filter.status,
            &filter.method,
            &filter.from,
            &filter.before,
            &filter.concert,
            &i64::from(filter.open),
            &limit(filter.limit),
        ],
        from_row,
    )
}

/// How many payments fit.
pub fn count(snapshot: &Snapshot<'_>, filter: &PaymentFilter) -> Result<i64> {
    snapshot.one(
        concat!(
            "SELECT count(*) AS n FROM payments AS p JOIN orders AS o ON o.id = p.order_id",
            matching!()
        ),
        &[
            &snapshot.now(),
            &filter.status,
            &filter.method,
            &filter.from,
            &filter.before,
            &filter.concert,
            &i64::from(filter.open),
        ],
        |row| row.get("n"),
    )
}

/// The entries of a payment, in the order they were made.
pub fn entries(snapshot: &Snapshot<'_>, payment: PaymentId) -> Result<Vec<Entry>> {
    snapshot.all(
        select_entries!("WHERE e.payment_id = $1 ORDER BY e.id"),
        &[&payment],
        entry_from_row,
    )
}

/// The entries of several orders' payments, those of each in the order they were made.
pub fn entries_of_orders(
    snapshot: &Snapshot<'_>,
    orders: &[OrderId],
) -> Result<Vec<(OrderId, Entry)>> {
    of_any(
        snapshot,
        concat!(
            select_entries!("WHERE p.order_id IN "),
            any_id!(),
            " AND $1 = $1 ORDER BY e.id"
        ),
        orders,
        |row| Ok((row.get("order_id")?, entry_from_row(row)?)),
    )
}

/// Opens the account of a draft, at its total.
pub fn insert(tx: &Transaction<'_>, order: OrderId) -> Result<PaymentId> {
    let id = PaymentId(tx.next_id("SELECT id FROM next_payments")?);
    tx.run(
        "INSERT INTO payments (id, order_id, amount, live, created_at)
         VALUES ($1, $2, (SELECT total FROM orders WHERE id = $2), 1, $3)",
        &[&id, &order, &tx.now()],
    )?;
    tx.touch("payments", id.0);
    Ok(id)
}

/// A money movement to be recorded.
pub struct NewEntry<'e> {
    /// What it does.
    pub kind: EntryKind,
    /// How much, always positive.
    pub amount: Amount,
    /// How it moves.
    pub method: Method,
    /// The receipt it pays back.
    pub refunds: Option<PaymentEntryId>,
    /// A slip's or a transfer's number.
    pub reference: Option<&'e Note>,
    /// What was handed over and what was given back of it, for cash.
    pub tendered: Option<(Amount, Amount)>,
    /// Why, for refunds.
    pub reason: Option<&'e Note>,
}

/// Records a money movement, of the concert that its order is of; the account moves with it.
pub fn insert_entry(
    tx: &Transaction<'_>,
    payment: PaymentId,
    entry: &NewEntry<'_>,
) -> Result<PaymentEntryId> {
    let (tendered, change) = entry.tendered.unzip();
    let id = PaymentEntryId(tx.next_id("SELECT id FROM next_payment_entries")?);
    tx.run(
        "INSERT INTO payment_entries (id, payment_id, kind, amount, method, refunds_id, reference, tendered, change, reason,
             operator_id, at, received_at, concert_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12,
             (SELECT CASE WHEN min(t.concert_id) = max(t.concert_id) THEN min(t.concert_id) END
              FROM payments AS p CROSS JOIN order_details AS d CROSS JOIN ticket_types AS t
              WHERE p.id = $2 AND d.order_id = p.order_id AND t.id = d.ticket_type_id))",
        &[
            &id,
            &payment,
            &entry.kind,
            &entry.amount,
            &entry.method,
            &entry.refunds,
            &entry.reference,
            &tendered,
            &change,
            &entry.reason,
            &tx.operator()?,
            &tx.now(),
        ],
    )?;
    tx.touch("payment_entries", id.0);
    Ok(id)
}

/// Notes that the money of a refund came in by a receipt or a credit of another order.
pub fn insert_move(
    tx: &Transaction<'_>,
    refund: PaymentEntryId,
    receipt: PaymentEntryId,
) -> Result<PaymentMoveId> {
    let id = PaymentMoveId(tx.next_id("SELECT id FROM next_payment_moves")?);
    tx.run(
        "INSERT INTO payment_moves (id, refund_id, receipt_id) VALUES ($1, $2, $3)",
        &[&id, &refund, &receipt],
    )?;
    tx.touch("payment_moves", id.0);
    Ok(id)
}
