//! `boxoffice order split`

use clap::Args;

use super::concert_of;
use crate::cli::app::App;
use crate::cli::items::{ConcertArgs, lines};
use crate::desk;
use crate::desk::leaving::Leaving;
use crate::desk::split::Splitting;
use crate::domain::{Item, Name, OrderRef, TicketRef, UserRef, count};
use crate::view::SplitView;

/// Split an order in two: some of its tickets go to an order of their own
///
/// They keep what they are worth, to the unit, and the money goes with them. The new order has new codes; the old tickets
/// are void.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  boxoffice order split K7QX3 --ticket K7QX3/2 --user budi@example.com --name Budi\n  boxoffice order split K7QX3 --item java-jazz-2026/vip=2    of an order that is still to be paid"
)]
#[command(group = clap::ArgGroup::new("what").required(true).multiple(false))]
pub(crate) struct SplitArgs {
    /// The order: its code or its id
    order: OrderRef,

    /// This ticket goes to the new order; can be repeated
    #[arg(long, value_name = "TICKET", group = "what", action = clap::ArgAction::Append)]
    ticket: Vec<TicketRef>,

    /// So many places of a type go to the new order: CONCERT/TYPE=QUANTITY; can be repeated
    #[arg(long, value_name = "ITEM", group = "what", action = clap::ArgAction::Append)]
    item: Vec<Item>,

    #[command(flatten)]
    concert: ConcertArgs,

    /// Whose the new order is; the same customer's when left out
    #[arg(long, value_name = "USER")]
    user: Option<UserRef>,

    /// The name of a customer who is new
    #[arg(long, value_name = "NAME", requires = "user")]
    name: Option<Name>,
}

pub(crate) fn run(app: &App, args: &SplitArgs) -> anyhow::Result<()> {
    let (order, leaving) = app.read(|snapshot| {
        let order = desk::order::get(snapshot, &args.order)?;
        let concert = concert_of(app, snapshot, &args.concert, &order)?;
        let leaving = if args.item.is_empty() {
            super::tickets(snapshot, &args.ticket, &order, "--item")?
        } else {
            Leaving::Places(lines(snapshot, &args.item, concert.as_ref())?)
        };
        Ok((order, leaving))
    })?;
    let splitting = Splitting {
        leaving,
        user: args.user.clone(),
        name: args.name.clone(),
    };

    let done = app.write(
        "order split",
        &(order.id, &splitting),
        |tx| desk::split::split(tx, order.id, &splitting),
        |snapshot, split| {
            let from = desk::order::get(snapshot, &desk::split::from_ref(split))?;
            Ok((desk::order::whole(snapshot, split.order)?, from))
        },
    )?;

    let from = done.value.1.clone();
    let done = done.map(|(whole, _)| whole);
    let view = SplitView {
        order: super::made(app, &done)?,
        split_from: from.code.to_string(),
    };
    app.done(&done, |whole| {
        let new = &whole.order;
        format!(
            "Order `{}` has {} for {}; order `{}` keeps {} for {}.",
            new.code,
            count(new.tickets, "ticket"),
            view.order.row.total,
            from.code,
            count(from.tickets, "ticket"),
            view.order.row.total.currency.show(from.total)
        )
    });
    Ok(app.printer.answer(&view)?)
}
