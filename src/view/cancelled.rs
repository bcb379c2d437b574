//! How a cancelled concert is told, with what it owes.

use serde::Serialize;

use super::{Cell, Column, ConcertDetailView, Section, ToCallView, View};
use crate::domain::Money;

/// A cancelled concert, and what is owed for it.
#[derive(Debug, Serialize)]
pub struct CancelledView {
    /// The concert.
    #[serde(flatten)]
    pub concert: ConcertDetailView,
    /// What is owed.
    pub owed: OwedView,
    /// Whom to call.
    pub to_call: Vec<ToCallView>,
}

/// What a concert owes to its customers.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct OwedView {
    /// Paid orders with tickets for it.
    pub paid_orders: i64,
    /// Their tickets for it.
    pub tickets: i64,
    /// What these are worth.
    pub amount: Money,
    /// Orders that are still to be paid.
    pub pending_orders: i64,
    /// Their places of it.
    pub pending_places: i64,
    /// Places of it that holds keep.
    pub held: i64,
}

impl View for CancelledView {
    const COLUMNS: &'static [Column] = ConcertDetailView::COLUMNS;
    const PLURAL: &'static str = ConcertDetailView::PLURAL;

    fn cells(&self) -> Vec<Cell> {
        self.concert.cells()
    }

    fn reference(&self) -> String {
        self.concert.reference()
    }

    fn sections(&self) -> Vec<Section> {
        let owed = &self.owed;
        let mut sections = self.concert.sections();
        sections.push(Section {
            title: "Owed",
            columns: vec!["TICKETS", "PAID ORDERS", "AMOUNT", "PENDING ORDERS", "HELD"],
            rows: vec![vec![
                Cell::Count(owed.tickets),
                Cell::Count(owed.paid_orders),
                Cell::Money(owed.amount),
                Cell::Count(owed.pending_orders),
                Cell::Count(owed.held),
            ]],
        });
        sections.extend(ToCallView::section(&self.to_call));
        sections
    }
}
