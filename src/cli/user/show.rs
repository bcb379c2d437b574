//! `boxoffice user show`

use clap::Args;

use super::look;
use crate::cli::app::App;
use crate::desk;
use crate::domain::UserRef;

/// Show a user
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  boxoffice user show rina@example.com
  boxoffice order list --user rina@example.com")]
pub(crate) struct ShowArgs {
    /// The user: e-mail address, phone number, `walk-in` or id
    user: UserRef,
}

pub(crate) fn run(app: &App, args: &ShowArgs) -> anyhow::Result<()> {
    let view = app.read(|snapshot| {
        let user = desk::user::get(snapshot, &args.user)?;
        look(app, snapshot, user.id)
    })?;
    Ok(app.printer.answer(&view)?)
}
