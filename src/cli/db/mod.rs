//! Look after the file.

mod check;
mod migrate;
mod path;
mod status;

use super::app::App;

/// Look after the file: where it is, how much it holds, whether all is well
#[derive(Debug, clap::Subcommand)]
#[command(arg_required_else_help = true)]
pub(crate) enum DbCommand {
    Path(path::PathArgs),
    Status(status::StatusArgs),
    Migrate(migrate::MigrateArgs),
    Check(check::CheckArgs),
}

impl DbCommand {
    pub(crate) fn run(self, app: &App) -> anyhow::Result<()> {
        match self {
            Self::Path(args) => path::run(app, &args),
            Self::Status(args) => status::run(app, &args),
            Self::Migrate(args) => migrate::run(app, &args),
            Self::Check(args) => check::run(app, &args),
        }
    }
}
