//! Users: the customers.

use serde::{Deserialize, Serialize};

use super::{Change, Email, Instant, Name, Note, Phone, UserId};

/// A customer as he or she stands.
#[derive(Debug, Clone)]
pub struct User {
    /// The user's id.
    pub id: UserId,
    /// The name, unless erased.
    pub name: Option<Name>,
    /// The e-mail address.
    pub email: Option<Email>,
    /// The phone number.
    pub phone: Option<Phone>,
    /// What else is to be known.
    pub note: Option<Note>,
    /// Whether a password is set.
    pub has_password: bool,
    /// When it was made.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
    /// When name, e-mail address and phone number were erased.
    pub erased_at: Option<Instant>,
}

/// A customer to be made.
#[derive(Debug, Clone, Serialize)]
pub struct NewUser {
    /// The name.
    pub name: Name,
    /// The e-mail address.
    pub email: Option<Email>,
    /// The phone number.
    pub phone: Option<Phone>,
    /// What else is to be known.
    pub note: Option<Note>,
}

/// What changes about a customer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct UserPatch {
    /// The name.
    pub name: Option<Name>,
    /// The e-mail address.
    pub email: Change<Email>,
    /// The phone number.
    pub phone: Change<Phone>,
    /// What else is to be known.
    pub note: Change<Note>,
}

/// What became of a list of customers: created + updated + unchanged + refused = rows.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserImportCounts {
    /// Rows of the file.
    pub rows: i64,
    /// Customers who are new.
    pub created: i64,
    /// Customers whose record was changed.
    pub updated: i64,
    /// Customers who stood there just so.
    pub unchanged: i64,
    /// Rows that cannot be taken.
    pub refused: i64,
}

impl UserImportCounts {
    /// The rows whose content now stands in the box office.
    #[must_use]
    pub const fn taken(&self) -> i64 {
        self.created + self.updated + self.unchanged
    }
}

/// What a row of a list says of a customer; a blank cell says nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserRow {
    /// The name.
    pub name: Option<Name>,
    /// The e-mail address.
    pub email: Option<Email>,
    /// The phone number.
    pub phone: Option<Phone>,
    /// What else is to be known.
    pub note: Option<Note>,
}

/// Which customers to list.
#[derive(Debug, Clone, Default)]
pub struct UserFilter {
    /// Text in the name, e-mail address or phone number.
    pub text: Option<String>,
    /// At most so many; `None` for all.
    pub limit: Option<usize>,
}

impl User {
    /// How the customer is named to others.
    #[must_use]
    pub fn reference(&self) -> String {
        user_reference(self.id, self.email.clone(), self.phone.clone())
    }
}

/// How a customer is named to others: e-mail address, else phone number, else `walk-in`, else the id.
#[must_use]
pub fn user_reference(id: UserId, email: Option<Email>, phone: Option<Phone>) -> String {
    if id == UserId::WALK_IN {
        return "walk-in".to_owned();
    }
    let email = email.map(|email| email.to_string());
    email
        .or_else(|| phone.map(|phone| phone.to_string()))
        .unwrap_or_else(|| id.to_string())
}
