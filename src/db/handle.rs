//! An open connection, and what the engine takes long to tell of every statement.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use rusqlite::{CachedStatement, Connection, Statement};

use super::error::from_driver;
use super::value::{Param, Value};
use crate::domain::{Code, Error, Result};

/// So many statements are known at once: more than the program has, unless it puts texts together.
const MOST: usize = 512;

/// What `$1` and so on are called.
const NAMES: [&str; 20] = [
    "$1", "$2", "$3", "$4", "$5", "$6", "$7", "$8", "$9", "$10", "$11", "$12", "$13", "$14", "$15",
    "$16", "$17", "$18", "$19", "$20",
];

/// A statement as the engine understood it.
pub(super) struct Shape {
    sql: String,
    /// Its columns by name, in order.
    pub(super) columns: Vec<String>,
    /// Where `$1` and so on are bound: to the engine they are names, numbered by where they first stand.
    pub(super) places: Vec<usize>,
}

/// A connection that knows the shape of what it was asked before.
pub(super) struct Handle {
    pub(super) connection: Connection,
    /// By where the text of the statement lies, which is quicker than what it says; that is compared all the same.
    known: RefCell<HashMap<(usize, usize), Rc<Shape>>>,
    /// The id that was given out last of each table, in the transaction that is under way.
    pub(super) given: RefCell<HashMap<&'static str, i64>>,
}

impl Handle {
    pub(super) fn new(connection: Connection) -> Self {
        Self {
            connection,
            known: RefCell::default(),
            given: RefCell::default(),
        }
    }

    /// The statement `sql`, with `params` in the place of `$1` and so on.
    pub(super) fn prepare(
        &self,
        sql: &str,
        params: &[&dyn Param],
    ) -> Result<(CachedStatement<'_>, Rc<Shape>)> {
        let mut statement = self.connection.prepare_cached(sql).map_err(from_driver)?;
        let shape = self.shape(sql, &statement)?;
        bind(&mut statement, &shape, params)?;
        Ok((statement, shape))
    }

    /// The shape of `statement`, whose text is `sql`.
    fn shape(&self, sql: &str, statement: &Statement<'_>) -> Result<Rc<Shape>> {
        let place = (sql.as_ptr() as usize, sql.len());
        if let Some(known) = self.known.borrow().get(&place)
            && known.sql == sql
        {
            return Ok(Rc::clone(known));
        }
        let shape = Rc::new(Shape::of(sql, statement)?);
        let mut known = self.known.borrow_mut();
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(place, Rc::clone(&shape));
        Ok(shape)
    }
}

/// Binds the values of `$1` and so on.
fn bind(statement: &mut Statement<'_>, shape: &Shape, params: &[&dyn Param]) -> Result<()> {
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
    fn of(sql: &str, statement: &Statement<'_>) -> Result<Self> {
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
            sql: sql.to_owned(),
            columns: statement.column_names().map(str::to_owned).collect(),
            places,
        })
    }
}
