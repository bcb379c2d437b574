//! `boxoffice ticket list`

use clap::Args;

use super::filter::Filters;
use crate::cli::app::App;
use crate::cli::paging::Paging;
use crate::desk;
use crate::domain::TicketFilter;
use crate::view::TicketView;

/// List tickets by order
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  boxoffice ticket list --concert java-jazz-2026 --format csv\n  boxoffice ticket list --concert java-jazz-2026 --not-admitted"
)]
pub(crate) struct ListArgs {
    #[command(flatten)]
    filters: Filters,

    #[command(flatten)]
    paging: Paging,
}

pub(crate) fn run(app: &App, args: &ListArgs) -> anyhow::Result<()> {
    let profile = app.office()?.profile();

    let (tickets, total) = app.read(|snapshot| {
        let filter = TicketFilter {
            limit: args.paging.limit(app),
            ..args.filters.resolve(snapshot)?
        };
        desk::ticket::list(snapshot, &filter)
    })?;

    let views: Vec<_> = tickets
        .iter()
        .map(|ticket| TicketView::of(ticket, profile))
        .collect();
    Ok(app.printer.list(&views, total)?)
}
