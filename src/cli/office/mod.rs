//! Show and change the office.

mod show;
mod update;

use super::app::App;

/// Show or change the office: its name, its zone
#[derive(Debug, clap::Subcommand)]
#[command(arg_required_else_help = true)]
pub(crate) enum OfficeCommand {
    Show(show::ShowArgs),
    Update(update::UpdateArgs),
}

impl OfficeCommand {
    pub(crate) fn run(self, app: &App) -> anyhow::Result<()> {
        match self {
            Self::Show(args) => show::run(app, &args),
            Self::Update(args) => update::run(app, args),
        }
    }
}
