//! `boxoffice order list`

use clap::Args;

use crate::cli::app::App;
use crate::cli::paging::{Days, Paging};
use crate::desk;
use crate::domain::{ConcertRef, OrderFilter, OrderStatus, UserRef};
use crate::view::OrderRow;

/// List orders, the newest first
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  boxoffice order list --status pending\n  boxoffice order list --concert java-jazz-2026 --from today --json\n  boxoffice order list --text ani@example.com"
)]
pub(crate) struct ListArgs {
    #[command(flatten)]
    days: Days,

    /// Only with tickets of this concert
    #[arg(long, value_name = "CONCERT")]
    concert: Option<ConcertRef>,

    /// Only in this state: pending, paid, expired or cancelled
    #[arg(long, value_name = "STATUS")]
    status: Option<OrderStatus>,

    /// Only of this customer
    #[arg(long, value_name = "USER")]
    user: Option<UserRef>,

    /// Only with this text in the code, or in the customer's name, e-mail address or phone number
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,

    #[command(flatten)]
    paging: Paging,
}

pub(crate) fn run(app: &App, args: &ListArgs) -> anyhow::Result<()> {
    let profile = app.office()?.profile();
    let (from, before) = args.days.resolve(app)?;

    let (orders, total) = app.read(|snapshot| {
        let concert = args
            .concert
            .as_ref()
            .map(|concert| desk::concert::get(snapshot, concert))
            .transpose()?;
        let user = args
            .user
            .as_ref()
            .map(|user| desk::user::get(snapshot, user))
            .transpose()?;
        let filter = OrderFilter {
            from,
            before,
            concert: concert.map(|concert| concert.id),
            status: args.status,
            user: user.map(|user| user.id),
            text: args.text.clone(),
            limit: args.paging.limit(app),
        };
        desk::order::list(snapshot, &filter)
    })?;

    let views: Vec<_> = orders
        .iter()
        .map(|order| OrderRow::of(order, profile))
        .collect();
    Ok(app.printer.list(&views, total)?)
}
