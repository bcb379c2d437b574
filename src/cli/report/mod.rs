//! Reports.

mod as_of;
mod manifest;
mod open_items;
mod sales;
mod settlement;

use super::app::App;

/// Reports: sums that prove themselves
#[derive(Debug, clap::Subcommand)]
#[command(arg_required_else_help = true)]
pub(crate) enum ReportCommand {
    Sales(sales::SalesArgs),
    Manifest(manifest::ManifestArgs),
    Settlement(settlement::SettlementArgs),
    OpenItems(open_items::OpenItemsArgs),
}

impl ReportCommand {
    pub(crate) fn run(self, app: &App) -> anyhow::Result<()> {
        match self {
            Self::Sales(args) => sales::run(app, &args),
            Self::Manifest(args) => manifest::run(app, &args),
            Self::Settlement(args) => settlement::run(app, &args),
            Self::OpenItems(args) => open_items::run(app, &args),
        }
    }
}
