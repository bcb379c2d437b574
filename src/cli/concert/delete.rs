//! `boxoffice concert delete`

use clap::Args;

use super::{look, named};
use crate::cli::app::App;
use crate::desk;
use crate::domain::{ConcertRef, count};

/// Delete a concert that nothing was ever ordered for, with its ticket types
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  boxoffice concert delete java-jazz-2026 --yes")]
pub(crate) struct DeleteArgs {
    /// The concert: its slug or its id
    concert: ConcertRef,
}

pub(crate) fn run(app: &App, args: &DeleteArgs) -> anyhow::Result<()> {
    let (concert, view) = app.read(|snapshot| {
        let concert = desk::concert::get(snapshot, &args.concert)?;
        desk::concert::must_be_unordered(snapshot, &concert)?;
        let view = look(app, snapshot, concert.id)?;
        Ok((concert, view))
    })?;
    let types = match i64::try_from(view.ticket_types.len())? {
        0 => String::new(),
        1 => " with its ticket type".to_owned(),
        types => format!(" with its {}", count(types, "ticket type")),
    };
    app.confirm(&format!("Delete the concert {}{types}?", named(&concert)))?;

    let done = app.write(
        "concert delete",
        &concert.id,
        |tx| desk::concert::delete(tx, concert.id),
        |_, _| Ok(()),
    )?;

    app.done(&done, |()| {
        format!("Concert `{}` is deleted.", concert.slug)
    });
    Ok(app.printer.answer(&view)?)
}
