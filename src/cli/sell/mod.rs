//! `boxoffice sell`

mod ask;

use clap::Args;

use super::app::App;
use super::items::{ConcertArgs, CustomerArgs, lines, tell_unused_name};
use super::order::made;
use super::overriding::{OF_A_SALE, only};
use super::taking::TakingArgs;
use super::terms::{OnTerms, TermsArgs};
use crate::desk;
use crate::desk::sale::NewOrder;
use crate::desk::settle::Taking;
use crate::desk::terms::Terms;
use crate::domain::{Amount, Channel, Code, Error, Item, Note, OrderStatus, count};
use crate::view::OrderView;

/// Sell tickets: order, payment and tickets at once
#[derive(Debug, Args)]
#[command(
    after_help = "Without items, at a terminal, it asks for everything.\n\nExamples:\n  boxoffice sell java-jazz-2026/adult=2 child vip --pay cash --tendered 1000000\n  boxoffice sell java-jazz-2026/vip --pay card=150000 --pay cash --user ani@example.com --name Ani\n  boxoffice sell java-jazz-2026/vip=2 --dry-run    says what it would cost\n  boxoffice sell java-jazz-2026/adult=2 --discount EARLY10 --pay cash\n  boxoffice sell java-jazz-2026/adult=2 --comp 'Press' --approved-by Ani"
)]
#[command(mut_arg("rules", only(OF_A_SALE)))]
pub(crate) struct SellArgs {
    /// What is sold: CONCERT/TYPE=QUANTITY; `=1` may be left out, and so may a concert named before
    #[arg(value_name = "ITEM")]
    items: Vec<Item>,

    #[command(flatten)]
    concert: ConcertArgs,

    #[command(flatten)]
    taking: TakingArgs,

    #[command(flatten)]
    terms: TermsArgs,

    #[command(flatten)]
    customer: CustomerArgs,

    /// Where the sale comes from: counter, phone, web, door
    #[arg(long, value_name = "CHANNEL", default_value = "counter")]
    channel: Channel,

    /// What else is to be known
    #[arg(long, value_name = "TEXT")]
    note: Option<Note>,
}

pub(crate) fn run(app: &App, args: &SellArgs) -> anyhow::Result<()> {
    let terms = args.terms.terms(app, OF_A_SALE)?;
    if args.items.is_empty() && app.prompter.can_ask() {
        let asked = ask::ask(app, args, &terms)?;
        sell(app, &asked.new, &terms, &asked.taking, Some(asked.total))?;
        app.printer
            .status(&format!("The same in one line: {}", asked.command));
        return Ok(());
    }
    let concert = args.concert.concert(app)?;
    let new = NewOrder {
        lines: app.read(|snapshot| lines(snapshot, &args.items, concert.as_ref()))?,
        customer: args.customer.customer(),
        channel: args.channel,
        note: args.note.clone(),
    };
    if args.taking.is_empty() {
        return price(app, &new, &terms);
    }
    sell(app, &new, &terms, &args.taking.taking(app)?, None)
}

/// Sells; what was `shown` to a person as the total has to be the total still.
fn sell(
    app: &App,
    new: &NewOrder,
    terms: &Terms,
    taking: &Taking,
    shown: Option<Amount>,
) -> anyhow::Result<()> {
    let done = app.write(
        "sell",
        &OnTerms((new, taking), terms),
        |tx| {
            if let Some(shown) = shown {
                desk::sale::must_still_cost(tx, new, terms, shown)?;
            }
            desk::sale::sell_on(tx, new, terms, taking)
        },
        |snapshot, sold| Ok((desk::order::whole(snapshot, sold.order)?, sold.change)),
    )?;

    let change = done.value.1;
    let done = done.map(|(whole, _)| whole);
    let view = made(app, &done)?.with_change(change);
    tell_unused_name(app, &new.customer, done.value.order.user_name.as_ref());
    app.done(&done, |whole| sentence(&view, whole.order.tickets));
    Ok(app.printer.answer(&view)?)
}

fn sentence(view: &OrderView, tickets: i64) -> String {
    let order = view.reference_or_dash();
    let (tickets, total) = (count(tickets, "ticket"), view.row.total);
    match view.change.filter(|change| !change.amount.is_zero()) {
        Some(change) => format!("Order `{order}`: {tickets} for {total}. Give back {change}."),
        None => format!("Order `{order}`: {tickets} for {total}."),
    }
}

/// Without money there is nothing to sell, but a dry run may ask for the price, and what is free needs none.
fn price(app: &App, new: &NewOrder, terms: &Terms) -> anyhow::Result<()> {
    let currency = app.currency()?;

    let done = app.write(
        "sell",
        &OnTerms(new, terms),
        |tx| {
            let due = desk::sale::quote_on(tx, &new.lines, new.channel, terms)?.total;
            if !due.is_zero() && !app.is_dry_run() {
                return Err(unpaid(&currency.show(due)));
            }
            desk::sale::reserve_on(tx, new, terms, None)
        },
        |snapshot, sold| desk::order::whole(snapshot, sold.order),
    )?;

    let view = made(app, &done)?;
    if view.row.status == OrderStatus::Pending {
        app.printer
            .status(&format!("{} would be due.", view.row.due));
    }
    app.done(&done, |whole| sentence(&view, whole.order.tickets));
    Ok(app.printer.answer(&view)?)
}

fn unpaid(due: &str) -> Error {
    Error::new(Code::Usage, format!("how is it paid? {due} is due"))
        .hint("--pay cash --tendered MONEY")
        .hint("`--dry-run` only says the price; `boxoffice order create` takes the places unpaid")
}
