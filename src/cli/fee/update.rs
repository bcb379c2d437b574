//! `boxoffice fee update`

use clap::Args;
use serde::Serialize;

use crate::cli::app::App;
use crate::cli::error::nothing_to_update;
use crate::desk;
use crate::domain::{Change, FeePatch, FeeRef, Instant, Name, Result, TimeText, Zone};
use crate::view::FeeView;

/// Change a fee, or end it; orders already made keep theirs
#[derive(Debug, Args, Serialize)]
#[command(after_help = "Examples:
  boxoffice fee update booking --name 'Booking fee'
  boxoffice fee update booking --ends-at now    ends it")]
pub(crate) struct UpdateArgs {
    /// The fee: its slug or its id
    #[arg(value_name = "FEE")]
    fee: FeeRef,

    /// Its new name
    #[arg(long, value_name = "NAME")]
    name: Option<Name>,

    /// From when on, by the office's clocks
    #[arg(long, value_name = "TIME")]
    starts_at: Option<TimeText>,

    /// It holds at once
    #[arg(long, conflicts_with = "starts_at")]
    clear_starts_at: bool,

    /// Until when
    #[arg(long, value_name = "TIME")]
    ends_at: Option<TimeText>,

    /// It holds for good
    #[arg(long, conflicts_with = "ends_at")]
    clear_ends_at: bool,
}

pub(crate) fn run(app: &App, args: &UpdateArgs) -> anyhow::Result<()> {
    let zone = app.zone()?;

    let done = app.write(
        "fee update",
        args,
        |tx| {
            let patch = args.patch(zone, tx.now())?;
            let found = desk::fee::get(tx, &args.fee)?;
            desk::fee::update(tx, found.id, &patch)
        },
        |snapshot, id| desk::fee::get(snapshot, &FeeRef::Id(*id)),
    )?;

    app.done(&done, |found| match found.ends_at {
        Some(at) => format!("Fee `{}` ends at {}.", found.slug, zone.show(at)),
        None => format!("Fee `{}` is changed.", found.slug),
    });
    let profile = app.office()?.profile();
    Ok(app.printer.answer(&FeeView::of(&done.value, profile))?)
}

impl UpdateArgs {
    /// What changes, with times by the clocks of `zone`.
    fn patch(&self, zone: Zone, now: Instant) -> Result<FeePatch> {
        let at = |time: &TimeText| time.resolve(zone, now);
        let starts_at = self.starts_at.as_ref().map(at).transpose()?;
        let ends_at = self.ends_at.as_ref().map(at).transpose()?;
        let patch = FeePatch {
            name: self.name.clone(),
            starts_at: Change::from_flags(starts_at, self.clear_starts_at),
            ends_at: Change::from_flags(ends_at, self.clear_ends_at),
        };
        if patch == FeePatch::default() {
            return Err(nothing_to_update("fee"));
        }
        Ok(patch)
    }
}
