//! What many tills, sudden deaths and long evenings may do to a house: nothing.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod changes;
mod held;
mod holds;
mod house;
mod kills;
mod mass_refund;
mod places;
mod pools;
mod races;
