//! Manage orders.

mod cancel;
mod create;
mod expire;
mod export;
mod filter;
mod import;
mod list;
mod receipt;
mod show;
mod update;

use super::app::App;
use crate::desk::order::Whole;
use crate::domain::{OrderStatus, Profile, Result};
use crate::office::Done;
use crate::view::{OrderParts, OrderView};

/// Manage orders: made, changed, cancelled
#[derive(Debug, clap::Subcommand)]
#[command(arg_required_else_help = true)]
pub(crate) enum OrderCommand {
    List(list::ListArgs),
    Show(show::ShowArgs),
    Receipt(receipt::ReceiptArgs),
    Create(create::CreateArgs),
    Update(update::UpdateArgs),
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
