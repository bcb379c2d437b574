//! `boxoffice report open-items`

use clap::Args;

use super::as_of::{AsOf, must_hold};
use crate::cli::app::App;
use crate::desk;
use crate::output::Format;
use crate::view::{OpenItemRow, OpenItemsView, ProofView};

/// Orders with money due, and orders with money that somebody has to decide about
///
/// Ends with its proof: what orders are worth less what is held for them is what is due less what is open.
#[derive(Debug, Args)]
#[command(
    after_help = "Exit status 1 means that the proof fails.\n\nExamples:\n  boxoffice report open-items\n  boxoffice report open-items --as-of 'yesterday 23:59' --format csv"
)]
pub(crate) struct OpenItemsArgs {
    #[command(flatten)]
    as_of: AsOf,
}

pub(crate) fn run(app: &App, args: &OpenItemsArgs) -> anyhow::Result<()> {
    let as_of = args.as_of.by_the_office(app)?;
    let report = app.read(|snapshot| desk::report::open_items(snapshot, as_of))?;

    let profile = app.office()?.profile();
    let items = report.items.iter();
    let items: Vec<_> = items
        .map(|item| OpenItemRow::of(item, report.at, profile))
        .collect();
    let orders = i64::try_from(items.len()).unwrap_or(i64::MAX);
    if app.printer.format() == Format::Csv {
        app.printer.list(&items, orders)?;
        return must_hold(report.wrong);
    }
    let term = |name: &str| {
        let mut terms = report.proof.right.iter();
        let found = terms.find(|term| term.name == name);
        profile.money(found.map(|term| term.amount).unwrap_or_default())
    };
    app.printer.answer(&OpenItemsView {
        orders,
        due: term("due"),
        open_money: term("open"),
        items,
        proof: ProofView::of(&report.proof, profile.currency)?,
        as_of,
        timezone: profile.zone,
    })?;
    must_hold(report.wrong)
}
