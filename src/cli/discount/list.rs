//! `boxoffice discount list`

use clap::Args;

use crate::cli::app::App;
use crate::cli::paging::Paging;
use crate::desk;
use crate::view::DiscountView;

/// List discounts with how often each is used; with --all those that are over, too
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  boxoffice discount list\n  boxoffice discount list --all --json"
)]
pub(crate) struct ListArgs {
    #[command(flatten)]
    paging: Paging,
}

pub(crate) fn run(app: &App, args: &ListArgs) -> anyhow::Result<()> {
    let found = app.read(|snapshot| desk::discount::list(snapshot, args.paging.is_all()))?;
    let profile = app.office()?.profile();
    let total = i64::try_from(found.len()).unwrap_or(i64::MAX);
    let shown = args.paging.limit(app).unwrap_or(found.len());
    let views: Vec<_> = found
        .iter()
        .take(shown)
        .map(|discount| DiscountView::of(discount, profile))
        .collect();
    Ok(app.printer.list(&views, total)?)
}
