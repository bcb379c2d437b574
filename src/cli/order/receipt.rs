//! `boxoffice order receipt`

use clap::Args;

use super::view;
use crate::cli::app::App;
use crate::desk;
use crate::desk::order::Whole;
use crate::domain::{Concert, ConcertId, ConcertRef, OrderRef, Result};
use crate::office::Snapshot;
use crate::output::Format;
use crate::view::receipt;

/// Print what a customer gets: lines, taxes, money and tickets, without the codes that admit
#[derive(Debug, Args)]
#[command(
    after_help = "With `--json` and its like it answers with the order, as `order show` does.

Examples:
  boxoffice order receipt K7QX3
  boxoffice order receipt K7QX3 --width 32 | lp"
)]
pub(crate) struct ReceiptArgs {
    /// The order: its code or its id
    order: OrderRef,

    /// How many characters fit a line
    #[arg(long, value_name = "N", default_value_t = 42, value_parser = clap::value_parser!(u16).range(24..=200))]
    width: u16,
}

pub(crate) fn run(app: &App, args: &ReceiptArgs) -> anyhow::Result<()> {
    let (whole, concerts) = app.read(|snapshot| {
        let order = desk::order::get(snapshot, &args.order)?;
        let whole = desk::order::whole(snapshot, order.id)?;
        let concerts = concerts(snapshot, &whole)?;
        Ok((whole, concerts))
    })?;
    let profile = app.office()?.profile();
    let view = view(&whole, profile)?;
    if app.printer.format() != Format::Table || app.printer.is_quiet() {
        return Ok(app.printer.answer(&view)?);
    }
    let text = receipt(&view, &concerts, profile, usize::from(args.width))?;
    Ok(app.printer.raw(&text)?)
}

/// The concerts of an order, as its lines come to them.
fn concerts(snapshot: &Snapshot<'_>, whole: &Whole) -> Result<Vec<Concert>> {
    let mut ids: Vec<ConcertId> = Vec::new();
    for id in whole.details.iter().filter_map(|detail| detail.concert_id) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    let concerts = ids.into_iter().map(ConcertRef::Id);
    concerts
        .map(|concert| desk::concert::get(snapshot, &concert))
        .collect()
}
