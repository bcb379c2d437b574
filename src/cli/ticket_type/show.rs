//! `boxoffice ticket-type show`

use clap::Args;

use super::Named;
use crate::cli::app::App;
use crate::view::TicketTypeView;

/// Show a ticket type
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
        Ok(TicketTypeView::of(&found, currency, snapshot.now()))
    })?;
    Ok(app.printer.answer(&view)?)
}
