//! `boxoffice venue list`

use clap::Args;

use crate::cli::app::App;
use crate::cli::paging::Paging;
use crate::desk;
use crate::domain::VenueFilter;
use crate::view::VenueView;

/// List venues by name
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  boxoffice venue list\n  boxoffice venue list --text jakarta --json"
)]
pub(crate) struct ListArgs {
    /// Only with this text in the name, the place or the slug
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,

    #[command(flatten)]
    paging: Paging,
}

pub(crate) fn run(app: &App, args: &ListArgs) -> anyhow::Result<()> {
    let filter = VenueFilter {
        text: args.text.clone(),
        limit: args.paging.limit(app),
    };

    let (venues, total) = app.read(|snapshot| desk::venue::list(snapshot, &filter))?;

    let views: Vec<_> = venues.iter().map(VenueView::of).collect();
    Ok(app.printer.list(&views, total)?)
}
