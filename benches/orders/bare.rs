//! The rows of orders, read back from a file, and the loop that does nothing but write them.

use std::collections::HashMap;
use std::path::Path;

use rusqlite::types::Value;
use rusqlite::{CachedStatement, Connection, OptionalExtension, params_from_iter};

use super::took::Took;

type Row = Vec<Value>;

/// How the rows of an order are read, and how each is written.
const ORDER: [&str; 2] = [
    "SELECT id, code, user_id, channel, operator_id, note, NULL, created_at, changed_at FROM orders WHERE id > ?1 ORDER BY id",
    "INSERT INTO orders (id, code, user_id, status, total, channel, operator_id, note, expires_at, created_at, changed_at)
     VALUES (?1, ?2, ?3, 'draft', 0, ?4, ?5, ?6, ?7, ?8, ?9)",
];
const DETAIL: [&str; 2] = [
    "SELECT order_id, id, kind, ticket_type_id, refers_to_id, quantity, unit_price, amount, created_at
     FROM order_details WHERE order_id > ?1 ORDER BY id",
    "INSERT INTO order_details (order_id, id, kind, ticket_type_id, refers_to_id, quantity, unit_price, amount, created_at)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
];
const PAYMENT: [&str; 2] = [
    "SELECT order_id, id, amount, created_at FROM payments WHERE order_id > ?1 ORDER BY id",
    "INSERT INTO payments (order_id, id, amount, live, created_at) VALUES (?1, ?2, ?3, 1, ?4)",
];
const PENDING: [&str; 2] = [
    "SELECT id, changed_at FROM orders WHERE id > ?1 ORDER BY id",
    "UPDATE orders SET status = 'pending', changed_at = ?2 WHERE id = ?1",
];
const ENTRY: [&str; 2] = [
    "SELECT p.order_id, e.id, e.payment_id, e.kind, e.amount, e.method, e.reference, e.tendered, e.change, e.operator_id,
         e.at, e.received_at, e.concert_id
     FROM payment_entries AS e JOIN payments AS p ON p.id = e.payment_id WHERE p.order_id > ?1 ORDER BY e.id",
    "INSERT INTO payment_entries (id, payment_id, kind, amount, method, reference, tendered, change, operator_id, at, received_at,
         concert_id)
     SELECT ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13 WHERE ?1 = ?1",
];
const TICKET: [&str; 2] = [
    "SELECT order_id, id, code, order_detail_id, ticket_type_id, number, issued_at FROM tickets WHERE order_id > ?1 ORDER BY id",
    "INSERT INTO tickets (order_id, id, code, order_detail_id, ticket_type_id, number, status, issued_at)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'valid', ?7)",
];
const PAID: [&str; 2] = [
    "SELECT id, changed_at, paid_at FROM orders WHERE id > ?1 ORDER BY id",
    "UPDATE orders SET status = 'paid', changed_at = ?2, paid_at = ?3 WHERE id = ?1",
];
const KEY: [&str; 2] = [
    "SELECT json_extract(answer, '$.order'), key, request_hash, answer, at FROM request_keys
     WHERE json_extract(answer, '$.order') > ?1",
    "INSERT INTO request_keys (key, request_hash, answer, at) SELECT ?2, ?3, ?4, ?5 WHERE ?1 = ?1",
];
const STEPS: [[&str; 2]; 8] = [ORDER, DETAIL, PAYMENT, PENDING, ENTRY, TICKET, PAID, KEY];

const JOURNAL: [&str; 2] = [
    "SELECT site, seq, at, operator_id, command, content, previous_hash, hash FROM journal WHERE seq > ?1 ORDER BY seq",
    "INSERT INTO journal (site, seq, at, operator_id, command, content, previous_hash, hash)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
];

/// All rows that a file has beyond another, order by order, in the order they are written in.
pub(crate) struct Rows {
    orders: Vec<Vec<Vec<Row>>>,
    journal: Vec<Row>,
}

