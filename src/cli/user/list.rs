//! `boxoffice user list`

use clap::Args;

use crate::cli::app::App;
use crate::cli::paging::Paging;
use crate::desk;
use crate::domain::UserFilter;
use crate::view::UserView;

/// List users by name
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  boxoffice user list --text rina")]
pub(crate) struct ListArgs {
    /// Only with this text in the name, e-mail address or phone number
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,

    #[command(flatten)]
    paging: Paging,
}

pub(crate) fn run(app: &App, args: &ListArgs) -> anyhow::Result<()> {
    let filter = UserFilter {
        text: args.text.clone(),
        limit: args.paging.limit(app),
    };
    let zone = app.zone()?;

    let (users, total) = app.read(|snapshot| desk::user::list(snapshot, &filter))?;

    let views: Vec<_> = users
        .iter()
        .map(|(user, orders)| UserView::of(user, *orders, zone))
        .collect();
    Ok(app.printer.list(&views, total)?)
}
