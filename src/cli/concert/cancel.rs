//! `boxoffice concert cancel`

use clap::Args;

use super::{look, named, to_call, with_the_rest};
use crate::cli::app::App;
use crate::cli::error::must_be_as_shown;
use crate::desk;
use crate::desk::cancel::Owed;
use crate::domain::{Concert, ConcertRef, ConcertStatus, Currency, Money, Note, count};
use crate::view::{CancelledView, OwedView};

/// Cancel a concert: nothing more is sold or admitted, and what is owed is named
///
/// The money goes back with `boxoffice concert refund`. Orders and holds stay as they are; nothing is sold from them any
/// more. A concert that is cancelled already stays so. The answer says whom to call.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  boxoffice concert cancel java-jazz-2026 --reason 'The artist is ill'
  boxoffice concert cancel java-jazz-2026 --dry-run")]
pub(crate) struct CancelArgs {
    /// The concert: its slug or its id
    concert: ConcertRef,

    /// Why
    #[arg(long, value_name = "TEXT")]
    reason: Option<Note>,
}

pub(crate) fn run(app: &App, args: &CancelArgs) -> anyhow::Result<()> {
    let shown = app.unless_repeated(|snapshot| {
        let concert = desk::concert::get(snapshot, &args.concert)?;
        let owed = desk::cancel::owed(snapshot, concert.id)?;
        Ok((concert, owed))
    })?;
    let currency = app.currency()?;
    let to_cancel = shown
        .as_ref()
        .filter(|(concert, _)| concert.status != ConcertStatus::Cancelled);
    if let Some((concert, owed)) = to_cancel {
        app.confirm(&question(concert, owed, currency))?;
    }

    let done = app.write(
        "concert cancel",
        &(&args.concert, &args.reason),
        |tx| {
            let concert = desk::concert::get(tx, &args.concert)?;
            if let Some((shown, owed)) = to_cancel {
                must_be_as_shown(Some(shown.id), concert.id, &args.concert)?;
                desk::cancel::must_still_owe(tx, concert.id, owed)?;
            }
            desk::cancel::cancel(tx, concert.id, args.reason.as_ref())
        },
        |snapshot, id| {
            Ok((
                look(app, snapshot, *id)?,
                desk::cancel::owed(snapshot, *id)?,
                to_call(snapshot, *id)?,
            ))
        },
    )?;

    let owed = done.value.1;
    let concert = &done.value.0.concert.concert;
    app.done(&done, |_| {
        let already = to_cancel.map_or("already ", |_| "");
        let sum = sum(&owed, currency);
        format!("Concert `{concert}` is {already}cancelled, with {sum}.")
    });
    for command in next_steps(concert, &owed) {
        app.next(&command);
    }
    Ok(app.printer.answer(&CancelledView {
        concert: done.value.0,
        owed: OwedView {
            paid_orders: owed.paid_orders,
            tickets: owed.tickets,
            amount: Money {
                amount: owed.amount,
                currency,
            },
            pending_orders: owed.pending_orders,
            pending_places: owed.pending_places,
            held: owed.held,
        },
        to_call: done.value.2,
    })?)
}

/// What is left to do for those who have an order, or for whom places are held.
fn next_steps(concert: &str, owed: &Owed) -> Vec<String> {
    let mut steps = Vec::new();
    if owed.paid_orders > 0 || owed.pending_orders > 0 {
        steps.push(format!("boxoffice concert refund {concert} --dry-run"));
    }
    if owed.holds > 0 {
        steps.push(format!("boxoffice hold list --concert {concert}"));
    }
    steps
}

fn question(concert: &Concert, owed: &Owed, currency: Currency) -> String {
    let sum = sum(owed, currency);
    format!("Cancel the concert {}, with {sum}?", named(concert))
}

/// What is owed: `Rp300.000 owed for 2 tickets in 1 order`.
fn sum(owed: &Owed, currency: Currency) -> String {
    let sold = match owed.paid_orders {
        0 => "nothing sold".to_owned(),
        orders => format!(
            "{} owed for {} in {}",
            currency.show(owed.amount),
            count(owed.tickets, "ticket"),
            count(orders, "order")
        ),
    };
    with_the_rest(sold, owed)
}
