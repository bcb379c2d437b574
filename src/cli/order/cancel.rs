//! `boxoffice order cancel`

use clap::Args;

use super::changed;
use crate::cli::app::App;
use crate::desk;
use crate::domain::OrderRef;

/// Cancel an order that is not paid; its places are free at once
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  boxoffice order cancel K7QX3\n  boxoffice payment refund K7QX3 --all    gives a paid order back"
)]
pub(crate) struct CancelArgs {
    /// The order: its code or its id
    order: OrderRef,
}

pub(crate) fn run(app: &App, args: &CancelArgs) -> anyhow::Result<()> {
    let order = app.read(|snapshot| desk::order::get(snapshot, &args.order))?;

    let done = app.write(
        "order cancel",
        &order.id,
        |tx| desk::change_order::cancel(tx, order.id),
        |snapshot, cancelled| {
            Ok((
                desk::order::whole(snapshot, cancelled.order)?,
                cancelled.already,
            ))
        },
    )?;

    app.done(&done, |(whole, already)| {
        let (code, status) = (&whole.order.code, whole.order.status);
        if *already {
            format!("Order `{code}` is {status} already; nothing changed.")
        } else {
            format!("Order `{code}` is cancelled.")
        }
    });
    let done = done.map(|(whole, _)| whole);
    let view = changed(app, &done)?;
    if !done.value.order.open_money.is_zero() {
        let message = format!(
            "order `{}` holds {} of open money",
            done.value.order.code, view.row.open_money
        );
        app.printer.warning("open_money", &message);
        app.next(&format!(
            "boxoffice payment refund {} --all",
            done.value.order.code
        ));
    }
    Ok(app.printer.answer(&view)?)
}
