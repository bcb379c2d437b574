//! Manage discounts.

mod create;
mod list;
mod show;
mod update;

use super::app::App;
use crate::domain::{Code, Error, MoneyText, Rate, Result, Size};

/// Manage discounts: codes that make tickets cheaper
#[derive(Debug, clap::Subcommand)]
#[command(arg_required_else_help = true)]
pub(crate) enum DiscountCommand {
    List(list::ListArgs),
    Show(show::ShowArgs),
    Create(create::CreateArgs),
    Update(update::UpdateArgs),
}

impl DiscountCommand {
    pub(crate) fn run(self, app: &App) -> anyhow::Result<()> {
        match self {
            Self::List(args) => list::run(app, &args),
            Self::Show(args) => show::run(app, &args),
            Self::Create(args) => create::run(app, args),
            Self::Update(args) => update::run(app, &args),
        }
    }
}

/// A size in the office's currency, from its two flags of which one has to be there.
pub(super) fn size(app: &App, percent: Option<Rate>, amount: Option<&MoneyText>) -> Result<Size> {
    match (percent, amount) {
        (Some(rate), _) => Ok(Size::Percent(rate)),
        (None, Some(amount)) => amount
            .resolve(app.currency()?)
            .map(Size::Amount)
            .map_err(super::error::of_flag("--amount")),
        (None, None) => Err(Error::new(
            Code::Usage,
            "how much? `--percent` or `--amount` is missing",
        )),
    }
}
