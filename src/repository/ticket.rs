//! Tickets in the store.

use super::{limit, pattern};
use crate::db::{Param, Row, Snapshot, Transaction};
use crate::domain::{
    Name, Note, OrderDetailId, OrderId, Result, Ticket, TicketCode, TicketFilter, TicketId,
    TicketTypeId,
};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT k.id, k.code, k.order_id, o.code AS order_code, k.number, k.order_detail_id, k.ticket_type_id,
                t.slug AS ticket_type, t.concert_id, c.slug AS concert, d.unit_price AS price, k.status, o.user_id,
                d.comp_reason, (SELECT w.name FROM operators AS w WHERE w.id = d.approver_id) AS approver,
                k.holder_name, k.seat, k.issued_at, k.voided_at, k.void_reason, k.replaces_id,
                (SELECT min(s.at) FROM scans AS s WHERE s.ticket_id = k.id AND s.result = 'admitted') AS admitted_at
             FROM tickets AS k JOIN orders AS o ON o.id = k.order_id JOIN order_details AS d ON d.id = k.order_detail_id
             JOIN ticket_types AS t ON t.id = k.ticket_type_id JOIN concerts AS c ON c.id = t.concert_id ",
            $rest
        )
    };
}

macro_rules! matching {
    () => {
        r" JOIN users AS u ON u.id = o.user_id
           WHERE ($1 IS NULL OR t.concert_id = $1) AND ($2 IS NULL OR k.order_id = $2) AND ($3 IS NULL OR k.status = $3)
             AND ($4 IS NULL OR $4 = (SELECT count(*) FROM scans AS s WHERE s.ticket_id = k.id AND s.result = 'admitted'))
             AND ($5 IS NULL OR u.search LIKE $5 ESCAPE '\' OR lower(o.code) LIKE $5 ESCAPE '\'
                 OR lower(coalesce(k.holder_name, '')) LIKE $5 ESCAPE '\') "
    };
}

fn from_row(row: &Row<'_>) -> Result<Ticket> {
    Ok(Ticket {
        id: row.get("id")?,
        code: row.get("code")?,
        order_id: row.get("order_id")?,
        order: row.get("order_code")?,
        number: row.get("number")?,
        order_detail_id: row.get("order_detail_id")?,
        ticket_type_id: row.get("ticket_type_id")?,
        ticket_type: row.get("ticket_type")?,
        concert_id: row.get("concert_id")?,
        concert: row.get("concert")?,
        price: row.get("price")?,
        comp_reason: row.get("comp_reason")?,
        approver: row.get("approver")?,
        status: row.get("status")?,
        user_id: row.get("user_id")?,
        holder_name: row.get("holder_name")?,
        seat: row.get("seat")?,
        issued_at: row.get("issued_at")?,
        voided_at: row.get("voided_at")?,
        void_reason: row.get("void_reason")?,
        replaces_id: row.get("replaces_id")?,
        admitted_at: row.get("admitted_at")?,
    })
}

/// The ticket with that id.
pub fn find(snapshot: &Snapshot<'_>, id: TicketId) -> Result<Option<Ticket>> {
    snapshot.opt(select!("WHERE k.id = $1"), &[&id], from_row)
}

/// The ticket with that code, valid or void.
pub fn find_by_code(snapshot: &Snapshot<'_>, code: &TicketCode) -> Result<Option<Ticket>> {
    snapshot.opt(select!("WHERE k.code = $1"), &[code], from_row)
}

/// The ticket with that number in an order.
pub fn find_by_number(
    snapshot: &Snapshot<'_>,
    order: OrderId,
    number: i64,
) -> Result<Option<Ticket>> {
    snapshot.opt(
        select!("WHERE k.order_id = $1 AND k.number = $2"),
        &[&order, &number],
        from_row,
    )
}

/// The tickets of an order by number, void ones too.
pub fn of_order(snapshot: &Snapshot<'_>, order: OrderId) -> Result<Vec<Ticket>> {
    snapshot.all(
        select!("WHERE k.order_id = $1 ORDER BY k.number"),
        &[&order],
        from_row,
    )
}

/// Tickets by order and number.
pub fn list(snapshot: &Snapshot<'_>, filter: &TicketFilter) -> Result<Vec<Ticket>> {
    let mut found = Vec::new();
    each(snapshot, filter, |ticket| {
        found.push(ticket);
        Ok(())
    })?;
    Ok(found)
}

/// Calls `visit` with tickets by order and number, one at a time.
pub fn each(
    snapshot: &Snapshot<'_>,
    filter: &TicketFilter,
    mut visit: impl FnMut(Ticket) -> Result<()>,
) -> Result<()> {
    let pattern = pattern(filter.text.as_deref());
    let most = limit(filter.limit);
    let admitted = filter.admitted.map(i64::from);
    let mut params = filter_params(filter, &admitted, &pattern);
    params.push(&most);
    let sql = concat!(
        select!(""),
        matching!(),
        "ORDER BY k.order_id, k.number LIMIT $6"
    );
    snapshot.each(sql, &params, |row| visit(from_row(row)?))
}

/// How many tickets fit.
pub fn count(snapshot: &Snapshot<'_>, filter: &TicketFilter) -> Result<i64> {
    let pattern = pattern(filter.text.as_deref());
    let admitted = filter.admitted.map(i64::from);
    snapshot.one(
        concat!(
            "SELECT count(*) AS n FROM tickets AS k JOIN orders AS o ON o.id = k.order_id
             JOIN ticket_types AS t ON t.id = k.ticket_type_id",
            matching!()
        ),
        &filter_params(filter, &admitted, &pattern),
        |row| row.get("n"),
    )
}

#[expect(
    clippy::ref_option,
    reason = "it is bound where it stands, empty or not"
)]
fn filter_params<'p>(
    filter: &'p TicketFilter,
    admitted: &'p Option<i64>,
    pattern: &'p Option<String>,
) -> Vec<&'p dyn Param> {
    vec![
        &filter.concert,
        &filter.order,
        &filter.status,
        admitted,
        pattern,
    ]
}

