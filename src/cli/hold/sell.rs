//! `boxoffice hold sell`

use clap::Args;

use super::lines;
use crate::cli::app::App;
use crate::cli::items::{ConcertArgs, CustomerArgs, DeadlineRequest, deadline, tell_unused_name};
use crate::cli::order::made;
use crate::cli::overriding::{OF_A_HOLD, only};
use crate::cli::taking::TakingArgs;
use crate::cli::terms::{OnTerms, TermsArgs};
use crate::desk;
use crate::desk::order::Whole;
use crate::desk::sale::NewOrder;
use crate::desk::terms::Terms;
use crate::domain::{
    Channel, Code, Deadline, Error, Hold, HoldRef, Item, Note, OrderStatus, count,
};
use crate::office::Done;
use crate::view::OrderView;

/// Sell from a hold: all that is left in it, or only these
///
/// The places go from the hold to the order in one step, so this works when the house is sold out. What is given back
/// later goes back to the hold while it is open, else to general sale.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  boxoffice hold sell sponsors vip=2 --pay transfer --user ani@example.com --name Ani
  boxoffice hold sell sponsors --expires-at 3d    takes the places, to be paid within three days
  boxoffice hold sell sponsors --dry-run    says what it would cost")]
#[command(mut_arg("rules", only(OF_A_HOLD)))]
pub(crate) struct SellArgs {
    /// The hold: its slug or its id
    hold: HoldRef,

    /// What is sold: CONCERT/TYPE=QUANTITY; the concert may be left out where the hold has only one
    #[arg(value_name = "ITEM")]
    items: Vec<Item>,

    #[command(flatten)]
    concert: ConcertArgs,

    #[command(flatten)]
    taking: TakingArgs,

    /// Make an order that is paid later: when its places go back to the hold, a time or a length of time such as 3d
    #[arg(long, value_name = "TIME|DURATION", conflicts_with = "pay")]
    expires_at: Option<Deadline>,

    #[command(flatten)]
    terms: Box<TermsArgs>,

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
    let terms = args.terms.terms(app, OF_A_HOLD)?;
    let hold = app.read(|snapshot| desk::hold::get(snapshot, &args.hold))?;
    let new = NewOrder {
        lines: lines(app, hold.id, &args.items, &args.concert)?,
        customer: args.customer.customer(),
        channel: args.channel,
        note: args.note.clone(),
    };
    if args.taking.is_empty() {
        return reserve(app, &hold, &new, &terms, args.expires_at.as_ref());
    }
    let taking = args.taking.taking(app)?;

    let done = app.write(
        "hold sell",
        &OnTerms((hold.id, &new, &taking), &terms),
        |tx| desk::hold_sale::sell(tx, hold.id, &new, &terms, &taking),
        |snapshot, sold| Ok((desk::order::whole(snapshot, sold.order)?, sold.change)),
    )?;

    let change = done.value.1;
    let done = done.map(|(whole, _)| whole);
    let view = made(app, &done)?.with_change(change);
    tell(app, &hold, &new, &done, &view);
    Ok(app.printer.answer(&view)?)
}

/// Makes an order to be paid later. Without a deadline only a dry run does, to ask for the price, or what is free.
fn reserve(
    app: &App,
    hold: &Hold,
    new: &NewOrder,
    terms: &Terms,
    until: Option<&Deadline>,
) -> anyhow::Result<()> {
    let currency = app.currency()?;
    let expires_at = deadline(app, until)?;

    let done = app.write(
        "hold sell",
        &OnTerms(
            (hold.id, new, DeadlineRequest::of(until, expires_at)),
            terms,
        ),
        |tx| {
            let (lines, channel) = (&new.lines, new.channel);
            let due = desk::hold_sale::quote(tx, hold.id, lines, channel, terms)?.total;
            if !due.is_zero() && until.is_none() && !app.is_dry_run() {
                return Err(unpaid(&currency.show(due)));
            }
            desk::hold_sale::reserve(tx, hold.id, new, terms, expires_at)
        },
        |snapshot, sold| desk::order::whole(snapshot, sold.order),
    )?;

    let view = made(app, &done)?;
    if view.row.status == OrderStatus::Pending && until.is_none() {
        app.printer
            .status(&format!("{} would be due.", view.row.due));
    }
    tell(app, hold, new, &done, &view);
    if view.row.status == OrderStatus::Pending {
        app.next(&format!(
            "boxoffice payment record {} --pay METHOD",
            view.reference_or_dash()
        ));
    }
    Ok(app.printer.answer(&view)?)
}

fn tell(app: &App, hold: &Hold, new: &NewOrder, done: &Done<Whole>, view: &OrderView) {
    tell_unused_name(app, &new.customer, done.value.order.user_name.as_ref());
    app.done(done, |whole| {
        let (order, slug) = (view.reference_or_dash(), &hold.slug);
        let (tickets, total) = (whole.order.tickets, view.row.total);
        if view.row.status == OrderStatus::Pending {
            let places = count(tickets, "place");
            return format!("Order `{order}` has {places} from hold `{slug}`: {total} to pay.");
        }
        let tickets = count(tickets, "ticket");
        let change = view.change.filter(|change| !change.amount.is_zero());
        let change = change.map(|change| format!(" Give back {change}."));
        let change = change.unwrap_or_default();
        format!("Order `{order}`: {tickets} for {total}, from hold `{slug}`.{change}")
    });
}

fn unpaid(due: &str) -> Error {
    Error::new(Code::Usage, format!("how is it paid? {due} is due"))
        .hint("--pay cash --tendered MONEY")
        .hint("`--dry-run` only says the price; `--expires-at 3d` makes an order to be paid later")
}
