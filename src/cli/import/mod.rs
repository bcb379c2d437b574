//! What the imports of concerts, of orders and of customers share: where a list comes from, how it is understood, and
//! what becomes of rows that cannot be taken.

mod end;
mod form;
mod list;
mod refused;
mod rejects;
mod source;

pub(crate) use end::taken;
pub(crate) use form::{FormArgs, tell as tell_remarks};
pub(crate) use list::{ListFileArgs, ListFileRequest, Opened, rows};
pub(crate) use refused::{Refused, RefusedArgs, most};
pub(crate) use rejects::Rejects;
pub(crate) use source::open as open_source;
