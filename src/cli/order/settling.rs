//! What a change of an order costs more, as people put it on the counter.

use clap::Args;

use crate::cli::app::App;
use crate::cli::taking::TakingArgs;
use crate::desk::due::Settling;
use crate::domain::{OrderStatus, Result, count};
use crate::view::OrderView;

/// How a difference is paid.
#[derive(Debug, Clone, Args)]
pub(super) struct SettlingArgs {
    #[command(flatten)]
    taking: TakingArgs,

    /// A paid order waits for the difference: its tickets are void until then
    #[arg(long, conflicts_with = "pay")]
    pay_later: bool,
}

impl SettlingArgs {
    /// The same in the office's currency. A dry run needs no money: it asks for the price.
    pub(super) fn settling(&self, app: &App) -> Result<Settling> {
        let is_asking = self.taking.is_empty() && app.is_dry_run();
        let taking = (!self.taking.is_empty()).then(|| self.taking.taking(app));
        Ok(Settling {
            taking: taking.transpose()?,
            later: self.pay_later,
            is_asking: is_asking && !self.pay_later,
        })
    }
}

/// How an order stands after a change: what is due or open, and the change to be given back.
pub(super) fn outcome(view: &OrderView, tickets: i64) -> String {
    let change = view.change.filter(|change| !change.amount.is_zero());
    let change = change.map(|change| format!(" Give back {change}."));
    let change = change.unwrap_or_default();
    let open = view.row.open_money;
    if view.row.status != OrderStatus::Paid {
        let until = if view.tickets.is_empty() {
            ""
        } else {
            "; its tickets are void until then"
        };
        return format!("{} to pay{until}.{change}", view.row.due);
    }
    let tickets = count(tickets, "ticket");
    if open.amount.is_zero() {
        return format!("it is paid and has {tickets}.{change}");
    }
    format!("it is paid and has {tickets}; {open} is open to be refunded.{change}")
}

/// The command that comes next: money taken, or open money paid back.
pub(super) fn tell_next(app: &App, view: &OrderView) {
    let order = view.reference_or_dash();
    let open = view.row.open_money;
    if view.row.status == OrderStatus::Pending {
        app.next(&format!("boxoffice payment record {order} --pay METHOD"));
    } else if !open.amount.is_zero() {
        let plain = open.currency.plain(open.amount);
        app.next(&format!(
            "boxoffice payment refund {order} --amount {plain}"
        ));
    }
}

/// A whole order after a change that voids or issues tickets; new ones that were only tried have no codes.
pub(super) fn answer(
    app: &App,
    done: &crate::office::Done<crate::desk::order::Whole>,
) -> Result<OrderView> {
    let view = super::changed(app, done)?;
    Ok(if done.dry_run {
        view.without_ticket_codes()
    } else {
        view
    })
}
