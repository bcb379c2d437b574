//! `boxoffice journal list`

use clap::Args;

use crate::cli::app::App;
use crate::cli::paging::Paging;
use crate::desk;
use crate::domain::JournalFilter;
use crate::view::JournalLineView;

/// List lines of the journal, the newest first
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  boxoffice journal list\n  boxoffice journal list --command 'payment refund'"
)]
pub(crate) struct ListArgs {
    /// Only of this command, or of all commands of a noun
    #[arg(long, value_name = "WORDS")]
    command: Option<String>,

    #[command(flatten)]
    paging: Paging,
}

pub(crate) fn run(app: &App, args: ListArgs) -> anyhow::Result<()> {
    let filter = JournalFilter {
        command: args.command,
        limit: args.paging.limit(app),
    };

    let (lines, total) = app.read(|snapshot| desk::journal::list(snapshot, &filter))?;

    let zone = app.office()?.profile().zone;
    let views: Vec<_> = lines
        .iter()
        .map(|(line, operator)| JournalLineView::of(line, operator, zone))
        .collect();
    Ok(app.printer.list(&views, total)?)
}
