//! Manage payments.

mod list;
mod record;
mod refund;
mod show;

use super::app::App;

/// Manage payments: money taken and paid back
#[derive(Debug, clap::Subcommand)]
#[command(arg_required_else_help = true)]
pub(crate) enum PaymentCommand {
    List(list::ListArgs),
    Show(show::ShowArgs),
    Record(record::RecordArgs),
    Refund(refund::RefundArgs),
}

impl PaymentCommand {
    pub(crate) fn run(self, app: &App) -> anyhow::Result<()> {
        match self {
            Self::List(args) => list::run(app, &args),
            Self::Show(args) => show::run(app, &args),
            Self::Record(args) => record::run(app, &args),
            Self::Refund(args) => refund::run(app, args),
        }
    }
}
