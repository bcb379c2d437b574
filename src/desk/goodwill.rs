//! Goodwill: a reduction given as an apology, so that a sum which is not open can be paid back. No ticket is touched.

use super::opened;
use super::order::{get, whole};
use super::telling::amount_text;
use super::worth::worths;
use crate::db::Transaction;
use crate::domain::{
    Amount, Code, DetailKind, Error, Note, OrderId, OrderRef, OrderStatus, Result, apportion,
    part_of,
};
use crate::repository::order;
use crate::repository::order_detail::{self, NewDetail};

/// Reduces a paid order by what its open money lacks of `amount`, over its ticket lines by what these are worth now.
pub(super) fn make_up(
    tx: &Transaction<'_>,
    id: OrderId,
    amount: Amount,
    reason: Option<&Note>,
) -> Result<()> {
    let whole = whole(tx, id)?;
    let open = whole.payment.open()?;
    if amount <= open {
        return Ok(());
    }
    must_be_paid(tx, id)?;
    let lines = worths(&whole.details)?;
    let amounts: Vec<_> = lines.iter().map(|(_, left)| left.amount).collect();
    let most = Amount::sum(amounts.iter().copied())?;
    let lacking = amount.checked_sub(open)?;
    if lacking > most {
        let most = amount_text(tx, open.checked_add(most)?)?;
        let message = format!(
            "the tickets of order `{}` and its open money come to {most}: more cannot be given as goodwill",
            whole.order.code
        );
        return Err(Error::new(Code::WrongAmount, message));
    }
    order::reopen(tx, id)?;
    for ((line, left), part) in lines.iter().zip(apportion(lacking, &amounts)?) {
        if part.is_zero() {
            continue;
        }
        let tax = part_of(left.tax, part.0, left.amount.0)?;
        let goodwill = NewDetail {
            refers_to: Some(line.id),
            tax: left.taxed(tax.negated()),
            reason,
            ..NewDetail::sum(DetailKind::Goodwill, line.ticket_type_id, part.negated())
        };
        order_detail::insert(tx, id, &goodwill)?;
    }
    opened::close(tx, id).map(drop)
}

fn must_be_paid(tx: &Transaction<'_>, id: OrderId) -> Result<()> {
    let found = get(tx, &OrderRef::Id(id))?;
    if found.status == OrderStatus::Paid {
        return Ok(());
    }
    let message = format!(
        "order `{}` is {}: goodwill reduces one that is paid",
        found.code, found.status
    );
    Err(Error::new(Code::WrongState, message).hint(format!("boxoffice order show {}", found.code)))
}
