//! `boxoffice venue merge`

use clap::Args;

use crate::cli::app::App;
use crate::cli::error::must_be_as_shown;
use crate::desk;
use crate::desk::merge::Merging;
use crate::domain::{Venue, VenueRef, count};
use crate::view::MergeView;

/// What the request is called.
const VERB: &str = "venue merge";

/// Merge doubles of a venue into it, keeping every concert
///
/// Their concerts move with their places and tickets; their slugs and names go on to mean the venue that
/// stays, also in an import. It cannot be undone.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  boxoffice venue merge prism-hall-2 prismhall --into prism-hall\n  boxoffice venue list --doubles"
)]
pub(crate) struct MergeArgs {
    /// The doubles: their slugs or ids
    #[arg(value_name = "VENUE", required = true)]
    venues: Vec<VenueRef>,

    /// The venue that stays
    #[arg(long, value_name = "VENUE")]
    into: VenueRef,
}

pub(crate) fn run(app: &App, args: &MergeArgs) -> anyhow::Result<()> {
    let shown =
        app.unless_repeated(|snapshot| desk::merge::venues(snapshot, &args.venues, &args.into))?;
    if let Some(merging) = shown.as_ref().filter(|merging| !merging.from.is_empty()) {
        app.confirm(&question(merging))?;
    }

    let done = app.write(
        VERB,
        &(&args.venues, &args.into),
        |tx| {
            let merging = desk::merge::venues(tx, &args.venues, &args.into)?;
            let shown = shown.as_ref().map(seen);
            must_be_as_shown(shown.as_ref(), &seen(&merging), &args.into)?;
            let merged = desk::merge::merge_venues(tx, &merging, VERB)?;
            Ok((names(&merging), merged))
        },
        |snapshot, (names, merged)| {
            let into = desk::venue::get(snapshot, &VenueRef::Id(merged.into))?;
            Ok(MergeView {
                kind: "venue",
                into: into.slug.to_string(),
                merged: names.clone(),
                concerts: merged.concerts,
                joined: None,
            })
        },
    )?;

    app.done(&done, MergeView::sentence);
    Ok(app.printer.answer(&done.value)?)
}

fn question(merging: &Merging<Venue>) -> String {
    let into = &merging.into;
    format!(
        "Merge `{}` ({}) into `{}` ({}) for good?",
        names(merging).join("`, `"),
        count(merging.concerts, "concert"),
        into.slug,
        into.name
    )
}

fn names(merging: &Merging<Venue>) -> Vec<String> {
    let slugs = merging.from.iter().map(|venue| venue.slug.to_string());
    slugs.collect()
}

/// What a person says yes to: which ones, into which one, with how many concerts.
fn seen(merging: &Merging<Venue>) -> (Vec<i64>, i64, i64) {
    let ids = merging.from.iter().map(|venue| venue.id.0);
    (ids.collect(), merging.into.id.0, merging.concerts)
}
