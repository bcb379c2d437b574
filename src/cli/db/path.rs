//! `boxoffice db path`

use clap::Args;

use crate::cli::app::App;
use crate::view::PathView;

/// Print where the file is, or would be
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  boxoffice db path\n  cp \"$(boxoffice db path)\" /media/stick/"
)]
pub(crate) struct PathArgs {}

pub(crate) fn run(app: &App, _: &PathArgs) -> anyhow::Result<()> {
    Ok(app.printer.answer(&PathView::of(&app.path()?))?)
}
