//! `boxoffice artist create`

use clap::Args;

use crate::cli::app::App;
use crate::desk;
use crate::domain::{ArtistRef, Name, NewArtist, Slug};
use crate::view::ArtistView;

/// Add an artist
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  boxoffice artist create --name 'Rina Sari'")]
pub(crate) struct CreateArgs {
    /// The name
    #[arg(long, value_name = "NAME")]
    name: Name,

    /// What to type to name the artist; made from the name when left out
    #[arg(long, value_name = "SLUG")]
    slug: Option<Slug>,
}

pub(crate) fn run(app: &App, args: CreateArgs) -> anyhow::Result<()> {
    let CreateArgs { name, slug } = args;
    let new = NewArtist { name, slug };

    let done = app.write(
        "artist create",
        &new,
        |tx| desk::artist::create(tx, &new),
        |snapshot, id| desk::artist::get(snapshot, &ArtistRef::Id(*id)),
    )?;

    app.done(&done, |artist| {
        format!("Artist `{}` is on the books.", artist.slug)
    });
    app.next(&format!(
        "boxoffice concert lineup CONCERT --add {}",
        done.value.slug
    ));
    Ok(app
        .printer
        .answer(&ArtistView::of(&done.value, app.zone()?))?)
}
