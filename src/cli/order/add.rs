//! `boxoffice order add`

use clap::Args;

use super::concert_of;
use super::settling::{SettlingArgs, answer, outcome, tell_next};
use crate::cli::app::App;
use crate::cli::items::{ConcertArgs, lines};
use crate::cli::overriding::{OF_AN_ADDITION, OverrideArgs, only};
use crate::desk;
use crate::domain::{Item, Note, OrderRef};

/// Put more tickets on an order, at today's prices
///
/// Every rule of a sale holds, the limit of an order for all that it has then. An order that is paid pays the difference
/// now, or waits for it without tickets.
#[derive(Debug, Args)]
#[command(mut_arg("rules", only(OF_AN_ADDITION)))]
#[command(
    after_help = "Examples:\n  boxoffice order add K7QX3 java-jazz-2026/vip --pay cash --tendered 200000\n  boxoffice order add K7QX3 java-jazz-2026/adult=2 --pay-later\n  boxoffice order add K7QX3 java-jazz-2026/adult=2 --dry-run    says what it would cost"
)]
pub(crate) struct AddArgs {
    /// The order: its code or its id
    order: OrderRef,

    /// What is added: CONCERT/TYPE=QUANTITY; `=1` may be left out, and so may a concert named before
    #[arg(value_name = "ITEM", required = true)]
    items: Vec<Item>,

    #[command(flatten)]
    concert: ConcertArgs,

    #[command(flatten)]
    settling: SettlingArgs,

    #[command(flatten)]
    overriding: OverrideArgs,

    /// Why a rule is set aside
    #[arg(long, value_name = "TEXT")]
    reason: Option<Note>,
}

pub(crate) fn run(app: &App, args: &AddArgs) -> anyhow::Result<()> {
    args.overriding.must_approve("")?;
    let overriding = args
        .overriding
        .overriding(OF_AN_ADDITION, args.reason.as_ref())?;
    let (order, lines) = app.read(|snapshot| {
        let order = desk::order::get(snapshot, &args.order)?;
        let concert = concert_of(app, snapshot, &args.concert, &order)?;
        Ok((order, lines(snapshot, &args.items, concert.as_ref())?))
    })?;
    let settling = args.settling.settling(app)?;

    let done = app.write(
        "order add",
        &(order.id, &lines, &settling, &overriding),
        |tx| desk::add::add(tx, order.id, &lines, &settling, &overriding),
        |snapshot, changed| Ok((desk::order::whole(snapshot, changed.order)?, *changed)),
    )?;

    let change = done.value.1.change;
    let done = done.map(|(whole, _)| whole);
    let view = answer(app, &done)?.with_change(change);
    let outcome = outcome(&view, done.value.order.tickets);
    if done.dry_run {
        app.printer
            .status(&format!("Order `{}`: {outcome}", order.code));
    }
    app.done(&done, |_| {
        format!("Added to order `{}`: {outcome}", order.code)
    });
    tell_next(app, &view);
    Ok(app.printer.answer(&view)?)
}
