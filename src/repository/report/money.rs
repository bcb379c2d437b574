//! What the entries of payments sum to.

use crate::db::{Row, Snapshot};
use crate::domain::{Amount, EntryKind, Method, Period, Result};

fn from_row(row: &Row<'_>) -> Result<(Method, EntryKind, Amount)> {
    Ok((row.get("method")?, row.get("kind")?, row.get("amount")?))
}

macro_rules! within {
    () => {
        " ($2 IS NULL OR e.at >= $2) AND ($3 IS NULL OR e.at < $3) "
    };
}

/// Entries by method and kind: all of them, or those of orders with nothing but tickets of one concert.
pub fn by_method(
    snapshot: &Snapshot<'_>,
    period: Period,
) -> Result<Vec<(Method, EntryKind, Amount)>> {
    if period.is_whole() {
        return snapshot.all(
            "SELECT e.method, e.kind, CAST(sum(e.amount) AS BIGINT) AS amount FROM payment_entries AS e
             GROUP BY e.concert_id, e.method, e.kind",
            &[],
            from_row,
        );
    }
    if period.is_of_all_time() {
        return snapshot.all(
            "SELECT e.method, e.kind, CAST(sum(e.amount) AS BIGINT) AS amount FROM payment_entries AS e
             WHERE e.concert_id = $1 GROUP BY e.method, e.kind",
            &[&period.concert],
            from_row,
        );
    }
    let sql = if period.concert.is_none() {
        concat!(
            "SELECT e.method, e.kind, CAST(sum(e.amount) AS BIGINT) AS amount FROM payment_entries AS e WHERE $1 IS NULL AND",
            within!(),
            "GROUP BY e.concert_id, e.method, e.kind"
        )
    } else {
        concat!(
            "SELECT e.method, e.kind, CAST(sum(e.amount) AS BIGINT) AS amount FROM payment_entries AS e
             WHERE e.concert_id = $1 AND",
            within!(),
            "GROUP BY e.method, e.kind"
        )
    };
    snapshot.all(
        sql,
        &[&period.concert, &period.from, &period.before],
        from_row,
    )
}

/// Entries by method and kind of orders that had tickets of this concert and of others when the money moved.
pub fn mixed_by_method(
    snapshot: &Snapshot<'_>,
    period: Period,
) -> Result<Vec<(Method, EntryKind, Amount)>> {
    snapshot.all(
        concat!(
            "SELECT e.method, e.kind, CAST(sum(e.amount) AS BIGINT) AS amount
             FROM payment_entries AS e CROSS JOIN payments AS p
             WHERE e.concert_id IS NULL AND p.id = e.payment_id
               AND EXISTS (SELECT 1 FROM order_details AS d CROSS JOIN ticket_types AS t WHERE d.order_id = p.order_id
                   AND d.created_at <= e.at AND t.id = d.ticket_type_id AND t.concert_id = $1) AND",
            within!(),
            "GROUP BY e.method, e.kind ORDER BY e.method, e.kind"
        ),
        &[&period.concert, &period.from, &period.before],
        from_row,
    )
}

/// What went from order to order, by method (joins are crossed so that they begin with the few moves): what came in and what went out. Of one concert, `of_mixed` says whether of
/// its mixed orders or of those with nothing else.
pub fn moves(
    snapshot: &Snapshot<'_>,
    period: Period,
    of_mixed: bool,
) -> Result<Vec<(Method, Amount, Amount)>> {
    snapshot.all(
        concat!(
            "SELECT e.method, CAST(sum(CASE WHEN e.kind = 'refund' THEN 0 ELSE s.amount END) AS BIGINT) AS moved_in,
                 CAST(sum(CASE WHEN e.kind = 'refund' THEN s.amount ELSE 0 END) AS BIGINT) AS moved_out
             FROM (SELECT m.receipt_id AS id, i.amount FROM payment_moves AS m CROSS JOIN payment_entries AS i WHERE i.id = m.receipt_id
                   UNION ALL
                   SELECT m.refund_id, i.amount FROM payment_moves AS m CROSS JOIN payment_entries AS i WHERE i.id = m.receipt_id) AS s
             CROSS JOIN payment_entries AS e CROSS JOIN payments AS p
             WHERE e.id = s.id AND p.id = e.payment_id AND ($1 IS NULL OR NOT $4 AND e.concert_id = $1
                 OR $4 AND e.concert_id IS NULL AND EXISTS (SELECT 1 FROM order_details AS d JOIN ticket_types AS t
                     ON t.id = d.ticket_type_id WHERE d.order_id = p.order_id AND d.created_at <= e.at AND t.concert_id = $1))
               AND",
            within!(),
            "GROUP BY e.method ORDER BY e.method"
        ),
        &[&period.concert, &period.from, &period.before, &of_mixed],
        |row| Ok((row.get("method")?, row.get("moved_in")?, row.get("moved_out")?)),
    )
}
