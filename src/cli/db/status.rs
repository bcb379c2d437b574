//! `boxoffice db status`

use clap::Args;

use crate::cli::app::App;
use crate::desk;
use crate::office::SCHEMA_VERSION;
use crate::view::StatusView;

/// Show how large the file is and how much it holds
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  boxoffice db status")]
pub(crate) struct StatusArgs {}

pub(crate) fn run(app: &App, _: &StatusArgs) -> anyhow::Result<()> {
    let office = app.office()?;
    let (holdings, newest) = app.read(|snapshot| {
        let head = desk::journal::head(snapshot, office.profile().site)?;
        Ok((desk::office::holdings(snapshot)?, head.mark()))
    })?;
    let file = office.file_state()?;

    let path = office.path();
    if file.is_open_to_others() {
        let shown = path.display();
        let message = format!(
            "others on this machine can read `{shown}` (mode {:04o}): chmod 600 '{shown}'",
            file.mode
        );
        app.printer.warning("open_to_others", &message);
    }
    let view = StatusView::of(
        path,
        (file.bytes, file.mode),
        SCHEMA_VERSION,
        newest,
        &holdings,
    );
    Ok(app.printer.answer(&view)?)
}
