//! Manage concerts.

mod cancel;
mod create;
mod delete;
mod export;
mod filter;
pub(crate) mod import;
mod lineup;
mod list;
mod refund;
mod show;
mod tax;
mod update;

use super::app::App;
use crate::desk;
use crate::desk::cancel::Owed;
use crate::domain::{
    Concert, ConcertId, ConcertRef, Instant, Result, TicketTypeFilter, Zone, count,
};
use crate::office::Snapshot;
use crate::view::{ConcertDetailView, ConcertView, LineUpView, TicketTypeView, ToCallView};

/// Manage concerts: one date at one venue each
#[derive(Debug, clap::Subcommand)]
#[command(arg_required_else_help = true)]
pub(crate) enum ConcertCommand {
    List(list::ListArgs),
    Show(show::ShowArgs),
    Create(create::CreateArgs),
    Update(update::UpdateArgs),
    Delete(delete::DeleteArgs),
    Cancel(cancel::CancelArgs),
    Refund(refund::RefundArgs),
    Lineup(lineup::LineupArgs),
    Import(import::ImportArgs),
    Export(export::ExportArgs),
}

impl ConcertCommand {
    pub(crate) fn run(self, app: &App) -> anyhow::Result<()> {
        match self {
            Self::List(args) => list::run(app, &args),
            Self::Show(args) => show::run(app, &args),
            Self::Create(args) => create::run(app, args),
            Self::Update(args) => update::run(app, &args),
            Self::Delete(args) => delete::run(app, &args),
            Self::Cancel(args) => cancel::run(app, &args),
            Self::Refund(args) => refund::run(app, &args),
            Self::Lineup(args) => lineup::run(app, &args),
            Self::Import(args) => import::run(app, args),
            Self::Export(args) => export::run(app, &args),
        }
    }
}

/// A concert with all that is shown of it.
fn look(app: &App, snapshot: &Snapshot<'_>, id: ConcertId) -> Result<ConcertDetailView> {
    let desk::concert::Billed { concert, line_up } =
        desk::concert::billed(snapshot, &ConcertRef::Id(id))?;
    let of_concert = TicketTypeFilter {
        concert: Some(id),
        ..TicketTypeFilter::default()
    };
    let (types, _) = desk::ticket_type::list(snapshot, &of_concert)?;
    let currency = app.currency()?;
    let now = snapshot.now();
    Ok(ConcertDetailView {
        concert: ConcertView::of(&concert, &line_up),
        line_up: line_up.iter().map(LineUpView::of).collect(),
        ticket_types: types
            .iter()
            .map(|of_concert| TicketTypeView::of(of_concert, currency, now))
            .collect(),
    })
}

/// A concert as a question names it, so that nobody answers for another one.
fn named(concert: &Concert) -> String {
    format!(
        "`{}` ({}, {}, {})",
        concert.slug,
        concert.name,
        concert.zone.show(concert.starts_at),
        concert.venue_name
    )
}

/// What is sold with the orders that wait for their money and the places that are held.
fn with_the_rest(sold: String, owed: &Owed) -> String {
    let mut parts = vec![sold];
    if owed.pending_orders > 0 {
        parts.push(format!(
            "{} still to be paid",
            count(owed.pending_orders, "order")
        ));
    }
    if owed.held > 0 {
        parts.push(format!("{} held", count(owed.held, "place")));
    }
    let last = parts.pop().unwrap_or_default();
    if parts.is_empty() {
        last
    } else {
        format!("{} and {last}", parts.join(", "))
    }
}

/// Whom to call.
fn to_call(snapshot: &Snapshot<'_>, id: ConcertId) -> Result<Vec<ToCallView>> {
    let all = desk::cancel::to_call(snapshot, id)?;
    Ok(all.iter().map(ToCallView::of).collect())
}

/// When a concert starts, as it was understood.
fn sentence(concert: &ConcertView) -> String {
    let zone = concert.timezone;
    let doors = concert.doors_at.map_or(String::new(), |doors_at| {
        format!("; the doors open {}", zone.show(doors_at))
    });
    let starts = understood(zone, concert.starts_at);
    format!("Concert `{}` starts {starts}{doors}.", concert.concert)
}

/// A moment as it was understood: `Sat 28 Nov 2026 20:00 WIB (13:00 UTC)`, with the date where it is another.
fn understood(zone: Zone, at: Instant) -> String {
    if zone == Zone::UTC {
        return zone.show(at);
    }
    let form = if zone.date(at) == Zone::UTC.date(at) {
        "%H:%M"
    } else {
        "%a %-d %b %H:%M"
    };
    format!("{} ({} UTC)", zone.show(at), at.utc().format(form))
}
