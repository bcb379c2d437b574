//! Tickets at the desk: found, listed, reissued.

use super::settle::draw_code;
use super::telling::moment_text;
use crate::db::{Snapshot, Transaction};
use crate::domain::{
    Code, Error, Name, Result, Ticket, TicketFilter, TicketId, TicketRef, TicketStatus,
};
use crate::repository::ticket;

/// The ticket that a reference names, valid or void.
pub fn get(snapshot: &Snapshot<'_>, reference: &TicketRef) -> Result<Ticket> {
    let found = match reference {
        TicketRef::Id(id) => ticket::find(snapshot, *id)?,
        TicketRef::Code(code) => ticket::find_by_code(snapshot, code)?,
        TicketRef::OfOrder(order, number) => {
            let order = super::order::get(snapshot, order)?;
            ticket::find_by_number(snapshot, order.id, i64::from(*number))?
        }
    };
    found.ok_or_else(|| {
        Error::new(Code::NotFound, format!("no ticket is `{reference}`"))
            .hint("boxoffice ticket list --text NAME")
    })
}

/// The tickets that fit, and how many there are without the limit.
pub fn list(snapshot: &Snapshot<'_>, filter: &TicketFilter) -> Result<(Vec<Ticket>, i64)> {
    Ok((
        ticket::list(snapshot, filter)?,
        ticket::count(snapshot, filter)?,
    ))
}

/// A new code for the same place; the old code is void from then on.
pub fn reissue(tx: &Transaction<'_>, id: TicketId) -> Result<TicketId> {
    let old = get(tx, &TicketRef::Id(id))?;
    if old.status == TicketStatus::Void {
        return Err(Error::new(
            Code::WrongState,
            format!(
                "ticket `{}` is void and cannot be reissued",
                old.reference()
            ),
        )
        .hint(format!("boxoffice order show {}", old.order)));
    }
    if let Some(at) = old.admitted_at {
        let at = moment_text(tx, at)?;
        return Err(Error::new(
            Code::WrongState,
            format!("ticket `{}` let somebody in at {at}", old.reference()),
        ));
    }
    let code = draw_code(tx)?;
    let new = ticket::NewTicket {
        code: &code,
        order: old.order_id,
        detail: old.order_detail_id,
        ticket_type: old.ticket_type_id,
        number: ticket::next_number(tx, old.order_id)?,
        replaces: Some(id),
    };
    let new = ticket::insert(tx, &new)?;
    if old.holder_name.is_some() {
        ticket::set_holder(tx, new, old.holder_name.as_ref())?;
    }
    Ok(new)
}

/// A ticket in another name. It keeps its code, unless that is to be void because somebody else knows it.
pub fn transfer(tx: &Transaction<'_>, id: TicketId, holder: &Name, anew: bool) -> Result<TicketId> {
    let old = get(tx, &TicketRef::Id(id))?;
    if let Some(at) = old.voided_at {
        let (name, at) = (old.reference(), moment_text(tx, at)?);
        let message = format!("ticket `{name}` is void since {at}");
        return Err(Error::new(Code::WrongState, message)
            .hint(format!("boxoffice order show {}", old.order)));
    }
    let id = if anew { reissue(tx, id)? } else { id };
    ticket::set_holder(tx, id, Some(holder))?;
    Ok(id)
}
