//! `boxoffice ticket-type explain`

use clap::Args;

use super::Named;
use crate::cli::app::App;
use crate::desk;
use crate::view::{ExplainParts, ExplainView};

/// Show where the places of a ticket type are: why so many are left and no more
///
/// sold + comp + pending + held + allotted + unsold = quota, with every order that is still to be paid and every hold.
/// LIMIT is the bound that says how many are left: the quota, or the pool or the capacity of the concert where that leaves
/// less. POOL OTHERS is what the other types of its pool have taken.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  boxoffice ticket-type explain java-jazz-2026/vip
  boxoffice ticket-type explain java-jazz-2026/vip --json | jq '.holds'")]
pub(crate) struct ExplainArgs {
    #[command(flatten)]
    named: Named,
}

pub(crate) fn run(app: &App, args: &ExplainArgs) -> anyhow::Result<()> {
    let (view, full) = app.read(|snapshot| {
        let found = args.named.asked(app)?.find(snapshot)?;
        let told = desk::explain::ticket_type(snapshot, found)?;
        let parts = ExplainParts {
            ticket_type: &told.ticket_type,
            capacity: told.capacity,
            places: &told.places,
            orders: &told.orders,
            holds: &told.holds,
            others: &told.others,
        };
        let of = &told.ticket_type;
        let full = of.where_else();
        Ok((ExplainView::of(parts, snapshot.now()), full))
    })?;
    if let Some(hint) = full {
        app.next(&hint);
    }
    Ok(app.printer.answer(&view)?)
}
