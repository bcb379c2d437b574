//! `boxoffice ticket-type delete`

use clap::Args;

use super::Named;
use crate::cli::app::App;
use crate::desk;
use crate::view::TicketTypeView;

/// Delete a ticket type that was never ordered
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  boxoffice ticket-type delete java-jazz-2026/vip --yes")]
pub(crate) struct DeleteArgs {
    #[command(flatten)]
    named: Named,
}

pub(crate) fn run(app: &App, args: &DeleteArgs) -> anyhow::Result<()> {
    let currency = app.currency()?;
    let (gone, view) = app.read(|snapshot| {
        let gone = args.named.find(app, snapshot)?;
        desk::ticket_type::must_be_unordered(snapshot, &gone)?;
        let view = TicketTypeView::of(&gone, currency, snapshot.now());
        Ok((gone, view))
    })?;
    app.confirm(&format!(
        "Delete the ticket type `{}` ({}, {})?",
        gone.reference(),
        gone.name,
        currency.show(gone.price)
    ))?;

    let done = app.write(
        "ticket-type delete",
        &gone.id,
        |tx| desk::ticket_type::delete(tx, gone.id),
        |_, _| Ok(()),
    )?;

    app.done(&done, |()| {
        format!("Ticket type `{}` is deleted.", gone.reference())
    });
    Ok(app.printer.answer(&view)?)
}
