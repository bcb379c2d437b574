//! Reports.

mod manifest;
mod sales;

use super::app::App;

/// Reports: sums that prove themselves
#[derive(Debug, clap::Subcommand)]
#[command(arg_required_else_help = true)]
pub(crate) enum ReportCommand {
    Sales(sales::SalesArgs),
    Manifest(manifest::ManifestArgs),
}

impl ReportCommand {
    pub(crate) fn run(self, app: &App) -> anyhow::Result<()> {
        match self {
            Self::Sales(args) => sales::run(app, &args),
            Self::Manifest(args) => manifest::run(app, &args),
        }
    }
}
