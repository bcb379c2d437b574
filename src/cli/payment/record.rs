//! `boxoffice payment record`

use clap::Args;

use crate::cli::app::App;
use crate::cli::order::settled;
use crate::cli::taking::TakingArgs;
use crate::desk;
use crate::domain::{Code, Error, OrderRef, OrderStatus, count};
use crate::view::OrderView;

/// Record money for an order, in full or in part; a covered order gets its tickets
#[derive(Debug, Args)]
#[command(
    after_help = "Money that is not due is kept as a credit, and shows as open money.\n\nExamples:\n  boxoffice payment record K7QX3 --pay cash --tendered 500000\n  boxoffice payment record K7QX3 --pay transfer=100000 --reference 'BCA 4711'"
)]
pub(crate) struct RecordArgs {
    /// The order: its code or its id
    order: OrderRef,

    #[command(flatten)]
    taking: TakingArgs,
}

pub(crate) fn run(app: &App, args: &RecordArgs) -> anyhow::Result<()> {
    if args.taking.is_empty() {
        return Err(Error::new(Code::Usage, "how is it paid?")
            .hint("--pay cash --tendered MONEY")
            .into());
    }
    let order = app.read(|snapshot| desk::order::get(snapshot, &args.order))?;
    let taking = args.taking.taking(app)?;

    let done = app.write(
        "payment record",
        &(order.id, &taking),
        |tx| desk::payment::record(tx, order.id, &taking),
        |snapshot, recorded| Ok((desk::order::whole(snapshot, recorded.order)?, *recorded)),
    )?;

    let recorded = done.value.1;
    let done = done.map(|(whole, _)| whole);
    let view = settled(app, &done, order.status)?.with_change(recorded.change);
    app.done(&done, |whole| sentence(&view, whole.order.tickets));
    app.printer.answer(&view)?;
    tell_open_money(app, &view, recorded.is_stray)
}

fn sentence(view: &OrderView, tickets: i64) -> String {
    let order = view.reference_or_dash();
    let change = view.change.filter(|change| !change.amount.is_zero());
    let change = change
        .map(|change| format!(" Give back {change}."))
        .unwrap_or_default();
    let open = Some(view.row.open_money).filter(|open| !open.amount.is_zero());
    let open = open
        .map(|open| format!(" {open} was not due and is kept as open money."))
        .unwrap_or_default();
    match view.row.status {
        OrderStatus::Paid => format!(
            "Order `{order}` is paid: {}.{change}{open}",
            count(tickets, "ticket")
        ),
        OrderStatus::Pending => format!(
            "Order `{order}`: {} received, {} still due.{change}",
            view.received, view.row.due
        ),
        status => format!("Order `{order}` is {status}; the money is kept as a credit."),
    }
}

/// Money on an order that is not open is done only in part: somebody has to decide about it.
fn tell_open_money(app: &App, view: &OrderView, is_stray: bool) -> anyhow::Result<()> {
    let is_open = !view.row.open_money.amount.is_zero();
    let order = view.reference_or_dash();
    let message = format!(
        "order `{order}` holds {} of open money",
        view.row.open_money
    );
    if !is_stray {
        if is_open {
            app.printer.warning("open_money", &message);
            let amount = view.row.open_money;
            let plain = amount.currency.plain(amount.amount);
            app.next(&format!(
                "boxoffice payment refund {order} --amount {plain}"
            ));
            app.next(&format!("boxoffice payment move {order} --into ORDER"));
            app.next(&format!("boxoffice payment keep {order} --reason TEXT"));
        }
        return Ok(());
    }
    let error = Error::new(
        Code::Partial,
        format!("{message}: it is {}", view.row.status),
    )
    .hint(format!("boxoffice payment refund {order} --all"));
    let error = if view.row.status == OrderStatus::Expired {
        error.hint(format!(
            "boxoffice order update {order} --expires-at 20m    brings it back, places permitting"
        ))
    } else {
        error
    };
    let error = error
        .hint(format!("boxoffice payment move {order} --into ORDER"))
        .hint(format!("boxoffice payment keep {order} --reason TEXT"));
    Err(error.into())
}
