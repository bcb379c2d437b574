//! How an import of customers is told.

use serde::Serialize;

use super::{Cell, Column, View};
use crate::domain::UserImportCounts;

/// What became of a list of customers: created + updated + unchanged + refused = rows.
#[derive(Debug, Serialize)]
pub struct UserImportView {
    /// The file as it was named; `-` is stdin.
    pub file: String,
    /// The rows whose content now stands in the box office: created, updated and unchanged ones.
    pub taken: i64,
    /// What became of each row.
    #[serde(flatten)]
    pub counts: UserImportCounts,
    /// The columns that nothing was read from.
    pub ignored_columns: Vec<String>,
    /// The file with the refused rows.
    pub rejects: Option<String>,
}

impl View for UserImportView {
    const COLUMNS: &'static [Column] = &[
        Column::always("file", "FILE"),
        Column::always("rows", "ROWS"),
        Column::always("taken", "TAKEN"),
        Column::always("created", "CREATED"),
        Column::always("updated", "UPDATED"),
        Column::always("unchanged", "UNCHANGED"),
        Column::always("refused", "REFUSED"),
        Column::wide("ignored_columns", "NOT READ"),
        Column::wide("rejects", "REJECTS"),
    ];
    const PLURAL: &'static str = "imports";

    fn cells(&self) -> Vec<Cell> {
        let ignored = (!self.ignored_columns.is_empty()).then(|| self.ignored_columns.join(", "));
        vec![
            Cell::text(&self.file),
            Cell::Count(self.counts.rows),
            Cell::Count(self.taken),
            Cell::Count(self.counts.created),
            Cell::Count(self.counts.updated),
            Cell::Count(self.counts.unchanged),
            Cell::Count(self.counts.refused),
            Cell::optional(ignored, Cell::Text),
            Cell::optional(self.rejects.as_ref(), Cell::text),
        ]
    }

    fn reference(&self) -> String {
        self.file.clone()
    }
}
