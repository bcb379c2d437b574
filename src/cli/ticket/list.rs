//! `boxoffice ticket list`

use clap::Args;

use crate::cli::app::App;
use crate::cli::paging::Paging;
use crate::desk;
use crate::domain::{ConcertRef, OrderRef, TicketFilter, TicketStatus};
use crate::view::TicketView;

/// List tickets by order
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  boxoffice ticket list --concert java-jazz-2026 --format csv\n  boxoffice ticket list --concert java-jazz-2026 --not-admitted"
)]
pub(crate) struct ListArgs {
    /// Only of this concert
    #[arg(long, value_name = "CONCERT")]
    concert: Option<ConcertRef>,

    /// Only of this order
    #[arg(long, value_name = "ORDER")]
    order: Option<OrderRef>,

    /// Only in this state: valid or void
    #[arg(long, value_name = "STATUS")]
    status: Option<TicketStatus>,

    /// Only those that let somebody in
    #[arg(long, conflicts_with = "not_admitted")]
    admitted: bool,

    /// Only those that let nobody in yet
    #[arg(long)]
    not_admitted: bool,

    /// Only with this text in the order's code, or in the holder's or customer's name
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,

    #[command(flatten)]
    paging: Paging,
}

pub(crate) fn run(app: &App, args: &ListArgs) -> anyhow::Result<()> {
    let profile = app.office()?.profile();

    let (tickets, total) = app.read(|snapshot| {
        let concert = args
            .concert
            .as_ref()
            .map(|concert| desk::concert::get(snapshot, concert))
            .transpose()?;
        let order = args
            .order
            .as_ref()
            .map(|order| desk::order::get(snapshot, order))
            .transpose()?;
        let filter = TicketFilter {
            concert: concert.map(|concert| concert.id),
            order: order.map(|order| order.id),
            status: args.status,
            admitted: (args.admitted || args.not_admitted).then_some(args.admitted),
            text: args.text.clone(),
            limit: args.paging.limit(app),
        };
        desk::ticket::list(snapshot, &filter)
    })?;

    let views: Vec<_> = tickets
        .iter()
        .map(|ticket| TicketView::of(ticket, profile))
        .collect();
    Ok(app.printer.list(&views, total)?)
}
