//! Orders in the store.

use super::{limit, of_any, pattern};
use crate::db::{Param, Row, Snapshot, Transaction};
use crate::domain::{
    Channel, ConcertId, Instant, Note, Order, OrderBrief, OrderCode, OrderFilter, OrderId,
    OrderStatus, PendingPlaces, Result, Slug, TicketTypeId, UserId, user_reference,
};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT o.id, o.code, o.user_id, u.name AS user_name, u.email, u.phone, o.total, o.channel, w.name AS operator, o.note,
                o.expires_at, o.created_at, o.paid_at, o.expired_at, o.cancelled_at,
                CASE WHEN o.status = 'pending' AND o.expires_at <= $1 AND p.received = 0 THEN 'expired' ELSE o.status END
                    AS status,
                CASE WHEN p.held > p.worth THEN p.held - p.worth ELSE 0 END AS open_money,
                CASE WHEN o.status = 'pending' AND o.expires_at <= $1 AND p.received = 0 OR p.held >= p.worth THEN 0
                    ELSE p.worth - p.held END AS due,
                (SELECT CAST(coalesce(sum(d.quantity), 0) AS BIGINT) FROM order_details AS d
                    WHERE d.order_id = o.id AND d.kind IN ('ticket', 'return')) AS tickets
             FROM orders AS o JOIN users AS u ON u.id = o.user_id JOIN operators AS w ON w.id = o.operator_id
             JOIN payments AS p ON p.order_id = o.id ",
            $rest
        )
    };
}

macro_rules! matching {
    () => {
        r" WHERE ($2 IS NULL OR o.created_at >= $2) AND ($3 IS NULL OR o.created_at < $3)
             AND ($4 IS NULL OR EXISTS (SELECT 1 FROM order_details AS d JOIN ticket_types AS t ON t.id = d.ticket_type_id
                 WHERE d.order_id = o.id AND t.concert_id = $4))
             AND ($5 IS NULL OR $5 =
                 CASE WHEN o.status = 'pending' AND o.expires_at <= $1 AND p.received = 0 THEN 'expired' ELSE o.status END)
             AND ($6 IS NULL OR o.user_id = $6)
             AND ($7 IS NULL OR u.search LIKE $7 ESCAPE '\' OR lower(o.code) LIKE $7 ESCAPE '\')
             AND ($8 = 0 OR p.held > p.worth) "
    };
}

fn from_row(row: &Row<'_>) -> Result<Order> {
    Ok(Order {
        id: row.get("id")?,
        code: row.get("code")?,
        user_id: row.get("user_id")?,
        user: user_reference(row.get("user_id")?, row.get("email")?, row.get("phone")?),
        user_name: row.get("user_name")?,
        status: row.get("status")?,
        total: row.get("total")?,
        channel: row.get("channel")?,
        operator: row.get("operator")?,
        note: row.get("note")?,
        expires_at: row.get("expires_at")?,
        created_at: row.get("created_at")?,
        paid_at: row.get("paid_at")?,
        expired_at: row.get("expired_at")?,
        cancelled_at: row.get("cancelled_at")?,
        open_money: row.get("open_money")?,
        due: row.get("due")?,
        tickets: row.get("tickets")?,
    })
}

/// The order with that id.
pub fn find(snapshot: &Snapshot<'_>, id: OrderId) -> Result<Option<Order>> {
    snapshot.opt(
        select!("WHERE o.id = $2"),
        &[&snapshot.now(), &id],
        from_row,
    )
}

/// The order with that code.
pub fn find_by_code(snapshot: &Snapshot<'_>, code: &OrderCode) -> Result<Option<Order>> {
    snapshot.opt(
        select!("WHERE o.code = $2"),
        &[&snapshot.now(), code],
        from_row,
    )
}

/// The code of an order, what it costs and how many tickets it has.
pub fn brief(snapshot: &Snapshot<'_>, id: OrderId) -> Result<OrderBrief> {
    snapshot.one(
        "SELECT o.code, o.total, (SELECT CAST(coalesce(sum(d.quantity), 0) AS BIGINT) FROM order_details AS d
             WHERE d.order_id = o.id AND d.kind IN ('ticket', 'return')) AS tickets
         FROM orders AS o WHERE o.id = $1",
        &[&id],
        |row| {
            Ok(OrderBrief {
                code: row.get("code")?,
                total: row.get("total")?,
                tickets: row.get("tickets")?,
            })
        },
    )
}

/// The state of an order; an overdue one reads as expired.
pub fn status(snapshot: &Snapshot<'_>, id: OrderId) -> Result<Option<OrderStatus>> {
    snapshot.opt(
        "SELECT CASE WHEN o.status = 'pending' AND o.expires_at <= $1 AND p.received = 0 THEN 'expired' ELSE o.status END
             AS status
         FROM orders AS o JOIN payments AS p ON p.order_id = o.id WHERE o.id = $2",
        &[&snapshot.now(), &id],
        |row| row.get("status"),
    )
}

