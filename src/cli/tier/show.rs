//! `boxoffice tier show`

use clap::Args;

use super::{look, named};
use crate::cli::app::App;
use crate::desk;
use crate::domain::TierRef;

/// Show a tier
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  boxoffice tier show java-jazz-2026/adult/regular")]
pub(crate) struct ShowArgs {
    /// The tier: CONCERT/TYPE/TIER or its id
    tier: TierRef,
}

pub(crate) fn run(app: &App, args: &ShowArgs) -> anyhow::Result<()> {
    let reference = named(app, &args.tier)?;
    let view = app.read(|snapshot| {
        let tier = desk::tier::get(snapshot, &reference)?;
        look(app, snapshot, tier.id)
    })?;
    Ok(app.printer.answer(&view)?)
}
