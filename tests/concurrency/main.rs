//! What many tills, sudden deaths and long evenings may do to a house: nothing.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod discounts;
mod held;
mod holds;
mod house;
mod kills;
mod places;
mod races;
