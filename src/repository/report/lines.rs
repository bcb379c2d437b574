//! What lines of orders sum to, once they are sold.

use crate::db::{FromValue, Row, Snapshot};
use crate::domain::{
    Amount, DetailKind, Period, Purpose, Result, SettledComp, SoldType, TicketTypeId,
};
use crate::repository::of_any;

/// What lines of one kind and of one key sum to.
#[derive(Debug, Clone)]
pub struct LineSum<K> {
    /// What is told apart.
    pub key: K,
    /// The kind.
    pub kind: DetailKind,
    /// How many tickets.
    pub quantity: i64,
    /// Their amount.
    pub amount: Amount,
    /// The tax in it.
    pub tax: Amount,
}

macro_rules! sums {
    () => {
        "CAST(sum(d.quantity) AS BIGINT) AS quantity, CAST(sum(d.amount) AS BIGINT) AS amount,
             CAST(coalesce(sum(d.tax_amount), 0) AS BIGINT) AS tax"
    };
}

/// `$1` is the concert, `$2` and `$3` are the bounds.
macro_rules! within {
    () => {
        " d.sold_at IS NOT NULL AND ($2 IS NULL OR d.sold_at >= $2) AND ($3 IS NULL OR d.sold_at < $3) "
    };
}

macro_rules! of_concert {
    () => {
        " ($1 IS NULL OR d.ticket_type_id IN (SELECT t.id FROM ticket_types AS t WHERE t.concert_id = $1)) "
    };
}

fn from_row<K: FromValue>(row: &Row<'_>) -> Result<LineSum<K>> {
    Ok(LineSum {
        key: row.get("key")?,
        kind: row.get("kind")?,
        quantity: row.get("quantity")?,
        amount: row.get("amount")?,
        tax: row.get("tax")?,
    })
}

/// Sums by ticket type.
pub fn by_type(snapshot: &Snapshot<'_>, period: Period) -> Result<Vec<LineSum<TicketTypeId>>> {
    if period.is_whole() {
        return snapshot.all(
            concat!(
                "SELECT d.ticket_type_id AS key, d.kind, ",
                sums!(),
                " FROM order_details AS d WHERE d.sold_at IS NOT NULL GROUP BY d.ticket_type_id, d.kind"
            ),
            &[],
            from_row,
        );
    }
    let sql = if period.concert.is_none() {
        concat!(
            "SELECT d.ticket_type_id AS key, d.kind, ",
            sums!(),
            " FROM order_details AS d WHERE $1 IS NULL AND",
            within!(),
            "GROUP BY d.ticket_type_id, d.kind"
        )
    } else {
        concat!(
            "SELECT d.ticket_type_id AS key, d.kind, ",
            sums!(),
            " FROM order_details AS d
             WHERE d.ticket_type_id IN (SELECT t.id FROM ticket_types AS t WHERE t.concert_id = $1) AND",
            within!(),
            "GROUP BY d.ticket_type_id, d.kind"
        )
    };
    snapshot.all(
        sql,
        &[&period.concert, &period.from, &period.before],
        from_row,
    )
}

/// Sums by the minute that a line was sold in, by UTC.
pub fn by_minute(snapshot: &Snapshot<'_>, period: Period) -> Result<Vec<LineSum<String>>> {
    snapshot.all(
        concat!(
            "SELECT substr(d.sold_at, 1, 16) AS key, d.kind, ",
            sums!(),
            " FROM order_details AS d WHERE",
            of_concert!(),
            "AND",
            within!(),
            "GROUP BY substr(d.sold_at, 1, 16), d.kind ORDER BY 1, 2"
        ),
        &[&period.concert, &period.from, &period.before],
        from_row,
    )
}

/// Sums by who sold the order.
pub fn by_operator(snapshot: &Snapshot<'_>, period: Period) -> Result<Vec<LineSum<String>>> {
    snapshot.all(
        concat!(
            "SELECT w.name AS key, d.kind, ",
            sums!(),
            " FROM order_details AS d JOIN orders AS o ON o.id = d.order_id JOIN operators AS w ON w.id = o.operator_id WHERE",
            of_concert!(),
            "AND",
            within!(),
            "GROUP BY w.name, d.kind ORDER BY 1, 2"
        ),
        &[&period.concert, &period.from, &period.before],
        from_row,
    )
}

/// Sums by where the order came from.
pub fn by_channel(snapshot: &Snapshot<'_>, period: Period) -> Result<Vec<LineSum<String>>> {
    snapshot.all(
        concat!(
            "SELECT o.channel AS key, d.kind, ",
            sums!(),
            " FROM order_details AS d JOIN orders AS o ON o.id = d.order_id WHERE",
            of_concert!(),
            "AND",
            within!(),
            "GROUP BY o.channel, d.kind ORDER BY 1, 2"
        ),
        &[&period.concert, &period.from, &period.before],
        from_row,
    )
}

