//! How a user is told.

use serde::Serialize;

use super::{Cell, Column, View};
use crate::domain::{Email, Instant, Phone, User, UserId, Zone};

/// A user: a customer, whose password is never told.
#[derive(Debug, Serialize)]
pub struct UserView {
    /// What people type: e-mail address, else phone number, else `walk-in`, else the id.
    pub user: String,
    /// The name; `null` once erased.
    pub name: Option<String>,
    /// The e-mail address.
    pub email: Option<Email>,
    /// The phone number.
    pub phone: Option<Phone>,
    /// How many orders there are, in any state.
    pub orders: i64,
    /// Whether a password is set.
    pub has_password: bool,
    /// What else is to be known.
    pub note: Option<String>,
    /// The id.
    pub id: UserId,
    /// When it was made.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
    /// When name, e-mail address, phone number and note were erased.
    pub erased_at: Option<Instant>,
    #[serde(skip)]
    zone: Zone,
}

impl UserView {
    /// The view of `user` with so many orders, its times read in `zone`.
    #[must_use]
    pub fn of(user: &User, orders: i64, zone: Zone) -> Self {
        Self {
            user: user.reference(),
            name: user.name.as_ref().map(ToString::to_string),
            email: user.email.clone(),
            phone: user.phone.clone(),
            orders,
            has_password: user.has_password,
            note: user.note.as_ref().map(ToString::to_string),
            id: user.id,
            created_at: user.created_at,
            updated_at: user.updated_at,
            erased_at: user.erased_at,
            zone,
        }
    }
}

impl View for UserView {
    const COLUMNS: &'static [Column] = &[
        Column::always("user", "USER"),
        Column::shrinkable("name", "NAME"),
        Column::wide("email", "E-MAIL"),
        Column::always("phone", "PHONE"),
        Column::always("orders", "ORDERS"),
        Column::wide("has_password", "PASSWORD"),
        Column::shrinkable("note", "NOTE"),
        Column::wide("id", "ID"),
        Column::wide("created_at", "CREATED"),
        Column::wide("updated_at", "UPDATED"),
        Column::wide("erased_at", "ERASED"),
    ];
    const PLURAL: &'static str = "users";

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::text(&self.user),
            Cell::optional(self.name.as_ref(), Cell::text),
            Cell::optional(self.email.as_ref(), Cell::text),
            Cell::optional(self.phone.as_ref(), Cell::text),
            Cell::Count(self.orders),
            Cell::Flag(self.has_password),
            Cell::optional(self.note.as_ref(), Cell::text),
            Cell::Count(self.id.0),
            Cell::Time(self.created_at, self.zone),
            Cell::Time(self.updated_at, self.zone),
            Cell::optional(self.erased_at, |at| Cell::Time(at, self.zone)),
        ]
    }

    fn reference(&self) -> String {
        self.user.clone()
    }
}
