//! The journal in the store: what each table tells it, and its chain.

use serde::Serialize;

use crate::db::{Row, Snapshot, Transaction, Value};
use crate::domain::{
    Code, ConcertId, Error, Head, JournalLine, OrderStatus, Result, Site, hex, salted,
};

/// What the journal keeps of a table: all columns that travel, but no counts that follow from other rows, and no secret.
pub struct Recorded {
    /// The table.
    pub table: &'static str,
    one: &'static str,
    all: &'static str,
    /// Columns with free text, which the chain holds only as a salted hash.
    erasable: &'static [&'static str],
    /// Columns that came with a later schema. They are told only where they say something, so that what was told of
    /// older rows stays true.
    later: &'static [&'static str],
}

/// Stands where the ids of a concert's line-up are told, which is a table of its own.
const LINE_UP: &str = "line_up";

macro_rules! recorded {
    ($($table:literal: $columns:literal, [$($erasable:literal),*] $(, later [$($later:literal),*])?;)+) => {
        /// Every table whose rows travel between files, parents before children; its columns as they are told, by name.
        pub const RECORDED: &[Recorded] = &[$(Recorded {
            table: $table,
            one: concat!("SELECT ", $columns, " FROM ", $table, " WHERE id = $1"),
            all: concat!("SELECT ", $columns, " FROM ", $table, " ORDER BY id"),
            erasable: &[$($erasable),*],
            later: &[$($($later),*)?],
        },)+];
    };
}

recorded! {
    "office": "created_at, currency, house_id, id, lineage_id, name, practice, site, timezone", [];
    "operators": "created_at, id, name", ["name"];
    "users": "created_at, email, erased_at, id, merged_into, name, note, phone, updated_at", ["name", "email", "phone", "note"];
    "venues": "capacity, created_at, id, location, merged_into, name, slug, timezone, updated_at", [];
    "artists": "created_at, id, merged_into, name, slug, updated_at", [];
    "concerts": "cancel_reason, cancelled_at, capacity, created_at, doors_at, ends_at, id, NULL AS line_up, name, note, slug, source, source_id, starts_at, status, tax_kind, tax_rate, time_known, timezone, updated_at, venue_id", ["cancel_reason", "note"], later ["tax_kind", "tax_rate"];
    "pools": "capacity, concert_id, created_at, id, name, slug, updated_at", [];
    "ticket_types": "concert_id, created_at, id, max_per_order, name, pool_id, price, quota, sale_ends_at, sale_starts_at, slug, updated_at", [];
    "tiers": "created_at, id, name, price, slug, starts_at, ticket_type_id, updated_at", [];
    "discounts": "amount, concert_id, created_at, ends_at, id, max_uses, name, per, percent, slug, starts_at, ticket_type_id, updated_at", [];
    "fees": "amount, channel, concert_id, created_at, ends_at, id, name, per, percent, slug, starts_at, updated_at", [];
    "holds": "changed_at, created_at, expired_at, expires_at, id, operator_id, reason, released_at, slug, status", ["reason"];
    "orders": "cancelled_at, changed_at, channel, code, created_at, expired_at, expires_at, id, note, operator_id, paid_at, receipt_number, shift_id, status, total, user_id", ["note"];
    "order_details": "amount, approver_id, comp_reason, created_at, discount_id, fee_id, id, kind, order_id, purpose, quantity, reason, refers_to_id, tax_amount, tax_rate, ticket_type_id, unit_price", ["comp_reason", "reason"], later ["discount_id", "fee_id", "purpose"];
    "overrides": "approver_id, at, id, kind, operator_id, order_id, reason", ["reason"];
    "hold_entries": "at, hold_id, id, order_detail_id, quantity, ticket_type_id", [];
    "payments": "created_at, id, order_id", [];
    "payment_entries": "amount, at, change, id, kind, method, operator_id, payment_id, reason, received_at, reference, refunds_id, shift_id, tendered", ["reference", "reason"];
    "payment_moves": "id, receipt_id, refund_id", [];
    "tickets": "code, holder_name, id, issued_at, number, order_detail_id, order_id, replaces_id, seat, status, ticket_type_id, void_reason, voided_at", ["holder_name", "void_reason"];
    "scans": "at, concert_id, direction, entry, gate, id, operator_id, received_at, result, ticket_id", [];
    "settlements": "at, concert_id, content, id, number, operator_id", [];
}

fn from_row(row: &Row<'_>) -> Result<JournalLine> {
    Ok(JournalLine {
        site: row.get("site")?,
        seq: row.get("seq")?,
        at: row.get("at")?,
        operator_id: row.get("operator_id")?,
        command: row.get("command")?,
        content: row.get("content")?,
        previous_hash: row.get("previous_hash")?,
        hash: row.get("hash")?,
    })
}

