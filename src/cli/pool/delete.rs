//! `boxoffice pool delete`

use clap::Args;

use super::Named;
use crate::cli::app::App;
use crate::cli::error::must_be_as_shown;
use crate::desk;
use crate::domain::count;
use crate::view::DeletedView;

/// Delete a pool that no ticket type shares
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  boxoffice pool delete java-jazz-2026/standing --yes")]
pub(crate) struct DeleteArgs {
    #[command(flatten)]
    named: Named,
}

pub(crate) fn run(app: &App, args: &DeleteArgs) -> anyhow::Result<()> {
    let asked = args.named.asked(app)?;
    let shown = app.unless_repeated(|snapshot| {
        let gone = asked.find(snapshot)?;
        desk::pool::must_be_unused(&gone)?;
        Ok(gone)
    })?;
    if let Some(gone) = &shown {
        app.confirm(&format!(
            "Delete the pool `{}` ({}, {})?",
            gone.reference(),
            gone.name,
            count(gone.capacity, "place")
        ))?;
    }

    let done = app.write(
        "pool delete",
        &asked,
        |tx| {
            let gone = asked.find(tx)?;
            must_be_as_shown(shown.map(|shown| shown.id), gone.id, &asked.pool)?;
            desk::pool::delete(tx, gone.id)?;
            Ok(DeletedView::of("pool", &gone.reference(), gone.id.0))
        },
        |_, gone| Ok(gone.clone()),
    )?;

    app.done(&done, |gone| {
        format!("Pool `{}` is deleted.", gone.reference)
    });
    Ok(app.printer.answer(&done.value)?)
}
