//! `boxoffice pool update`

use clap::Args;

use super::{Named, look};
use crate::cli::app::App;
use crate::cli::error::nothing_to_update;
use crate::desk;
use crate::domain::{Name, PoolPatch, Slug, count};

/// Change a pool; its capacity is never less than what is taken
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  boxoffice pool update java-jazz-2026/standing --capacity 320")]
pub(crate) struct UpdateArgs {
    #[command(flatten)]
    named: Named,

    /// Its new name
    #[arg(long, value_name = "NAME")]
    name: Option<Name>,

    /// How many places its types have together
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(i64).range(0..=10_000_000))]
    capacity: Option<i64>,

    /// What to type after the concert to name it
    #[arg(long, value_name = "SLUG")]
    slug: Option<Slug>,
}

pub(crate) fn run(app: &App, args: UpdateArgs) -> anyhow::Result<()> {
    let asked = args.named.asked(app)?;
    let patch = PoolPatch {
        name: args.name,
        slug: args.slug,
        capacity: args.capacity,
    };
    if patch == PoolPatch::default() {
        return Err(nothing_to_update("pool").into());
    }

    let done = app.write(
        "pool update",
        &(&asked, &patch),
        |tx| desk::pool::update(tx, asked.find(tx)?.id, &patch),
        |snapshot, id| look(snapshot, *id),
    )?;

    app.done(&done, |view| {
        let (pool, left) = (&view.row.pool, view.row.left);
        let places = count(view.row.capacity, "place");
        format!("Pool `{pool}` has {places}, {left} of them left.")
    });
    Ok(app.printer.answer(&done.value)?)
}
