//! `boxoffice ticket-type update`

use clap::Args;

use super::{Named, look, sentence};
use crate::cli::app::App;
use crate::cli::error::{nothing_to_update, of_flag};
use crate::desk;
use crate::domain::{Change, MoneyText, Name, Result, Slug, TicketType, TicketTypePatch, TimeText};
use crate::office::Snapshot;

/// Change a ticket type; orders already made keep their price
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  boxoffice ticket-type update java-jazz-2026/vip --quota 120
  boxoffice ticket-type update java-jazz-2026/vip --price 1.200.000 --clear-sale-ends-at")]
pub(crate) struct UpdateArgs {
    #[command(flatten)]
    named: Named,

    /// Its new name
    #[arg(long, value_name = "NAME")]
    name: Option<Name>,

    /// What one ticket costs from now on
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
}

pub(crate) fn run(app: &App, args: UpdateArgs) -> anyhow::Result<()> {
    let (found, patch) = app.read(|snapshot| resolve(app, snapshot, args))?;
    if patch == TicketTypePatch::default() {
        return Err(nothing_to_update("ticket-type").into());
    }

    let done = app.write(
        "ticket-type update",
        &(found.id, &patch),
        |tx| desk::ticket_type::update(tx, found.id, &patch),
        |snapshot, id| look(app, snapshot, *id),
    )?;

    app.done(&done, |look| sentence(&look.view));
    if patch.price.is_some_and(|price| price != found.price) && found.taken > 0 {
        app.next("orders already made keep the price of their time");
    }
    if let Some(remark) = done.value.remark.as_ref().filter(|_| patch.quota.is_some()) {
        app.next(remark);
    }
    Ok(app.printer.answer(&done.value.view)?)
}

fn resolve(
    app: &App,
    snapshot: &Snapshot<'_>,
    args: UpdateArgs,
) -> Result<(TicketType, TicketTypePatch)> {
    let found = args.named.find(app, snapshot)?;
    let at = |time: TimeText| time.resolve(found.zone, snapshot.now());
    let currency = app.currency()?;
    let price = args.price.map(|price| price.resolve(currency));
    let sale_starts_at = args.sale_starts_at.map(at).transpose()?;
    let sale_ends_at = args.sale_ends_at.map(at).transpose()?;
    let patch = TicketTypePatch {
        name: args.name,
        price: price.transpose().map_err(of_flag("--price"))?,
        quota: args.quota,
        slug: args.slug,
        sale_starts_at: Change::from_flags(sale_starts_at, args.clear_sale_starts_at),
        sale_ends_at: Change::from_flags(sale_ends_at, args.clear_sale_ends_at),
        max_per_order: Change::from_flags(args.max_per_order, args.clear_max_per_order),
    };
    Ok((found, patch))
}
