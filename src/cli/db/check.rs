//! `boxoffice db check`

use clap::Args;

use crate::cli::app::App;
use crate::desk;
use crate::domain::{Code, Error, Result, Site, count};
use crate::office::Office;
use crate::view::FindingView;

/// Check everything in the file: pages, keys, schema, places, money, tickets, journal
#[derive(Debug, Args)]
#[command(
    after_help = "Says nothing when all is well, else one line a finding, and ends with 5. It never repairs.

Examples:
  boxoffice db check
  boxoffice db check --json"
)]
pub(crate) struct CheckArgs {}

pub(crate) fn run(app: &App, _: &CheckArgs) -> anyhow::Result<()> {
    let found = findings(app)?;

    if !found.is_empty() || app.printer.speaks_json() {
        app.printer.part("findings", &found)?;
    }
    if found.is_empty() {
        app.printer.status("The box office is sound.");
        return Ok(());
    }
    let number = i64::try_from(found.len()).unwrap_or(i64::MAX);
    let message = format!("the check has {}", count(number, "finding"));
    Err(Error::new(Code::CheckFailed, message)
        .hint(
            "keep this file as it is, put the newest good copy back, and find out what wrote to it",
        )
        .into())
}

/// Checks the office; where it cannot even be read, the file.
fn findings(app: &App) -> Result<Vec<FindingView>> {
    let found = match app.office() {
        Ok(office) => office.read(|snapshot| {
            let head = office.head_agrees(snapshot);
            Ok(desk::check::findings(snapshot, office.profile().site, head))
        })?,
        Err(unread) => Office::inspect(&app.path()?, app.setting()?, |snapshot| {
            Ok(desk::check::findings(snapshot, Site(0), Err(unread)))
        })?,
    };
    let told = found.into_iter().map(|finding| FindingView {
        check: finding.check,
        message: finding.message,
    });
    Ok(told.collect())
}
