//! What leaves a box office comes back unchanged: random offices, through the real program.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod house;
mod random;
mod round_trip;
