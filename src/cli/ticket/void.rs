//! `boxoffice ticket void`

use clap::Args;

use crate::cli::app::App;
use crate::cli::error::must_be_as_shown;
use crate::cli::order::changed;
use crate::desk;
use crate::domain::{Note, Ticket, TicketRef};

/// Void a ticket and free its place; what it was worth stays as open money until it is refunded
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  boxoffice ticket void K7QX3/2 --reason 'sold twice by mistake'\n  boxoffice payment refund K7QX3 --ticket K7QX3/2    voids it and pays it back"
)]
pub(crate) struct VoidArgs {
    /// The ticket: its code, ORDER/N or its id
    ticket: TicketRef,

    /// Why
    #[arg(long, value_name = "TEXT")]
    reason: Option<Note>,
}

pub(crate) fn run(app: &App, args: &VoidArgs) -> anyhow::Result<()> {
    let shown = app.unless_repeated(|snapshot| desk::ticket::get(snapshot, &args.ticket))?;
    if let Some(ticket) = &shown {
        let (name, concert) = (ticket.reference(), &ticket.concert);
        app.confirm(&format!("Void ticket `{name}` for `{concert}`?"))?;
    }
    let name = shown.as_ref().map(Ticket::reference).unwrap_or_default();

    let done = app.write(
        "ticket void",
        &(&args.ticket, &args.reason),
        |tx| {
            let ticket = desk::ticket::get(tx, &args.ticket)?;
            must_be_as_shown(shown.map(|shown| shown.id), ticket.id, &args.ticket)?;
            let reason = args.reason.as_ref();
            desk::give_back::give_back(tx, ticket.order_id, &[ticket.id], reason)
        },
        |snapshot, returned| {
            Ok((
                desk::order::whole(snapshot, returned.order)?,
                returned.worth,
            ))
        },
    )?;

    let currency = app.office()?.profile().currency;
    app.done(&done, |(whole, worth)| {
        if worth.is_zero() {
            return format!("Ticket `{name}` is void; it was worth nothing.");
        }
        let (worth, order) = (currency.show(*worth), &whole.order.code);
        format!("Ticket `{name}` is void; {worth} of order `{order}` is open to be refunded.")
    });
    let (order, worth) = (&done.value.0.order.code, done.value.1);
    if !worth.is_zero() && !done.repeated {
        let worth = currency.plain(worth);
        app.next(&format!(
            "boxoffice payment refund {order} --amount {worth}"
        ));
    }
    Ok(app
        .printer
        .answer(&changed(app, &done.map(|(whole, _)| whole))?)?)
}
