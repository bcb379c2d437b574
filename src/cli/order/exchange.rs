//! `boxoffice order exchange`

use clap::Args;

use super::concert_of;
use super::settling::{SettlingArgs, answer, outcome, tell_next};
use crate::cli::app::App;
use crate::cli::items::{ConcertArgs, lines};
use crate::cli::overriding::{OF_AN_ADDITION, OverrideArgs, only};
use crate::desk;
use crate::desk::exchange::Exchanging;
use crate::desk::leaving::Leaving;
use crate::domain::{Item, KeepText, Note, OrderRef, TicketRef, TicketTypeRef};

/// Exchange tickets for the same number of another type or another date
///
/// What goes back counts at its worth, what is taken at today's price. A difference is paid now or later; what is left
/// over is open money. Where nothing is free any more, nothing changes.
#[derive(Debug, Args)]
#[command(mut_arg("rules", only(OF_AN_ADDITION)))]
#[command(
    after_help = "Examples:\n  boxoffice order exchange K7QX3 --ticket K7QX3/2 --to java-jazz-2026/vip --pay card\n  boxoffice order exchange K7QX3 --from friday/adult=2 --to saturday/adult\n  boxoffice order exchange K7QX3 --ticket K7QX3/1 --to saturday/vip --dry-run    says what it would cost"
)]
#[command(group = clap::ArgGroup::new("what").required(true).multiple(false))]
pub(crate) struct ExchangeArgs {
    /// The order: its code or its id
    order: OrderRef,

    /// Exchange this ticket; can be repeated
    #[arg(long, value_name = "TICKET", group = "what", action = clap::ArgAction::Append)]
    ticket: Vec<TicketRef>,

    /// Exchange so many places of a type: CONCERT/TYPE=QUANTITY; of a paid order all it has of that type
    #[arg(long, value_name = "ITEM", group = "what")]
    from: Option<Item>,

    /// What is taken instead: CONCERT/TYPE
    #[arg(long, value_name = "TYPE")]
    to: TicketTypeRef,

    #[command(flatten)]
    concert: ConcertArgs,

    /// Keep this of what goes back, a sum or a percentage
    #[arg(long, value_name = "MONEY|PERCENT%")]
    keep: Option<KeepText>,

    #[command(flatten)]
    settling: SettlingArgs,

    #[command(flatten)]
    overriding: OverrideArgs,

    /// Why
    #[arg(long, value_name = "TEXT")]
    reason: Option<Note>,
}

pub(crate) fn run(app: &App, args: &ExchangeArgs) -> anyhow::Result<()> {
    args.overriding.must_approve("")?;
    let currency = app.currency()?;
    let keep = args.keep.as_ref().map(|keep| keep.resolve(currency));
    let keep = keep.transpose()?;
    let settling = args.settling.settling(app)?;
    let (order, exchanging) = app.read(|snapshot| {
        let order = desk::order::get(snapshot, &args.order)?;
        let concert = concert_of(app, snapshot, &args.concert, &order)?;
        let leaving = match &args.from {
            Some(from) => Leaving::Places(lines(
                snapshot,
                std::slice::from_ref(from),
                concert.as_ref(),
            )?),
            None => super::tickets(snapshot, &args.ticket, &order, "--from")?,
        };
        let to = TicketTypeRef {
            concert: args.to.concert.clone().or_else(|| concert.clone()),
            ticket_type: args.to.ticket_type.clone(),
        };
        let exchanging = Exchanging {
            leaving,
            to: desk::ticket_type::id(snapshot, &to)?,
            keep,
            settling: settling.clone(),
            reason: args.reason.clone(),
            overriding: args
                .overriding
                .overriding(OF_AN_ADDITION, args.reason.as_ref())?,
        };
        Ok((order, exchanging))
    })?;

    let done = app.write(
        "order exchange",
        &(order.id, &exchanging),
        |tx| desk::exchange::exchange(tx, order.id, &exchanging),
        |snapshot, changed| Ok((desk::order::whole(snapshot, changed.order)?, *changed)),
    )?;

    let changed = done.value.1;
    let done = done.map(|(whole, _)| whole);
    let view = answer(app, &done)?.with_change(changed.change);
    let outcome = outcome(&view, done.value.order.tickets);
    if done.dry_run {
        app.printer
            .status(&format!("Order `{}`: {outcome}", order.code));
    }
    app.done(&done, |_| {
        let kept = if changed.kept.is_zero() {
            String::new()
        } else {
            format!(" The house keeps {}.", currency.show(changed.kept))
        };
        format!("Exchanged in order `{}`: {outcome}{kept}", order.code)
    });
    tell_next(app, &view);
    Ok(app.printer.answer(&view)?)
}
