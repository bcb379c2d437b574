//! `boxoffice payment keep`

use clap::Args;

use crate::cli::app::App;
use crate::cli::order::changed;
use crate::desk;
use crate::domain::{MoneyText, Note, OrderRef};

/// Keep open money as a donation: all of it, or so much
#[derive(Debug, Args)]
#[command(
    after_help = "Money that an expired or cancelled order holds can be kept as well; the order stays cancelled.\n\nExamples:\n  boxoffice payment keep K7QX3 --reason 'told us to keep the change'\n  boxoffice order list --open-money    lists the orders that hold open money"
)]
pub(crate) struct KeepArgs {
    /// The order: its code or its id
    order: OrderRef,

    /// So much of the open money; all of it when left out
    #[arg(long, value_name = "MONEY")]
    amount: Option<MoneyText>,

    /// Why the house may keep it
    #[arg(long, value_name = "TEXT")]
    reason: Note,
}

pub(crate) fn run(app: &App, args: &KeepArgs) -> anyhow::Result<()> {
    let currency = app.currency()?;
    let amount = args.amount.as_ref().map(|amount| amount.resolve(currency));
    let amount = amount.transpose()?;
    let order = app.read(|snapshot| desk::order::get(snapshot, &args.order))?;

    let done = app.write(
        "payment keep",
        &(order.id, amount, &args.reason),
        |tx| desk::open_money::keep(tx, order.id, amount, &args.reason),
        |snapshot, decided| {
            let whole = desk::order::whole(snapshot, decided.from)?;
            Ok((whole, decided.amount))
        },
    )?;

    app.done(&done, |(whole, amount)| {
        format!(
            "{} of order `{}` is kept as a donation.",
            currency.show(*amount),
            whole.order.code
        )
    });
    Ok(app
        .printer
        .answer(&changed(app, &done.map(|(whole, _)| whole))?)?)
}
