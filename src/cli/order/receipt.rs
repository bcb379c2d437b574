//! `boxoffice order receipt`

use clap::Args;

use super::view;
use crate::cli::app::App;
use crate::desk;
use crate::domain::OrderRef;
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
    let whole = app.read(|snapshot| {
        let order = desk::order::get(snapshot, &args.order)?;
        desk::order::whole(snapshot, order.id)
    })?;
    let profile = app.office()?.profile();
    let view = view(&whole, profile)?;
    if app.printer.format() != Format::Table || app.printer.is_quiet() {
        return Ok(app.printer.answer(&view)?);
    }
    let text = receipt(&view, profile, usize::from(args.width))?;
    Ok(app.printer.raw(&text)?)
}
