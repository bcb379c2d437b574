//! How an import is told.

use serde::Serialize;

use super::{Cell, Column, View};
use crate::domain::ImportCounts;

/// What became of the rows of a file: created + updated + unchanged + skipped + refused = rows.
#[derive(Debug, Serialize)]
pub struct ImportView {
    /// The file as it was named; `-` is stdin.
    pub file: String,
    /// The rows whose content now stands in the box office: created, updated and unchanged ones.
    pub taken: i64,
    /// What became of each row, and what was made.
    #[serde(flatten)]
    pub counts: ImportCounts,
    /// The columns that nothing was read from.
    pub ignored_columns: Vec<String>,
    /// The file with the refused rows.
    pub rejects: Option<String>,
}

impl View for ImportView {
    const COLUMNS: &'static [Column] = &[
        Column::always("file", "FILE"),
        Column::always("rows", "ROWS"),
        Column::always("taken", "TAKEN"),
        Column::always("created", "CREATED"),
        Column::always("updated", "UPDATED"),
        Column::always("unchanged", "UNCHANGED"),
        Column::always("skipped", "SKIPPED"),
        Column::always("doubled", "DOUBLED"),
        Column::always("refused", "REFUSED"),
        Column::always("concerts_created", "NEW CONCERTS"),
        Column::always("ticket_types_created", "NEW TICKET TYPES"),
        Column::always("venues_created", "NEW VENUES"),
        Column::always("artists_created", "NEW ARTISTS"),
        Column::always("titles_made", "TITLES MADE"),
        Column::always("times_unknown", "TIMES UNKNOWN"),
        Column::always("warnings", "WARNINGS"),
        Column::wide("ignored_columns", "NOT READ"),
        Column::wide("rejects", "REJECTS"),
    ];
    const PLURAL: &'static str = "imports";

    fn cells(&self) -> Vec<Cell> {
        let counts = &self.counts;
        let ignored = (!self.ignored_columns.is_empty()).then(|| self.ignored_columns.join(", "));
        vec![
            Cell::text(&self.file),
            Cell::Count(counts.rows),
            Cell::Count(self.taken),
            Cell::Count(counts.created),
            Cell::Count(counts.updated),
            Cell::Count(counts.unchanged),
            Cell::Count(counts.skipped),
            Cell::Count(counts.doubled),
            Cell::Count(counts.refused),
            Cell::Count(counts.concerts_created),
            Cell::Count(counts.ticket_types_created),
            Cell::Count(counts.venues_created),
            Cell::Count(counts.artists_created),
            Cell::Count(counts.titles_made),
            Cell::Count(counts.times_unknown),
            Cell::Count(counts.warnings),
            Cell::optional(ignored, Cell::Text),
            Cell::optional(self.rejects.as_ref(), Cell::text),
        ]
    }

    fn reference(&self) -> String {
        self.file.clone()
    }
}
