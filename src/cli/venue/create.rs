//! `boxoffice venue create`

use clap::Args;

use crate::cli::app::App;
use crate::desk;
use crate::domain::{Name, NewVenue, Slug, VenueRef, Zone};
use crate::view::VenueView;

/// Add a venue
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  boxoffice venue create --name 'Istora Senayan' --location Jakarta --capacity 7000"
)]
pub(crate) struct CreateArgs {
    /// Its name
    #[arg(long, value_name = "NAME")]
    name: Name,

    /// Where it is: a city or an address
    #[arg(long, value_name = "PLACE")]
    location: Name,

    /// How many people it admits; no limit when left out
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(i64).range(0..=10_000_000))]
    capacity: Option<i64>,

    /// The zone its clocks show; the office's own when left out
    #[arg(long, value_name = "ZONE")]
    timezone: Option<Zone>,

    /// What to type to name it; made from the name when left out
    #[arg(long, value_name = "SLUG")]
    slug: Option<Slug>,
}

pub(crate) fn run(app: &App, args: CreateArgs) -> anyhow::Result<()> {
    let CreateArgs {
        name,
        location,
        capacity,
        timezone,
        slug,
    } = args;
    let new = NewVenue {
        name,
        location,
        capacity,
        zone: timezone,
        slug,
    };

    let done = app.write(
        "venue create",
        &new,
        |tx| desk::venue::create(tx, &new),
        |snapshot, id| desk::venue::get(snapshot, &VenueRef::Id(*id)),
    )?;

    app.done(&done, |venue| {
        format!("Venue `{}` is on the books.", venue.slug)
    });
    app.next(&format!(
        "boxoffice concert create --venue {} --name NAME --starts-at TIME",
        done.value.slug
    ));
    Ok(app.printer.answer(&VenueView::of(&done.value))?)
}
