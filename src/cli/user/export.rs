//! `boxoffice user export`

use clap::Args;

use crate::cli::app::App;
use crate::cli::export::{self, Target, rows};
use crate::desk;
use crate::domain::{UserFilter, UserId};
use crate::output::Feed;
use crate::view::UserView;

/// Write users for other programs, by name, without the walk-in; passwords are never written
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  boxoffice user export --out users.csv
  boxoffice user export --text example.com --format ndjson")]
pub(crate) struct ExportArgs {
    /// Only with this text in the name, e-mail address or phone number
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,

    #[command(flatten)]
    target: Target,
}

pub(crate) fn run(app: &App, args: &ExportArgs) -> anyhow::Result<()> {
    let form = rows(app)?;
    let zone = app.zone()?;
    let filter = UserFilter {
        text: args.text.clone(),
        limit: None,
    };
    export::write(app, &args.target, form, "user", |snapshot, export| {
        export.add(Feed::begin::<UserView>)?;
        export.announce(desk::export::count_users(snapshot, &filter)?);
        desk::export::users(snapshot, &filter, |user, orders| {
            if user.id == UserId::WALK_IN {
                return Ok(());
            }
            export.record(|feed| feed.record(&UserView::of(user, orders, zone)))
        })
    })
}
