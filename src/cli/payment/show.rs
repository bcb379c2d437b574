//! `boxoffice payment show`

use clap::Args;

use crate::cli::app::App;
use crate::desk;
use crate::domain::OrderRef;
use crate::view::PaymentView;

/// Show the payment of an order with every money movement
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  boxoffice payment show K7QX3")]
pub(crate) struct ShowArgs {
    /// The order: its code or its id
    order: OrderRef,
}

pub(crate) fn run(app: &App, args: &ShowArgs) -> anyhow::Result<()> {
    let whole = app.read(|snapshot| {
        let order = desk::order::get(snapshot, &args.order)?;
        desk::order::whole(snapshot, order.id)
    })?;
    Ok(app.printer.answer(&PaymentView::of(
        &whole.payment,
        &whole.entries,
        app.office()?.profile(),
    )?)?)
}
