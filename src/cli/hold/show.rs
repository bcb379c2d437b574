//! `boxoffice hold show`

use clap::Args;

use super::view;
use crate::cli::app::App;
use crate::desk;
use crate::domain::HoldRef;

/// Show a hold with what it keeps, has sold and has released
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  boxoffice hold show sponsors")]
pub(crate) struct ShowArgs {
    /// The hold: its slug or its id
    hold: HoldRef,
}

pub(crate) fn run(app: &App, args: &ShowArgs) -> anyhow::Result<()> {
    let whole = app.read(|snapshot| {
        let hold = desk::hold::get(snapshot, &args.hold)?;
        desk::hold::whole(snapshot, hold.id)
    })?;
    Ok(app.printer.answer(&view(app, &whole)?)?)
}
