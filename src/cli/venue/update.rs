//! `boxoffice venue update`

use clap::Args;

use crate::cli::app::App;
use crate::cli::error::nothing_to_update;
use crate::desk;
use crate::domain::{Change, Name, Slug, VenuePatch, VenueRef, Zone};
use crate::view::VenueView;

/// Change a venue; concerts already made keep their zone and capacity
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  boxoffice venue update istora-senayan --capacity 7200")]
pub(crate) struct UpdateArgs {
    /// The venue: its slug or its id
    venue: VenueRef,

    /// Its new name
    #[arg(long, value_name = "NAME")]
    name: Option<Name>,

    /// Where it is
    #[arg(long, value_name = "PLACE")]
    location: Option<Name>,

    /// How many people it admits
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(i64).range(0..=10_000_000))]
    capacity: Option<i64>,

    /// It has no limit any more
    #[arg(long, conflicts_with = "capacity")]
    clear_capacity: bool,

    /// The zone its clocks show
    #[arg(long, value_name = "ZONE")]
    timezone: Option<Zone>,

    /// What to type to name it
    #[arg(long, value_name = "SLUG")]
    slug: Option<Slug>,
}

pub(crate) fn run(app: &App, args: UpdateArgs) -> anyhow::Result<()> {
    let patch = VenuePatch {
        name: args.name,
        location: args.location,
        capacity: Change::from_flags(args.capacity, args.clear_capacity),
        zone: args.timezone,
        slug: args.slug,
    };
    if patch == VenuePatch::default() {
        return Err(nothing_to_update("venue").into());
    }

    let done = app.write(
        "venue update",
        &(&args.venue, &patch),
        |tx| {
            let venue = desk::venue::get_standing(tx, &args.venue)?;
            desk::venue::update(tx, venue.id, &patch)
        },
        |snapshot, id| desk::venue::get(snapshot, &VenueRef::Id(*id)),
    )?;

    app.done(&done, |venue| format!("Venue `{}` is changed.", venue.slug));
    Ok(app.printer.answer(&VenueView::of(&done.value))?)
}
