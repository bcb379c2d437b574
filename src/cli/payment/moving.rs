//! `boxoffice payment move`

use clap::Args;

use crate::cli::app::App;
use crate::cli::order::settled;
use crate::desk;
use crate::domain::{MoneyText, OrderRef, OrderStatus, count};
use crate::view::OrderView;

/// Move open money to another order: what is due there, or so much; an order that it covers gets its tickets
#[derive(Debug, Args)]
#[command(
    after_help = "It is paid back by the methods it came by and taken there by the same ones at the same moment, so no drawer changes.\n\nExamples:\n  boxoffice payment move K7QX3 --into M2RTA\n  boxoffice payment move K7QX3 --into M2RTA --amount 50000"
)]
pub(crate) struct MoveArgs {
    /// The order that holds the money: its code or its id
    order: OrderRef,

    /// The order that gets it
    #[arg(long, value_name = "ORDER")]
    into: OrderRef,

    /// So much of the open money; what is due there when left out, or all of it where nothing is
    #[arg(long, value_name = "MONEY")]
    amount: Option<MoneyText>,
}

pub(crate) fn run(app: &App, args: &MoveArgs) -> anyhow::Result<()> {
    let currency = app.currency()?;
    let amount = args.amount.as_ref().map(|amount| amount.resolve(currency));
    let amount = amount.transpose()?;
    let (from, into) = app.read(|snapshot| {
        let from = desk::order::get(snapshot, &args.order)?;
        Ok((from, desk::order::get(snapshot, &args.into)?))
    })?;

    let done = app.write(
        "payment move",
        &(from.id, into.id, amount),
        |tx| desk::open_money::move_into(tx, from.id, into.id, amount),
        |snapshot, decided| {
            let whole = desk::order::whole(snapshot, decided.into.unwrap_or(decided.from))?;
            Ok((whole, decided.amount))
        },
    )?;

    let moved = done.value.1;
    let done = done.map(|(whole, _)| whole);
    let view = settled(app, &done, into.status)?;
    app.done(&done, |whole| {
        format!(
            "{} went from order `{}` to order `{}`{}",
            currency.show(moved),
            from.code,
            into.code,
            outcome(&view, whole.order.tickets)
        )
    });
    Ok(app.printer.answer(&view)?)
}

/// How the order stands that got the money.
fn outcome(view: &OrderView, tickets: i64) -> String {
    if view.row.status == OrderStatus::Pending {
        return format!(": {} still due.", view.row.due);
    }
    let open = view.row.open_money;
    if open.amount.is_zero() {
        return format!(", which is paid: {}.", count(tickets, "ticket"));
    }
    format!(", which is paid and holds {open} of open money.")
}
