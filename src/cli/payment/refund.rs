//! `boxoffice payment refund`

use clap::Args;

use crate::cli::app::App;
use crate::cli::order::changed;
use crate::desk;
use crate::desk::order::Whole;
use crate::desk::refund::{HowMuch, Refunding};
use crate::domain::{
    Code, Currency, Error, Method, MoneyText, Note, OrderCode, OrderRef, PaymentEntryId, Result,
    TicketRef,
};

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
                .map(|ticket| {
                    must_not_be_bare(ticket, &order.code)?;
                    Ok(desk::ticket::get(snapshot, ticket)?.id)
                })
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
            let whole = desk::order::whole(snapshot, refunded.order)?;
            Ok((whole, refunded.entries.clone()))
        },
    )?;

    app.done(&done, |(whole, entries)| sentence(whole, entries, currency));
    Ok(app
        .printer
        .answer(&changed(app, &done.map(|(whole, _)| whole))?)?)
}

/// What is to be handed back, and how: the refunds of this command, not those of an earlier one.
fn sentence(whole: &Whole, made: &[PaymentEntryId], currency: Currency) -> String {
    let (code, status) = (&whole.order.code, whole.order.status);
    let back = whole
        .entries
        .iter()
        .filter(|entry| made.contains(&entry.id));
    let parts: Vec<_> = back
        .map(|entry| format!("{} by {}", currency.show(entry.amount), entry.method))
        .collect();
    if parts.is_empty() {
        return format!("Nothing is to be paid back; order `{code}` is {status}.");
    }
    format!(
        "Pay back {}; order `{code}` is {status}.",
        parts.join(" and ")
    )
}

/// Within an order a bare number reads as the ticket's place in it, but is an id everywhere else.
fn must_not_be_bare(ticket: &TicketRef, order: &OrderCode) -> Result<()> {
    match ticket {
        TicketRef::Id(id) => Err(Error::new(
            Code::Ambiguous,
            format!("`{id}` could be the ticket's place in the order or its id"),
        )
        .hint(format!("--ticket {order}/{id}"))),
        _ => Ok(()),
    }
}
