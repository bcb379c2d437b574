//! `boxoffice concert list`

use clap::Args;

use super::filter::Filters;
use crate::cli::app::App;
use crate::cli::paging::Paging;
use crate::desk;
use crate::domain::{ConcertFilter, Result};
use crate::office::Snapshot;
use crate::view::ConcertView;

/// List concerts by their start; a table begins today unless told otherwise
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  boxoffice concert list
  boxoffice concert list --from 2026-11-01 --to 2026-11-30 --venue istora-senayan
  boxoffice concert list --text jazz --all --json")]
pub(crate) struct ListArgs {
    #[command(flatten)]
    filters: Filters,

    #[command(flatten)]
    paging: Paging,
}

pub(crate) fn run(app: &App, args: &ListArgs) -> anyhow::Result<()> {
    let (concerts, total) = app.read(|snapshot| {
        let filter = resolve(app, snapshot, args)?;
        let (concerts, total) = desk::concert::list(snapshot, &filter)?;
        if args.filters.from.is_some() || args.filters.to.is_some() {
            return Ok((concerts, total));
        }
        let ever = ConcertFilter {
            from: None,
            limit: Some(0),
            ..filter
        };
        Ok((concerts, desk::concert::list(snapshot, &ever)?.1))
    })?;

    let views: Vec<_> = concerts
        .iter()
        .map(|billed| ConcertView::of(&billed.concert, &billed.line_up))
        .collect();
    Ok(app.printer.list(&views, total)?)
}

fn resolve(app: &App, snapshot: &Snapshot<'_>, args: &ListArgs) -> Result<ConcertFilter> {
    let (zone, now) = (app.zone()?, snapshot.now());
    let filter = args.filters.resolve(app, snapshot)?;
    let is_of_any_day = filter.from.is_none() && filter.before.is_none();
    let begins_today = is_of_any_day && args.paging.is_for_a_page(app);
    Ok(ConcertFilter {
        from: if begins_today {
            Some(zone.day_start(zone.date(now)))
        } else {
            filter.from
        },
        limit: args.paging.limit(app),
        ..filter
    })
}
