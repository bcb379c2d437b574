//! What can be done at the desk: typed requests in, facts out.
//!
//! One file per thing people come for. Verbs, imports and whoever embeds the library call these inside
//! [`Office::read`](crate::office::Office::read) and [`Office::write`](crate::office::Office::write); they look rules up
//! in `domain` and rows in `repository`, and never print or ask.

pub mod add;
pub mod admission;
pub mod artist;
pub mod cancel;
pub mod change_order;
pub mod check;
pub mod concert;
pub mod discount;
pub mod doubles;
pub mod due;
pub mod exchange;
pub mod explain;
pub mod export;
pub mod fee;
pub mod give_back;
mod goodwill;
pub mod hold;
pub mod hold_sale;
pub mod import;
pub mod journal;
mod kept_limits;
pub mod leaving;
pub mod mass_refund;
pub mod merge;
mod naming;
pub mod office;
pub mod open_money;
mod opened;
pub mod order;
pub mod order_import;
pub mod overriding;
pub mod payment;
pub mod pool;
pub mod refund;
pub mod report;
pub mod rounding;
pub mod sale;
pub mod settle;
pub mod split;
pub mod sweep;
mod telling;
pub mod terms;
pub mod ticket;
pub mod ticket_type;
pub mod tier;
pub mod user;
pub mod user_import;
pub mod venue;
mod worth;
