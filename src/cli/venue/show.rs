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
    let venue = app.read(|snapshot| desk::venue::get(snapshot, &args.venue))?;
    Ok(app.printer.answer(&VenueView::of(&venue))?)
}
