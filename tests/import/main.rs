//! What becomes of a list of concerts, through the library and a file of its own each.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod again;
mod fields;
mod formats;
mod house;
mod json_shapes;
mod lists;
mod mess;
mod odd;
mod plan;
mod price_columns;
mod prices;
mod refused;
mod rows;
mod stored;
mod written_back;
