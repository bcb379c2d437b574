//! `boxoffice artist show`

use clap::Args;

use crate::cli::app::App;
use crate::desk;
use crate::domain::ArtistRef;
use crate::view::ArtistView;

/// Show an artist
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  boxoffice artist show rina-sari\n  boxoffice concert list --artist rina-sari"
)]
pub(crate) struct ShowArgs {
    /// The artist: the slug or the id
    artist: ArtistRef,
}

pub(crate) fn run(app: &App, args: &ShowArgs) -> anyhow::Result<()> {
    let (named, artist) = app.read(|snapshot| {
        let named = desk::artist::named(snapshot, &args.artist)?;
        Ok((named, desk::artist::get(snapshot, &args.artist)?))
    })?;
    if named.id != artist.id {
        let message = format!("`{}` was merged into `{}`.", named.slug, artist.slug);
        app.printer.notice("merged", &message);
    }
    Ok(app.printer.answer(&ArtistView::of(&artist, app.zone()?))?)
}