/// A ticket to be issued.
pub struct NewTicket<'t> {
    /// The code that admits.
    pub code: &'t TicketCode,
    /// The order.
    pub order: OrderId,
    /// The line it is sold on.
    pub detail: OrderDetailId,
    /// Its type.
    pub ticket_type: TicketTypeId,
    /// Its number in the order.
    pub number: i64,
    /// The ticket whose place it takes.
    pub replaces: Option<TicketId>,
}

/// Issues a ticket of a covered order; one that replaces another voids it.
pub fn insert(tx: &Transaction<'_>, ticket: &NewTicket<'_>) -> Result<TicketId> {
    let id = TicketId(tx.next_id("SELECT id FROM next_tickets")?);
    tx.run(
        "INSERT INTO tickets (id, code, order_id, order_detail_id, ticket_type_id, number, status, replaces_id, issued_at)
         VALUES ($1, $2, $3, $4, $5, $6, 'valid', $7, $8)",
        &[
            &id,
            ticket.code,
            &ticket.order,
            &ticket.detail,
            &ticket.ticket_type,
            &ticket.number,
            &ticket.replaces,
            &tx.now(),
        ],
    )?;
    tx.touch("tickets", id.0);
    if let Some(replaced) = ticket.replaces {
        tx.touch("tickets", replaced.0);
    }
    Ok(id)
}

/// Voids a ticket of an order that is open for a change.
pub fn void(tx: &Transaction<'_>, id: TicketId, reason: Option<&Note>) -> Result<()> {
    tx.run(
        "UPDATE tickets SET status = 'void', voided_at = $2, void_reason = $3 WHERE id = $1",
        &[&id, &tx.now(), &reason],
    )?;
    tx.touch("tickets", id.0);
    Ok(())
}

/// Writes whose name a ticket bears.
pub fn set_holder(tx: &Transaction<'_>, id: TicketId, holder: Option<&Name>) -> Result<()> {
    tx.run(
        "UPDATE tickets SET holder_name = $2 WHERE id = $1",
        &[&id, &holder],
    )?;
    tx.touch("tickets", id.0);
    Ok(())
}

/// The number the next ticket of an order gets.
pub fn next_number(snapshot: &Snapshot<'_>, order: OrderId) -> Result<i64> {
    snapshot.one(
        "SELECT coalesce(max(number), 0) + 1 AS n FROM tickets WHERE order_id = $1",
        &[&order],
        |row| row.get("n"),
    )
}
