//! `boxoffice payment refund`

use clap::Args;

use crate::cli::app::App;
use crate::cli::order::{changed, ticket_ids};
use crate::cli::overriding::{OF_A_REFUND, OverrideArgs, only};
use crate::desk;
use crate::desk::order::Whole;
use crate::desk::refund::{HowMuch, Refunded, Refunding};
use crate::domain::{
    Amount, Currency, KeepText, Method, MoneyText, Note, OrderRef, PaymentEntryId, TicketRef,
};

/// Pay back: everything, single tickets, or a sum of the open money
#[derive(Debug, Args)]
#[command(
    after_help = "Tickets that are given back free their places. Never more is paid back than the order holds beyond its worth.\n\nExamples:\n  boxoffice payment refund K7QX3 --all --reason 'cannot come'\n  boxoffice payment refund K7QX3 --ticket K7QX3/2 --to cash --keep 10%\n  boxoffice payment refund K7QX3 --amount 50000 --goodwill --reason 'bad view'"
)]
#[command(group = clap::ArgGroup::new("how_much").required(true).multiple(false))]
#[command(mut_arg("rules", only(OF_A_REFUND)))]
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

    /// Keep this of what the tickets are worth, a sum or a percentage
    #[arg(long, value_name = "MONEY|PERCENT%", conflicts_with = "amount")]
    keep: Option<KeepText>,

    /// Reduce the order by what its open money lacks of the sum; no ticket is touched
    #[arg(long, requires = "amount")]
    goodwill: bool,

    #[command(flatten)]
    overriding: OverrideArgs,

    /// By which method; the one it came by when left out
    #[arg(long, value_name = "METHOD")]
    to: Option<Method>,

    /// Why
    #[arg(long, value_name = "TEXT")]
    reason: Option<Note>,
}

pub(crate) fn run(app: &App, args: RefundArgs) -> anyhow::Result<()> {
    args.overriding.must_approve("")?;
    let currency = app.office()?.profile().currency;
    let order = app.read(|snapshot| desk::order::get(snapshot, &args.order))?;
    let how_much = match &args.amount {
        Some(amount) => HowMuch::Sum(amount.resolve(currency)?),
        None if args.all => HowMuch::All,
        None => HowMuch::Tickets(app.read(|snapshot| ticket_ids(snapshot, &args.ticket, &order))?),
    };
    let keep = args.keep.as_ref().map(|keep| keep.resolve(currency));
    let refunding = Refunding {
        how_much,
        to: args.to,
        keep: keep.transpose()?,
        goodwill: args.goodwill,
        overriding: args
            .overriding
            .overriding(OF_A_REFUND, args.reason.as_ref())?,
        reason: args.reason,
    };

    let done = app.write(
        "payment refund",
        &(order.id, &refunding),
        |tx| desk::refund::refund(tx, order.id, &refunding),
        |snapshot, refunded| {
            let whole = desk::order::whole(snapshot, refunded.order)?;
            Ok((whole, refunded.clone()))
        },
    )?;

    let told = |(whole, refunded): &(Whole, Refunded)| {
        let kept = kept_of(refunded.kept, currency, done.dry_run);
        sentence(whole, &refunded.entries, currency, done.dry_run) + &kept
    };
    app.done(&done, told);
    if done.dry_run {
        app.printer.status(&told(&done.value));
    }
    Ok(app
        .printer
        .answer(&changed(app, &done.map(|(whole, _)| whole))?)?)
}

/// What the house keeps, where that is anything.
fn kept_of(kept: Amount, currency: Currency, is_tried: bool) -> String {
    if kept.is_zero() {
        return String::new();
    }
    let keeps = if is_tried { "would keep" } else { "keeps" };
    format!(" The house {keeps} {}.", currency.show(kept))
}

/// What is to be handed back, and how: the refunds of this command, not those of an earlier one.
fn sentence(whole: &Whole, made: &[PaymentEntryId], currency: Currency, is_tried: bool) -> String {
    let (code, status) = (&whole.order.code, whole.order.status);
    let (pay, would, is) = if is_tried {
        ("Would pay", "would be", "would be")
    } else {
        ("Pay", "is to be", "is")
    };
    let back = whole
        .entries
        .iter()
        .filter(|entry| made.contains(&entry.id));
    let parts: Vec<_> = back
        .map(|entry| format!("{} by {}", currency.show(entry.amount), entry.method))
        .collect();
    if parts.is_empty() {
        return format!("Nothing {would} paid back; order `{code}` {is} {status}.");
    }
    format!(
        "{pay} back {}; order `{code}` {is} {status}.",
        parts.join(" and ")
    )
}
