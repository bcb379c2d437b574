//! `boxoffice ticket void`

use clap::Args;

use crate::cli::app::App;
use crate::cli::order::changed;
use crate::desk;
use crate::domain::{Note, OrderRef, TicketRef};

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
    let ticket = app.read(|snapshot| desk::ticket::get(snapshot, &args.ticket))?;
    let order = app.read(|snapshot| desk::order::get(snapshot, &OrderRef::Id(ticket.order_id)))?;
    app.confirm(&format!(
        "Void ticket `{}` for `{}`?",
        ticket.reference(),
        ticket.concert
    ))?;

    let done = app.write(
        "ticket void",
        &(ticket.id, &args.reason),
        |tx| desk::give_back::give_back(tx, order.id, &[ticket.id], args.reason.as_ref()),
        |snapshot, returned| {
            Ok((
                desk::order::whole(snapshot, returned.order)?,
                returned.worth,
            ))
        },
    )?;

    let currency = app.office()?.profile().currency;
    app.done(&done, |(whole, worth)| {
        let (ticket, order) = (ticket.reference(), &whole.order.code);
        if worth.is_zero() {
            return format!("Ticket `{ticket}` is void; it was worth nothing.");
        }
        let worth = currency.show(*worth);
        format!("Ticket `{ticket}` is void; {worth} of order `{order}` is open to be refunded.")
    });
    let worth = done.value.1;
    if !worth.is_zero() && !done.repeated {
        let worth = currency.plain(worth);
        app.next(&format!(
            "boxoffice payment refund {} --amount {worth}",
            order.code
        ));
    }
    Ok(app
        .printer
        .answer(&changed(app, &done.map(|(whole, _)| whole))?)?)
}
