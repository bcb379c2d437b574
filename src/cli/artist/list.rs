//! `boxoffice artist list`

use clap::Args;

use crate::cli::app::App;
use crate::cli::paging::Paging;
use crate::desk;
use crate::domain::ArtistFilter;
use crate::view::ArtistView;

/// List artists by name
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  boxoffice artist list\n  boxoffice artist list --text rina")]
pub(crate) struct ListArgs {
    /// Only with this text in the name or the slug
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,

    #[command(flatten)]
    paging: Paging,
}

pub(crate) fn run(app: &App, args: &ListArgs) -> anyhow::Result<()> {
    let filter = ArtistFilter {
        text: args.text.clone(),
        limit: args.paging.limit(app),
    };

    let (artists, total) = app.read(|snapshot| desk::artist::list(snapshot, &filter))?;

    let zone = app.zone()?;
    let views: Vec<_> = artists
        .iter()
        .map(|artist| ArtistView::of(artist, zone))
        .collect();
    Ok(app.printer.list(&views, total)?)
}
