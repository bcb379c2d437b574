//! Manage pools.

mod create;
mod delete;
mod list;
mod show;
mod update;

use clap::Args;
use serde::Serialize;

use super::app::App;
use crate::desk;
use crate::domain::{Code, ConcertRef, Error, Pool, PoolId, PoolRef, Result};
use crate::office::Snapshot;
use crate::view::PoolView;

/// Manage pools: a capacity that several ticket types of a concert share
#[derive(Debug, clap::Subcommand)]
#[command(arg_required_else_help = true)]
pub(crate) enum PoolCommand {
    List(list::ListArgs),
    Show(show::ShowArgs),
    Create(create::CreateArgs),
    Update(update::UpdateArgs),
    Delete(delete::DeleteArgs),
}

impl PoolCommand {
    pub(crate) fn run(self, app: &App) -> anyhow::Result<()> {
        match self {
            Self::List(args) => list::run(app, &args),
            Self::Show(args) => show::run(app, &args),
            Self::Create(args) => create::run(app, args),
            Self::Update(args) => update::run(app, args),
            Self::Delete(args) => delete::run(app, &args),
        }
    }
}

/// The pool that is acted on.
#[derive(Debug, Args)]
struct Named {
    /// The pool: `CONCERT/POOL`, or POOL alone, or its id
    #[arg(value_name = "POOL")]
    pool: PoolRef,

    /// The concert of a POOL alone (or `BOXOFFICE_CONCERT`)
    #[arg(long, value_name = "CONCERT")]
    concert: Option<ConcertRef>,
}

/// A pool before it is looked up.
#[derive(Debug, Serialize)]
struct Asked {
    pool: PoolRef,
    concert: Option<ConcertRef>,
}

impl Named {
    /// The pool as it was asked for, with the concert that counts where it names none itself.
    fn asked(&self, app: &App) -> Result<Asked> {
        let concert = match (&self.concert, &self.pool.concert) {
            (Some(flag), Some(named)) if flag != named => {
                let message = format!("`--concert {flag}` and `{named}/…` name two concerts");
                return Err(Error::new(Code::Usage, message));
            }
            (Some(concert), _) => Some(concert.clone()),
            (None, _) => app.concert()?,
        };
        Ok(Asked {
            pool: self.pool.clone(),
            concert,
        })
    }
}

impl Asked {
    fn find(&self, snapshot: &Snapshot<'_>) -> Result<Pool> {
        desk::pool::get(snapshot, &self.pool, self.concert.as_ref())
    }
}

fn look(snapshot: &Snapshot<'_>, id: PoolId) -> Result<PoolView> {
    let whole = desk::pool::whole(snapshot, id)?;
    Ok(PoolView::of(&whole.pool, &whole.types))
}
