//! Manage tickets.

mod admit;
mod export;
mod filter;
mod list;
mod reissue;
mod show;
mod transfer;
mod verify;
mod void;

use super::app::App;
use crate::desk::admission::Verdict;
use crate::view::{AdmissionParts, AdmissionView};

/// Manage tickets: shown, voided, reissued, admitted
#[derive(Debug, clap::Subcommand)]
#[command(arg_required_else_help = true)]
pub(crate) enum TicketCommand {
    List(list::ListArgs),
    Show(show::ShowArgs),
    Verify(verify::VerifyArgs),
    Admit(admit::AdmitArgs),
    Void(void::VoidArgs),
    Reissue(reissue::ReissueArgs),
    Transfer(transfer::TransferArgs),
    Export(export::ExportArgs),
}

impl TicketCommand {
    pub(crate) fn run(self, app: &App) -> anyhow::Result<()> {
        match self {
            Self::List(args) => list::run(app, &args),
            Self::Show(args) => show::run(app, &args),
            Self::Verify(args) => verify::run(app, &args),
            Self::Admit(args) => admit::run(app, &args),
            Self::Void(args) => void::run(app, &args),
            Self::Reissue(args) => reissue::run(app, &args),
            Self::Transfer(args) => transfer::run(app, &args),
            Self::Export(args) => export::run(app, &args),
        }
    }
}

/// What came of a code as it is told.
fn view(verdict: &Verdict) -> AdmissionView {
    AdmissionView::of(AdmissionParts {
        code: &verdict.code,
        ticket: verdict.ticket.as_ref(),
        concert: verdict.concert.as_ref(),
        result: verdict.result,
        admitted: verdict.admitted.as_ref(),
        replaced_by: verdict.replaced_by.as_ref(),
    })
}
