//! Whom a house calls when a concert moves or does not take place.

use super::{Email, Name, OrderCode, OrderStatus, Phone};

/// Somebody who has tickets or unpaid places of a concert.
#[derive(Debug, Clone)]
pub struct ToCall {
    /// The order's code.
    pub code: OrderCode,
    /// Whether it is paid or pending.
    pub status: OrderStatus,
    /// How the customer is named.
    pub user: String,
    /// The name, unless erased.
    pub name: Option<Name>,
    /// The e-mail address.
    pub email: Option<Email>,
    /// The phone number.
    pub phone: Option<Phone>,
    /// How many tickets or unpaid places of the concert.
    pub places: i64,
}
