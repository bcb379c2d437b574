//! `boxoffice ticket-type show`

use clap::Args;

use super::Named;
use crate::cli::app::App;
use crate::cli::tier;
use crate::view::{TicketTypeDetailView, TicketTypeView};

/// Show a ticket type with its tiers: what it costs now and when that changes
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  boxoffice ticket-type show java-jazz-2026/vip
  boxoffice ticket-type show vip --concert java-jazz-2026")]
pub(crate) struct ShowArgs {
    #[command(flatten)]
    named: Named,
}

pub(crate) fn run(app: &App, args: &ShowArgs) -> anyhow::Result<()> {
    let currency = app.currency()?;
    let view = app.read(|snapshot| {
        let found = args.named.asked(app)?.find(snapshot)?;
        Ok(TicketTypeDetailView {
            row: TicketTypeView::of(&found, currency, snapshot.now()),
            tiers: tier::views(app, snapshot, found.id)?,
        })
    })?;
    Ok(app.printer.answer(&view)?)
}
