//! What the imports of concerts, of orders and of customers share.

mod rejects;

pub(crate) use rejects::{Rejects, TOLD_BEFORE};
