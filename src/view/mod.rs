//! One small struct per answer. Its `Serialize` is the JSON contract, its columns are the CSV contract.

mod artist;
mod batch;
mod cancelled;
mod cell;
mod check;
mod concert;
mod db;
mod deleted;
mod discount;
mod explain;
mod export;
mod fee;
mod hold;
mod import;
mod journal;
mod mass_refund;
mod merged;
mod office;
mod order;
mod order_import;
mod order_lines;
mod order_row;
mod payment;
mod pool;
mod receipt;
mod report;
mod split;
mod ticket;
mod ticket_type;
mod tier;
mod to_call;
mod user;
mod user_import;
mod venue;

pub use artist::ArtistView;
pub use batch::{BatchErrorView, BatchLineView};
pub use cancelled::{CancelledView, OwedView};
pub use cell::{Cell, Column, Section, Shown};
pub use check::FindingView;
pub use concert::{ConcertDetailView, ConcertView, LineUpView};
pub use db::{MigratedView, PathView, StatusView};
pub use deleted::DeletedView;
pub use discount::DiscountView;
pub use explain::{ExplainParts, ExplainView, HoldPlacesView, OrderPlacesView};
pub use export::{
    BarcodeParts, BarcodeView, CalendarView, ConcertExportView, ExportedView, MusicEventView,
    OrderExportParts, OrderExportView, PublicParts, TicketExportView, When,
};
pub use fee::FeeView;
pub use hold::{HeldTypeView, HoldRow, HoldView};
pub use import::{ImportView, PlannedRowView};
pub use journal::{ChainView, JournalEntryView, JournalLineView};
pub use mass_refund::{BackRow, RefundSumsView, RefundedOrderView};
pub use merged::{DoubleRow, MergeView, MergedRow};
pub use office::OfficeView;
pub use order::{OrderParts, OrderView};
pub use order_import::{OrderImportView, OrderLineView};
pub use order_lines::{DetailView, OverrideView};
pub use order_row::{OrderRow, concerts_of};
pub use payment::{EntryView, PaymentRow, PaymentView};
pub use pool::{PoolRow, PoolView, PooledTypeView};
pub use receipt::receipt;
pub use report::{
    ByChannel, ByConcert, ByDay, ByOperator, ByType, CompRow, FiguresView, ManifestRow,
    ManifestView, MethodRow, OpenItemRow, OpenItemsView, PriceRow, ProofView, SalesReportView,
    SalesRow, SettledRow, SettlementParts, SettlementView,
};
pub use split::SplitView;
pub use ticket::{AdmissionParts, AdmissionView, TicketView};
pub use ticket_type::{TicketTypeDetailView, TicketTypeView};
pub use tier::TierView;
pub use to_call::{MovedView, ToCallView};
pub use user::UserView;
pub use user_import::UserImportView;
pub use venue::VenueView;

/// An answer that every format can print.
///
/// The JSON keys are snake case and flat in lists, absent values are `null`, times are RFC 3339 in UTC, and money is
/// an object. A column's name is the JSON key of the same value.
pub trait View: serde::Serialize {
    /// The flat part: CSV columns and table columns, the reference people type first.
    const COLUMNS: &'static [Column];

    /// What many of them are called: `No concerts.`
    const PLURAL: &'static str = "entries";

    /// The values of the flat part, in the order of [`Self::COLUMNS`].
    fn cells(&self) -> Vec<Cell>;

    /// Its rows where it stands in a file: one, unless it holds several things of one kind.
    fn rows(&self) -> Vec<Vec<Cell>> {
        vec![self.cells()]
    }

    /// What people and scripts type to name it; all that `--quiet` prints.
    fn reference(&self) -> String;

    /// Further small tables under the record when it is shown alone.
    fn sections(&self) -> Vec<Section> {
        Vec::new()
    }
}
