//! Which concerts a list or an export is about.

use clap::Args;

use crate::cli::app::App;
use crate::desk;
use crate::domain::{ArtistRef, ConcertFilter, ConcertStatus, DateText, Result, VenueRef};
use crate::office::Snapshot;

/// Which concerts it is about; all of them without any.
#[derive(Debug, Args)]
pub(super) struct Filters {
    /// Only from this day on, by the office's clocks
    #[arg(long, value_name = "DATE")]
    pub(super) from: Option<DateText>,

    /// Only up to this day, itself included
    #[arg(long, value_name = "DATE")]
    pub(super) to: Option<DateText>,

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
}

impl Filters {
    /// The filter, with the days by the office's clocks, and no limit.
    pub(super) fn resolve(&self, app: &App, snapshot: &Snapshot<'_>) -> Result<ConcertFilter> {
        let (zone, now) = (app.zone()?, snapshot.now());
        let venue = self
            .venue
            .as_ref()
            .map(|venue| desk::venue::get(snapshot, venue));
        let artist = self
            .artist
            .as_ref()
            .map(|artist| desk::artist::get(snapshot, artist));
        Ok(ConcertFilter {
            from: self
                .from
                .map(|from| zone.day_start(from.resolve(zone, now))),
            before: self.to.map(|to| zone.day_end(to.resolve(zone, now))),
            venue: venue.transpose()?.map(|venue| venue.id),
            artist: artist.transpose()?.map(|artist| artist.id),
            status: self.status,
            text: self.text.clone(),
            limit: None,
        })
    }
}
