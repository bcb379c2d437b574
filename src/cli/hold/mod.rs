//! Manage holds.

mod add;
mod create;
mod list;
mod release;
mod sell;
mod show;
mod update;

use super::app::App;
use super::items::{self, ConcertArgs};
use crate::desk;
use crate::desk::hold::WholeHold;
use crate::domain::{ConcertRef, HoldId, Item, Line, Result};
use crate::view::HoldView;

/// Manage holds: places kept from sale for a purpose
#[derive(Debug, clap::Subcommand)]
#[command(arg_required_else_help = true)]
pub(crate) enum HoldCommand {
    List(list::ListArgs),
    Show(show::ShowArgs),
    Create(create::CreateArgs),
    Update(update::UpdateArgs),
    Add(add::AddArgs),
    Release(release::ReleaseArgs),
    Sell(sell::SellArgs),
}

impl HoldCommand {
    pub(crate) fn run(self, app: &App) -> anyhow::Result<()> {
        match self {
            Self::List(args) => list::run(app, &args),
            Self::Show(args) => show::run(app, &args),
            Self::Create(args) => create::run(app, args),
            Self::Update(args) => update::run(app, &args),
            Self::Add(args) => add::run(app, &args),
            Self::Release(args) => release::run(app, &args),
            Self::Sell(args) => sell::run(app, &args),
        }
    }
}

fn view(app: &App, whole: &WholeHold) -> Result<HoldView> {
    Ok(HoldView::of(&whole.hold, &whole.types, app.zone()?))
}

/// The lines of `items`, none for all that is left; those without a concert belong to that of a hold of one concert.
fn lines(app: &App, hold: HoldId, items: &[Item], concert: &ConcertArgs) -> Result<Vec<Line>> {
    if items.is_empty() {
        return Ok(Vec::new());
    }
    let named: Option<ConcertRef> = concert.concert(app)?;
    app.read(|snapshot| {
        let concert = match named {
            Some(concert) => Some(concert),
            None => desk::hold::concert_of(snapshot, hold)?,
        };
        items::lines(snapshot, items, concert.as_ref())
    })
}
