//! How reports are told: rows, sums, and the proof under them.

mod figures;
mod manifest;
mod open_items;
mod proof;
mod sales;
mod settlement;

pub use figures::FiguresView;
pub use manifest::{ManifestRow, ManifestView};
pub use open_items::{OpenItemRow, OpenItemsView};
pub use proof::ProofView;
pub use sales::{
    ByChannel, ByConcert, ByDay, ByOperator, ByType, MethodRow, SalesReportView, SalesRow,
};
pub use settlement::{CompRow, PriceRow, SettledRow, SettlementParts, SettlementView};

use super::{Cell, Section, Shown, View};

/// A table of views in which a column that is only shown where it counts is left out where it does not count in any row.
fn section<V: View>(title: &'static str, views: &[V]) -> Section {
    let rows: Vec<_> = views.iter().map(View::cells).collect();
    let is_shown = |at: usize, shown: Shown| match shown {
        Shown::Always | Shown::Shrinkable => true,
        Shown::Wide => false,
        Shown::Counted => rows
            .iter()
            .filter_map(|cells| cells.get(at))
            .any(|cell| !says_nothing(cell)),
    };
    let shown: Vec<_> = V::COLUMNS
        .iter()
        .enumerate()
        .filter(|(at, column)| is_shown(*at, column.shown))
        .collect();
    let cells_of = |cells: &Vec<Cell>| {
        let shown = shown.iter();
        shown
            .filter_map(|(at, _)| cells.get(*at).cloned())
            .collect()
    };
    Section {
        title,
        columns: shown.iter().map(|(_, column)| column.heading).collect(),
        rows: rows.iter().map(cells_of).collect(),
    }
}

const fn says_nothing(cell: &Cell) -> bool {
    match cell {
        Cell::Missing | Cell::Count(0) => true,
        Cell::Money(money) => money.amount.is_zero(),
        _ => false,
    }
}
