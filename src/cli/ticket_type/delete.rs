//! `boxoffice ticket-type delete`

use clap::Args;

use super::Named;
use crate::cli::app::App;
use crate::cli::error::must_be_as_shown;
use crate::desk;
use crate::view::DeletedView;

/// Delete a ticket type that was never ordered or held
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  boxoffice ticket-type delete java-jazz-2026/vip --yes")]
pub(crate) struct DeleteArgs {
    #[command(flatten)]
    named: Named,
}

pub(crate) fn run(app: &App, args: &DeleteArgs) -> anyhow::Result<()> {
    let currency = app.currency()?;
    let asked = args.named.asked(app)?;
    let shown = app.unless_repeated(|snapshot| {
        let gone = asked.find(snapshot)?;
        desk::ticket_type::must_be_unordered(snapshot, &gone)?;
        Ok(gone)
    })?;
    if let Some(gone) = &shown {
        app.confirm(&format!(
            "Delete the ticket type `{}` ({}, {})?",
            gone.reference(),
            gone.name,
            currency.show(gone.price)
        ))?;
    }

    let done = app.write(
        "ticket-type delete",
        &asked,
        |tx| {
            let gone = asked.find(tx)?;
            must_be_as_shown(shown.map(|shown| shown.id), gone.id, &asked.ticket_type)?;
            desk::ticket_type::delete(tx, gone.id)?;
            Ok(DeletedView::of("ticket_type", &gone.reference(), gone.id.0))
        },
        |_, gone| Ok(gone.clone()),
    )?;

    app.done(&done, |gone| {
        format!("Ticket type `{}` is deleted.", gone.reference)
    });
    Ok(app.printer.answer(&done.value)?)
}
