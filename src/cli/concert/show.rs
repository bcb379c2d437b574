//! `boxoffice concert show`

use clap::Args;

use super::look;
use crate::cli::app::App;
use crate::desk;
use crate::domain::ConcertRef;

/// Show a concert with its line-up and its ticket types
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  boxoffice concert show java-jazz-2026")]
pub(crate) struct ShowArgs {
    /// The concert: its slug or its id
    concert: ConcertRef,
}

pub(crate) fn run(app: &App, args: &ShowArgs) -> anyhow::Result<()> {
    let view = app.read(|snapshot| {
        let concert = desk::concert::get(snapshot, &args.concert)?;
        look(app, snapshot, concert.id)
    })?;
    Ok(app.printer.answer(&view)?)
}
