//! Reports, through the library: yesterday's figures never change, and what does not add up is said.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test may fail where it stands"
)]

mod broken;
mod evening;
mod past;
mod plans;
