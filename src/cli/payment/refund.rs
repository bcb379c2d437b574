//! `boxoffice payment refund`

use clap::Args;

use crate::cli::app::App;
use crate::cli::order::changed;
use crate::desk;
use crate::desk::refund::{HowMuch, Refunding};
use crate::domain::{Method, MoneyText, Note, OrderRef, TicketRef};

/// Pay back: everything, single tickets, or a sum of the open money
#[derive(Debug, Args)]
#[command(
    after_help = "Tickets that are given back free their places. Never more is paid back than the order holds beyond its worth.\n\nExamples:\n  boxoffice payment refund K7QX3 --all --reason 'cannot come'\n  boxoffice payment refund K7QX3 --ticket K7QX3/2 --to cash"
)]
#[command(group = clap::ArgGroup::new("how_much").required(true).multiple(false))]
pub(crate) struct RefundArgs {
    /// The order: its code or its id
    order: OrderRef,

    /// Give back every ticket and all the money
    #[arg(long, group = "how_much")]
    all: bool,

    /// Give back this ticket and what it was worth; can be repeated
    #[arg(long, value_name = "TICKET", group = "how_much", action = clap::ArgAction::Append)]
    ticket: Vec<TicketRef>,

    /// Pay back this sum of the open money
    #[arg(long, value_name = "MONEY", group = "how_much")]
    amount: Option<MoneyText>,

    /// By which method; the one it came by when left out
    #[arg(long, value_name = "METHOD")]
    to: Option<Method>,

    /// Why
    #[arg(long, value_name = "TEXT")]
    reason: Option<Note>,
}

pub(crate) fn run(app: &App, args: RefundArgs) -> anyhow::Result<()> {
    let currency = app.office()?.profile().currency;
    let order = app.read(|snapshot| desk::order::get(snapshot, &args.order))?;
    let how_much = match &args.amount {
        Some(amount) => HowMuch::Sum(amount.resolve(currency)?),
        None if args.all => HowMuch::All,
        None => HowMuch::Tickets(app.read(|snapshot| {
            args.ticket
                .iter()
                .map(|ticket| Ok(desk::ticket::get(snapshot, ticket)?.id))
                .collect()
        })?),
    };
    let refunding = Refunding {
        how_much,
        to: args.to,
        reason: args.reason,
    };

    let done = app.write(
        "payment refund",
        &(order.id, &refunding),
        |tx| desk::refund::refund(tx, order.id, &refunding),
        |snapshot, refunded| {
            Ok((
                desk::order::whole(snapshot, refunded.order)?,
                refunded.amount,
            ))
        },
    )?;

    app.done(&done, |(whole, amount)| {
        let (code, status) = (&whole.order.code, whole.order.status);
        if amount.is_zero() {
            return format!("Nothing is to be paid back; order `{code}` is {status}.");
        }
        let amount = currency.show(*amount);
        format!("Pay back {amount}; order `{code}` is {status}.")
    });
    Ok(app
        .printer
        .answer(&changed(app, &done.map(|(whole, _)| whole))?)?)
}
