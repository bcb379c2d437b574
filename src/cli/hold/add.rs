//! `boxoffice hold add`

use clap::Args;

use super::{lines, view};
use crate::cli::app::App;
use crate::cli::items::ConcertArgs;
use crate::desk;
use crate::domain::{HoldRef, Item, count};

/// Add places to an open hold, as far as they are free
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  boxoffice hold add sponsors vip=5")]
pub(crate) struct AddArgs {
    /// The hold: its slug or its id
    hold: HoldRef,

    /// What is kept besides: CONCERT/TYPE=QUANTITY; the concert may be left out where the hold has only one
    #[arg(value_name = "ITEM", required = true, value_parser = Item::to_hold)]
    items: Vec<Item>,

    #[command(flatten)]
    concert: ConcertArgs,
}

pub(crate) fn run(app: &App, args: &AddArgs) -> anyhow::Result<()> {
    let hold = app.read(|snapshot| desk::hold::get(snapshot, &args.hold))?;
    let lines = lines(app, hold.id, &args.items, &args.concert)?;

    let done = app.write(
        "hold add",
        &(hold.id, &lines),
        |tx| desk::hold::add(tx, hold.id, &lines),
        |snapshot, id| desk::hold::whole(snapshot, *id),
    )?;

    let added = lines.iter().map(|line| line.quantity).sum();
    app.done(&done, |whole| {
        let (slug, added) = (&whole.hold.slug, count(added, "place"));
        let left = count(whole.hold.left, "place");
        format!("Hold `{slug}` has {added} more and keeps {left}.")
    });
    Ok(app.printer.answer(&view(app, &done.value)?)?)
}
