//! The moment that a report is of.

use clap::Args;

use crate::cli::app::App;
use crate::domain::{Error, Instant, Result, TimeText, Zone};

/// The moment that a report is of.
#[derive(Debug, Clone, Args)]
pub(crate) struct AsOf {
    /// Only what had happened by then, as it was then; the same figures whenever it is asked, so it has to be over
    #[arg(long, value_name = "TIME")]
    as_of: Option<TimeText>,
}

impl AsOf {
    /// The moment, by the clocks of a zone.
    pub(crate) fn resolve(&self, zone: Zone, now: Instant) -> Result<Option<Instant>> {
        let time = self.as_of.as_ref();
        time.map(|time| time.resolve(zone, now)).transpose()
    }

    /// The same, by the clocks of the office.
    pub(crate) fn by_the_office(&self, app: &App) -> Result<Option<Instant>> {
        self.resolve(app.zone()?, app.office()?.now()?)
    }
}

/// Fails once the report is printed, where its proof does.
pub(crate) fn must_hold(wrong: Option<Error>) -> anyhow::Result<()> {
    match wrong {
        Some(wrong) => Err(wrong.into()),
        None => Ok(()),
    }
}
