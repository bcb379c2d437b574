//! Sums over orders, money and places, exact and from dated rows.
//!
//! Sums over lines and entries are asked of one covering index each; what a concert, a type or an operator is called is
//! asked afterwards.

mod accounts;
mod accounts_then;
mod lines;
mod money;
mod places;
mod places_then;

pub use accounts::{dead, open_items, unpaid};
pub use accounts_then::accounts_at;
pub use lines::{
    LineSum, by_channel, by_minute, by_operator, by_price, by_type, comps, purposes, total, types,
};
pub use money::{by_method, mixed_by_method, moves};
pub use places::{Claimed, claimed, manifest};
pub use places_then::{
    ClaimThen, HeldThen, LimitsThen, claims_at, held_at, limits_at, overdue_holds_at, returning_at,
};
