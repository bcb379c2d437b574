//! `boxoffice payment list`

use clap::Args;

use crate::cli::app::App;
use crate::cli::order::tell_what_to_do;
use crate::cli::paging::{Days, Paging};
use crate::desk;
use crate::domain::{ConcertRef, Method, PaymentFilter, PaymentStatus, Result};
use crate::view::PaymentRow;

/// List payments, the newest first
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  boxoffice payment list --status pending\n  boxoffice payment list --method cash --from today\n  boxoffice payment list --open"
)]
pub(crate) struct ListArgs {
    #[command(flatten)]
    days: Days,

    /// Only of orders with tickets of this concert
    #[arg(long, value_name = "CONCERT")]
    concert: Option<ConcertRef>,

    /// Only in this state: pending, paid, `partly_refunded`, refunded or void
    #[arg(long, value_name = "STATUS")]
    status: Option<PaymentStatus>,

    /// Only with money that moved this way
    #[arg(long, value_name = "METHOD")]
    method: Option<Method>,

    /// Only those that hold more than their order is worth, so that somebody has to decide about it
    #[arg(long)]
    open: bool,

    #[command(flatten)]
    paging: Paging,
}

pub(crate) fn run(app: &App, args: &ListArgs) -> anyhow::Result<()> {
    let profile = app.office()?.profile();
    let (from, before) = args.days.resolve(app)?;

    let (payments, total) = app.read(|snapshot| {
        let concert = args
            .concert
            .as_ref()
            .map(|concert| desk::concert::get(snapshot, concert))
            .transpose()?;
        let filter = PaymentFilter {
            status: args.status,
            method: args.method,
            from,
            before,
            concert: concert.map(|concert| concert.id),
            open: args.open,
            limit: args.paging.limit(app),
        };
        desk::payment::list(snapshot, &filter)
    })?;

    let views: Vec<_> = payments
        .iter()
        .map(|payment| PaymentRow::of(payment, profile))
        .collect::<Result<_>>()?;
    app.printer.list(&views, total)?;
    if args.open && !views.is_empty() {
        tell_what_to_do(app);
    }
    Ok(())
}
