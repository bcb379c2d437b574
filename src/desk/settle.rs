//! Taking money for an order, and issuing its tickets once it is covered.

use serde::Serialize;

use super::opened::issue_missing;
use super::order::get;
use super::rounding;
use super::telling::{amount_text, plain_text};
use crate::db::Transaction;
use crate::domain::{
    Amount, Code, EntryKind, Error, Method, Note, Offer, Order, OrderDetailId, OrderId, OrderRef,
    OrderStatus, PaymentId, Result, TicketCode, TicketId, TicketTypeId, settle_offers,
};
use crate::repository::{order, order_detail, payment, ticket};

/// The money that is put on the counter.
#[derive(Debug, Clone, Serialize)]
pub struct Taking {
    /// By which methods, and how much by each.
    pub offers: Vec<Offer>,
    /// What was handed over in cash.
    pub tendered: Option<Amount>,
    /// A slip's or a transfer's number.
    pub reference: Option<Note>,
}

/// Takes exactly what is `due`, as a sale at the counter does, and answers with the change of what was tendered.
///
/// `in_parts` is the command that makes an order to be paid in parts instead.
pub(super) fn take_all(
    tx: &Transaction<'_>,
    payment: PaymentId,
    due: Amount,
    taking: &Taking,
    in_parts: &str,
) -> Result<Option<Amount>> {
    let sums = settle_offers(&taking.offers, due)?;
    let offered = Amount::sum(sums.iter().map(|(_, amount)| *amount))?;
    if offered != due {
        let money = |amount: Amount| amount_text(tx, amount);
        return Err(Error::new(
            Code::WrongAmount,
            format!("{} is due, {} is offered", money(due)?, money(offered)?),
        )
        .hint(match sums.as_slice() {
            [(Method::Cash, handed)] if due < *handed => {
                format!("--pay cash --tendered {}    gives back the change", plain_text(tx, *handed)?)
            }
            _ => format!(
                "a sale takes the whole price; `{in_parts}` and `boxoffice payment record …` take it in parts"
            ),
        }));
    }
    take(tx, payment, due, &sums, taking)
}

/// Takes what is offered: what is due as receipts, and what is not as credits, never lost. Answers with the change.
pub fn take_any(tx: &Transaction<'_>, id: OrderId, taking: &Taking) -> Result<Option<Amount>> {
    let was_due = payment::get(tx, id)?.due()?;
    rounding::round_order(tx, id, taking)?;
    let account = payment::get(tx, id)?;
    let due = account.due()?;
    let sums = settle_offers(&taking.offers, due)?;
    let is_rounded_away = due.is_zero() && !was_due.is_zero();
    if sums.is_empty() && !is_rounded_away {
        return Err(nothing_due(&get(tx, &OrderRef::Id(id))?));
    }
    take(tx, account.id, due, &sums, taking)
}

/// Why there is nothing to pay, and what would help.
fn nothing_due(order: &Order) -> Error {
    let (code, status) = (&order.code, order.status);
    let error = Error::new(
        Code::WrongAmount,
        format!("nothing is due: order `{code}` is {status}"),
    );
    match status {
        OrderStatus::Expired => error.hint(format!(
            "boxoffice order update {code} --expires-at 20m    brings it back if its places are free"
        )),
        _ => error.hint("a sum, such as --pay transfer=MONEY, is kept as a credit"),
    }
}

fn take(
    tx: &Transaction<'_>,
    payment: PaymentId,
    due: Amount,
    sums: &[(Method, Amount)],
    taking: &Taking,
) -> Result<Option<Amount>> {
    let cash = sums
        .iter()
        .find(|(method, _)| *method == Method::Cash)
        .map(|(_, amount)| *amount);
    let change = change_of(tx, cash, taking.tendered)?;
    let mut due = due;
    for (method, amount) in sums {
        let receipt = (*amount).min(due);
        let credit = amount.checked_sub(receipt)?;
        due = due.checked_sub(receipt)?;
        let tendered = change
            .filter(|_| *method == Method::Cash && credit.is_zero())
            .map(|change| {
                amount
                    .checked_add(change)
                    .map(|tendered| (tendered, change))
            });
        let tendered = tendered.transpose()?;
        for (kind, amount) in [(EntryKind::Receipt, receipt), (EntryKind::Credit, credit)] {
            if !amount.is_zero() {
                let reference = taking.reference.as_ref();
                let tendered = tendered.filter(|_| kind == EntryKind::Receipt);
                let entry = payment::NewEntry {
                    kind,
                    amount,
                    method: *method,
                    refunds: None,
                    reference,
                    tendered,
                    reason: None,
                };
                payment::insert_entry(tx, payment, &entry)?;
            }
        }
    }
    Ok(change)
}

/// The change of what was handed over; less than the cash part is refused.
fn change_of(
    tx: &Transaction<'_>,
    cash: Option<Amount>,
    tendered: Option<Amount>,
) -> Result<Option<Amount>> {
    match (cash, tendered) {
        (_, None) => Ok(None),
        (None, Some(_)) => Err(Error::new(Code::WrongAmount, "only cash is tendered")
            .hint("--pay cash --tendered MONEY")),
        (Some(cash), Some(tendered)) if tendered < cash => Err(Error::new(
            Code::WrongAmount,
            format!(
                "{} is to be paid in cash, only {} was tendered",
                amount_text(tx, cash)?,
                amount_text(tx, tendered)?
            ),
        )),
        (Some(cash), Some(tendered)) => tendered.checked_sub(cash).map(Some),
    }
}

/// Issues the tickets of a pending order that is covered, and makes it paid. Does nothing to any other.
pub fn complete(tx: &Transaction<'_>, id: OrderId) -> Result<()> {
    let is_pending = order::status(tx, id)? == Some(OrderStatus::Pending);
    if !is_pending || !payment::get(tx, id)?.due()?.is_zero() {
        return Ok(());
    }
    issue_missing(tx, id, &order_detail::list(tx, id)?)?;
    order::pay(tx, id)
}

/// Issues one ticket of a line.
pub(super) fn issue(
    tx: &Transaction<'_>,
    order: OrderId,
    detail: OrderDetailId,
    ticket_type: TicketTypeId,
    number: i64,
) -> Result<TicketId> {
    let code = draw_code(tx)?;
    let new = ticket::NewTicket {
        code: &code,
        order,
        detail,
        ticket_type,
        number,
        replaces: None,
    };
    ticket::insert(tx, &new)
}

/// A new ticket code from the office's random source.
pub(super) fn draw_code(tx: &Transaction<'_>) -> Result<TicketCode> {
    let mut failed = None;
    let mut bytes = Vec::new();
    let code = TicketCode::draw(|| {
        if bytes.is_empty() {
            bytes.resize(32, 0);
            failed = failed.take().or(tx.random(&mut bytes).err());
        }
        bytes.pop().unwrap_or(0)
    });
    match failed {
        Some(error) => Err(error),
        None => Ok(code),
    }
}
