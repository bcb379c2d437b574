//! `boxoffice ticket reissue`

use clap::Args;

use crate::cli::app::App;
use crate::desk;
use crate::domain::TicketRef;
use crate::view::TicketView;

/// Give a ticket a new code; the old code is void at once
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  boxoffice ticket reissue K7QX3/2")]
pub(crate) struct ReissueArgs {
    /// The ticket: its code, ORDER/N or its id
    ticket: TicketRef,
}

pub(crate) fn run(app: &App, args: &ReissueArgs) -> anyhow::Result<()> {
    let old = app.read(|snapshot| desk::ticket::get(snapshot, &args.ticket))?;

    let done = app.write(
        "ticket reissue",
        &old.id,
        |tx| desk::ticket::reissue(tx, old.id),
        |snapshot, id| desk::ticket::get(snapshot, &TicketRef::Id(*id)),
    )?;

    app.done(&done, |new| {
        format!(
            "Ticket `{}` takes the place of `{}`.",
            new.reference(),
            old.reference()
        )
    });
    let view = TicketView::of(&done.value, app.office()?.profile());
    Ok(app.printer.answer(&if done.dry_run {
        view.without_code()
    } else {
        view
    })?)
}
