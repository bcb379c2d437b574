//! Manage orders.

mod add;
mod cancel;
mod create;
mod exchange;
mod expire;
mod export;
mod filter;
mod import;
mod list;
mod receipt;
mod settling;
mod show;
mod split;
mod update;

use super::app::App;
use super::items::ConcertArgs;
use crate::desk;
use crate::desk::leaving::{Leaving, without_tickets};
use crate::desk::order::Whole;
use crate::domain::{
    Code, ConcertRef, Error, Order, OrderCode, OrderStatus, Profile, Result, TicketId, TicketRef,
};
use crate::office::{Done, Snapshot};
use crate::view::{OrderParts, OrderView};
pub(super) use list::tell_what_to_do;

/// Manage orders: made, changed, cancelled
#[derive(Debug, clap::Subcommand)]
#[command(arg_required_else_help = true)]
pub(crate) enum OrderCommand {
    List(list::ListArgs),
    Show(show::ShowArgs),
    Receipt(receipt::ReceiptArgs),
    Create(create::CreateArgs),
    Update(update::UpdateArgs),
    Add(add::AddArgs),
    Exchange(exchange::ExchangeArgs),
    Split(split::SplitArgs),
    Cancel(cancel::CancelArgs),
    Expire(expire::ExpireArgs),
    Import(import::ImportArgs),
    Export(export::ExportArgs),
}

impl OrderCommand {
    pub(crate) fn run(self, app: &App) -> anyhow::Result<()> {
        match self {
            Self::List(args) => list::run(app, &args),
            Self::Show(args) => show::run(app, &args),
            Self::Receipt(args) => receipt::run(app, &args),
            Self::Create(args) => create::run(app, &args),
            Self::Update(args) => update::run(app, args),
            Self::Add(args) => add::run(app, &args),
            Self::Exchange(args) => exchange::run(app, &args),
            Self::Split(args) => split::run(app, &args),
            Self::Cancel(args) => cancel::run(app, &args),
            Self::Expire(args) => expire::run(app, &args),
            Self::Import(args) => import::run(app, &args),
            Self::Export(args) => export::run(app, &args),
        }
    }
}

/// A whole order as it is told.
pub(super) fn view(whole: &Whole, profile: &Profile) -> Result<OrderView> {
    let Whole {
        order,
        details,
        payment,
        entries,
        tickets,
        overrides,
    } = whole;
    OrderView::of(
        OrderParts {
            order,
            details,
            payment,
            entries,
            tickets,
            overrides,
        },
        profile,
    )
}

/// A whole order after a change that issues no tickets.
pub(super) fn changed(app: &App, done: &Done<Whole>) -> Result<OrderView> {
    view(&done.value, app.office()?.profile())
}

/// A whole order after a change that may have issued its tickets; those that were only tried have no codes.
pub(super) fn settled(app: &App, done: &Done<Whole>, before: OrderStatus) -> Result<OrderView> {
    let view = changed(app, done)?;
    let may_issue = matches!(before, OrderStatus::Pending | OrderStatus::Expired);
    Ok(if done.dry_run && may_issue {
        view.without_ticket_codes()
    } else {
        view
    })
}

/// A whole order after it was made; one that was only tried has no codes.
pub(super) fn made(app: &App, done: &Done<Whole>) -> Result<OrderView> {
    let view = changed(app, done)?;
    Ok(if done.dry_run {
        view.without_codes()
    } else {
        view
    })
}

/// The concert of items that name none: by flag or environment, else the only one that the order has.
fn concert_of(
    app: &App,
    snapshot: &Snapshot<'_>,
    args: &ConcertArgs,
    order: &Order,
) -> Result<Option<ConcertRef>> {
    match args.concert(app)? {
        Some(concert) => Ok(Some(concert)),
        None => desk::order::only_concert(snapshot, order.id),
    }
}

/// The tickets of an order that are meant.
pub(super) fn ticket_ids(
    snapshot: &Snapshot<'_>,
    tickets: &[TicketRef],
    order: &Order,
) -> Result<Vec<TicketId>> {
    let ids = tickets.iter().map(|ticket| {
        must_not_be_bare(ticket, &order.code)?;
        Ok(desk::ticket::get(snapshot, ticket)?.id)
    });
    ids.collect()
}

/// The same as what leaves an order; `flag` names places where it has no tickets yet.
fn tickets(
    snapshot: &Snapshot<'_>,
    tickets: &[TicketRef],
    order: &Order,
    flag: &str,
) -> Result<Leaving> {
    match ticket_ids(snapshot, tickets, order) {
        Err(error) if error.code == Code::NotFound && order.status == OrderStatus::Pending => {
            Err(without_tickets(order, flag))
        }
        found => found.map(Leaving::Tickets),
    }
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