/// The states of several orders.
pub fn statuses(snapshot: &Snapshot<'_>, ids: &[OrderId]) -> Result<Vec<(OrderId, OrderStatus)>> {
    of_any(
        snapshot,
        concat!(
            "SELECT id, status FROM orders WHERE id IN ",
            any_id!(),
            " AND $1 = $1"
        ),
        ids,
        |row| Ok((row.get("id")?, row.get("status")?)),
    )
}

/// Orders, the newest first.
pub fn list(snapshot: &Snapshot<'_>, filter: &OrderFilter) -> Result<Vec<Order>> {
    let mut found = Vec::new();
    let newest_first = concat!(
        select!(""),
        matching!(),
        "ORDER BY o.created_at DESC, o.id DESC LIMIT $9"
    );
    each_of(snapshot, newest_first, filter, |order| {
        found.push(order);
        Ok(())
    })?;
    Ok(found)
}

/// The concerts that an order has or had tickets of.
pub fn concerts(snapshot: &Snapshot<'_>, id: OrderId) -> Result<Vec<Slug>> {
    snapshot.all(
        "SELECT DISTINCT c.slug FROM order_details AS d JOIN ticket_types AS t ON t.id = d.ticket_type_id
         JOIN concerts AS c ON c.id = t.concert_id WHERE d.order_id = $1 ORDER BY c.slug",
        &[&id],
        |row| row.get("slug"),
    )
}

/// Calls `visit` with orders as they were made, one at a time.
pub fn each(
    snapshot: &Snapshot<'_>,
    filter: &OrderFilter,
    visit: impl FnMut(Order) -> Result<()>,
) -> Result<()> {
    let as_made = concat!(select!(""), matching!(), "ORDER BY o.id LIMIT $9");
    each_of(snapshot, as_made, filter, visit)
}

fn each_of(
    snapshot: &Snapshot<'_>,
    sql: &'static str,
    filter: &OrderFilter,
    mut visit: impl FnMut(Order) -> Result<()>,
) -> Result<()> {
    let pattern = pattern(filter.text.as_deref());
    let most = limit(filter.limit);
    let now = snapshot.now();
    let open = i64::from(filter.open_money);
    let mut params = filter_params(&now, filter, &pattern, &open);
    params.push(&most);
    snapshot.each(sql, &params, |row| visit(from_row(row)?))
}

/// How many orders fit.
pub fn count(snapshot: &Snapshot<'_>, filter: &OrderFilter) -> Result<i64> {
    let pattern = pattern(filter.text.as_deref());
    let now = snapshot.now();
    let open = i64::from(filter.open_money);
    snapshot.one(
        concat!(
            "SELECT count(*) AS n FROM orders AS o JOIN users AS u ON u.id = o.user_id
             JOIN payments AS p ON p.order_id = o.id",
            matching!()
        ),
        &filter_params(&now, filter, &pattern, &open),
        |row| row.get("n"),
    )
}

#[expect(
    clippy::ref_option,
    reason = "it is bound where it stands, empty or not"
)]
fn filter_params<'p>(
    now: &'p Instant,
    filter: &'p OrderFilter,
    pattern: &'p Option<String>,
    open: &'p i64,
) -> Vec<&'p dyn Param> {
    vec![
        now,
        &filter.from,
        &filter.before,
        &filter.concert,
        &filter.status,
        &filter.user,
        pattern,
        open,
    ]
}

/// The id of the order to be inserted now; its code is computed from it.
pub fn next_id(tx: &Transaction<'_>) -> Result<OrderId> {
    tx.next_id("SELECT id FROM next_orders").map(OrderId)
}

/// A draft to be filled: whose it is and how it came about.
pub struct Draft<'d> {
    /// Its id, from [`next_id`].
    pub id: OrderId,
    /// Its code, computed from the id.
    pub code: &'d OrderCode,
    /// The customer.
    pub user: UserId,
    /// Where the sale came from.
    pub channel: Channel,
    /// What else is to be known.
    pub note: Option<&'d Note>,
    /// When it expires unless paid.
    pub expires_at: Option<Instant>,
}

/// Makes an empty draft. It must leave that state before the transaction ends.
pub fn insert(tx: &Transaction<'_>, draft: &Draft<'_>) -> Result<()> {
    tx.run(
        "INSERT INTO orders (id, code, user_id, status, total, channel, operator_id, note, expires_at, created_at, changed_at)
         VALUES ($1, $2, $3, 'draft', 0, $4, $5, $6, $7, $8, $8)",
        &[
            &draft.id,
            draft.code,
            &draft.user,
            &draft.channel,
            &tx.operator()?,
            &draft.note,
            &draft.expires_at,
            &tx.now(),
        ],
    )?;
    tx.touch("orders", draft.id.0);
    Ok(())
}