/// The newest line of a site.
pub fn head(snapshot: &Snapshot<'_>, site: Site) -> Result<Head> {
    let found = snapshot.opt(
        "SELECT seq, hash FROM journal WHERE site = $1 ORDER BY seq DESC LIMIT 1",
        &[&site],
        |row| {
            Ok(Head {
                seq: row.get("seq")?,
                hash: row.get("hash")?,
            })
        },
    )?;
    Ok(found.unwrap_or_default())
}

/// The hash of one line.
pub fn hash_at(snapshot: &Snapshot<'_>, site: Site, seq: i64) -> Result<Option<String>> {
    snapshot.opt(
        "SELECT hash FROM journal WHERE site = $1 AND seq = $2",
        &[&site, &seq],
        |row| row.get("hash"),
    )
}

/// Calls `visit` with every line, site by site in order.
pub fn each(
    snapshot: &Snapshot<'_>,
    mut visit: impl FnMut(JournalLine) -> Result<()>,
) -> Result<()> {
    snapshot.each(
        "SELECT site, seq, at, operator_id, command, content, previous_hash, hash FROM journal ORDER BY site, seq",
        &[],
        |row| visit(from_row(row)?),
    )
}

/// Lines with their operator's name, the newest first, of the commands that begin with these words if asked.
pub fn list(
    snapshot: &Snapshot<'_>,
    command: Option<&str>,
    limit: Option<usize>,
) -> Result<Vec<(JournalLine, String)>> {
    snapshot.all(
        "SELECT j.site, j.seq, j.at, j.operator_id, j.command, j.content, j.previous_hash, j.hash, w.name AS operator
         FROM journal AS j JOIN operators AS w ON w.id = j.operator_id
         WHERE ($1 IS NULL OR j.command = $1 OR substr(j.command, 1, length($1) + 1) = $1 || ' ') ORDER BY j.at DESC, j.site, j.seq DESC LIMIT $2",
        &[&command, &super::limit(limit)],
        |row| Ok((from_row(row)?, row.get("operator")?)),
    )
}

/// How many lines fit.
pub fn count(snapshot: &Snapshot<'_>, command: Option<&str>) -> Result<i64> {
    snapshot.one(
        "SELECT count(*) AS n FROM journal WHERE ($1 IS NULL OR command = $1 OR substr(command, 1, length($1) + 1) = $1 || ' ')",
        &[&command],
        |row| row.get("n"),
    )
}

/// One line of a site, with its operator's name.
pub fn find(
    snapshot: &Snapshot<'_>,
    site: Site,
    seq: i64,
) -> Result<Option<(JournalLine, String)>> {
    snapshot.opt(
        "SELECT j.site, j.seq, j.at, j.operator_id, j.command, j.content, j.previous_hash, j.hash, w.name AS operator
         FROM journal AS j JOIN operators AS w ON w.id = j.operator_id WHERE j.site = $1 AND j.seq = $2",
        &[&site, &seq],
        |row| Ok((from_row(row)?, row.get("operator")?)),
    )
}

/// So many touched rows are worth a line of the journal.
const MANY: usize = 2_000;

/// Appends a line once many rows were touched, so that a run over any number of them holds only these at a time.
///
/// To be called between one item and the next: a row that is touched again after its line is told once more.
pub fn append_if_many(tx: &Transaction<'_>, command: &str) -> Result<()> {
    if tx.untold() >= MANY {
        append(tx, head(tx, tx.site())?, command)?;
    }
    Ok(())
}

/// Appends a line after the newest, `before`: every row touched since the last one of this transaction, as it is now.
pub fn append(tx: &Transaction<'_>, before: Head, command: &str) -> Result<Head> {
    let mut line = JournalLine {
        site: tx.site(),
        seq: before.seq + 1,
        at: tx.now(),
        operator_id: tx.operator()?,
        command: command.to_owned(),
        content: content(tx)?,
        previous_hash: before.hash,
        hash: String::new(),
    };
    line.hash = line.expected_hash();
    tx.run(
        "INSERT INTO journal (site, seq, at, operator_id, command, content, previous_hash, hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        &[
            &line.site,
            &line.seq,
            &line.at,
            &line.operator_id,
            &line.command,
            &line.content,
            &line.previous_hash,
            &line.hash,
        ],
    )?;
    Ok(Head {
        seq: line.seq,
        hash: line.hash,
    })
}

/// Forgets the salt of a row: whatever the chain holds of its texts can no longer be told from chance.
pub fn forget(tx: &Transaction<'_>, table: &'static str, id: i64) -> Result<()> {
    tx.run(
        "DELETE FROM salts WHERE table_name = $1 AND row_id = $2",
        &[&table, &id],
    )?;
    Ok(())
}

