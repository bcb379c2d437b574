//! The journal in the store: what each table tells it, and its chain.

use serde_json::{Map, Value as Json, json};

use crate::db::{Row, Snapshot, Transaction, Value};
use crate::domain::{Head, JournalLine, Result, Site, hex, salted};

/// What the journal keeps of a table: all columns that travel, but no counts that follow from other rows, and no secret.
pub struct Recorded {
    /// The table.
    pub table: &'static str,
    one: &'static str,
    all: &'static str,
    /// Columns with free text, which the chain holds only as a salted hash.
    erasable: &'static [&'static str],
}

macro_rules! recorded {
    ($($table:literal: $columns:literal, [$($erasable:literal),*];)+) => {
        /// Every table whose rows travel between files, parents before children.
        pub const RECORDED: &[Recorded] = &[$(Recorded {
            table: $table,
            one: concat!("SELECT ", $columns, " FROM ", $table, " WHERE id = $1"),
            all: concat!("SELECT ", $columns, " FROM ", $table, " ORDER BY id"),
            erasable: &[$($erasable),*],
        },)+];
    };
}

recorded! {
    "office": "id, name, currency, timezone, practice, site, house_id, lineage_id, created_at", [];
    "operators": "id, name, created_at", ["name"];
    "users": "id, name, email, phone, note, merged_into, created_at, updated_at, erased_at", ["name", "email", "phone", "note"];
    "venues": "id, slug, name, location, capacity, timezone, merged_into, created_at, updated_at", [];
    "artists": "id, slug, name, merged_into, created_at, updated_at", [];
    "concerts": "id, slug, name, venue_id, starts_at, time_known, doors_at, ends_at, timezone, capacity, status, cancelled_at, cancel_reason, source, source_id, note, created_at, updated_at", ["cancel_reason", "note"];
    "ticket_types": "id, concert_id, slug, name, price, quota, pool_id, sale_starts_at, sale_ends_at, max_per_order, created_at, updated_at", [];
    "orders": "id, code, user_id, status, total, channel, operator_id, shift_id, receipt_number, note, expires_at, created_at, changed_at, paid_at, expired_at, cancelled_at", ["note"];
    "order_details": "id, order_id, kind, ticket_type_id, refers_to_id, quantity, unit_price, amount, tax_rate, tax_amount, comp_reason, approver_id, reason, created_at", ["comp_reason", "reason"];
    "payments": "id, order_id, created_at", [];
    "payment_entries": "id, payment_id, kind, amount, method, refunds_id, reference, tendered, change, reason, operator_id, shift_id, at, received_at", ["reference", "reason"];
    "tickets": "id, code, order_id, order_detail_id, ticket_type_id, number, status, holder_name, seat, replaces_id, void_reason, issued_at, voided_at", ["holder_name", "void_reason"];
    "scans": "id, ticket_id, concert_id, direction, entry, result, gate, operator_id, at, received_at", [];
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
        append(tx, command)?;
    }
    Ok(())
}

/// Appends a line: every row touched since the last one of this transaction, as it is now.
pub fn append(tx: &Transaction<'_>, command: &str) -> Result<Head> {
    let before = head(tx, tx.site())?;
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

/// Every row of a table in the journal's form, with its id.
pub fn rows(
    snapshot: &Snapshot<'_>,
    recorded: &Recorded,
    mut visit: impl FnMut(i64, &Json) -> Result<()>,
) -> Result<()> {
    snapshot.each(recorded.all, &[], |row| {
        let id: i64 = row.get("id")?;
        let salt = |id| find_salt(snapshot, recorded.table, id);
        visit(id, &form(snapshot, recorded, row, salt)?)
    })
}

fn content(tx: &Transaction<'_>) -> Result<String> {
    let mut rows = Vec::new();
    for (table, id) in tx.tell() {
        let Some(recorded) = RECORDED.iter().find(|recorded| recorded.table == table) else {
            continue;
        };
        let salt = |id| salt_or_new(tx, recorded.table, id).map(Some);
        let row = tx.opt(recorded.one, &[&id], |row| form(tx, recorded, row, salt))?;
        rows.push(json!({ "table": table, "id": id, "row": row }));
    }
    Ok(Json::Array(rows).to_string())
}

/// A row as the journal tells it: integers and text as they are, free text as a salted hash.
fn form(
    snapshot: &Snapshot<'_>,
    recorded: &Recorded,
    row: &Row<'_>,
    salt: impl Fn(i64) -> Result<Option<Vec<u8>>>,
) -> Result<Json> {
    let id: i64 = row.get("id")?;
    let mut object = Map::new();
    for (column, value) in row.columns()? {
        let told = match value {
            Value::Null => Json::Null,
            Value::Integer(number) => json!(number),
            Value::Blob(bytes) => json!(hex(&bytes)),
            Value::Text(text) if recorded.erasable.contains(&column.as_str()) => {
                json!(salted(&salt(id)?.unwrap_or_default(), &column, &text))
            }
            Value::Text(text) => json!(text),
        };
        object.insert(column, told);
    }
    if recorded.table == "concerts" {
        let line_up = super::line_up::ids(snapshot, crate::domain::ConcertId(id))?;
        object.insert("line_up".to_owned(), json!(line_up));
    }
    Ok(Json::Object(object))
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
