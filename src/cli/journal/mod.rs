//! Read the journal.

mod list;
mod show;
mod verify;

use super::app::App;

/// Read the journal: who did what when, in a chain that shows every later edit
#[derive(Debug, clap::Subcommand)]
#[command(arg_required_else_help = true)]
pub(crate) enum JournalCommand {
    List(list::ListArgs),
    Show(show::ShowArgs),
    Verify(verify::VerifyArgs),
}

impl JournalCommand {
    pub(crate) fn run(self, app: &App) -> anyhow::Result<()> {
        match self {
            Self::List(args) => list::run(app, args),
            Self::Show(args) => show::run(app, &args),
            Self::Verify(args) => verify::run(app, &args),
        }
    }
}
