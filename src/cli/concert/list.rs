//! `boxoffice concert list`

use clap::Args;

use crate::cli::app::App;
use crate::cli::paging::Paging;
use crate::desk;
use crate::domain::{ArtistRef, ConcertFilter, ConcertStatus, DateText, Instant, Result, VenueRef};
use crate::office::Snapshot;
use crate::view::ConcertView;

/// List concerts by their start; a table begins today unless told otherwise
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  boxoffice concert list
  boxoffice concert list --from 2026-11-01 --to 2026-11-30 --venue istora-senayan
  boxoffice concert list --text jazz --all --json")]
pub(crate) struct ListArgs {
    /// Only from this day on, by the office's clocks
    #[arg(long, value_name = "DATE")]
    from: Option<DateText>,

    /// Only up to this day, itself included
    #[arg(long, value_name = "DATE")]
    to: Option<DateText>,

    /// Only at this venue
    #[arg(long, value_name = "VENUE")]
    venue: Option<VenueRef>,

    /// Only with this artist
    #[arg(long, value_name = "ARTIST")]
    artist: Option<ArtistRef>,

    /// Only in this state: scheduled, postponed or cancelled
    #[arg(long, value_name = "STATUS")]
    status: Option<ConcertStatus>,

    /// Only with this text in the name, the slug, the venue or the line-up
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,

    #[command(flatten)]
    paging: Paging,
}

pub(crate) fn run(app: &App, args: &ListArgs) -> anyhow::Result<()> {
    let (concerts, total) = app.read(|snapshot| {
        let filter = resolve(app, snapshot, args)?;
        let (concerts, total) = desk::concert::list(snapshot, &filter)?;
        if args.from.is_some() || args.to.is_some() {
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
    let from = args
        .from
        .map(|from| zone.day_start(from.resolve(zone, now)));
    let before = args.to.map(|to| zone.day_end(to.resolve(zone, now)));
    let today = || -> Option<Instant> {
        (before.is_none() && args.paging.is_for_a_page(app)).then(|| zone.day_start(zone.date(now)))
    };
    let venue = args
        .venue
        .as_ref()
        .map(|venue| desk::venue::get(snapshot, venue));
    let artist = args
        .artist
        .as_ref()
        .map(|artist| desk::artist::get(snapshot, artist));
    Ok(ConcertFilter {
        from: from.or_else(today),
        before,
        venue: venue.transpose()?.map(|venue| venue.id),
        artist: artist.transpose()?.map(|artist| artist.id),
        status: args.status,
        text: args.text.clone(),
        limit: args.paging.limit(app),
    })
}
