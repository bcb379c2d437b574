//! `boxoffice venue show`

use clap::Args;

use crate::cli::app::App;
use crate::desk;
use crate::domain::VenueRef;
use crate::view::VenueView;

/// Show a venue
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  boxoffice venue show istora-senayan")]
pub(crate) struct ShowArgs {
    /// The venue: its slug or its id
    venue: VenueRef,
}

pub(crate) fn run(app: &App, args: &ShowArgs) -> anyhow::Result<()> {
    let (named, venue) = app.read(|snapshot| {
        let named = desk::venue::named(snapshot, &args.venue)?;
        Ok((named, desk::venue::get(snapshot, &args.venue)?))
    })?;
    if named.id != venue.id {
        let message = format!("`{}` was merged into `{}`.", named.slug, venue.slug);
        app.printer.notice("merged", &message);
    }
    Ok(app.printer.answer(&VenueView::of(&venue))?)
}
