//! How an import is told.

use serde::Serialize;

use super::{Cell, Column, View};
use crate::domain::{FieldChange, ImportCounts, Outcome, PlannedRow};

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
        Column::counted("skipped", "SKIPPED"),
        Column::counted("doubled", "DOUBLED"),
        Column::always("refused", "REFUSED"),
        Column::counted("concerts_created", "NEW CONCERTS"),
        Column::counted("ticket_types_created", "NEW TICKET TYPES"),
        Column::counted("venues_created", "NEW VENUES"),
        Column::counted("artists_created", "NEW ARTISTS"),
        Column::counted("titles_made", "TITLES MADE"),
        Column::counted("times_unknown", "TIMES UNKNOWN"),
        Column::counted("warnings", "WARNINGS"),
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

/// What would become of one row.
#[derive(Debug, Serialize)]
pub struct PlannedRowView {
    /// Where it stands in its file.
    pub line: u64,
    /// The slug of its concert, as far as that is known.
    pub concert: Option<String>,
    /// `created`, `updated`, `unchanged`, `skipped` or `refused`.
    pub outcome: Outcome,
    /// The fields that would change.
    pub changes: Vec<FieldChange>,
    /// Why it is skipped or refused.
    pub reason: Option<String>,
}

impl From<PlannedRow> for PlannedRowView {
    fn from(row: PlannedRow) -> Self {
        Self {
            line: row.line,
            concert: row.concert,
            outcome: row.outcome,
            changes: row.changes,
            reason: row.reason,
        }
    }
}

impl View for PlannedRowView {
    const COLUMNS: &'static [Column] = &[
        Column::always("line", "LINE"),
        Column::always("outcome", "OUTCOME"),
        Column::always("concert", "CONCERT"),
        Column::shrinkable("changes", "CHANGES"),
        Column::shrinkable("reason", "REASON"),
    ];
    const PLURAL: &'static str = "rows";

    fn cells(&self) -> Vec<Cell> {
        let changes: Vec<_> = self.changes.iter().map(told).collect();
        let changes = (!changes.is_empty()).then(|| changes.join("; "));
        vec![
            Cell::text(&self.line),
            Cell::text(&self.outcome),
            Cell::optional(self.concert.as_ref(), Cell::text),
            Cell::optional(changes, Cell::Text),
            Cell::optional(self.reason.as_ref(), Cell::text),
        ]
    }

    fn reference(&self) -> String {
        self.line.to_string()
    }
}

/// A change as `capacity: 100 → 90`.
fn told(change: &FieldChange) -> String {
    let from = change.from.as_deref().unwrap_or("none");
    format!("{}: {from} → {}", change.field, change.to)
}
