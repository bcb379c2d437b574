//! `boxoffice office show`

use clap::Args;

use crate::cli::app::App;
use crate::view::OfficeView;

/// Show the office
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  boxoffice office show")]
pub(crate) struct ShowArgs {}

pub(crate) fn run(app: &App, _: &ShowArgs) -> anyhow::Result<()> {
    let office = app.office()?;
    let view = OfficeView::of(office.profile(), office.path());
    Ok(app.printer.answer(&view)?)
}
