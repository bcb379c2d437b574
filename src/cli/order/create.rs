//! `boxoffice order create`

use clap::Args;

use super::made;
use crate::cli::app::App;
use crate::cli::items::{
    ConcertArgs, CustomerArgs, DeadlineRequest, deadline, lines, tell_unused_name,
};
use crate::cli::overriding::{OF_A_SALE, only};
use crate::cli::terms::{OnTerms, TermsArgs};
use crate::desk;
use crate::desk::sale::NewOrder;
use crate::domain::{Channel, Deadline, Item, Note, OrderStatus, count};

/// Take places now, to be paid later
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  boxoffice order create java-jazz-2026/vip=2 --user ani@example.com --name Ani --expires-at 20m\n  boxoffice payment record K7QX3 --pay cash"
)]
#[command(mut_arg("rules", only(OF_A_SALE)))]
pub(crate) struct CreateArgs {
    /// What is wanted: CONCERT/TYPE=QUANTITY; `=1` may be left out, and so may a concert named before
    #[arg(value_name = "ITEM", required = true)]
    items: Vec<Item>,

    #[command(flatten)]
    concert: ConcertArgs,

    #[command(flatten)]
    customer: CustomerArgs,

    #[command(flatten)]
    terms: TermsArgs,

    /// When the places go back unless paid: a time, or a length of time such as 20m; never when left out
    #[arg(long, value_name = "TIME|DURATION")]
    expires_at: Option<Deadline>,

    /// Where it comes from: counter, phone, web, door
    #[arg(long, value_name = "CHANNEL", default_value = "counter")]
    channel: Channel,

    /// What else is to be known
    #[arg(long, value_name = "TEXT")]
    note: Option<Note>,
}

pub(crate) fn run(app: &App, args: &CreateArgs) -> anyhow::Result<()> {
    let terms = args.terms.terms(app, OF_A_SALE)?;
    let concert = args.concert.concert(app)?;
    let new = NewOrder {
        lines: app.read(|snapshot| lines(snapshot, &args.items, concert.as_ref()))?,
        customer: args.customer.customer(),
        channel: args.channel,
        note: args.note.clone(),
    };
    let expires_at = deadline(app, args.expires_at.as_ref())?;

    let done = app.write(
        "order create",
        &OnTerms(
            (
                &new,
                DeadlineRequest::of(args.expires_at.as_ref(), expires_at),
            ),
            &terms,
        ),
        |tx| desk::sale::reserve_on(tx, &new, &terms, expires_at),
        |snapshot, sold| desk::order::whole(snapshot, sold.order),
    )?;

    let view = made(app, &done)?;
    tell_unused_name(app, &new.customer, done.value.order.user_name.as_ref());
    let due = view.row.due;
    app.done(&done, |whole| {
        let code = &whole.order.code;
        let places = count(whole.order.tickets, "place");
        match whole.order.expires_at {
            _ if whole.order.status == OrderStatus::Paid => {
                format!("Order `{code}` is covered and has its tickets.")
            }
            Some(at) => format!(
                "Order `{code}` keeps {places} until {}: {due} to pay.",
                view.row.timezone.show(at)
            ),
            None => format!("Order `{code}` keeps {places}: {due} to pay."),
        }
    });
    if done.value.order.status == OrderStatus::Pending {
        app.next(&format!(
            "boxoffice payment record {} --pay METHOD",
            done.value.order.code
        ));
    }
    Ok(app.printer.answer(&view)?)
}
