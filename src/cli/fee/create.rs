//! `boxoffice fee create`

use clap::Args;

use super::size;
use crate::cli::app::App;
use crate::desk;
use crate::domain::{
    Channel, ConcertRef, FeeRef, MoneyText, Name, NewFee, Per, Rate, Result, Slug, TimeText,
};
use crate::office::Snapshot;
use crate::view::FeeView;

/// Add a fee; every sale in its scope bears it from then on, and what is free does not
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  boxoffice fee create --name Booking --amount 5000 --per ticket
  boxoffice fee create --name 'Web service' --percent 2.5 --per order --channel web
  boxoffice fee update booking --ends-at now    ends it")]
pub(crate) struct CreateArgs {
    /// Its name
    #[arg(long, value_name = "NAME")]
    name: Name,

    /// How many percent of the price after discounts it is, such as 2.5
    #[arg(
        long,
        value_name = "N",
        required_unless_present = "amount",
        conflicts_with = "amount"
    )]
    percent: Option<Rate>,

    /// The sum that it is
    #[arg(long, value_name = "MONEY")]
    amount: Option<MoneyText>,

    /// Whether each ticket or the whole order bears it
    #[arg(long, value_name = "ticket|order")]
    per: Per,

    /// Only for tickets of this concert
    #[arg(long, value_name = "CONCERT")]
    concert: Option<ConcertRef>,

    /// Only for sales that come from there: counter, phone, web, door, import; all but import when left out
    #[arg(long, value_name = "CHANNEL")]
    channel: Option<Channel>,

    /// From when on, by the office's clocks; at once when left out
    #[arg(long, value_name = "TIME")]
    starts_at: Option<TimeText>,

    /// Until when
    #[arg(long, value_name = "TIME")]
    ends_at: Option<TimeText>,

    /// What to type to name it; made from the name when left out
    #[arg(long, value_name = "SLUG")]
    slug: Option<Slug>,
}

pub(crate) fn run(app: &App, args: CreateArgs) -> anyhow::Result<()> {
    let new = app.read(|snapshot| resolve(app, snapshot, args))?;

    let done = app.write(
        "fee create",
        &new,
        |tx| desk::fee::create(tx, &new),
        |snapshot, id| desk::fee::get(snapshot, &FeeRef::Id(*id)),
    )?;

    app.done(&done, |made| {
        format!("Fee `{}` is on every sale in its scope.", made.slug)
    });
    app.next("boxoffice sell CONCERT/TYPE --dry-run    says what a sale costs with it");
    let profile = app.office()?.profile();
    Ok(app.printer.answer(&FeeView::of(&done.value, profile))?)
}

fn resolve(app: &App, snapshot: &Snapshot<'_>, args: CreateArgs) -> Result<NewFee> {
    let zone = app.zone()?;
    let at = |time: TimeText| time.resolve(zone, snapshot.now());
    let concert = args
        .concert
        .map(|concert| desk::concert::get(snapshot, &concert));
    Ok(NewFee {
        name: args.name,
        size: size(app, args.percent, args.amount.as_ref())?,
        per: args.per,
        concert_id: concert.transpose()?.map(|concert| concert.id),
        channel: args.channel,
        starts_at: args.starts_at.map(at).transpose()?,
        ends_at: args.ends_at.map(at).transpose()?,
        slug: args.slug,
    })
}
