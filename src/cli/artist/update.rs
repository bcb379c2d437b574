//! `boxoffice artist update`

use clap::Args;

use crate::cli::app::App;
use crate::cli::error::nothing_to_update;
use crate::desk;
use crate::domain::{ArtistPatch, ArtistRef, Name, Slug};
use crate::view::ArtistView;

/// Change an artist
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  boxoffice artist update rina-sari --name 'Rina Sari Trio'")]
pub(crate) struct UpdateArgs {
    /// The artist: the slug or the id
    artist: ArtistRef,

    /// The new name
    #[arg(long, value_name = "NAME")]
    name: Option<Name>,

    /// What to type to name the artist
    #[arg(long, value_name = "SLUG")]
    slug: Option<Slug>,
}

pub(crate) fn run(app: &App, args: UpdateArgs) -> anyhow::Result<()> {
    let patch = ArtistPatch {
        name: args.name,
        slug: args.slug,
    };
    if patch == ArtistPatch::default() {
        return Err(nothing_to_update("artist").into());
    }

    let done = app.write(
        "artist update",
        &(&args.artist, &patch),
        |tx| {
            let artist = desk::artist::get_standing(tx, &args.artist)?;
            desk::artist::update(tx, artist.id, &patch)
        },
        |snapshot, id| desk::artist::get(snapshot, &ArtistRef::Id(*id)),
    )?;

    app.done(&done, |artist| {
        format!("Artist `{}` is changed.", artist.slug)
    });
    Ok(app
        .printer
        .answer(&ArtistView::of(&done.value, app.zone()?))?)
}
