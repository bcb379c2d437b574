//! `boxoffice concert cancel`

use clap::Args;

use super::{look, named, still_to_be_paid};
use crate::cli::app::App;
use crate::desk;
use crate::desk::cancel::Owed;
use crate::domain::{Concert, ConcertRef, ConcertStatus, Currency, Money, Note, Slug, count};
use crate::view::{CancelledView, OwedView};

/// Cancel a concert: nothing more is sold or admitted, and what is owed is named
///
/// The money goes back order by order, with `boxoffice payment refund`. A concert that is cancelled already stays so.
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
    let (concert, shown) = app.read(|snapshot| {
        let concert = desk::concert::get(snapshot, &args.concert)?;
        let owed = desk::cancel::owed(snapshot, concert.id)?;
        Ok((concert, owed))
    })?;
    let currency = app.currency()?;
    let takes_place = concert.status != ConcertStatus::Cancelled;
    if takes_place {
        app.confirm(&question(&concert, &shown, currency))?;
    }

    let done = app.write(
        "concert cancel",
        &(concert.id, &args.reason),
        |tx| {
            if takes_place {
                desk::cancel::must_still_owe(tx, concert.id, &shown)?;
            }
            desk::cancel::cancel(tx, concert.id, args.reason.as_ref())
        },
        |snapshot, id| {
            Ok((
                look(app, snapshot, *id)?,
                desk::cancel::owed(snapshot, *id)?,
            ))
        },
    )?;

    let owed = done.value.1;
    app.done(&done, |_| {
        let already = if takes_place { "" } else { "already " };
        let sum = sum(&owed, currency);
        format!(
            "Concert `{}` is {already}cancelled, with {sum}.",
            concert.slug
        )
    });
    for command in next_steps(&concert.slug, &owed) {
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
        },
    })?)
}

/// What is left to do for those who have an order.
fn next_steps(concert: &Slug, owed: &Owed) -> Vec<String> {
    let mut steps = Vec::new();
    if owed.paid_orders > 0 {
        steps.push(format!(
            "boxoffice order list --concert {concert} --status paid"
        ));
        steps.push(
            "boxoffice payment refund ORDER --all --reason 'The concert is cancelled'".to_owned(),
        );
    }
    if owed.pending_orders > 0 {
        steps.push(format!(
            "boxoffice order list --concert {concert} --status pending"
        ));
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
    sold + &still_to_be_paid(owed)
}
