//! How much of a list is shown, and of which days.

use clap::Args;

use super::app::App;
use crate::domain::{DateText, Instant, Result};
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
        !self.all && app.printer.format() == Format::Table && !app.printer.is_quiet()
    }

    /// Whether everything was asked for.
    pub(crate) const fn is_all(self) -> bool {
        self.all
    }

    /// The limit, if there is one: a table for people is bounded, an answer for scripts is complete.
    pub(crate) fn limit(self, app: &App) -> Option<usize> {
        let usual = self.is_for_a_page(app).then_some(PAGE);
        self.limit.or(usual)
    }
}

/// Which days a list looks at, in the office's zone.
#[derive(Debug, Clone, Args)]
pub(crate) struct Days {
    /// From this day on: a date, today, tomorrow or yesterday
    #[arg(long, value_name = "DATE")]
    from: Option<DateText>,

    /// Up to and with this day
    #[arg(long, value_name = "DATE")]
    to: Option<DateText>,
}

impl Days {
    /// The first moment, and the first moment that no longer belongs to it.
    pub(crate) fn resolve(&self, app: &App) -> Result<(Option<Instant>, Option<Instant>)> {
        let office = app.office()?;
        let (zone, now) = (office.profile().zone, office.now()?);
        let from = self
            .from
            .as_ref()
            .map(|day| zone.day_start(day.resolve(zone, now)));
        let before = self
            .to
            .as_ref()
            .map(|day| zone.day_end(day.resolve(zone, now)));
        Ok((from, before))
    }
}
