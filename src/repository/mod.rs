//! All SQL: one file per aggregate, free functions over a snapshot or a transaction.
//!
//! A function's verb is its promise: `find` answers with an option, `get` with the row or not-found, `list` with rows
//! in an order people expect, `insert` and `update` write one row and tell the journal. Texts stay in the subset that
//! `SQLite` and `PostgreSQL` share.

/// Any of the ids that [`of_any`] asks with, all of them as one text: a statement is prepared once and not for each list.
macro_rules! any_id {
    () => {
        "($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)"
    };
}

pub mod artist;
pub mod check;
pub mod concert;
pub mod concert_key;
pub mod concert_move;
pub mod discount;
pub mod fee;
pub mod hold;
pub mod hold_entry;
pub mod journal;
pub mod line_up;
pub mod of_concert;
pub mod office;
pub mod operator;
pub mod order;
pub mod order_detail;
mod overdue;
pub mod overrides;
pub mod payment;
pub mod pool;
pub mod report;
pub mod request_key;
pub mod scan;
pub mod settlement;
pub mod sold;
pub mod ticket;
pub mod ticket_type;
pub mod tier;
pub mod user;
pub mod venue;

use crate::db::{Param, Row, Snapshot};
use crate::domain::Result;

/// So many things of one kind are looked up in one statement, as many as `any_id!()` names.
const TOGETHER: usize = 16;

/// The rows that belong to any of `ids`: `sql` names them as `any_id!()`, and `$1` is the moment of the snapshot.
///
/// The last id fills up the list, so that one text serves every number of them.
pub(crate) fn of_any<Id: Param + Copy, T>(
    snapshot: &Snapshot<'_>,
    sql: &'static str,
    ids: &[Id],
    from_row: impl Fn(&Row<'_>) -> Result<T>,
) -> Result<Vec<T>> {
    let now = snapshot.now();
    let mut found = Vec::new();
    for some in ids.chunks(TOGETHER) {
        let mut params: Vec<&dyn Param> = vec![&now];
        params.extend(some.iter().map(|id| id as &dyn Param));
        if let Some(last) = some.last() {
            params.resize(TOGETHER + 1, last);
        }
        snapshot.each(sql, &params, |row| {
            found.push(from_row(row)?);
            Ok(())
        })?;
    }
    Ok(found)
}

/// The bound of a list that asks for everything.
pub(crate) fn limit(limit: Option<usize>) -> i64 {
    limit
        .and_then(|limit| i64::try_from(limit).ok())
        .unwrap_or(i64::MAX)
}

/// No name, code or address is longer, so what is looked for need not be either.
const LONGEST_TEXT: usize = 300;

/// The pattern that finds `text` anywhere in a folded search column.
pub(crate) fn pattern(text: Option<&str>) -> Option<String> {
    text.map(|text| {
        let folded: String = crate::domain::fold(text)
            .chars()
            .take(LONGEST_TEXT)
            .collect();
        let literal = folded
            .replace('\\', "\\\\")
            .replace('%', "\\%")
            .replace('_', "\\_");
        format!("%{literal}%")
    })
}
