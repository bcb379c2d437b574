//! What holds have, in the store: entries that are added, never changed.

use super::overdue::returning;
use crate::db::{Row, Snapshot, Transaction};
use crate::domain::{
    ConcertId, HeldType, Hold, HoldEntryId, HoldId, HoldStatus, OrderDetailId, OrderId, Result,
    Slug, TicketTypeId, concert_of,
};

fn type_from_row(row: &Row<'_>, is_open: bool) -> Result<HeldType> {
    let (concert, ticket_type): (Slug, Slug) = (row.get("concert")?, row.get("ticket_type")?);
    let back: i64 = row.get("back")?;
    let held: i64 = row.get("held")?;
    let sold: i64 = row.get::<i64>("sold")? - back;
    let released: i64 = row.get("released")?;
    let rest = held - sold - released;
    Ok(HeldType {
        ticket_type_id: row.get("ticket_type_id")?,
        concert_id: row.get("concert_id")?,
        reference: concert_of(&concert, &ticket_type),
        name: row.get("name")?,
        held,
        sold,
        released: if is_open { released } else { released + rest },
        left: if is_open { rest } else { 0 },
    })
}

/// What a hold has, by ticket type. What is over has given back what was left.
pub fn types(snapshot: &Snapshot<'_>, hold: &Hold) -> Result<Vec<HeldType>> {
    snapshot.all(
        concat!(
            "SELECT e.ticket_type_id, t.concert_id, c.slug AS concert, t.slug AS ticket_type, t.name,
                 CAST(sum(CASE WHEN e.order_detail_id IS NULL AND e.quantity > 0 THEN e.quantity ELSE 0 END) AS BIGINT) AS held,
                 CAST(sum(CASE WHEN e.order_detail_id IS NULL AND e.quantity < 0 THEN -e.quantity ELSE 0 END) AS BIGINT) AS released,
                 CAST(sum(CASE WHEN e.order_detail_id IS NOT NULL THEN -e.quantity ELSE 0 END) AS BIGINT) AS sold, ",
            returning!("+b.hold_id = $2 AND s.id = e.ticket_type_id"),
            " AS back
             FROM hold_entries AS e JOIN ticket_types AS t ON t.id = e.ticket_type_id JOIN concerts AS c ON c.id = t.concert_id
             WHERE e.hold_id = $2
             GROUP BY e.ticket_type_id, t.concert_id, c.slug, c.starts_at, t.slug, t.name
             ORDER BY c.starts_at, t.concert_id, e.ticket_type_id"
        ),
        &[&snapshot.now(), &hold.id],
        |row| type_from_row(row, hold.status == HoldStatus::Open),
    )
}

/// How many holds ever had places of a ticket type.
pub fn holds(snapshot: &Snapshot<'_>, id: TicketTypeId) -> Result<i64> {
    snapshot.one(
        "SELECT count(DISTINCT hold_id) AS n FROM hold_entries WHERE ticket_type_id = $1",
        &[&id],
        |row| row.get("n"),
    )
}

/// How many holds ever had places of a concert.
pub fn holds_of_concert(snapshot: &Snapshot<'_>, id: ConcertId) -> Result<i64> {
    snapshot.one(
        "SELECT count(DISTINCT e.hold_id) AS n FROM hold_entries AS e JOIN ticket_types AS t ON t.id = e.ticket_type_id
         WHERE t.concert_id = $1",
        &[&id],
        |row| row.get("n"),
    )
}

/// An entry to be added: its places move with it, or the statement is refused.
pub struct NewHoldEntry {
    /// Whose entry it is.
    pub hold: HoldId,
    /// The ticket type.
    pub ticket_type: TicketTypeId,
    /// How many it gets, negative for what it gives away.
    pub quantity: i64,
    /// The line that is sold from the hold, or whose return comes back to it.
    pub order_detail: Option<OrderDetailId>,
}

/// Adds an entry to an open hold.
pub fn insert(tx: &Transaction<'_>, new: &NewHoldEntry) -> Result<()> {
    let id = HoldEntryId(tx.next_id("SELECT id FROM next_hold_entries")?);
    tx.run(
        "INSERT INTO hold_entries (id, hold_id, ticket_type_id, quantity, order_detail_id, at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        &[
            &id,
            &new.hold,
            &new.ticket_type,
            &new.quantity,
            &new.order_detail,
            &tx.now(),
        ],
    )?;
    tx.touch("hold_entries", id.0);
    Ok(())
}

/// What the lines of an order took from holds that still stand, and have no longer.
pub fn owed_back(snapshot: &Snapshot<'_>, order: OrderId) -> Result<Vec<NewHoldEntry>> {
    snapshot.all(
        "SELECT w.hold_id, w.ticket_type_id, w.id, CAST(w.bound - w.kept AS BIGINT) AS back
         FROM (SELECT e.hold_id, d.ticket_type_id, d.id, -sum(e.quantity) AS bound,
                 CASE WHEN o.status IN ('pending', 'paid') THEN d.quantity + coalesce((
                     SELECT sum(r.quantity) FROM order_details AS r
                     WHERE r.order_id = o.id AND r.refers_to_id = d.id AND r.kind = 'return'), 0) ELSE 0 END AS kept
             FROM orders AS o CROSS JOIN order_details AS d CROSS JOIN hold_entries AS e CROSS JOIN holds AS h
             WHERE o.id = $2 AND d.order_id = o.id AND d.kind = 'ticket' AND e.order_detail_id = d.id AND h.id = e.hold_id
               AND h.status = 'open' AND (h.expires_at IS NULL OR h.expires_at > $1)
             GROUP BY e.hold_id, d.ticket_type_id, d.id, d.quantity, o.id, o.status) AS w
         WHERE w.bound > w.kept ORDER BY w.id",
        &[&snapshot.now(), &order],
        |row| {
            Ok(NewHoldEntry {
                hold: row.get("hold_id")?,
                ticket_type: row.get("ticket_type_id")?,
                quantity: row.get("back")?,
                order_detail: Some(row.get("id")?),
            })
        },
    )
}

/// What the ticket lines of an expired order would take from the holds that they gave all back to.
pub fn given_back(snapshot: &Snapshot<'_>, order: OrderId) -> Result<Vec<NewHoldEntry>> {
    snapshot.all(
        "SELECT w.hold_id, w.ticket_type_id, w.id, w.quantity
         FROM (SELECT min(e.hold_id) AS hold_id, d.ticket_type_id, d.id, CAST(d.quantity + coalesce((
                 SELECT sum(r.quantity) FROM order_details AS r
                 WHERE r.order_id = $1 AND r.refers_to_id = d.id AND r.kind = 'return'), 0) AS BIGINT) AS quantity
             FROM order_details AS d CROSS JOIN hold_entries AS e
             WHERE d.order_id = $1 AND d.kind = 'ticket' AND e.order_detail_id = d.id
             GROUP BY d.ticket_type_id, d.id, d.quantity HAVING sum(e.quantity) = 0) AS w
         WHERE w.quantity > 0 ORDER BY w.id",
        &[&order],
        |row| {
            Ok(NewHoldEntry {
                hold: row.get("hold_id")?,
                ticket_type: row.get("ticket_type_id")?,
                quantity: -row.get::<i64>("quantity")?,
                order_detail: Some(row.get("id")?),
            })
        },
    )
}
