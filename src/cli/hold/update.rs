//! `boxoffice hold update`

use clap::Args;

use super::view;
use crate::cli::app::App;
use crate::cli::error::nothing_to_update;
use crate::cli::items::{DeadlineRequest, deadline};
use crate::desk;
use crate::domain::{Change, Deadline, HoldPatch, HoldRef, Note};

/// Change what an open hold is for, or when what is left of it goes back to sale
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  boxoffice hold update sponsors --expires-at 3d
  boxoffice hold update sponsors --reason 'Sponsors and press' --no-expires-at")]
pub(crate) struct UpdateArgs {
    /// The hold: its slug or its id
    hold: HoldRef,

    /// What its places are kept for
    #[arg(long, value_name = "TEXT")]
    reason: Option<Note>,

    /// When what is left of it goes back to sale: a time, or a length of time such as 3d
    #[arg(long, value_name = "TIME|DURATION")]
    expires_at: Option<Deadline>,

    /// It keeps its places until they are sold or released
    #[arg(long, conflicts_with = "expires_at")]
    no_expires_at: bool,
}

pub(crate) fn run(app: &App, args: &UpdateArgs) -> anyhow::Result<()> {
    let hold = app.read(|snapshot| desk::hold::get(snapshot, &args.hold))?;
    let expires_at = deadline(app, args.expires_at.as_ref())?;
    let patch = HoldPatch {
        reason: args.reason.clone(),
        expires_at: Change::from_flags(expires_at, args.no_expires_at),
    };
    if patch == HoldPatch::default() {
        return Err(nothing_to_update("hold").into());
    }

    let asked = DeadlineRequest::of(args.expires_at.as_ref(), expires_at);
    let done = app.write(
        "hold update",
        &(hold.id, &args.reason, asked, args.no_expires_at),
        |tx| desk::hold::update(tx, hold.id, &patch),
        |snapshot, id| desk::hold::whole(snapshot, *id),
    )?;

    let zone = app.zone()?;
    app.done(&done, |whole| {
        let slug = &whole.hold.slug;
        match whole.hold.expires_at {
            Some(at) => format!("Hold `{slug}` keeps its places until {}.", zone.show(at)),
            None => format!("Hold `{slug}` keeps its places until they are sold or released."),
        }
    });
    Ok(app.printer.answer(&view(app, &done.value)?)?)
}
