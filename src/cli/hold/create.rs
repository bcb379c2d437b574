//! `boxoffice hold create`

use clap::Args;

use super::view;
use crate::cli::app::App;
use crate::cli::items::{ConcertArgs, DeadlineRequest, deadline, lines};
use crate::desk;
use crate::domain::{Deadline, Item, NewHold, Note, Slug, count};

/// Keep places from sale, until they are sold from the hold, released, or its time is over
///
/// Sale windows and the limit of an order do not bind a hold; the quota, the capacity and the state of the concert do.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  boxoffice hold create java-jazz-2026/vip=20 --reason Sponsors
  boxoffice hold create java-jazz-2026/vip=4 adult=10 --reason 'Press seats' --slug press \\
      --expires-at '2026-11-27 18:00'")]
pub(crate) struct CreateArgs {
    /// What is kept: CONCERT/TYPE=QUANTITY; `=1` may be left out, and so may a concert named before
    #[arg(value_name = "ITEM", required = true, value_parser = Item::to_hold)]
    items: Vec<Item>,

    #[command(flatten)]
    concert: ConcertArgs,

    /// What they are kept for
    #[arg(long, value_name = "TEXT")]
    reason: Note,

    /// When what is left of it goes back to sale: a time, or a length of time such as 3d; never when left out
    #[arg(long, value_name = "TIME|DURATION")]
    expires_at: Option<Deadline>,

    /// What to type to name it; made from the reason when left out
    #[arg(long, value_name = "SLUG")]
    slug: Option<Slug>,
}

pub(crate) fn run(app: &App, args: CreateArgs) -> anyhow::Result<()> {
    let concert = args.concert.concert(app)?;
    let new = NewHold {
        lines: app.read(|snapshot| lines(snapshot, &args.items, concert.as_ref()))?,
        reason: args.reason,
        slug: args.slug,
    };
    let expires_at = deadline(app, args.expires_at.as_ref())?;

    let done = app.write(
        "hold create",
        &(
            &new,
            DeadlineRequest::of(args.expires_at.as_ref(), expires_at),
        ),
        |tx| desk::hold::create(tx, &new, expires_at),
        |snapshot, id| desk::hold::whole(snapshot, *id),
    )?;

    let zone = app.zone()?;
    app.done(&done, |whole| {
        let (slug, places) = (&whole.hold.slug, count(whole.hold.left, "place"));
        match whole.hold.expires_at {
            Some(at) => format!(
                "Hold `{slug}` keeps {places} from sale until {}.",
                zone.show(at)
            ),
            None => format!("Hold `{slug}` keeps {places} from sale."),
        }
    });
    app.next(&format!(
        "boxoffice hold sell {} --pay METHOD",
        done.value.hold.slug
    ));
    Ok(app.printer.answer(&view(app, &done.value)?)?)
}