/// A draft becomes pending: its places are taken, or the statement is refused.
pub fn place(tx: &Transaction<'_>, id: OrderId) -> Result<()> {
    set_status(
        tx,
        id,
        "UPDATE orders SET status = 'pending', changed_at = $2, expired_at = NULL WHERE id = $1",
    )
}

/// A covered order with its tickets becomes paid.
pub fn pay(tx: &Transaction<'_>, id: OrderId) -> Result<()> {
    set_status(
        tx,
        id,
        "UPDATE orders SET status = 'paid', changed_at = $2, paid_at = coalesce(paid_at, $2), expires_at = NULL WHERE id = $1",
    )
}

/// An order is opened for a change, a cancelled one only to be cancelled again; it must leave that state before the transaction ends.
pub fn reopen(tx: &Transaction<'_>, id: OrderId) -> Result<()> {
    set_status(
        tx,
        id,
        "UPDATE orders SET status = 'draft', changed_at = $2 WHERE id = $1",
    )
}

/// An overdue order gives its places back.
pub fn expire(tx: &Transaction<'_>, id: OrderId) -> Result<()> {
    set_status(
        tx,
        id,
        "UPDATE orders SET status = 'expired', changed_at = $2, expired_at = $2 WHERE id = $1",
    )
}

/// An order gives its places back for good.
pub fn cancel(tx: &Transaction<'_>, id: OrderId) -> Result<()> {
    set_status(
        tx,
        id,
        "UPDATE orders SET status = 'cancelled', changed_at = $2, cancelled_at = coalesce(cancelled_at, $2) WHERE id = $1",
    )
}

fn set_status(tx: &Transaction<'_>, id: OrderId, sql: &'static str) -> Result<()> {
    tx.run(sql, &[&id, &tx.now()])?;
    tx.touch("orders", id.0);
    Ok(())
}

/// Sets when a pending order expires.
pub fn set_expires_at(tx: &Transaction<'_>, id: OrderId, at: Option<Instant>) -> Result<()> {
    tx.run(
        "UPDATE orders SET expires_at = $2, changed_at = $3 WHERE id = $1",
        &[&id, &at, &tx.now()],
    )?;
    tx.touch("orders", id.0);
    Ok(())
}

/// Writes whose order it is and the note on it.
pub fn update(tx: &Transaction<'_>, id: OrderId, user: UserId, note: Option<&Note>) -> Result<()> {
    tx.run(
        "UPDATE orders SET user_id = $2, note = $3 WHERE id = $1",
        &[&id, &user, &note],
    )?;
    tx.touch("orders", id.0);
    Ok(())
}

/// Pending orders that are not overdue and have places of a ticket type, the oldest first: the code, how many, until when.
pub fn pending_of_ticket_type(
    snapshot: &Snapshot<'_>,
    id: TicketTypeId,
) -> Result<Vec<PendingPlaces>> {
    snapshot.all(
        "SELECT o.code, o.expires_at, CAST(sum(d.quantity) AS BIGINT) AS places
         FROM order_details AS d JOIN orders AS o ON o.id = d.order_id JOIN payments AS p ON p.order_id = o.id
         WHERE d.ticket_type_id = $2 AND d.kind IN ('ticket', 'return') AND o.status = 'pending'
           AND (o.expires_at IS NULL OR o.expires_at > $1 OR p.received > 0)
         GROUP BY o.id, o.code, o.expires_at HAVING sum(d.quantity) > 0 ORDER BY o.id",
        &[&snapshot.now(), &id],
        |row| {
            Ok(PendingPlaces {
                code: row.get("code")?,
                quantity: row.get("places")?,
                expires_at: row.get("expires_at")?,
            })
        },
    )
}

/// Orders that are overdue now: pending, without a receipt, past their time; of one concert or of all.
pub fn overdue(snapshot: &Snapshot<'_>, concert: Option<ConcertId>) -> Result<Vec<OrderId>> {
    // Crossed and sorted here, so that the index of what is pending is asked, and not every order.
    let mut found: Vec<OrderId> = snapshot.all(
        "SELECT o.id FROM orders AS o CROSS JOIN payments AS p
         WHERE o.status = 'pending' AND o.expires_at <= $1 AND p.order_id = o.id AND p.received = 0
           AND ($2 IS NULL OR EXISTS (SELECT 1 FROM order_details AS d JOIN ticket_types AS t ON t.id = d.ticket_type_id
               WHERE d.order_id = o.id AND t.concert_id = $2))",
        &[&snapshot.now(), &concert],
        |row| row.get("id"),
    )?;
    found.sort_unstable_by_key(|id| id.0);
    Ok(found)
}
