//! `boxoffice journal show`

use clap::Args;

use crate::cli::app::App;
use crate::desk;
use crate::view::JournalEntryView;

/// Show a line of the journal with the rows it tells of
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  boxoffice journal show 2105")]
pub(crate) struct ShowArgs {
    /// The line's number
    #[arg(value_name = "LINE", value_parser = clap::value_parser!(i64).range(1..))]
    line: i64,
}

pub(crate) fn run(app: &App, args: &ShowArgs) -> anyhow::Result<()> {
    let profile = app.office()?.profile();

    let (line, operator) =
        app.read(|snapshot| desk::journal::get(snapshot, profile.site, args.line))?;

    Ok(app
        .printer
        .answer(&JournalEntryView::of(&line, &operator, profile.zone))?)
}
