//! `boxoffice db migrate`

use clap::Args;

use crate::cli::app::App;
use crate::office;
use crate::view::MigratedView;

/// Bring a file of an older boxoffice to this one's schema, after a verified copy
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  boxoffice db migrate")]
pub(crate) struct MigrateArgs {}

pub(crate) fn run(app: &App, _: &MigrateArgs) -> anyhow::Result<()> {
    app.must_be_plain("db migrate")?;
    let path = app.path()?;

    let done = office::migrate(&path)?;

    let copy = done.copy.map(|copy| copy.display().to_string());
    app.printer.status(&match &copy {
        Some(copy) => format!(
            "The file is in schema {} now; as it was, it is in `{copy}`.",
            done.to
        ),
        None => format!("The file is in schema {} already.", done.to),
    });
    Ok(app.printer.answer(&MigratedView {
        path: path.display().to_string(),
        from: done.from,
        to: done.to,
        copy,
    })?)
}
