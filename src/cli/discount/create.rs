//! `boxoffice discount create`

use clap::Args;

use super::size;
use crate::cli::app::App;
use crate::desk;
use crate::domain::{
    ConcertRef, DiscountCode, DiscountRef, MoneyText, Name, NewDiscount, Per, Rate, Result,
    TicketTypeRef, TimeText,
};
use crate::office::Snapshot;
use crate::view::DiscountView;

/// Add a discount that customers name by its code
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  boxoffice discount create --code EARLY10 --name 'Early friends' --percent 10 --max-uses 100
  boxoffice discount create --code FAMILY --name Family --amount 50000 --per order --concert java-jazz-2026
  boxoffice sell java-jazz-2026/adult=2 --discount early10 --pay cash")]
pub(crate) struct CreateArgs {
    /// What a customer says to get it: letters and digits joined by `-`, beginning with a letter, in any case
    #[arg(long, value_name = "CODE")]
    code: DiscountCode,

    /// Its name
    #[arg(long, value_name = "NAME")]
    name: Name,

    /// How many percent it takes off each ticket, such as 10 or 12.5
    #[arg(
        long,
        value_name = "N",
        required_unless_present = "amount",
        conflicts_with = "amount"
    )]
    percent: Option<Rate>,

    /// The sum that it takes off
    #[arg(long, value_name = "MONEY")]
    amount: Option<MoneyText>,

    /// Whether the sum is off each ticket or off the whole order
    #[arg(long, value_name = "ticket|order", default_value = "order")]
    per: Per,

    /// Only for this concert
    #[arg(long, value_name = "CONCERT", conflicts_with = "ticket_type")]
    concert: Option<ConcertRef>,

    /// Only for this ticket type: CONCERT/TYPE
    #[arg(long, value_name = "TYPE")]
    ticket_type: Option<TicketTypeRef>,

    /// How many orders may have it; any number when left out
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(i64).range(1..=10_000_000))]
    max_uses: Option<i64>,

    /// From when on, by the office's clocks; at once when left out
    #[arg(long, value_name = "TIME")]
    starts_at: Option<TimeText>,

    /// Until when
    #[arg(long, value_name = "TIME")]
    ends_at: Option<TimeText>,
}

pub(crate) fn run(app: &App, args: CreateArgs) -> anyhow::Result<()> {
    let new = app.read(|snapshot| resolve(app, snapshot, args))?;

    let done = app.write(
        "discount create",
        &new,
        |tx| desk::discount::create(tx, &new),
        |snapshot, id| desk::discount::get(snapshot, &DiscountRef::Id(*id)),
    )?;

    app.done(&done, |made| format!("Discount `{}` is ready.", made.slug));
    app.next(&format!(
        "boxoffice sell CONCERT/TYPE --discount {} --pay METHOD",
        done.value.slug
    ));
    let profile = app.office()?.profile();
    Ok(app
        .printer
        .answer(&DiscountView::of(&done.value, profile))?)
}

fn resolve(app: &App, snapshot: &Snapshot<'_>, args: CreateArgs) -> Result<NewDiscount> {
    let zone = app.zone()?;
    let at = |time: TimeText| time.resolve(zone, snapshot.now());
    let concert = args
        .concert
        .map(|concert| desk::concert::get(snapshot, &concert));
    let ticket_type = args
        .ticket_type
        .map(|of| desk::ticket_type::id(snapshot, &of));
    Ok(NewDiscount {
        code: args.code,
        name: args.name,
        size: size(app, args.percent, args.amount.as_ref())?,
        per: args.per,
        concert_id: concert.transpose()?.map(|concert| concert.id),
        ticket_type_id: ticket_type.transpose()?,
        max_uses: args.max_uses,
        starts_at: args.starts_at.map(at).transpose()?,
        ends_at: args.ends_at.map(at).transpose()?,
    })
}
