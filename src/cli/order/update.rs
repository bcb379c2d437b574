//! `boxoffice order update`

use clap::Args;

use super::settled;
use crate::cli::app::App;
use crate::cli::error::nothing_to_update;
use crate::cli::items::{DeadlineRequest, deadline};
use crate::desk;
use crate::desk::change_order::OrderPatch;
use crate::desk::order::Whole;
use crate::domain::{Change, Deadline, Name, Note, OrderRef, OrderStatus, UserRef, count};

/// Change an order; a new deadline brings an expired one back if its places are free
///
/// What was sold from a hold takes its places from it again, while it is open and keeps enough; else from general sale.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  boxoffice order update K7QX3 --expires-at 2h\n  boxoffice order update K7QX3 --user ani@example.com --name Ani"
)]
pub(crate) struct UpdateArgs {
    /// The order: its code or its id
    order: OrderRef,

    /// When the places go back unless paid: a time, or a length of time such as 20m
    #[arg(long, value_name = "TIME|DURATION")]
    expires_at: Option<Deadline>,

    /// It stays until it is paid or cancelled
    #[arg(long, conflicts_with = "expires_at")]
    clear_expires_at: bool,

    /// Whose it is
    #[arg(long, value_name = "USER")]
    user: Option<UserRef>,

    /// The name of a customer who is new
    #[arg(long, value_name = "NAME", requires = "user")]
    name: Option<Name>,

    /// What else is to be known
    #[arg(long, value_name = "TEXT")]
    note: Option<Note>,

    /// Nothing else is to be known
    #[arg(long, conflicts_with = "note")]
    clear_note: bool,
}

pub(crate) fn run(app: &App, args: UpdateArgs) -> anyhow::Result<()> {
    let expires_at = deadline(app, args.expires_at.as_ref())?;
    let patch = OrderPatch {
        user: args.user,
        name: args.name,
        note: Change::from_flags(args.note, args.clear_note),
        expires_at: Change::from_flags(expires_at, args.clear_expires_at),
    };
    if patch == OrderPatch::default() {
        return Err(nothing_to_update("order").into());
    }
    let order = app.read(|snapshot| desk::order::get(snapshot, &args.order))?;

    let asked = (
        order.id,
        (&patch.user, &patch.name, &patch.note, args.clear_expires_at),
        DeadlineRequest::of(args.expires_at.as_ref(), expires_at),
    );
    let done = app.write(
        "order update",
        &asked,
        |tx| desk::change_order::update(tx, order.id, &patch),
        |snapshot, id| desk::order::whole(snapshot, *id),
    )?;

    app.done(&done, |whole| sentence(app, whole));
    Ok(app.printer.answer(&settled(app, &done, order.status)?)?)
}

fn sentence(app: &App, whole: &Whole) -> String {
    let (code, status) = (&whole.order.code, whole.order.status);
    match (whole.order.expires_at, app.zone()) {
        (Some(at), Ok(zone)) if status == OrderStatus::Pending => {
            let places = count(whole.order.tickets, "place");
            format!("Order `{code}` keeps {places} until {}.", zone.show(at))
        }
        _ => format!("Order `{code}` is changed; it is {status}."),
    }
}
