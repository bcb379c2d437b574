//! `boxoffice tier update`

use clap::Args;
use serde::Serialize;

use super::{look, named, sentence};
use crate::cli::app::App;
use crate::cli::error::{nothing_to_update, of_flag};
use crate::desk;
use crate::domain::{MoneyText, Name, Result, Slug, Tier, TierPatch, TierRef, TimeText};
use crate::office::Snapshot;

/// Change a tier; orders already made keep their price
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  boxoffice tier update java-jazz-2026/adult/regular --price 210000
  boxoffice tier update java-jazz-2026/adult/regular --starts-at '2026-11-05 00:00'")]
pub(crate) struct UpdateArgs {
    /// The tier: CONCERT/TYPE/TIER or its id
    tier: TierRef,

    #[command(flatten)]
    fields: FieldArgs,
}

/// What changes, as it was typed.
#[derive(Debug, Args, Serialize)]
struct FieldArgs {
    /// Its new name
    #[arg(long, value_name = "NAME")]
    name: Option<Name>,

    /// What one ticket costs from then on
    #[arg(long, value_name = "MONEY")]
    price: Option<MoneyText>,

    /// From when on, by the concert's clocks
    #[arg(long, value_name = "TIME")]
    starts_at: Option<TimeText>,

    /// What to type after the ticket type to name it
    #[arg(long, value_name = "SLUG")]
    slug: Option<Slug>,
}

pub(crate) fn run(app: &App, args: &UpdateArgs) -> anyhow::Result<()> {
    let reference = named(app, &args.tier)?;

    let done = app.write(
        "tier update",
        &(&reference, &args.fields),
        |tx| {
            let found = desk::tier::get(tx, &reference)?;
            let patch = args.fields.patch(app, tx, &found)?;
            desk::tier::update(tx, found.id, &patch)
        },
        |snapshot, id| look(app, snapshot, *id),
    )?;

    app.done(&done, sentence);
    Ok(app.printer.answer(&done.value)?)
}

impl FieldArgs {
    /// The change, its times by the clocks of the concert.
    fn patch(&self, app: &App, snapshot: &Snapshot<'_>, found: &Tier) -> Result<TierPatch> {
        let currency = app.currency()?;
        let price = self.price.as_ref().map(|price| price.resolve(currency));
        let at = |time: &TimeText| time.resolve(found.zone, snapshot.now());
        let patch = TierPatch {
            name: self.name.clone(),
            price: price.transpose().map_err(of_flag("--price"))?,
            starts_at: self.starts_at.as_ref().map(at).transpose()?,
            slug: self.slug.clone(),
        };
        if patch == TierPatch::default() {
            return Err(nothing_to_update("tier"));
        }
        Ok(patch)
    }
}
