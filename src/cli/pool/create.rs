//! `boxoffice pool create`

use clap::Args;

use super::look;
use crate::cli::app::App;
use crate::cli::ticket_type::{concert_of, needs_concert};
use crate::desk;
use crate::domain::{ConcertRef, Name, NewPool, Result, Slug, TicketTypeRef, count};
use crate::office::Snapshot;

/// Add a pool to a concert: its ticket types together have no more places than that
///
/// A type sells as many as its quota, its pool and the capacity of the concert all leave.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  boxoffice pool create --concert java-jazz-2026 --name Standing --capacity 300 \\
      --ticket-type early-bird --ticket-type adult
  boxoffice ticket-type create --concert java-jazz-2026 --name Door --price 200000 --quota 300 --pool standing")]
pub(crate) struct CreateArgs {
    /// Its concert (or `BOXOFFICE_CONCERT`)
    #[arg(long, value_name = "CONCERT")]
    concert: Option<ConcertRef>,

    /// Its name
    #[arg(long, value_name = "NAME")]
    name: Name,

    /// How many places its types have together
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(i64).range(0..=10_000_000))]
    capacity: i64,

    /// A type of the concert that shares it; may be given several times
    #[arg(long = "ticket-type", value_name = "TYPE")]
    ticket_types: Vec<TicketTypeRef>,

    /// What to type after the concert to name it; made from the name when left out
    #[arg(long, value_name = "SLUG")]
    slug: Option<Slug>,
}

pub(crate) fn run(app: &App, args: CreateArgs) -> anyhow::Result<()> {
    let new = app.read(|snapshot| resolve(app, snapshot, args))?;

    let done = app.write(
        "pool create",
        &new,
        |tx| desk::pool::create(tx, &new),
        |snapshot, id| look(snapshot, *id),
    )?;

    app.done(&done, |view| {
        let (pool, types) = (&view.row.pool, count(view.row.types, "ticket type"));
        let places = count(view.row.capacity, "place");
        format!("Pool `{pool}` has {places} for {types}.")
    });
    let pool = &done.value.row.pool;
    if done.value.ticket_types.is_empty() {
        app.next(&format!("boxoffice ticket-type update TYPE --pool {pool}"));
    }
    Ok(app.printer.answer(&done.value)?)
}

fn resolve(app: &App, snapshot: &Snapshot<'_>, args: CreateArgs) -> Result<NewPool> {
    let concert = concert_of(app, snapshot, args.concert.as_ref())?.ok_or_else(needs_concert)?;
    let own = ConcertRef::Id(concert.id);
    let types = args.ticket_types.iter();
    let types = types.map(|of| desk::ticket_type::get(snapshot, of, Some(&own)).map(|of| of.id));
    Ok(NewPool {
        concert_id: concert.id,
        name: args.name,
        capacity: args.capacity,
        ticket_types: types.collect::<Result<_>>()?,
        slug: args.slug,
    })
}
