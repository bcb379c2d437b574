//! `boxoffice concert create`

use clap::Args;

use super::tax::{TaxArgs, WithTax};
use super::{look, sentence};
use crate::cli::app::App;
use crate::desk;
use crate::domain::{
    ArtistRef, Change, ConcertPatch, ConcertStatus, Name, NewConcert, Note, Result, Slug, TimeText,
    VenueRef, Zone, must_be_ahead,
};
use crate::office::Snapshot;

/// Add a concert
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  boxoffice concert create --name 'Java Jazz 2026' --venue istora-senayan --starts-at '2026-11-28 20:00'
  boxoffice concert create --name 'Rina Sari' --venue istora-senayan --artist rina-sari \\
      --starts-at 'sat 20:00' --doors-at 'sat 18:30' --capacity 800")]
pub(crate) struct CreateArgs {
    /// Its name
    #[arg(long, value_name = "NAME")]
    name: Name,

    /// Where it takes place: the venue's slug or its id
    #[arg(long, value_name = "VENUE")]
    venue: VenueRef,

    /// When it starts, by the venue's clocks
    #[arg(long, value_name = "TIME")]
    starts_at: TimeText,

    /// When the doors open; admission begins then, else four hours before the start
    #[arg(long, value_name = "TIME")]
    doors_at: Option<TimeText>,

    /// When it ends, by the venue's clocks
    #[arg(long, value_name = "TIME")]
    ends_at: Option<TimeText>,

    /// Who plays: an artist's slug or id; repeat it in billing order
    #[arg(long, value_name = "ARTIST")]
    artist: Vec<ArtistRef>,

    /// How many people it admits; as many as its venue when left out
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(i64).range(0..=10_000_000))]
    capacity: Option<i64>,

    #[command(flatten)]
    tax: TaxArgs,

    /// What else is to be known
    #[arg(long, value_name = "TEXT")]
    note: Option<Note>,

    /// What to type to name it; made from the name when left out
    #[arg(long, value_name = "SLUG")]
    slug: Option<Slug>,

    /// Take a start that is over
    #[arg(long)]
    allow_past: bool,
}

pub(crate) fn run(app: &App, args: CreateArgs) -> anyhow::Result<()> {
    let allow_past = args.allow_past;
    let tax = args.tax.tax();
    let (new, zone) = app.read(|snapshot| resolve(snapshot, args))?;

    let done = app.write(
        "concert create",
        &WithTax(&new, tax),
        |tx| {
            if !allow_past {
                must_be_ahead(new.starts_at, zone, tx.now())?;
            }
            let id = desk::concert::create(tx, &new)?;
            if let Some(tax) = tax {
                let patch = ConcertPatch {
                    tax: Change::Set(tax),
                    ..ConcertPatch::default()
                };
                desk::concert::update(tx, id, &patch)?;
            }
            Ok(id)
        },
        |snapshot, id| look(app, snapshot, *id),
    )?;

    app.done(&done, |view| sentence(&view.concert));
    app.next(&format!(
        "boxoffice ticket-type create --concert {} --name NAME --price MONEY --quota N",
        done.value.concert.concert
    ));
    Ok(app.printer.answer(&done.value)?)
}

fn resolve(snapshot: &Snapshot<'_>, args: CreateArgs) -> Result<(NewConcert, Zone)> {
    let venue = desk::venue::get(snapshot, &args.venue)?;
    let at = |time: &TimeText| time.resolve(venue.zone, snapshot.now());
    let artists = args
        .artist
        .iter()
        .map(|artist| desk::artist::get(snapshot, artist));
    let new = NewConcert {
        name: args.name,
        venue_id: venue.id,
        starts_at: at(&args.starts_at)?,
        time_known: true,
        doors_at: args.doors_at.as_ref().map(at).transpose()?,
        ends_at: args.ends_at.as_ref().map(at).transpose()?,
        capacity: args.capacity,
        artists: artists
            .map(|artist| Ok(artist?.id))
            .collect::<Result<_>>()?,
        slug: args.slug,
        source: None,
        status: ConcertStatus::Scheduled,
        note: args.note,
    };
    Ok((new, venue.zone))
}
