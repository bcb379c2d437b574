//! `boxoffice concert delete`

use clap::Args;

use super::{look, named};
use crate::cli::app::App;
use crate::cli::error::must_be_as_shown;
use crate::desk;
use crate::domain::{Concert, ConcertRef, count};
use crate::view::DeletedView;

/// Delete a concert that nothing was ever ordered or held for, with its ticket types
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  boxoffice concert delete java-jazz-2026 --yes")]
pub(crate) struct DeleteArgs {
    /// The concert: its slug or its id
    concert: ConcertRef,
}

pub(crate) fn run(app: &App, args: &DeleteArgs) -> anyhow::Result<()> {
    let shown = app.unless_repeated(|snapshot| {
        let concert = desk::concert::get(snapshot, &args.concert)?;
        desk::concert::must_be_unordered(snapshot, &concert)?;
        let types = look(app, snapshot, concert.id)?.ticket_types.len();
        Ok((concert, types))
    })?;
    if let Some((concert, types)) = &shown {
        app.confirm(&question(concert, i64::try_from(*types)?))?;
    }

    let done = app.write(
        "concert delete",
        &args.concert,
        |tx| {
            let concert = desk::concert::get(tx, &args.concert)?;
            let shown = shown.map(|(shown, _)| shown.id);
            must_be_as_shown(shown, concert.id, &args.concert)?;
            desk::concert::delete(tx, concert.id)?;
            Ok(DeletedView::of("concert", &concert.slug, concert.id.0))
        },
        |_, gone| Ok(gone.clone()),
    )?;

    app.done(&done, |gone| {
        format!("Concert `{}` is deleted.", gone.reference)
    });
    Ok(app.printer.answer(&done.value)?)
}

fn question(concert: &Concert, types: i64) -> String {
    let types = match types {
        0 => String::new(),
        1 => " with its ticket type".to_owned(),
        types => format!(" with its {}", count(types, "ticket type")),
    };
    format!("Delete the concert {}{types}?", named(concert))
}
