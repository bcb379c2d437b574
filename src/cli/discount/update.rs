//! `boxoffice discount update`

use clap::Args;
use serde::Serialize;

use crate::cli::app::App;
use crate::cli::error::nothing_to_update;
use crate::desk;
use crate::domain::{Change, DiscountPatch, DiscountRef, Instant, Name, Result, TimeText, Zone};
use crate::view::DiscountView;

/// Change a discount, or end it; orders already made keep what they got
#[derive(Debug, Args, Serialize)]
#[command(after_help = "Examples:
  boxoffice discount update early10 --max-uses 200
  boxoffice discount update early10 --ends-at now    ends it")]
pub(crate) struct UpdateArgs {
    /// The discount: its code or its id
    #[arg(value_name = "CODE")]
    discount: DiscountRef,

    /// Its new name
    #[arg(long, value_name = "NAME")]
    name: Option<Name>,

    /// How many orders may have it
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(i64).range(1..=10_000_000))]
    max_uses: Option<i64>,

    /// Any number of orders may have it
    #[arg(long, conflicts_with = "max_uses")]
    clear_max_uses: bool,

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
        "discount update",
        args,
        |tx| {
            let patch = args.patch(zone, tx.now())?;
            let found = desk::discount::get(tx, &args.discount)?;
            desk::discount::update(tx, found.id, &patch)
        },
        |snapshot, id| desk::discount::get(snapshot, &DiscountRef::Id(*id)),
    )?;

    app.done(&done, |found| match found.ends_at {
        Some(at) => format!("Discount `{}` ends at {}.", found.slug, zone.show(at)),
        None => format!("Discount `{}` is changed.", found.slug),
    });
    let profile = app.office()?.profile();
    Ok(app
        .printer
        .answer(&DiscountView::of(&done.value, profile))?)
}

impl UpdateArgs {
    /// What changes, with times by the clocks of `zone`.
    fn patch(&self, zone: Zone, now: Instant) -> Result<DiscountPatch> {
        let at = |time: &TimeText| time.resolve(zone, now);
        let starts_at = self.starts_at.as_ref().map(at).transpose()?;
        let ends_at = self.ends_at.as_ref().map(at).transpose()?;
        let patch = DiscountPatch {
            name: self.name.clone(),
            max_uses: Change::from_flags(self.max_uses, self.clear_max_uses),
            starts_at: Change::from_flags(starts_at, self.clear_starts_at),
            ends_at: Change::from_flags(ends_at, self.clear_ends_at),
        };
        if patch == DiscountPatch::default() {
            return Err(nothing_to_update("discount"));
        }
        Ok(patch)
    }
}
