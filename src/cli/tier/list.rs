//! `boxoffice tier list`

use clap::Args;

use super::{of_concert, views};
use crate::cli::app::App;
use crate::cli::paging::Paging;
use crate::desk;
use crate::domain::TicketTypeRef;

/// List the tiers of a ticket type, by their beginning
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  boxoffice tier list --ticket-type java-jazz-2026/adult")]
pub(crate) struct ListArgs {
    /// The ticket type: CONCERT/TYPE
    #[arg(long, value_name = "TYPE")]
    ticket_type: TicketTypeRef,

    #[command(flatten)]
    paging: Paging,
}

pub(crate) fn run(app: &App, args: &ListArgs) -> anyhow::Result<()> {
    let reference = of_concert(app, &args.ticket_type)?;
    let mut views = app.read(|snapshot| {
        let of = desk::ticket_type::id(snapshot, &reference)?;
        views(app, snapshot, of)
    })?;
    let total = i64::try_from(views.len()).unwrap_or(i64::MAX);
    views.truncate(args.paging.limit(app).unwrap_or(usize::MAX));
    Ok(app.printer.list(&views, total)?)
}
