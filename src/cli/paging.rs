//! How much of a list is shown.

use clap::Args;

use super::app::App;
use crate::output::Format;

/// So many rows a person can read; scripts get them all.
const PAGE: usize = 50;

/// How much of a list to show.
#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct Paging {
    /// Show at most N; a table shows 50 unless told otherwise
    #[arg(long, value_name = "N", conflicts_with = "all")]
    limit: Option<usize>,

    /// Show everything
    #[arg(long)]
    all: bool,
}

impl Paging {
    /// Whether the list is a page for people, who see what is ahead first.
    pub(crate) fn is_for_a_page(self, app: &App) -> bool {
        !self.all && app.printer.format() == Format::Table
    }

    /// The limit, if there is one: a table for people is bounded, an answer for scripts is complete.
    pub(crate) fn limit(self, app: &App) -> Option<usize> {
        let usual = self.is_for_a_page(app).then_some(PAGE);
        self.limit.or(usual)
    }
}
