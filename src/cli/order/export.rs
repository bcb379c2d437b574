//! `boxoffice order export`

use clap::Args;

use super::filter::Filters;
use crate::cli::app::App;
use crate::cli::export::{self, Target, rows};
use crate::desk;
use crate::output::Feed;
use crate::view::{OrderExportParts, OrderExportView};

/// Write orders with their lines for other programs, as they were made
///
/// CSV (the usual form) has a row for each line, with the order's columns repeated; `--format json` and
/// `--format ndjson` have an object for each order, with its lines and its money movements.
/// `boxoffice help export` names the columns.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  boxoffice order export --out orders.csv
  boxoffice order export --from yesterday --to yesterday --status paid
  boxoffice order export --concert java-jazz-2026 --format ndjson | jq -c '[.order, .total.amount]'")]
pub(crate) struct ExportArgs {
    #[command(flatten)]
    filters: Filters,

    #[command(flatten)]
    target: Target,
}

pub(crate) fn run(app: &App, args: &ExportArgs) -> anyhow::Result<()> {
    let form = rows(app)?;
    let profile = app.office()?.profile();
    export::write(app, &args.target, form, "order", |snapshot, export| {
        let filter = args.filters.resolve(app, snapshot)?;
        export.add(Feed::begin::<OrderExportView>)?;
        export.announce(desk::export::count_orders(snapshot, &filter)?);
        desk::export::orders(snapshot, &filter, |booked| {
            let parts = OrderExportParts {
                order: &booked.order,
                details: &booked.details,
                payment: &booked.payment,
                entries: &booked.entries,
            };
            let view = OrderExportView::of(parts, profile)?;
            export.record(|feed| feed.record(&view))
        })
    })
}
