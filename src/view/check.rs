//! How the findings of a check are told.

use serde::Serialize;

use super::{Cell, Column, View};

/// Something that is wrong in the file.
#[derive(Debug, Serialize)]
pub struct FindingView {
    /// The check that found it, as one word.
    pub check: &'static str,
    /// What is wrong, and where.
    pub message: String,
}

impl View for FindingView {
    const COLUMNS: &'static [Column] = &[
        Column::always("check", "CHECK"),
        Column::always("message", "MESSAGE"),
    ];
    const PLURAL: &'static str = "findings";

    fn cells(&self) -> Vec<Cell> {
        vec![Cell::text(self.check), Cell::text(&self.message)]
    }

    fn reference(&self) -> String {
        self.check.to_owned()
    }
}
