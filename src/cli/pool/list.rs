//! `boxoffice pool list`

use clap::Args;

use crate::cli::app::App;
use crate::cli::paging::Paging;
use crate::cli::ticket_type::concert_of;
use crate::desk;
use crate::domain::{ConcertRef, PoolFilter};
use crate::view::PoolRow;

/// List pools: how many places each has and how many are left
///
/// Without a concert, a table begins with the concerts of today.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  boxoffice pool list --concert java-jazz-2026\n  boxoffice pool list --all --json"
)]
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
    let zone = app.zone()?;
    let (pools, total) = app.read(|snapshot| {
        let concert = concert_of(app, snapshot, args.concert.as_ref())?;
        let is_page = concert.is_none() && args.paging.is_for_a_page(app);
        let filter = PoolFilter {
            concert: concert.map(|concert| concert.id),
            from: is_page.then(|| zone.day_start(zone.date(snapshot.now()))),
            text: args.text.clone(),
            limit: args.paging.limit(app),
        };
        let (found, _) = desk::pool::list(snapshot, &filter)?;
        let ever = PoolFilter {
            from: None,
            limit: Some(0),
            ..filter
        };
        Ok((found, desk::pool::list(snapshot, &ever)?.1))
    })?;
    let views: Vec<_> = pools.iter().map(PoolRow::of).collect();
    Ok(app.printer.list(&views, total)?)
}