/// Every row of a table in the journal's form, as JSON text, with its id.
pub fn rows(
    snapshot: &Snapshot<'_>,
    recorded: &Recorded,
    mut visit: impl FnMut(i64, &[u8]) -> Result<()>,
) -> Result<()> {
    let mut text = Vec::new();
    snapshot.each(recorded.all, &[], |row| {
        let id: i64 = row.get("id")?;
        let salt = || Ok(find_salt(snapshot, recorded.table, id)?.unwrap_or_default());
        text.clear();
        write_row(&mut text, snapshot, recorded, id, row, salt)?;
        visit(id, &text)
    })
}

fn content(tx: &Transaction<'_>) -> Result<String> {
    let mut text = Vec::new();
    for (table, id) in tx.tell() {
        let Some(recorded) = RECORDED.iter().find(|recorded| recorded.table == table) else {
            continue;
        };
        text.extend_from_slice(if text.is_empty() { b"[" } else { b"," });
        text.extend_from_slice(b"{\"id\":");
        write_json(&mut text, &id)?;
        text.extend_from_slice(b",\"row\":");
        let salt = || salt_or_new(tx, recorded.table, id);
        let told = tx.opt(recorded.one, &[&id], |row| {
            write_row(&mut text, tx, recorded, id, row, salt)?;
            must_not_be_a_draft(table, row)
        })?;
        if told.is_none() {
            text.extend_from_slice(b"null");
        }
        text.extend_from_slice(b",\"table\":");
        write_json(&mut text, table)?;
        text.push(b'}');
    }
    text.extend_from_slice(if text.is_empty() { b"[]" } else { b"]" });
    String::from_utf8(text).map_err(|_| untold())
}

/// The schema settles this at the end of a transaction; here it is settled at the end of each change of it.
fn must_not_be_a_draft(table: &str, row: &Row<'_>) -> Result<()> {
    if table == "orders" && row.get::<OrderStatus>("status")? == OrderStatus::Draft {
        let message = "an order would be left as a draft";
        return Err(Error::new(Code::Refused, message));
    }
    Ok(())
}

/// A row as the journal tells it: integers and text as they are, free text as a salted hash.
fn write_row(
    text: &mut Vec<u8>,
    snapshot: &Snapshot<'_>,
    recorded: &Recorded,
    id: i64,
    row: &Row<'_>,
    salt: impl Fn() -> Result<Vec<u8>>,
) -> Result<()> {
    let mut known_salt = None;
    let mut before = b'{';
    for (at, column) in row.columns().iter().enumerate() {
        let value = row.value(at)?;
        if value == Value::Null && recorded.later.contains(&column.as_str()) {
            continue;
        }
        text.extend_from_slice(&[before, b'"']);
        before = b',';
        text.extend_from_slice(column.as_bytes());
        text.extend_from_slice(b"\":");
        match value {
            Value::Null if column == LINE_UP => {
                let line_up = super::line_up::ids(snapshot, ConcertId(id))?;
                write_json(text, &line_up)?;
            }
            Value::Null => write_json(text, &())?,
            Value::Integer(number) => write_json(text, &number)?,
            Value::Blob(bytes) => write_json(text, &hex(bytes))?,
            Value::Text(told) if recorded.erasable.contains(&column.as_str()) => {
                if known_salt.is_none() {
                    known_salt = Some(salt()?);
                }
                let salt = known_salt.as_deref().unwrap_or_default();
                write_json(text, &salted(salt, column, &told))?;
            }
            Value::Text(told) => write_json(text, &told)?,
        }
    }
    text.push(b'}');
    Ok(())
}

fn write_json(text: &mut Vec<u8>, value: &(impl Serialize + ?Sized)) -> Result<()> {
    serde_json::to_writer(text, value).map_err(|_| untold())
}

fn untold() -> Error {
    Error::new(Code::Failed, "a row cannot be told to the journal")
}

fn find_salt(snapshot: &Snapshot<'_>, table: &'static str, id: i64) -> Result<Option<Vec<u8>>> {
    snapshot.opt(
        "SELECT salt FROM salts WHERE table_name = $1 AND row_id = $2",
        &[&table, &id],
        |row| row.get("salt"),
    )
}

fn salt_or_new(tx: &Transaction<'_>, table: &'static str, id: i64) -> Result<Vec<u8>> {
    if let Some(salt) = find_salt(tx, table, id)? {
        return Ok(salt);
    }
    let mut salt = [0; 16];
    tx.random(&mut salt)?;
    tx.run(
        "INSERT INTO salts (table_name, row_id, salt) VALUES ($1, $2, $3)",
        &[&table, &id, &salt.as_slice()],
    )?;
    Ok(salt.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_told_by_name_of_its_columns() {
        for recorded in RECORDED {
            let select = recorded.one.strip_prefix("SELECT ").unwrap();
            let (columns, _) = select.split_once(" FROM ").unwrap();
            let names = columns.split(", ");
            let names = names.map(|column| column.strip_prefix("NULL AS ").unwrap_or(column));
            assert!(names.is_sorted(), "{}", recorded.table);
        }
    }
}
