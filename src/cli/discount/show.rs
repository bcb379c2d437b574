//! `boxoffice discount show`

use clap::Args;

use crate::cli::app::App;
use crate::desk;
use crate::domain::DiscountRef;
use crate::view::DiscountView;

/// Show a discount with how often it is used
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  boxoffice discount show early10")]
pub(crate) struct ShowArgs {
    /// The discount: its code or its id
    #[arg(value_name = "CODE")]
    discount: DiscountRef,
}

pub(crate) fn run(app: &App, args: &ShowArgs) -> anyhow::Result<()> {
    let found = app.read(|snapshot| desk::discount::get(snapshot, &args.discount))?;
    let profile = app.office()?.profile();
    Ok(app.printer.answer(&DiscountView::of(&found, profile))?)
}
