//! How an order is told that was split from another.

use serde::Serialize;

use super::{Cell, Column, OrderView, Section, View};

/// The new order, and the one it was split from.
#[derive(Debug, Serialize)]
pub struct SplitView {
    /// The new order.
    #[serde(flatten)]
    pub order: OrderView,
    /// The code of the order that it was split from.
    pub split_from: String,
}

impl View for SplitView {
    const COLUMNS: &'static [Column] = OrderView::COLUMNS;
    const PLURAL: &'static str = OrderView::PLURAL;

    fn cells(&self) -> Vec<Cell> {
        self.order.cells()
    }

    fn reference(&self) -> String {
        self.order.reference()
    }

    fn sections(&self) -> Vec<Section> {
        self.order.sections()
    }
}