/// What all lines sum to, asked at once and told apart by nothing.
pub fn total(snapshot: &Snapshot<'_>, period: Period) -> Result<Amount> {
    if period.is_of_all_time() && period.concert.is_some() {
        return snapshot.one(
            "SELECT CAST(coalesce(sum(d.amount), 0) AS BIGINT) AS amount FROM order_details AS d
             WHERE d.ticket_type_id IN (SELECT t.id FROM ticket_types AS t WHERE t.concert_id = $1) AND d.sold_at IS NOT NULL",
            &[&period.concert],
            |row| row.get("amount"),
        );
    }
    let sql = if period.concert.is_none() {
        concat!(
            "SELECT CAST(coalesce(sum(d.amount), 0) AS BIGINT) AS amount FROM order_details AS d WHERE $1 IS NULL AND",
            within!()
        )
    } else {
        concat!(
            "SELECT CAST(coalesce(sum(d.amount), 0) AS BIGINT) AS amount FROM order_details AS d
             WHERE d.ticket_type_id IN (SELECT t.id FROM ticket_types AS t WHERE t.concert_id = $1) AND",
            within!()
        )
    };
    snapshot.one(
        sql,
        &[&period.concert, &period.from, &period.before],
        |row| row.get("amount"),
    )
}

/// Sums by ticket type and price, those of one concert.
pub fn by_price(
    snapshot: &Snapshot<'_>,
    period: Period,
) -> Result<Vec<(Amount, LineSum<TicketTypeId>)>> {
    let from_row = |row: &Row<'_>| Ok((row.get("unit_price")?, from_row(row)?));
    if period.is_of_all_time() {
        return snapshot.all(
            concat!(
                "SELECT d.unit_price, d.ticket_type_id AS key, d.kind, ",
                sums!(),
                " FROM order_details AS d
                 WHERE d.ticket_type_id IN (SELECT t.id FROM ticket_types AS t WHERE t.concert_id = $1) AND d.sold_at IS NOT NULL
                 GROUP BY d.ticket_type_id, d.kind, d.unit_price"
            ),
            &[&period.concert],
            from_row,
        );
    }
    snapshot.all(
        concat!(
            "SELECT d.unit_price, d.ticket_type_id AS key, d.kind, ",
            sums!(),
            " FROM order_details AS d
             WHERE d.ticket_type_id IN (SELECT t.id FROM ticket_types AS t WHERE t.concert_id = $1) AND",
            within!(),
            "GROUP BY d.ticket_type_id, d.kind, d.unit_price"
        ),
        &[&period.concert, &period.from, &period.before],
        from_row,
    )
}

/// What was kept of what was given back, and what was left to the house, by ticket type.
pub fn purposes(
    snapshot: &Snapshot<'_>,
    period: Period,
) -> Result<Vec<(TicketTypeId, Purpose, Amount)>> {
    snapshot.all(
        concat!(
            "SELECT d.ticket_type_id AS key, d.purpose, CAST(sum(d.amount) AS BIGINT) AS amount FROM order_details AS d
             WHERE d.purpose IS NOT NULL AND",
            of_concert!(),
            "AND",
            within!(),
            "GROUP BY d.ticket_type_id, d.purpose ORDER BY 1, 2"
        ),
        &[&period.concert, &period.from, &period.before],
        |row| Ok((row.get("key")?, row.get("purpose")?, row.get("amount")?)),
    )
}

/// Tickets that were given for nothing, in the order they were, and how many of them came back before the last moment.
pub fn comps(snapshot: &Snapshot<'_>, period: Period) -> Result<Vec<SettledComp>> {
    snapshot.all(
        concat!(
            "SELECT o.code, d.ticket_type_id, d.sold_at, w.name AS operator, o.channel, d.quantity,
                 (SELECT CAST(coalesce(sum(-r.quantity), 0) AS BIGINT) FROM order_details AS r WHERE r.order_id = d.order_id
                     AND r.refers_to_id = d.id AND r.kind = 'return' AND ($3 IS NULL OR r.sold_at < $3)) AS returned,
                 a.name AS approver, d.comp_reason
             FROM order_details AS d JOIN orders AS o ON o.id = d.order_id JOIN operators AS w ON w.id = o.operator_id
             JOIN operators AS a ON a.id = d.approver_id
             WHERE d.approver_id IS NOT NULL AND d.kind = 'ticket' AND d.unit_price = 0 AND",
            of_concert!(),
            "AND",
            within!(),
            "ORDER BY d.sold_at, d.id"
        ),
        &[&period.concert, &period.from, &period.before],
        |row| {
            Ok(SettledComp {
                order: row.get("code")?,
                ticket_type: row.get("ticket_type_id")?,
                sold_at: row.get("sold_at")?,
                operator: row.get("operator")?,
                channel: row.get("channel")?,
                tickets: row.get("quantity")?,
                returned: row.get("returned")?,
                approver: row.get("approver")?,
                reason: row.get("comp_reason")?,
            })
        },
    )
}

/// The names of ticket types, those of the earliest concert first.
pub fn types(snapshot: &Snapshot<'_>, ids: &[TicketTypeId]) -> Result<Vec<SoldType>> {
    let mut found = of_any(
        snapshot,
        concat!(
            "SELECT t.id, t.slug AS ticket_type, t.name, c.slug AS concert, t.concert_id, c.starts_at
             FROM ticket_types AS t JOIN concerts AS c ON c.id = t.concert_id WHERE t.id IN ",
            any_id!(),
            " AND $1 = $1"
        ),
        ids,
        |row| {
            Ok(SoldType {
                id: row.get("id")?,
                ticket_type: row.get("ticket_type")?,
                name: row.get("name")?,
                concert: row.get("concert")?,
                concert_id: row.get("concert_id")?,
                starts_at: row.get("starts_at")?,
            })
        },
    )?;
    found.sort_by_key(|of| (of.starts_at, of.concert_id.0, of.id.0));
    Ok(found)
}
