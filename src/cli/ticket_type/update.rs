//! `boxoffice ticket-type update`

use clap::Args;
use serde::Serialize;

use super::{Named, look, sentence};
use crate::cli::app::App;
use crate::cli::error::{nothing_to_update, of_flag};
use crate::desk;
use crate::domain::{
    Change, ConcertId, ConcertRef, Instant, MoneyText, Name, PoolId, PoolRef, Result, Slug,
    TicketTypePatch, TimeText, Zone,
};
use crate::office::Snapshot;

/// Change a ticket type; orders already made keep their price
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  boxoffice ticket-type update java-jazz-2026/vip --quota 120
  boxoffice ticket-type update java-jazz-2026/vip --price 1.200.000 --clear-sale-ends-at")]
pub(crate) struct UpdateArgs {
    #[command(flatten)]
    named: Named,

    #[command(flatten)]
    fields: FieldArgs,
}

/// What changes, as it was typed.
#[derive(Debug, Args, Serialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch on the command line"
)]
struct FieldArgs {
    /// Its new name
    #[arg(long, value_name = "NAME")]
    name: Option<Name>,

    /// What one ticket costs from now on; before its first tier, where it has tiers
    #[arg(long, value_name = "MONEY")]
    price: Option<MoneyText>,

    /// How many may go out
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(i64).range(0..=10_000_000))]
    quota: Option<i64>,

    /// When its sale begins, by the concert's clocks
    #[arg(long, value_name = "TIME")]
    sale_starts_at: Option<TimeText>,

    /// Its sale begins at once
    #[arg(long, conflicts_with = "sale_starts_at")]
    clear_sale_starts_at: bool,

    /// When its sale ends
    #[arg(long, value_name = "TIME")]
    sale_ends_at: Option<TimeText>,

    /// Its sale ends with the admission
    #[arg(long, conflicts_with = "sale_ends_at")]
    clear_sale_ends_at: bool,

    /// How many one order may have
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(i64).range(1..=10_000))]
    max_per_order: Option<i64>,

    /// An order may have any number of them
    #[arg(long, conflicts_with = "max_per_order")]
    clear_max_per_order: bool,

    /// What to type after the concert to name it
    #[arg(long, value_name = "SLUG")]
    slug: Option<Slug>,

    /// The pool that it shares with other types from now on: `CONCERT/POOL`, or POOL alone
    #[arg(long, value_name = "POOL")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pool: Option<PoolRef>,

    /// It shares no pool any more
    #[arg(long, conflicts_with = "pool")]
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    no_pool: bool,
}

pub(crate) fn run(app: &App, args: &UpdateArgs) -> anyhow::Result<()> {
    let asked = args.named.asked(app)?;
    let mut keeps_prices = false;

    let done = app.write(
        "ticket-type update",
        &(&asked, &args.fields),
        |tx| {
            let found = asked.find(tx)?;
            let patch = args.fields.resolve(app, found.zone, tx.now())?;
            let pool = args.fields.pool(tx, found.concert_id)?;
            if patch == TicketTypePatch::default() && pool.is_keep() {
                return Err(nothing_to_update("ticket-type"));
            }
            keeps_prices =
                found.taken > 0 && patch.price.is_some_and(|price| price != found.base_price);
            let id = desk::ticket_type::update(tx, found.id, &patch)?;
            if !pool.is_keep() {
                let mut into = None;
                pool.apply(&mut into);
                desk::pool::put(tx, id, into)?;
            }
            Ok(id)
        },
        |snapshot, id| look(app, snapshot, *id),
    )?;

    app.done(&done, |look| sentence(&look.view));
    if args.fields.price.is_some() && done.value.view.price != done.value.view.base_price {
        app.next("a tier is in force; its own price holds only before the first tier");
    }
    if keeps_prices {
        app.next("orders already made keep the price of their time");
    }
    let remark = done.value.remark.as_ref();
    if let Some(remark) = remark.filter(|_| args.fields.quota.is_some()) {
        app.next(remark);
    }
    Ok(app.printer.answer(&done.value.view)?)
}

impl FieldArgs {
    /// The pool that it comes into or leaves, one of its concert where it names none.
    fn pool(&self, snapshot: &Snapshot<'_>, concert: ConcertId) -> Result<Change<PoolId>> {
        let own = ConcertRef::Id(concert);
        let pool = self.pool.as_ref();
        let pool = pool.map(|pool| desk::pool::get(snapshot, pool, Some(&own)).map(|pool| pool.id));
        Ok(Change::from_flags(pool.transpose()?, self.no_pool))
    }

    /// The change, its times by the clocks of `zone`.
    fn resolve(&self, app: &App, zone: Zone, now: Instant) -> Result<TicketTypePatch> {
        let at = |time: &TimeText| time.resolve(zone, now);
        let currency = app.currency()?;
        let price = self.price.as_ref().map(|price| price.resolve(currency));
        let sale_starts_at = self.sale_starts_at.as_ref().map(at).transpose()?;
        let sale_ends_at = self.sale_ends_at.as_ref().map(at).transpose()?;
        Ok(TicketTypePatch {
            name: self.name.clone(),
            price: price.transpose().map_err(of_flag("--price"))?,
            quota: self.quota,
            slug: self.slug.clone(),
            sale_starts_at: Change::from_flags(sale_starts_at, self.clear_sale_starts_at),
            sale_ends_at: Change::from_flags(sale_ends_at, self.clear_sale_ends_at),
            max_per_order: Change::from_flags(self.max_per_order, self.clear_max_per_order),
        })
    }
}
