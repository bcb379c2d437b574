//! `boxoffice order expire`

use clap::Args;

use crate::cli::app::App;
use crate::desk;
use crate::domain::{OrderRef, count};
use crate::view::{OrderRow, concerts_of};

/// Let overdue orders expire: all of them, or the one that is named
#[derive(Debug, Args)]
#[command(
    after_help = "Every command treats an overdue order as expired already; this writes it down.\n\nExamples:\n  boxoffice order expire\n  boxoffice order expire K7QX3"
)]
pub(crate) struct ExpireArgs {
    /// The order: its code or its id; every overdue one when left out
    order: Option<OrderRef>,
}

pub(crate) fn run(app: &App, args: &ExpireArgs) -> anyhow::Result<()> {
    let find = |order: &OrderRef| app.read(|snapshot| desk::order::get(snapshot, order));
    let one = args
        .order
        .as_ref()
        .map(find)
        .transpose()?
        .map(|order| order.id);

    let done = app.write(
        "order expire",
        &one,
        |tx| match one {
            Some(id) => desk::change_order::expire(tx, id).map(|id| vec![id]),
            None => desk::sweep::all(tx),
        },
        |snapshot, ids| {
            ids.iter()
                .map(|id| desk::order::whole(snapshot, *id))
                .collect::<Result<Vec<_>, _>>()
        },
    )?;

    app.done(&done, |expired| {
        format!(
            "{} expired.",
            count(i64::try_from(expired.len()).unwrap_or(i64::MAX), "order")
        )
    });
    let profile = app.office()?.profile();
    let rows: Vec<_> = done
        .value
        .iter()
        .map(|whole| OrderRow::of(&whole.order, concerts_of(&whole.details), profile))
        .collect();
    let total = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    Ok(app.printer.list(&rows, total)?)
}
