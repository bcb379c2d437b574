//! `boxoffice tier list`

use clap::Args;

use super::{of_concert, views, views_of};
use crate::cli::app::App;
use crate::cli::paging::Paging;
use crate::desk;
use crate::domain::TicketTypeRef;

/// List tiers, those of a ticket type by their beginning
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  boxoffice tier list --ticket-type java-jazz-2026/adult")]
pub(crate) struct ListArgs {
    /// Only of this ticket type: CONCERT/TYPE
    #[arg(long, value_name = "TYPE")]
    ticket_type: Option<TicketTypeRef>,

    #[command(flatten)]
    paging: Paging,
}

pub(crate) fn run(app: &App, args: &ListArgs) -> anyhow::Result<()> {
    let mut views = app.read(|snapshot| match &args.ticket_type {
        None => views_of(app, snapshot, &desk::tier::all(snapshot)?),
        Some(reference) => {
            let reference = of_concert(app, reference)?;
            views(app, snapshot, desk::ticket_type::id(snapshot, &reference)?)
        }
    })?;
    let total = i64::try_from(views.len()).unwrap_or(i64::MAX);
    views.truncate(args.paging.limit(app).unwrap_or(usize::MAX));
    Ok(app.printer.list(&views, total)?)
}