impl Rows {
    /// What `file` has and `stock` has not.
    pub(crate) fn beyond(file: &Path, stock: &Path) -> Self {
        let known = open(stock);
        let last = |sql| known.query_row(sql, [], |row| row.get::<_, i64>(0));
        let last_order = last("SELECT coalesce(max(id), 0) FROM orders").expect("a number");
        let last_line = last("SELECT coalesce(max(seq), 0) FROM journal").expect("a number");
        let connection = open(file);
        let steps = STEPS.map(|[read, _]| by_order(&connection, read, last_order));
        let ids = all(&connection, ORDER[0], last_order);
        let mut orders = Vec::new();
        for row in ids {
            let Value::Integer(id) = row[0] else { continue };
            let of_order = steps
                .iter()
                .map(|step| step.get(&id).cloned().unwrap_or_default());
            orders.push(of_order.collect());
        }
        Self {
            orders,
            journal: all(&connection, JOURNAL[0], last_line),
        }
    }

    /// How many orders there are.
    pub(crate) fn orders(&self) -> usize {
        self.orders.len()
    }

    /// Writes them into another copy of the stock, so many orders in a transaction, and says how long that took.
    pub(crate) fn write(&self, file: &Path, at_once: usize) -> Took {
        Took::of(|| self.write_all(file, at_once))
    }

    fn write_all(&self, file: &Path, at_once: usize) {
        let connection = open(file);
        let mut lines = self.journal.iter();
        for chunk in self.orders.chunks(at_once) {
            connection
                .execute_batch("BEGIN IMMEDIATE")
                .expect("a transaction");
            let mut steps = STEPS.map(|[_, write]| prepare(&connection, write));
            let mut journal = prepare(&connection, JOURNAL[1]);
            for order in chunk {
                for (statement, rows) in steps.iter_mut().zip(order) {
                    for row in rows {
                        execute(statement, row);
                    }
                }
                lines
                    .next()
                    .into_iter()
                    .for_each(|row| execute(&mut journal, row));
            }
            drop((steps, journal));
            connection.execute_batch("COMMIT").expect("a commit");
        }
        connection.close().expect("it closes");
    }
}

/// Opens a file with all that the product sees to, durability and deletion included; how often the log is written back
/// is the engine's own.
fn open(file: &Path) -> Connection {
    let connection = Connection::open(file).expect("the file opens");
    connection
        .execute_batch(
            "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON;
             PRAGMA trusted_schema = OFF; PRAGMA secure_delete = ON; PRAGMA cell_size_check = ON;
             PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY;",
        )
        .expect("it is set up");
    connection.set_prepared_statement_cache_capacity(32);
    let mode = connection.query_row("PRAGMA journal_mode = WAL", [], |row| {
        row.get::<_, String>(0)
    });
    mode.optional().expect("a mode");
    connection
}

fn all(connection: &Connection, sql: &str, after: i64) -> Vec<Row> {
    let mut statement = connection.prepare(sql).expect("a statement");
    let columns = statement.column_count();
    let rows = statement.query_map([after], |row| (0..columns).map(|at| row.get(at)).collect());
    let rows: Result<Vec<Row>, _> = rows.expect("rows").collect();
    rows.expect("rows")
}

fn by_order(connection: &Connection, sql: &str, after: i64) -> HashMap<i64, Vec<Row>> {
    let mut found: HashMap<i64, Vec<Row>> = HashMap::new();
    for row in all(connection, sql, after) {
        if let Value::Integer(order) = row[0] {
            found.entry(order).or_default().push(row);
        }
    }
    found
}

fn prepare<'c>(connection: &'c Connection, sql: &str) -> CachedStatement<'c> {
    connection.prepare_cached(sql).expect("a statement")
}

fn execute(statement: &mut CachedStatement<'_>, row: &Row) {
    statement.execute(params_from_iter(row)).expect("a row");
}
