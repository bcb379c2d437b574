//! `boxoffice venue list`

use clap::Args;

use crate::cli::app::App;
use crate::cli::paging::Paging;
use crate::desk;
use crate::desk::doubles::Double;
use crate::domain::{Venue, VenueFilter};
use crate::view::{DoubleRow, MergedRow, VenueView};

/// List venues by name
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  boxoffice venue list\n  boxoffice venue list --text jakarta --json"
)]
pub(crate) struct ListArgs {
    /// Only with this text in the name, the place or the slug
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,

    /// Those that were merged into another
    #[arg(long)]
    merged: bool,

    /// Pairs that may be the same, with the command that merges them
    #[arg(long, conflicts_with = "merged")]
    doubles: bool,

    #[command(flatten)]
    paging: Paging,
}

pub(crate) fn run(app: &App, args: &ListArgs) -> anyhow::Result<()> {
    let filter = VenueFilter {
        text: args.text.clone(),
        merged: args.merged,
        limit: args.paging.limit(app),
    };

    if args.doubles {
        return list_doubles(app, &filter);
    }
    let (venues, total) = app.read(|snapshot| desk::venue::list(snapshot, &filter))?;

    if args.merged {
        let views: Vec<_> = venues.iter().map(merged_row).collect();
        return Ok(app.printer.list(&views, total)?);
    }
    let views: Vec<_> = venues.iter().map(VenueView::of).collect();
    Ok(app.printer.list(&views, total)?)
}

fn merged_row(venue: &Venue) -> MergedRow {
    MergedRow {
        reference: venue.slug.to_string(),
        name: venue.name.to_string(),
        location: Some(venue.location.to_string()),
        merged_into: venue
            .merged_into
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default(),
    }
}

fn list_doubles(app: &App, filter: &VenueFilter) -> anyhow::Result<()> {
    let all = VenueFilter {
        limit: None,
        ..filter.clone()
    };
    let doubles = app.read(|snapshot| desk::doubles::venues(snapshot, &all))?;

    let total = i64::try_from(doubles.len()).unwrap_or(i64::MAX);
    let shown = doubles.iter().take(filter.limit.unwrap_or(usize::MAX));
    let views: Vec<_> = shown.map(double_row).collect();
    Ok(app.printer.list(&views, total)?)
}

fn double_row(double: &Double<Venue>) -> DoubleRow {
    let ((one, concerts), (into, into_concerts)) = (&double.one, &double.into);
    DoubleRow {
        reference: one.slug.to_string(),
        name: one.name.to_string(),
        concerts: *concerts,
        into: into.slug.to_string(),
        into_name: into.name.to_string(),
        into_concerts: *into_concerts,
        command: format!("boxoffice venue merge {} --into {}", one.slug, into.slug),
    }
}
