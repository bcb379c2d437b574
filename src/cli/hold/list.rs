//! `boxoffice hold list`

use clap::Args;

use crate::cli::app::App;
use crate::cli::paging::Paging;
use crate::desk;
use crate::domain::{ConcertRef, HoldFilter, Slug};
use crate::view::HoldRow;

/// List open holds, the newest first; with --all those that are over, too
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  boxoffice hold list\n  boxoffice hold list --concert java-jazz-2026 --all --json"
)]
pub(crate) struct ListArgs {
    /// Only with places of this concert, and only these counted
    #[arg(long, value_name = "CONCERT")]
    concert: Option<ConcertRef>,

    /// Only with this text in the reason or the slug
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,

    #[command(flatten)]
    paging: Paging,
}

pub(crate) fn run(app: &App, args: &ListArgs) -> anyhow::Result<()> {
    let zone = app.zone()?;

    let (holds, total) = app.read(|snapshot| {
        let concert = args
            .concert
            .as_ref()
            .map(|concert| desk::concert::get(snapshot, concert))
            .transpose()?;
        let filter = HoldFilter {
            concert: concert.map(|concert| concert.id),
            text: args.text.clone(),
            closed: args.paging.is_all(),
            limit: args.paging.limit(app),
        };
        desk::hold::list(snapshot, &filter)
    })?;

    let views: Vec<_> = holds
        .iter()
        .map(|listed| {
            let concerts: Vec<_> = listed.concerts.iter().map(Slug::as_str).collect();
            HoldRow::of(&listed.hold, concerts.join(" "), zone)
        })
        .collect();
    Ok(app.printer.list(&views, total)?)
}
