//! Manage ticket types.

mod create;
mod delete;
mod explain;
mod list;
mod show;
mod update;

use clap::Args;
use serde::Serialize;

use super::app::App;
use crate::desk;
use crate::domain::{
    Code, Concert, ConcertRef, Error, Result, TicketType, TicketTypeId, TicketTypeRef, TypeName,
};
use crate::office::Snapshot;
use crate::view::TicketTypeView;

/// Manage ticket types: the prices of a concert, each with a quota
#[derive(Debug, clap::Subcommand)]
#[command(arg_required_else_help = true)]
pub(crate) enum TicketTypeCommand {
    List(list::ListArgs),
    Show(show::ShowArgs),
    Explain(explain::ExplainArgs),
    Create(create::CreateArgs),
    Update(update::UpdateArgs),
    Delete(delete::DeleteArgs),
}

impl TicketTypeCommand {
    pub(crate) fn run(self, app: &App) -> anyhow::Result<()> {
        match self {
            Self::List(args) => list::run(app, &args),
            Self::Show(args) => show::run(app, &args),
            Self::Explain(args) => explain::run(app, &args),
            Self::Create(args) => create::run(app, args),
            Self::Update(args) => update::run(app, &args),
            Self::Delete(args) => delete::run(app, &args),
        }
    }
}

/// The ticket type that is acted on.
#[derive(Debug, Args)]
struct Named {
    /// The ticket type: `CONCERT/TYPE`, or TYPE alone, or its id
    #[arg(value_name = "TYPE")]
    ticket_type: TicketTypeRef,

    /// The concert of a TYPE alone (or `BOXOFFICE_CONCERT`)
    #[arg(long, value_name = "CONCERT")]
    concert: Option<ConcertRef>,
}

/// A ticket type before it is looked up.
#[derive(Debug, Serialize)]
struct Asked {
    ticket_type: TicketTypeRef,
    concert: Option<ConcertRef>,
}

impl Named {
    /// The ticket type as it was asked for, with the concert that counts where it names none itself.
    fn asked(&self, app: &App) -> Result<Asked> {
        let concert = match (&self.concert, &self.ticket_type.concert) {
            (Some(flag), Some(named)) if flag != named => return Err(two_concerts(flag, named)),
            (Some(concert), _) => Some(concert.clone()),
            (None, _) => app.concert()?,
        };
        Ok(Asked {
            ticket_type: self.ticket_type.clone(),
            concert,
        })
    }
}

impl Asked {
    fn find(&self, snapshot: &Snapshot<'_>) -> Result<TicketType> {
        desk::ticket_type::get(snapshot, &self.ticket_type, self.concert.as_ref())
    }
}

/// The concert of `--concert`, else of `BOXOFFICE_CONCERT`.
pub(crate) fn concert_of(
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
pub(crate) fn needs_concert() -> Error {
    Error::new(Code::Usage, "of which concert? `--concert` is missing")
        .hint("name it with `--concert CONCERT` or `BOXOFFICE_CONCERT`; `boxoffice concert list` shows them")
}

/// What a ticket costs, with the sale window as it was understood.
fn sentence(made: &TicketTypeView) -> String {
    let show = |at| made.timezone.show(at);
    let begin = made.sale_starts_at.map(|at| format!(" from {}", show(at)));
    let end = made.sale_ends_at.map(|at| format!(" until {}", show(at)));
    let window = match (begin, end) {
        (None, None) => String::new(),
        (begin, end) => format!(
            ", sold{}{}",
            begin.unwrap_or_default(),
            end.unwrap_or_default()
        ),
    };
    format!(
        "Ticket type `{}` costs {}{window}.",
        made.ticket_type, made.price
    )
}

fn two_concerts(flag: &ConcertRef, named: &ConcertRef) -> Error {
    let message = format!("`--concert {flag}` and `{named}/…` name two concerts");
    Error::new(Code::Usage, message)
}
