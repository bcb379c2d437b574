//! Manage payments.

mod keep;
mod list;
mod moving;
mod record;
mod refund;
mod show;

use super::app::App;

/// Manage payments: money taken, paid back, moved and kept
#[derive(Debug, clap::Subcommand)]
#[command(arg_required_else_help = true)]
pub(crate) enum PaymentCommand {
    List(list::ListArgs),
    Show(show::ShowArgs),
    Record(record::RecordArgs),
    Refund(refund::RefundArgs),
    Keep(keep::KeepArgs),
    Move(moving::MoveArgs),
}

impl PaymentCommand {
    pub(crate) fn run(self, app: &App) -> anyhow::Result<()> {
        match self {
            Self::List(args) => list::run(app, &args),
            Self::Show(args) => show::run(app, &args),
            Self::Record(args) => record::run(app, &args),
            Self::Refund(args) => refund::run(app, args),
            Self::Keep(args) => keep::run(app, &args),
            Self::Move(args) => moving::run(app, &args),
        }
    }
}
