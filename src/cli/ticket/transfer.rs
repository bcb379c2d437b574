//! `boxoffice ticket transfer`

use clap::Args;

use crate::cli::app::App;
use crate::desk;
use crate::domain::{Name, TicketRef};
use crate::view::TicketView;

/// Give a ticket to somebody else: it bears their name from now on
#[derive(Debug, Args)]
#[command(
    after_help = "The code stays, so the printed ticket stays good. `--reissue` makes a new one where the old holder may still have it.\n\nExamples:\n  boxoffice ticket transfer K7QX3/2 --holder 'Budi Santoso'\n  boxoffice ticket transfer K7QX3/2 --holder Budi --reissue"
)]
pub(crate) struct TransferArgs {
    /// The ticket: its code, ORDER/N or its id
    ticket: TicketRef,

    /// Whose name it bears
    #[arg(long, value_name = "NAME")]
    holder: Name,

    /// Give it a new code as well; the old code is void at once
    #[arg(long)]
    reissue: bool,
}

pub(crate) fn run(app: &App, args: &TransferArgs) -> anyhow::Result<()> {
    let old = app.read(|snapshot| desk::ticket::get(snapshot, &args.ticket))?;

    let done = app.write(
        "ticket transfer",
        &(old.id, &args.holder, args.reissue),
        |tx| desk::ticket::transfer(tx, old.id, &args.holder, args.reissue),
        |snapshot, id| desk::ticket::get(snapshot, &TicketRef::Id(*id)),
    )?;

    app.done(&done, |new| {
        let (name, holder) = (new.reference(), &args.holder);
        if args.reissue {
            format!(
                "Ticket `{name}` is {holder}'s and takes the place of `{}`.",
                old.reference()
            )
        } else {
            format!("Ticket `{name}` is {holder}'s; its code stays.")
        }
    });
    let view = TicketView::of(&done.value, app.office()?.profile());
    Ok(app.printer.answer(&if done.dry_run && args.reissue {
        view.without_code()
    } else {
        view
    })?)
}
