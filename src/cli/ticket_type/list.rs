//! `boxoffice ticket-type list`

use clap::Args;

use super::concert_of;
use crate::cli::app::App;
use crate::cli::paging::Paging;
use crate::desk;
use crate::domain::{ConcertRef, TicketTypeFilter};
use crate::view::TicketTypeView;

/// List ticket types: what each costs and how many are left
///
/// Without a concert, a table begins with the concerts of today.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  boxoffice ticket-type list --concert java-jazz-2026
  boxoffice ticket-type list --all --json")]
pub(crate) struct ListArgs {
    /// Only of this concert (or `BOXOFFICE_CONCERT`)
    #[arg(long, value_name = "CONCERT")]
    concert: Option<ConcertRef>,

    /// Only with this text in the name or the slug
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,

    #[command(flatten)]
    paging: Paging,
}

pub(crate) fn run(app: &App, args: &ListArgs) -> anyhow::Result<()> {
    let (views, total) = app.read(|snapshot| {
        let concert = concert_of(app, snapshot, args.concert.as_ref())?;
        let (zone, now) = (app.zone()?, snapshot.now());
        let is_page = concert.is_none() && args.paging.is_for_a_page(app);
        let filter = TicketTypeFilter {
            concert: concert.map(|concert| concert.id),
            from: is_page.then(|| zone.day_start(zone.date(now))),
            text: args.text.clone(),
            limit: args.paging.limit(app),
        };
        let (found, _) = desk::ticket_type::list(snapshot, &filter)?;
        let ever = TicketTypeFilter {
            from: None,
            limit: Some(0),
            ..filter
        };
        let currency = app.currency()?;
        let views: Vec<_> = found
            .iter()
            .map(|found| TicketTypeView::of(found, currency, now))
            .collect();
        Ok((views, desk::ticket_type::list(snapshot, &ever)?.1))
    })?;
    Ok(app.printer.list(&views, total)?)
}
