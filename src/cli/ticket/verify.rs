//! `boxoffice ticket verify`

use clap::Args;

use super::view;
use crate::cli::app::App;
use crate::desk;
use crate::domain::{Code, ConcertRef, Error, ScanResult, TicketCode};

/// Say whether a code would let somebody in now; writes nothing
#[derive(Debug, Args)]
#[command(
    after_help = "Exit status 4 means it would not.\n\nExamples:\n  boxoffice ticket verify KXQPRT-77HMNA-C3DFGJ"
)]
pub(crate) struct VerifyArgs {
    /// The ticket's own code
    code: TicketCode,

    /// The concert at whose door it is read
    #[arg(long, value_name = "CONCERT")]
    concert: Option<ConcertRef>,
}

pub(crate) fn run(app: &App, args: &VerifyArgs) -> anyhow::Result<()> {
    let verdict = app.read(|snapshot| {
        let concert = args
            .concert
            .as_ref()
            .map(|concert| desk::concert::get(snapshot, concert))
            .transpose()?;
        desk::admission::judge(snapshot, &args.code, concert.map(|concert| concert.id))
    })?;

    let view = view(&verdict);
    app.printer.answer(&view)?;
    if verdict.result == ScanResult::Admitted {
        return Ok(());
    }
    Err(Error::new(Code::NotAdmitted, view.sentence()).into())
}
