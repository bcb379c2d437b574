//! The front door: what one change is, and many of them, through the library and a file of its own each.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod house;
mod journal;
mod together;
mod worth;
