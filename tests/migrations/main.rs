//! The file: how it is made, opened, refused and brought to a newer schema.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may fail where it stands"
)]

mod corpus;
mod frozen;
mod place;
mod settings;
mod versions;
