//! How it is told whom to call.

use serde::Serialize;

use super::{Cell, Column, ConcertDetailView, Section, View};
use crate::domain::{OrderStatus, ToCall};

/// Somebody who has tickets or unpaid places of a concert.
#[derive(Debug, Serialize)]
pub struct ToCallView {
    /// The order's code.
    pub order: String,
    /// How the customer is named.
    pub user: String,
    /// The name; `null` means erased.
    pub name: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The phone number.
    pub phone: Option<String>,
    /// How many tickets or unpaid places of the concert.
    pub tickets: i64,
    /// `paid` or `pending`.
    pub status: OrderStatus,
}

/// A concert that was changed, and whom to call where it moved.
#[derive(Debug, Serialize)]
pub struct MovedView {
    /// The concert.
    #[serde(flatten)]
    pub concert: ConcertDetailView,
    /// Whom to call; nobody where it stays where and when it was.
    pub to_call: Vec<ToCallView>,
}

impl ToCallView {
    /// The view of somebody to call.
    #[must_use]
    pub fn of(who: &ToCall) -> Self {
        Self {
            order: who.code.to_string(),
            user: who.user.clone(),
            name: who.name.as_ref().map(ToString::to_string),
            email: who.email.as_ref().map(ToString::to_string),
            phone: who.phone.as_ref().map(ToString::to_string),
            tickets: who.places,
            status: who.status,
        }
    }

    /// All of them under their concert; nothing where nobody is to be called.
    #[must_use]
    pub fn section(all: &[Self]) -> Option<Section> {
        let row = |who: &Self| {
            vec![
                Cell::text(&who.order),
                Cell::optional(who.name.as_ref(), Cell::text),
                Cell::optional(who.email.as_ref(), Cell::text),
                Cell::optional(who.phone.as_ref(), Cell::text),
                Cell::Count(who.tickets),
                Cell::text(&who.status),
            ]
        };
        (!all.is_empty()).then(|| Section {
            title: "Whom to call",
            columns: vec!["ORDER", "NAME", "EMAIL", "PHONE", "TICKETS", "STATUS"],
            rows: all.iter().map(row).collect(),
        })
    }
}

impl View for MovedView {
    const COLUMNS: &'static [Column] = ConcertDetailView::COLUMNS;
    const PLURAL: &'static str = ConcertDetailView::PLURAL;

    fn cells(&self) -> Vec<Cell> {
        self.concert.cells()
    }

    fn reference(&self) -> String {
        self.concert.reference()
    }

    fn sections(&self) -> Vec<Section> {
        let mut sections = self.concert.sections();
        sections.extend(ToCallView::section(&self.to_call));
        sections
    }
}
