//! `boxoffice tier delete`

use clap::Args;

use super::named;
use crate::cli::app::App;
use crate::cli::error::must_be_as_shown;
use crate::desk;
use crate::domain::TierRef;
use crate::view::DeletedView;

/// Delete a tier; orders already made keep their price
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  boxoffice tier delete java-jazz-2026/adult/door --yes")]
pub(crate) struct DeleteArgs {
    /// The tier: CONCERT/TYPE/TIER or its id
    tier: TierRef,
}

pub(crate) fn run(app: &App, args: &DeleteArgs) -> anyhow::Result<()> {
    let currency = app.currency()?;
    let reference = named(app, &args.tier)?;
    let shown = app.unless_repeated(|snapshot| desk::tier::get(snapshot, &reference))?;
    if let Some(gone) = &shown {
        app.confirm(&format!(
            "Delete the tier `{}` ({} from {})?",
            gone.reference(),
            currency.show(gone.price),
            gone.zone.show(gone.starts_at)
        ))?;
    }

    let done = app.write(
        "tier delete",
        &reference,
        |tx| {
            let gone = desk::tier::get(tx, &reference)?;
            must_be_as_shown(shown.map(|shown| shown.id), gone.id, &reference)?;
            desk::tier::delete(tx, gone.id)?;
            Ok(DeletedView::of("tier", &gone.reference(), gone.id.0))
        },
        |_, gone| Ok(gone.clone()),
    )?;

    app.done(&done, |gone| {
        format!("Tier `{}` is deleted.", gone.reference)
    });
    Ok(app.printer.answer(&done.value)?)
}
