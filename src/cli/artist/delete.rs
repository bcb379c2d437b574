//! `boxoffice artist delete`

use clap::Args;

use crate::cli::app::App;
use crate::desk;
use crate::domain::ArtistRef;
use crate::view::ArtistView;

/// Delete an artist who is in no line-up
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  boxoffice artist delete rina-sari --yes")]
pub(crate) struct DeleteArgs {
    /// The artist: the slug or the id
    artist: ArtistRef,
}

pub(crate) fn run(app: &App, args: &DeleteArgs) -> anyhow::Result<()> {
    let artist = app.read(|snapshot| {
        let artist = desk::artist::get(snapshot, &args.artist)?;
        desk::artist::must_be_unused(snapshot, &artist)?;
        Ok(artist)
    })?;
    app.confirm(&format!(
        "Delete the artist `{}` ({})?",
        artist.slug, artist.name
    ))?;

    let done = app.write(
        "artist delete",
        &artist.id,
        |tx| desk::artist::delete(tx, artist.id),
        |_, _| Ok(()),
    )?;

    app.done(&done, |()| format!("Artist `{}` is deleted.", artist.slug));
    Ok(app.printer.answer(&ArtistView::of(&artist, app.zone()?))?)
}
