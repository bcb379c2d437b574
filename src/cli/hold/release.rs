//! `boxoffice hold release`

use clap::Args;

use super::{lines, view};
use crate::cli::app::App;
use crate::cli::items::ConcertArgs;
use crate::desk;
use crate::domain::{HoldRef, Item, count};

/// Give places of a hold back to general sale: all that are left, or only these
///
/// Without items the hold is over, and what was sold from it does not come back to it any more.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  boxoffice hold release sponsors\n  boxoffice hold release sponsors vip=5"
)]
pub(crate) struct ReleaseArgs {
    /// The hold: its slug or its id
    hold: HoldRef,

    /// What is given back: CONCERT/TYPE=QUANTITY; the concert may be left out where the hold has only one
    #[arg(value_name = "ITEM", value_parser = Item::to_release)]
    items: Vec<Item>,

    #[command(flatten)]
    concert: ConcertArgs,
}

pub(crate) fn run(app: &App, args: &ReleaseArgs) -> anyhow::Result<()> {
    let hold = app.read(|snapshot| desk::hold::get(snapshot, &args.hold))?;
    let lines = lines(app, hold.id, &args.items, &args.concert)?;

    let done = app.write(
        "hold release",
        &(hold.id, &lines),
        |tx| desk::hold::release(tx, hold.id, &lines),
        |snapshot, released| Ok((desk::hold::whole(snapshot, released.hold)?, *released)),
    )?;

    app.done(&done, |(whole, released)| {
        let (slug, status) = (&whole.hold.slug, whole.hold.status);
        let places = count(released.places, "place");
        if released.already {
            format!("Hold `{slug}` is {status} already; nothing changed.")
        } else if whole.hold.left == 0 {
            format!("Hold `{slug}` gave {places} back to sale and keeps none.")
        } else {
            let left = count(whole.hold.left, "place");
            format!("Hold `{slug}` gave {places} back to sale and keeps {left}.")
        }
    });
    Ok(app.printer.answer(&view(app, &done.value.0)?)?)
}
