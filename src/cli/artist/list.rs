//! `boxoffice artist list`

use clap::Args;

use crate::cli::app::App;
use crate::cli::paging::Paging;
use crate::desk;
use crate::desk::doubles::Double;
use crate::domain::{Artist, ArtistFilter};
use crate::view::{ArtistView, DoubleRow, MergedRow};

/// List artists by name
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  boxoffice artist list\n  boxoffice artist list --text rina")]
pub(crate) struct ListArgs {
    /// Only with this text in the name or the slug
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
    let filter = ArtistFilter {
        text: args.text.clone(),
        merged: args.merged,
        limit: args.paging.limit(app),
    };

    if args.doubles {
        return list_doubles(app, &filter);
    }
    let (artists, total) = app.read(|snapshot| desk::artist::list(snapshot, &filter))?;

    if args.merged {
        let views: Vec<_> = artists.iter().map(merged_row).collect();
        return Ok(app.printer.list(&views, total)?);
    }
    let zone = app.zone()?;
    let views: Vec<_> = artists
        .iter()
        .map(|artist| ArtistView::of(artist, zone))
        .collect();
    Ok(app.printer.list(&views, total)?)
}

fn merged_row(artist: &Artist) -> MergedRow {
    MergedRow {
        reference: artist.slug.to_string(),
        name: artist.name.to_string(),
        location: None,
        merged_into: artist
            .merged_into
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default(),
    }
}

fn list_doubles(app: &App, filter: &ArtistFilter) -> anyhow::Result<()> {
    let all = ArtistFilter {
        limit: None,
        ..filter.clone()
    };
    let doubles = app.read(|snapshot| desk::doubles::artists(snapshot, &all))?;

    let total = i64::try_from(doubles.len()).unwrap_or(i64::MAX);
    let shown = doubles.iter().take(filter.limit.unwrap_or(usize::MAX));
    let views: Vec<_> = shown.map(double_row).collect();
    Ok(app.printer.list(&views, total)?)
}

fn double_row(double: &Double<Artist>) -> DoubleRow {
    let ((one, concerts), (into, into_concerts)) = (&double.one, &double.into);
    DoubleRow {
        reference: one.slug.to_string(),
        name: one.name.to_string(),
        concerts: *concerts,
        into: into.slug.to_string(),
        into_name: into.name.to_string(),
        into_concerts: *into_concerts,
        command: format!("boxoffice artist merge {} --into {}", one.slug, into.slug),
    }
}
