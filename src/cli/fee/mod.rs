//! Manage fees.

mod create;
mod list;
mod show;
mod update;

use super::app::App;
use super::discount::size;

/// Manage fees: prices that sales bear by themselves
#[derive(Debug, clap::Subcommand)]
#[command(arg_required_else_help = true)]
pub(crate) enum FeeCommand {
    List(list::ListArgs),
    Show(show::ShowArgs),
    Create(create::CreateArgs),
    Update(update::UpdateArgs),
}

impl FeeCommand {
    pub(crate) fn run(self, app: &App) -> anyhow::Result<()> {
        match self {
            Self::List(args) => list::run(app, &args),
            Self::Show(args) => show::run(app, &args),
            Self::Create(args) => create::run(app, args),
            Self::Update(args) => update::run(app, &args),
        }
    }
}
