//! An open connection, and what the engine takes long to tell of every statement.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use rusqlite::{Connection, Statement};

use super::error::from_driver;
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

    /// The shape of `statement`, whose text is `sql`.
    pub(super) fn shape(&self, sql: &str, statement: &Statement<'_>) -> Result<Rc<Shape>> {
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
