//! `boxoffice office update`

use clap::Args;

use crate::cli::app::App;
use crate::cli::error::nothing_to_update;
use crate::desk;
use crate::domain::{Name, ProfilePatch, Zone};
use crate::view::OfficeView;

/// Change the office's name or zone; venues and concerts already made keep theirs
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  boxoffice office update --name 'Gedung Kesenian'")]
pub(crate) struct UpdateArgs {
    /// Its new name
    #[arg(long, value_name = "NAME")]
    name: Option<Name>,

    /// The zone of venues that name none
    #[arg(long, value_name = "ZONE")]
    timezone: Option<Zone>,
}

pub(crate) fn run(app: &App, args: UpdateArgs) -> anyhow::Result<()> {
    let patch = ProfilePatch {
        name: args.name,
        zone: args.timezone,
    };
    if patch == ProfilePatch::default() {
        return Err(nothing_to_update("office").into());
    }

    let done = app.write(
        "office update",
        &patch,
        |tx| desk::office::update(tx, &patch),
        |snapshot, ()| desk::office::get(snapshot),
    )?;

    app.done(&done, |office| {
        format!("The office `{}` is changed.", office.name)
    });
    let file = app.office()?.path();
    Ok(app.printer.answer(&OfficeView::of(&done.value, file))?)
}
