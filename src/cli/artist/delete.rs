//! `boxoffice artist delete`

use clap::Args;

use crate::cli::app::App;
use crate::cli::error::must_be_as_shown;
use crate::desk;
use crate::domain::ArtistRef;
use crate::view::DeletedView;

/// Delete an artist who is in no line-up
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  boxoffice artist delete rina-sari --yes")]
pub(crate) struct DeleteArgs {
    /// The artist: the slug or the id
    artist: ArtistRef,
}

pub(crate) fn run(app: &App, args: &DeleteArgs) -> anyhow::Result<()> {
    let shown = app.unless_repeated(|snapshot| {
        let artist = desk::artist::get_standing(snapshot, &args.artist)?;
        desk::artist::must_be_unused(snapshot, &artist)?;
        Ok(artist)
    })?;
    if let Some(artist) = &shown {
        app.confirm(&format!(
            "Delete the artist `{}` ({})?",
            artist.slug, artist.name
        ))?;
    }

    let done = app.write(
        "artist delete",
        &args.artist,
        |tx| {
            let artist = desk::artist::get_standing(tx, &args.artist)?;
            must_be_as_shown(shown.map(|shown| shown.id), artist.id, &args.artist)?;
            desk::artist::delete(tx, artist.id)?;
            Ok(DeletedView::of("artist", &artist.slug, artist.id.0))
        },
        |_, gone| Ok(gone.clone()),
    )?;

    app.done(&done, |gone| {
        format!("Artist `{}` is deleted.", gone.reference)
    });
    Ok(app.printer.answer(&done.value)?)
}
