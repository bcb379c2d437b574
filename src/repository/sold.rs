//! What is sold of a concert, over all its ticket types.

use crate::db::Snapshot;
use crate::domain::{Amount, ConcertId, Result};

/// How many orders, of any state, have lines of this concert.
pub fn orders(snapshot: &Snapshot<'_>, id: ConcertId) -> Result<i64> {
    snapshot.one(
        "SELECT count(DISTINCT d.order_id) AS n FROM order_details AS d JOIN ticket_types AS t ON t.id = d.ticket_type_id
         WHERE t.concert_id = $1",
        &[&id],
        |row| row.get("n"),
    )
}

/// What is sold of a concert: the orders that are paid and still have tickets for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sold {
    /// How many orders.
    pub orders: i64,
    /// How many tickets.
    pub tickets: i64,
    /// What these tickets are worth.
    pub amount: Amount,
}

/// What is sold of a concert now.
pub fn of_concert(snapshot: &Snapshot<'_>, id: ConcertId) -> Result<Sold> {
    snapshot.one(
        "SELECT count(*) AS orders, CAST(coalesce(sum(s.tickets), 0) AS BIGINT) AS tickets,
             CAST(coalesce(sum(s.amount), 0) AS BIGINT) AS amount
         FROM (SELECT sum(CASE WHEN d.kind IN ('ticket', 'return') THEN d.quantity ELSE 0 END) AS tickets,
                 sum(d.amount) AS amount
             FROM order_details AS d JOIN orders AS o ON o.id = d.order_id
             JOIN ticket_types AS t ON t.id = d.ticket_type_id
             WHERE o.status = 'paid' AND t.concert_id = $1
             GROUP BY d.order_id) AS s
         WHERE s.tickets > 0",
        &[&id],
        |row| {
            Ok(Sold {
                orders: row.get("orders")?,
                tickets: row.get("tickets")?,
                amount: row.get("amount")?,
            })
        },
    )
}
