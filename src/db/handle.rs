//! An open connection, and the statements that it was asked before, ready to be asked again.

use std::cell::RefCell;
use std::collections::HashMap;

use rusqlite::{Connection, PrepFlags, Statement};
use self_cell::self_cell;

use super::error::from_driver;
use super::value::{Param, Value};
use crate::domain::{Code, Error, Result};

/// What `$1` and so on are called.
const NAMES: [&str; 20] = [
    "$1", "$2", "$3", "$4", "$5", "$6", "$7", "$8", "$9", "$10", "$11", "$12", "$13", "$14", "$15",
    "$16", "$17", "$18", "$19", "$20",
];

/// A statement as the engine understood it.
struct Shape {
    /// Its columns by name, in order.
    columns: Vec<String>,
    /// Where `$1` and so on are bound: to the engine they are names, numbered by where they first stand.
    places: Vec<usize>,
}

/// A statement that can be asked again.
struct Ready<'c> {
    statement: Statement<'c>,
    shape: Shape,
}

/// Statements that nobody is asking just now, by where their text lies, which is quicker to look up than what it says.
/// Texts are the program's own and stay where they are; none is ever put together from what somebody typed.
#[derive(Default)]
struct Idle<'c>(RefCell<HashMap<(usize, usize), Ready<'c>>>);

self_cell! {
    struct Engine {
        owner: Connection,
        #[not_covariant]
        dependent: Idle,
    }
}

/// A connection that knows what it was asked before.
pub(super) struct Handle {
    engine: Engine,
    /// The id that was given out last by each statement that asks for one, in the transaction that is under way.
    pub(super) given: RefCell<HashMap<&'static str, i64>>,
}

impl Handle {
    pub(super) fn new(connection: Connection) -> Self {
        Self {
            engine: Engine::new(connection, |_| Idle::default()),
            given: RefCell::default(),
        }
    }

    /// The connection itself, for what the engine alone can say.
    pub(super) fn connection(&self) -> &Connection {
        self.engine.borrow_owner()
    }

    /// Asks the statement `sql`, with `params` in the place of `$1` and so on.
    pub(super) fn ask<T>(
        &self,
        sql: &'static str,
        params: &[&dyn Param],
        act: impl FnOnce(&mut Statement<'_>, &[String]) -> Result<T>,
    ) -> Result<T> {
        self.engine.with_dependent(|connection, idle| {
            let mut ready = idle.take(connection, sql)?;
            let done = bind(&mut ready, params)
                .and_then(|()| act(&mut ready.statement, &ready.shape.columns));
            ready.statement.clear_bindings();
            idle.keep(sql, ready);
            done
        })
    }

    /// Closes the connection.
    pub(super) fn close(self) -> Result<()> {
        let closed = self.engine.into_owner().close();
        closed.map_err(|(_, error)| from_driver(error))
    }
}

impl<'c> Idle<'c> {
    /// The statement `sql`: a new one where there is none, or where it is being asked already.
    fn take(&self, connection: &'c Connection, sql: &'static str) -> Result<Ready<'c>> {
        if let Some(ready) = self.0.borrow_mut().remove(&place(sql)) {
            return Ok(ready);
        }
        let statement = connection
            .prepare_with_flags(sql, PrepFlags::SQLITE_PREPARE_PERSISTENT)
            .map_err(from_driver)?;
        let shape = Shape::of(&statement)?;
        Ok(Ready { statement, shape })
    }

    fn keep(&self, sql: &'static str, ready: Ready<'c>) {
        self.0.borrow_mut().insert(place(sql), ready);
    }
}

/// Where a text of the program lies.
fn place(sql: &'static str) -> (usize, usize) {
    (sql.as_ptr() as usize, sql.len())
}

/// Binds the values of `$1` and so on.
fn bind(ready: &mut Ready<'_>, params: &[&dyn Param]) -> Result<()> {
    let Ready { statement, shape } = ready;
    if params.len() > shape.places.len() {
        let message = format!("a statement has no ${}", shape.places.len() + 1);
        return Err(Error::new(Code::Failed, message));
    }
    for (&index, param) in shape.places.iter().zip(params) {
        let bound = match param.value() {
            Value::Null => statement.raw_bind_parameter(index, rusqlite::types::Null),
            Value::Integer(number) => statement.raw_bind_parameter(index, number),
            Value::Text(text) => statement.raw_bind_parameter(index, &*text),
            Value::Blob(bytes) => statement.raw_bind_parameter(index, bytes),
        };
        bound.map_err(from_driver)?;
    }
    Ok(())
}

impl Shape {
    fn of(statement: &Statement<'_>) -> Result<Self> {
        let count = statement.parameter_count();
        let mut places = Vec::with_capacity(count);
        for name in NAMES.iter().take(count) {
            let place = statement.parameter_index(name).map_err(from_driver)?;
            places.extend(place);
        }
        if places.len() < count {
            let message = "the values of a statement are not `$1` and so on";
            return Err(Error::new(Code::Failed, message));
        }
        Ok(Self {
            columns: statement.column_names().map(str::to_owned).collect(),
            places,
        })
    }
}
