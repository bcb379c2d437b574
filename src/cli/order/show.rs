//! `boxoffice order show`

use clap::Args;

use super::view;
use crate::cli::app::App;
use crate::desk;
use crate::domain::OrderRef;

/// Show an order with its lines, its payment and its tickets
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  boxoffice order show K7QX3")]
pub(crate) struct ShowArgs {
    /// The order: its code or its id
    order: OrderRef,
}

pub(crate) fn run(app: &App, args: &ShowArgs) -> anyhow::Result<()> {
    let whole = app.read(|snapshot| {
        let order = desk::order::get(snapshot, &args.order)?;
        desk::order::whole(snapshot, order.id)
    })?;
    Ok(app
        .printer
        .answer(&view(&whole, app.office()?.profile())?)?)
}
