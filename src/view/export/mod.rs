//! How records are told in files for other programs: everything of each, and nothing that is secret.

mod barcode;
mod calendar;
mod concert;
mod music_event;
mod order;
mod ticket;

use serde::Serialize;

pub use barcode::{BarcodeParts, BarcodeView};
pub use calendar::{CalendarView, When};
pub use concert::ConcertExportView;
pub use music_event::{MusicEventView, PublicParts};
pub use order::{OrderExportParts, OrderExportView};
pub use ticket::TicketExportView;

use super::{Cell, Column, View};

/// A file that was written.
#[derive(Debug, Serialize)]
pub struct ExportedView {
    /// Where it lies.
    pub file: String,
    /// How many records it has; a concert is one, whatever its rows.
    pub records: u64,
}

impl View for ExportedView {
    const COLUMNS: &'static [Column] = &[
        Column::always("file", "FILE"),
        Column::always("records", "RECORDS"),
    ];

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::text(&self.file),
            Cell::Count(i64::try_from(self.records).unwrap_or(i64::MAX)),
        ]
    }

    fn reference(&self) -> String {
        self.file.clone()
    }
}
