//! Manage venues.

mod create;
mod delete;
mod list;
mod merge;
mod show;
mod update;

use super::app::App;

/// Manage venues: the places concerts are held at
#[derive(Debug, clap::Subcommand)]
#[command(arg_required_else_help = true)]
pub(crate) enum VenueCommand {
    List(list::ListArgs),
    Show(show::ShowArgs),
    Create(create::CreateArgs),
    Update(update::UpdateArgs),
    Delete(delete::DeleteArgs),
    Merge(merge::MergeArgs),
}

impl VenueCommand {
    pub(crate) fn run(self, app: &App) -> anyhow::Result<()> {
        match self {
            Self::List(args) => list::run(app, &args),
            Self::Show(args) => show::run(app, &args),
            Self::Create(args) => create::run(app, args),
            Self::Update(args) => update::run(app, args),
            Self::Delete(args) => delete::run(app, &args),
            Self::Merge(args) => merge::run(app, &args),
        }
    }
}
