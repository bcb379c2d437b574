//! `boxoffice order list`

use clap::Args;

use super::filter::Filters;
use crate::cli::app::App;
use crate::cli::paging::Paging;
use crate::desk;
use crate::domain::{OrderFilter, Slug};
use crate::view::OrderRow;

/// List orders, the newest first
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  boxoffice order list --status pending\n  boxoffice order list --concert java-jazz-2026 --from today --json\n  boxoffice order list --open-money\n  boxoffice order list --text ani@example.com"
)]
pub(crate) struct ListArgs {
    #[command(flatten)]
    filters: Filters,

    #[command(flatten)]
    paging: Paging,
}

pub(crate) fn run(app: &App, args: &ListArgs) -> anyhow::Result<()> {
    let profile = app.office()?.profile();

    let (orders, total) = app.read(|snapshot| {
        let filter = OrderFilter {
            limit: args.paging.limit(app),
            ..args.filters.resolve(app, snapshot)?
        };
        desk::order::list(snapshot, &filter)
    })?;

    let views: Vec<_> = orders
        .iter()
        .map(|listed| {
            let concerts: Vec<_> = listed.concerts.iter().map(Slug::as_str).collect();
            OrderRow::of(&listed.order, concerts.join(" "), profile)
        })
        .collect();
    app.printer.list(&views, total)?;
    if args.filters.open_money && !views.is_empty() {
        tell_what_to_do(app);
    }
    Ok(())
}

/// Says how somebody decides about open money.
pub(crate) fn tell_what_to_do(app: &App) {
    app.next("boxoffice payment refund ORDER --amount MONEY    pays it back");
    app.next("boxoffice payment move ORDER --into ORDER    takes it for another order");
    app.next("boxoffice payment keep ORDER --reason TEXT    keeps it as a donation");
}
