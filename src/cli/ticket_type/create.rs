//! `boxoffice ticket-type create`

use clap::Args;
use serde::Serialize;

use super::{concert_of, look, needs_concert, sentence};
use crate::cli::app::App;
use crate::cli::error::of_flag;
use crate::desk;
use crate::domain::{
    ConcertRef, MoneyText, Name, NewTicketType, PoolId, PoolRef, Result, Slug, TimeText,
};
use crate::office::Snapshot;

/// Add a ticket type to a concert
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  boxoffice ticket-type create --concert java-jazz-2026 --name Adult --price 150.000 --quota 500
  boxoffice ticket-type create --concert java-jazz-2026 --name 'Early bird' --price 100000 --quota 100 \\
      --sale-ends-at '2026-10-31 23:59' --max-per-order 4")]
pub(crate) struct CreateArgs {
    /// Its concert (or `BOXOFFICE_CONCERT`)
    #[arg(long, value_name = "CONCERT")]
    concert: Option<ConcertRef>,

    /// Its name
    #[arg(long, value_name = "NAME")]
    name: Name,

    /// What one ticket costs
    #[arg(long, value_name = "MONEY")]
    price: MoneyText,

    /// How many may go out
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(i64).range(0..=10_000_000))]
    quota: i64,

    /// What to type after the concert to name it; made from the name when left out
    #[arg(long, value_name = "SLUG")]
    slug: Option<Slug>,

    /// When its sale begins, by the concert's clocks; at once when left out
    #[arg(long, value_name = "TIME")]
    sale_starts_at: Option<TimeText>,

    /// When its sale ends; with the admission when left out
    #[arg(long, value_name = "TIME")]
    sale_ends_at: Option<TimeText>,

    /// How many one order may have
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(i64).range(1..=10_000))]
    max_per_order: Option<i64>,

    /// The pool that it shares with other types: `CONCERT/POOL`, or POOL alone
    #[arg(long, value_name = "POOL")]
    pool: Option<PoolRef>,
}

/// A ticket type to be made, and the pool it comes into.
#[derive(Serialize)]
struct Wanted {
    #[serde(flatten)]
    new: NewTicketType,
    #[serde(skip_serializing_if = "Option::is_none")]
    pool: Option<PoolId>,
}

pub(crate) fn run(app: &App, args: CreateArgs) -> anyhow::Result<()> {
    let wanted = app.read(|snapshot| resolve(app, snapshot, args))?;

    let done = app.write(
        "ticket-type create",
        &wanted,
        |tx| {
            let id = desk::ticket_type::create(tx, &wanted.new)?;
            desk::pool::put(tx, id, wanted.pool)?;
            Ok(id)
        },
        |snapshot, id| look(app, snapshot, *id),
    )?;

    app.done(&done, |look| sentence(&look.view));
    if let Some(remark) = &done.value.remark {
        app.next(remark);
    }
    app.next(&format!(
        "boxoffice sell {} --pay METHOD",
        done.value.view.ticket_type
    ));
    Ok(app.printer.answer(&done.value.view)?)
}

fn resolve(app: &App, snapshot: &Snapshot<'_>, args: CreateArgs) -> Result<Wanted> {
    let concert = concert_of(app, snapshot, args.concert.as_ref())?.ok_or_else(needs_concert)?;
    let at = |time: TimeText| time.resolve(concert.zone, snapshot.now());
    let own = ConcertRef::Id(concert.id);
    let pool = args.pool.as_ref();
    let pool = pool.map(|pool| desk::pool::get(snapshot, pool, Some(&own)).map(|pool| pool.id));
    let pool = pool.transpose()?;
    let new = NewTicketType {
        concert_id: concert.id,
        name: args.name,
        price: args
            .price
            .resolve(app.currency()?)
            .map_err(of_flag("--price"))?,
        quota: args.quota,
        slug: args.slug,
        sale_starts_at: args.sale_starts_at.map(at).transpose()?,
        sale_ends_at: args.sale_ends_at.map(at).transpose()?,
        max_per_order: args.max_per_order,
    };
    Ok(Wanted { new, pool })
}
