//! Changing an order that is not paid: cancelling it, moving its deadline, bringing it back, letting it expire.

use serde::{Deserialize, Serialize};

use super::order::get;
use super::overriding::Overriding;
use super::terms::Terms;
use super::worth::{Left, return_all, ticket_lines};
use super::{discount, hold_sale, opened, sale, settle, user};
use crate::db::Transaction;
use crate::domain::{
    Change, Code, Error, Instant, Line, Name, Note, Order, OrderId, OrderRef, OrderStatus,
    OverrideKind, Result, UserRef, must_expire_later,
};
use crate::repository::hold_entry::NewHoldEntry;
use crate::repository::{order, order_detail, overrides, payment};

/// What changes about an order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OrderPatch {
    /// Whose it is; an address or number that is new needs a name.
    pub user: Option<UserRef>,
    /// The name of a customer who is new.
    pub name: Option<Name>,
    /// What else is to be known.
    pub note: Change<Note>,
    /// When it expires unless paid.
    pub expires_at: Change<Instant>,
}

/// What came of cancelling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cancelled {
    /// The order.
    pub order: OrderId,
    /// Whether it was cancelled or expired already.
    pub already: bool,
}

/// Cancels an order that is not paid. Money taken for it becomes open money.
pub fn cancel(tx: &Transaction<'_>, id: OrderId) -> Result<Cancelled> {
    let found = get(tx, &OrderRef::Id(id))?;
    match found.status {
        OrderStatus::Paid => Err(Error::new(
            Code::PaidOrder,
            format!(
                "order `{}` is paid; it is given back, not cancelled",
                found.code
            ),
        )
        .hint(format!("boxoffice payment refund {} --all", found.code))),
        OrderStatus::Cancelled => Ok(Cancelled {
            order: id,
            already: true,
        }),
        OrderStatus::Expired => {
            expire_if_overdue(tx, id)?;
            Ok(Cancelled {
                order: id,
                already: true,
            })
        }
        OrderStatus::Pending | OrderStatus::Draft => {
            if found.paid_at.is_some() {
                undo(tx, id)?;
            } else {
                order::cancel(tx, id)?;
                hold_sale::take_back(tx, id)?;
            }
            Ok(Cancelled {
                order: id,
                already: false,
            })
        }
    }
}

/// What was sold once is given back line by line, so that what was sold and what was undone agree on each day.
fn undo(tx: &Transaction<'_>, id: OrderId) -> Result<()> {
    order::reopen(tx, id)?;
    return_all(tx, id, None)?;
    opened::waive(tx, id, payment::get(tx, id)?.held()?)?;
    opened::close(tx, id).map(drop)
}

/// Changes an order. A new deadline brings an expired one back, if its places are still free or kept by the hold that
/// it was sold from.
pub fn update(tx: &Transaction<'_>, id: OrderId, patch: &OrderPatch) -> Result<OrderId> {
    let found = get(tx, &OrderRef::Id(id))?;
    if patch.user.is_some() || !matches!(patch.note, Change::Keep) {
        let user = match &patch.user {
            Some(reference) => user::get_or_create(tx, reference, patch.name.as_ref())?,
            None => found.user_id,
        };
        let mut note = found.note.clone();
        patch.note.clone().apply(&mut note);
        order::update(tx, id, user, note.as_ref())?;
    }
    if !matches!(patch.expires_at, Change::Keep) {
        let mut at = found.expires_at;
        patch.expires_at.apply(&mut at);
        move_deadline(tx, &found, at)?;
    }
    Ok(id)
}

fn move_deadline(tx: &Transaction<'_>, found: &Order, at: Option<Instant>) -> Result<()> {
    must_expire_later(at, tx.now())?;
    let id = found.id;
    match found.status {
        OrderStatus::Pending if found.paid_at.is_some() => {
            let code = &found.code;
            let message =
                format!("order `{code}` was paid before it was changed, it has no deadline");
            Err(Error::new(Code::WrongState, message)
                .hint(format!("boxoffice payment record {code} --pay METHOD"))
                .hint(format!("boxoffice order cancel {code}")))
        }
        OrderStatus::Pending | OrderStatus::Draft => order::set_expires_at(tx, id, at),
        OrderStatus::Expired => {
            expire_if_overdue(tx, id)?;
            let from_holds = hold_sale::again(tx, id)?;
            must_be_free_again(tx, found, &from_holds)?;
            order::reopen(tx, id)?;
            order::set_expires_at(tx, id, at)?;
            hold_sale::bind(tx, &from_holds)?;
            order::place(tx, id)?;
            settle::complete(tx, id)
        }
        OrderStatus::Paid | OrderStatus::Cancelled => Err(Error::new(
            Code::WrongState,
            format!(
                "order `{}` is {}, it has no deadline",
                found.code, found.status
            ),
        )),
    }
}

/// Lets one order expire: overdue now, or expired already.
pub fn expire(tx: &Transaction<'_>, id: OrderId) -> Result<OrderId> {
    let found = get(tx, &OrderRef::Id(id))?;
    if found.status != OrderStatus::Expired {
        let message = format!("order `{}` is {} and not overdue", found.code, found.status);
        return Err(Error::new(Code::WrongState, message)
            .hint(format!("boxoffice order cancel {}", found.code)));
    }
    expire_if_overdue(tx, id)?;
    Ok(id)
}

/// An overdue order reads as expired; this makes it so.
pub(super) fn expire_if_overdue(tx: &Transaction<'_>, id: OrderId) -> Result<()> {
    if order::overdue(tx, None)?.contains(&id) {
        order::expire(tx, id)?;
        hold_sale::take_back(tx, id)
    } else {
        Ok(())
    }
}

/// Refuses to bring an order back whose places or whose discount others have by now. Rules that were set aside for it
/// are set aside again, and what it costs stays.
fn must_be_free_again(
    tx: &Transaction<'_>,
    found: &Order,
    from_holds: &[NewHoldEntry],
) -> Result<()> {
    let set_aside = overrides::list(tx, found.id)?;
    let terms = Terms {
        overriding: Overriding {
            kinds: set_aside
                .iter()
                .map(|noted| noted.kind)
                .filter(|kind| *kind != OverrideKind::Price)
                .collect(),
            ..Overriding::default()
        },
        ..Terms::default()
    };
    let lines = wanted(tx, found.id, from_holds)?;
    let quote = sale::quote_on(tx, &lines, found.channel, &terms)?;
    sale::sweep_of(tx, &quote)?;
    discount::must_fit_again(tx, found.id)
}

/// The lines of an order as they would be sold anew, without those that a hold gives their places.
fn wanted(tx: &Transaction<'_>, id: OrderId, from_holds: &[NewHoldEntry]) -> Result<Vec<Line>> {
    let details = order_detail::list(tx, id)?;
    let is_from_hold = |id| {
        from_holds
            .iter()
            .any(|entry| entry.order_detail == Some(id))
    };
    let mut lines = Vec::new();
    for detail in ticket_lines(&details).filter(|detail| !is_from_hold(detail.id)) {
        let quantity = Left::of(detail.id, &details)?.tickets;
        if let Some(ticket_type) = detail.ticket_type_id.filter(|_| quantity > 0) {
            lines.push(Line {
                ticket_type,
                quantity,
            });
        }
    }
    Ok(lines)
}
