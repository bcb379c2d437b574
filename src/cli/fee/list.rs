//! `boxoffice fee list`

use clap::Args;

use crate::cli::app::App;
use crate::cli::paging::Paging;
use crate::desk;
use crate::view::FeeView;

/// List fees; with --all those that are over, too
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  boxoffice fee list\n  boxoffice fee list --all --json")]
pub(crate) struct ListArgs {
    #[command(flatten)]
    paging: Paging,
}

pub(crate) fn run(app: &App, args: &ListArgs) -> anyhow::Result<()> {
    let found = app.read(|snapshot| desk::fee::list(snapshot, args.paging.is_all()))?;
    let profile = app.office()?.profile();
    let total = i64::try_from(found.len()).unwrap_or(i64::MAX);
    let shown = args.paging.limit(app).unwrap_or(found.len());
    let views: Vec<_> = found
        .iter()
        .take(shown)
        .map(|fee| FeeView::of(fee, profile))
        .collect();
    Ok(app.printer.list(&views, total)?)
}
