//! `boxoffice artist merge`

use clap::Args;

use crate::cli::app::App;
use crate::cli::error::must_be_as_shown;
use crate::desk;
use crate::desk::merge::Merging;
use crate::domain::{Artist, ArtistRef, count};
use crate::view::MergeView;

/// What the request is called.
const VERB: &str = "artist merge";

/// Merge doubles of an artist into one, keeping every concert
///
/// The artist that stays takes their places in line-ups; their slugs and names go on to mean that artist, also in
/// an import. It cannot be undone.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  boxoffice artist merge street-guns-2 --into street-guns\n  boxoffice artist list --doubles"
)]
pub(crate) struct MergeArgs {
    /// The doubles: their slugs or ids
    #[arg(value_name = "ARTIST", required = true)]
    artists: Vec<ArtistRef>,

    /// The artist that stays
    #[arg(long, value_name = "ARTIST")]
    into: ArtistRef,
}

pub(crate) fn run(app: &App, args: &MergeArgs) -> anyhow::Result<()> {
    let shown =
        app.unless_repeated(|snapshot| desk::merge::artists(snapshot, &args.artists, &args.into))?;
    if let Some(merging) = shown.as_ref().filter(|merging| !merging.from.is_empty()) {
        app.confirm(&question(merging))?;
    }

    let done = app.write(
        VERB,
        &(&args.artists, &args.into),
        |tx| {
            let merging = desk::merge::artists(tx, &args.artists, &args.into)?;
            let shown = shown.as_ref().map(seen);
            must_be_as_shown(shown.as_ref(), &seen(&merging), &args.into)?;
            let merged = desk::merge::merge_artists(tx, &merging, VERB)?;
            Ok((names(&merging), merged))
        },
        |snapshot, (names, merged)| {
            let into = desk::artist::get(snapshot, &ArtistRef::Id(merged.into))?;
            Ok(MergeView {
                kind: "artist",
                into: into.slug.to_string(),
                merged: names.clone(),
                concerts: merged.concerts,
                joined: Some(merged.joined),
            })
        },
    )?;

    app.done(&done, MergeView::sentence);
    Ok(app.printer.answer(&done.value)?)
}

fn question(merging: &Merging<Artist>) -> String {
    let into = &merging.into;
    format!(
        "Merge `{}` ({}) into `{}` ({}) for good?",
        names(merging).join("`, `"),
        count(merging.concerts, "concert"),
        into.slug,
        into.name
    )
}

fn names(merging: &Merging<Artist>) -> Vec<String> {
    let slugs = merging.from.iter().map(|artist| artist.slug.to_string());
    slugs.collect()
}

/// What a person says yes to: which ones, into which one, with how many concerts.
fn seen(merging: &Merging<Artist>) -> (Vec<i64>, i64, i64) {
    let ids = merging.from.iter().map(|artist| artist.id.0);
    (ids.collect(), merging.into.id.0, merging.concerts)
}
