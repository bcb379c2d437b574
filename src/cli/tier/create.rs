//! `boxoffice tier create`

use clap::Args;

use super::{look, of_concert, sentence};
use crate::cli::app::App;
use crate::cli::error::of_flag;
use crate::desk;
use crate::domain::{MoneyText, Name, NewTier, Slug, TicketTypeRef, TimeText};

/// Give a ticket type another price from a moment on; before its first tier it has its own price
#[derive(Debug, Args)]
#[command(
    override_usage = "boxoffice tier create [OPTIONS] --ticket-type <TYPE> --name <NAME> --price <MONEY>\n       --starts-at <TIME>",
    after_help = "Examples:
  boxoffice tier create --ticket-type java-jazz-2026/adult --name Regular --price 200000 \\
      --starts-at '2026-11-01 00:00'
  boxoffice tier create --ticket-type java-jazz-2026/adult --name Door --price 250000 \\
      --starts-at '2026-11-28 18:00'"
)]
pub(crate) struct CreateArgs {
    /// Its ticket type: CONCERT/TYPE
    #[arg(long, value_name = "TYPE")]
    ticket_type: TicketTypeRef,

    /// Its name
    #[arg(long, value_name = "NAME")]
    name: Name,

    /// What one ticket costs from then on
    #[arg(long, value_name = "MONEY")]
    price: MoneyText,

    /// From when on, by the concert's clocks, until the next tier begins
    #[arg(long, value_name = "TIME")]
    starts_at: TimeText,

    /// What to type after the ticket type to name it; made from the name when left out
    #[arg(long, value_name = "SLUG")]
    slug: Option<Slug>,
}

pub(crate) fn run(app: &App, args: CreateArgs) -> anyhow::Result<()> {
    let reference = of_concert(app, &args.ticket_type)?;
    let price = args.price.resolve(app.currency()?);
    let price = price.map_err(of_flag("--price"))?;
    let new = app.read(|snapshot| {
        let of = desk::ticket_type::get(snapshot, &reference, None)?;
        Ok(NewTier {
            ticket_type_id: of.id,
            starts_at: args.starts_at.resolve(of.zone, snapshot.now())?,
            name: args.name,
            price,
            slug: args.slug,
        })
    })?;

    let done = app.write(
        "tier create",
        &new,
        |tx| desk::tier::create(tx, &new),
        |snapshot, id| look(app, snapshot, *id),
    )?;

    app.done(&done, sentence);
    app.next(&format!(
        "boxoffice ticket-type show {}    tells what it costs now and when that changes",
        done.value.ticket_type
    ));
    Ok(app.printer.answer(&done.value)?)
}
