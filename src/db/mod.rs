//! Opens the store, runs a transaction, migrates and checks. The only place that knows the driver.
//!
//! Everything above speaks SQL with `$1` parameters through [`Snapshot`] and [`Transaction`] and reads rows by column
//! name, so that a second engine is a second arm in here and nowhere else.

mod busy;
mod check;
mod connect;
mod error;
mod file;
mod finding;
mod handle;
mod history;
mod migrate;
mod open;
mod row;
mod schema;
mod snapshot;
mod texts;
mod touched;
mod transaction;
mod value;

pub use busy::OnWait;
pub use check::check_file;
pub use file::{FileState, NOFOLLOW, belongs_to, beside, file_state};
pub use finding::Finding;
pub use migrate::{Migrated, migrate};
pub use open::{Db, Parts, Together, Trace};
pub use row::Row;
pub use schema::SCHEMA_VERSION;
pub use snapshot::Snapshot;
pub use transaction::{Random, Stamp, Transaction};
pub use value::{FromValue, Param, Value};
