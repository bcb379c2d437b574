//! `boxoffice ticket show`

use clap::Args;

use crate::cli::app::App;
use crate::desk;
use crate::domain::TicketRef;
use crate::view::TicketView;

/// Show a ticket
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  boxoffice ticket show K7QX3/2")]
pub(crate) struct ShowArgs {
    /// The ticket: its code, ORDER/N or its id
    ticket: TicketRef,
}

pub(crate) fn run(app: &App, args: &ShowArgs) -> anyhow::Result<()> {
    let ticket = app.read(|snapshot| desk::ticket::get(snapshot, &args.ticket))?;
    Ok(app
        .printer
        .answer(&TicketView::of(&ticket, app.office()?.profile()))?)
}
