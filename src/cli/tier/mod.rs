//! Manage tiers.

mod create;
mod delete;
mod list;
mod show;
mod update;

use super::app::App;
use crate::desk;
use crate::domain::{
    ConcertRef, Result, TicketTypeId, TicketTypeRef, Tier, TierId, TierRef, in_force,
};
use crate::office::Snapshot;
use crate::view::TierView;

/// Manage tiers: prices of a ticket type by date, such as early bird, regular, door
#[derive(Debug, clap::Subcommand)]
#[command(arg_required_else_help = true)]
pub(crate) enum TierCommand {
    List(list::ListArgs),
    Show(show::ShowArgs),
    Create(create::CreateArgs),
    Update(update::UpdateArgs),
    Delete(delete::DeleteArgs),
}

impl TierCommand {
    pub(crate) fn run(self, app: &App) -> anyhow::Result<()> {
        match self {
            Self::List(args) => list::run(app, &args),
            Self::Show(args) => show::run(app, &args),
            Self::Create(args) => create::run(app, args),
            Self::Update(args) => update::run(app, &args),
            Self::Delete(args) => delete::run(app, &args),
        }
    }
}

/// The views of the tiers of a ticket type, by their beginning.
pub(super) fn views(app: &App, snapshot: &Snapshot<'_>, of: TicketTypeId) -> Result<Vec<TierView>> {
    views_of(app, snapshot, &desk::tier::list(snapshot, of)?)
}

/// The views of tiers, of which all of a ticket type are there.
fn views_of(app: &App, snapshot: &Snapshot<'_>, tiers: &[Tier]) -> Result<Vec<TierView>> {
    let (currency, now) = (app.currency()?, snapshot.now());
    let view = |tier: &Tier| {
        let of_type = tiers
            .iter()
            .filter(|other| other.ticket_type_id == tier.ticket_type_id);
        let in_force = in_force(of_type, now).map(|tier| tier.id);
        TierView::of(tier, currency, in_force == Some(tier.id))
    };
    Ok(tiers.iter().map(view).collect())
}

/// A tier as it is told.
fn look(app: &App, snapshot: &Snapshot<'_>, id: TierId) -> Result<TierView> {
    let tier = desk::tier::get(snapshot, &TierRef::Id(id))?;
    let tiers = desk::tier::list(snapshot, tier.ticket_type_id)?;
    let now = in_force(&tiers, snapshot.now()).map(|tier| tier.id);
    Ok(TierView::of(&tier, app.currency()?, now == Some(id)))
}

/// What a ticket costs from when on, as it was understood.
fn sentence(made: &TierView) -> String {
    let at = made.timezone.show(made.starts_at);
    format!("`{}` costs {} from {at}.", made.ticket_type, made.price)
}

/// A ticket type that names no concert belongs to `BOXOFFICE_CONCERT`.
fn of_concert(app: &App, ticket_type: &TicketTypeRef) -> Result<TicketTypeRef> {
    let concert: Option<ConcertRef> = match &ticket_type.concert {
        Some(concert) => Some(concert.clone()),
        None => app.concert()?,
    };
    Ok(TicketTypeRef {
        concert,
        ticket_type: ticket_type.ticket_type.clone(),
    })
}

/// The same for a tier.
fn named(app: &App, tier: &TierRef) -> Result<TierRef> {
    Ok(match tier {
        TierRef::Id(id) => TierRef::Id(*id),
        TierRef::Of(ticket_type, slug) => TierRef::Of(of_concert(app, ticket_type)?, slug.clone()),
    })
}
