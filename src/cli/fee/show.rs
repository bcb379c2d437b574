//! `boxoffice fee show`

use clap::Args;

use crate::cli::app::App;
use crate::desk;
use crate::domain::FeeRef;
use crate::view::FeeView;

/// Show a fee
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  boxoffice fee show booking")]
pub(crate) struct ShowArgs {
    /// The fee: its slug or its id
    #[arg(value_name = "FEE")]
    fee: FeeRef,
}

pub(crate) fn run(app: &App, args: &ShowArgs) -> anyhow::Result<()> {
    let found = app.read(|snapshot| desk::fee::get(snapshot, &args.fee))?;
    let profile = app.office()?.profile();
    Ok(app.printer.answer(&FeeView::of(&found, profile))?)
}
