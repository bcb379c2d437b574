//! `boxoffice venue delete`

use clap::Args;

use crate::cli::app::App;
use crate::cli::error::must_be_as_shown;
use crate::desk;
use crate::domain::VenueRef;
use crate::view::DeletedView;

/// Delete a venue that no concert was ever made at
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  boxoffice venue delete istora-senayan --yes")]
pub(crate) struct DeleteArgs {
    /// The venue: its slug or its id
    venue: VenueRef,
}

pub(crate) fn run(app: &App, args: &DeleteArgs) -> anyhow::Result<()> {
    let shown = app.unless_repeated(|snapshot| {
        let venue = desk::venue::get_standing(snapshot, &args.venue)?;
        desk::venue::must_be_unused(snapshot, &venue)?;
        Ok(venue)
    })?;
    if let Some(venue) = &shown {
        app.confirm(&format!(
            "Delete the venue `{}` ({}, {})?",
            venue.slug, venue.name, venue.location
        ))?;
    }

    let done = app.write(
        "venue delete",
        &args.venue,
        |tx| {
            let venue = desk::venue::get_standing(tx, &args.venue)?;
            must_be_as_shown(shown.map(|shown| shown.id), venue.id, &args.venue)?;
            desk::venue::delete(tx, venue.id)?;
            Ok(DeletedView::of("venue", &venue.slug, venue.id.0))
        },
        |_, gone| Ok(gone.clone()),
    )?;

    app.done(&done, |gone| {
        format!("Venue `{}` is deleted.", gone.reference)
    });
    Ok(app.printer.answer(&done.value)?)
}
