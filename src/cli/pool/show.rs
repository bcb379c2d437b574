//! `boxoffice pool show`

use clap::Args;

use super::{Named, look};
use crate::cli::app::App;

/// Show a pool with the ticket types that share it
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  boxoffice pool show java-jazz-2026/standing
  boxoffice pool show standing --concert java-jazz-2026")]
pub(crate) struct ShowArgs {
    #[command(flatten)]
    named: Named,
}

pub(crate) fn run(app: &App, args: &ShowArgs) -> anyhow::Result<()> {
    let view = app.read(|snapshot| {
        let found = args.named.asked(app)?.find(snapshot)?;
        look(snapshot, found.id)
    })?;
    Ok(app.printer.answer(&view)?)
}
