//! Manage ticket types.

mod create;
mod list;

use super::app::App;
use crate::desk;
use crate::domain::{
    Code, Concert, ConcertRef, Error, Result, TicketTypeId, TicketTypeRef, TypeName,
};
use crate::office::Snapshot;
use crate::view::TicketTypeView;

/// Manage ticket types: the prices of a concert, each with a quota
#[derive(Debug, clap::Subcommand)]
#[command(arg_required_else_help = true)]
pub(crate) enum TicketTypeCommand {
    List(list::ListArgs),
    Create(create::CreateArgs),
}

impl TicketTypeCommand {
    pub(crate) fn run(self, app: &App) -> anyhow::Result<()> {
        match self {
            Self::List(args) => list::run(app, &args),
            Self::Create(args) => create::run(app, args),
        }
    }
}

/// The concert of `--concert`, else of `BOXOFFICE_CONCERT`.
fn concert_of(
    app: &App,
    snapshot: &Snapshot<'_>,
    flag: Option<&ConcertRef>,
) -> Result<Option<Concert>> {
    let reference = match flag {
        Some(reference) => Some(reference.clone()),
        None => app.concert()?,
    };
    reference
        .map(|reference| desk::concert::get(snapshot, &reference))
        .transpose()
}

/// A ticket type as it is shown, and a remark on the quotas of its concert where there is one.
struct Look {
    view: TicketTypeView,
    remark: Option<String>,
}

fn look(app: &App, snapshot: &Snapshot<'_>, id: TicketTypeId) -> Result<Look> {
    let reference = TicketTypeRef {
        concert: None,
        ticket_type: TypeName::Id(id),
    };
    let found = desk::ticket_type::get(snapshot, &reference, None)?;
    Ok(Look {
        view: TicketTypeView::of(&found, app.currency()?, snapshot.now()),
        remark: desk::ticket_type::quotas(snapshot, found.concert_id)?.remark(),
    })
}

/// The error of a ticket type that belongs to no concert.
fn needs_concert() -> Error {
    Error::new(Code::Usage, "of which concert? `--concert` is missing")
        .hint("name it with `--concert CONCERT` or `BOXOFFICE_CONCERT`; `boxoffice concert list` shows them")
}
