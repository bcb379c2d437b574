//! The rules of the catalogue, through the library and a file of its own each.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod concerts;
mod house;
mod users;
