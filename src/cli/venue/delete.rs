//! `boxoffice venue delete`

use clap::Args;

use crate::cli::app::App;
use crate::desk;
use crate::domain::VenueRef;
use crate::view::VenueView;

/// Delete a venue that no concert was ever made at
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  boxoffice venue delete istora-senayan --yes")]
pub(crate) struct DeleteArgs {
    /// The venue: its slug or its id
    venue: VenueRef,
}

pub(crate) fn run(app: &App, args: &DeleteArgs) -> anyhow::Result<()> {
    let venue = app.read(|snapshot| desk::venue::get(snapshot, &args.venue))?;
    app.confirm(&format!(
        "Delete the venue `{}` ({}, {})?",
        venue.slug, venue.name, venue.location
    ))?;

    let done = app.write(
        "venue delete",
        &venue.id,
        |tx| desk::venue::delete(tx, venue.id),
        |_, _| Ok(()),
    )?;

    app.done(&done, |()| format!("Venue `{}` is deleted.", venue.slug));
    Ok(app.printer.answer(&VenueView::of(&venue))?)
}
