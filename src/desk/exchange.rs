//! Tickets exchanged for the same number of another type or date, at what they are worth against today's price.

use serde::Serialize;

use super::due::{Changed, Settling, settle};
use super::give_back::keep;
use super::leaving::{Leaving, choose, must_not_be_over};
use super::opened::{self, must_keep_limits, name_holders};
use super::overriding::{self, Overriding};
use super::{sale, ticket_type};
use crate::db::Transaction;
use crate::domain::{
    Code, Error, Keep, Line, Note, OrderDetail, OrderDetailId, OrderId, Result, TicketTypeId,
};
use crate::repository::{order, order_detail};

/// An exchange as it is asked for.
#[derive(Debug, Clone, Serialize)]
pub struct Exchanging {
    /// What goes back.
    pub leaving: Leaving,
    /// What is taken instead.
    pub to: TicketTypeId,
    /// What the house keeps of what goes back.
    pub keep: Option<Keep>,
    /// How a difference is settled.
    pub settling: Settling,
    /// Why.
    pub reason: Option<Note>,
    /// The rules of selling that are set aside for what is taken.
    pub overriding: Overriding,
}

/// Exchanges tickets. Their places are freed and the new ones taken in one step, or nothing changes.
pub fn exchange(tx: &Transaction<'_>, id: OrderId, exchanging: &Exchanging) -> Result<Changed> {
    let found = opened::changeable(tx, id)?;
    let details = order_detail::list(tx, id)?;
    let chosen = choose(tx, &found, &details, &exchanging.leaving, "--from")?;
    let types = chosen
        .lines
        .iter()
        .filter_map(|(of, _)| type_of(&details, *of));
    let types: Vec<_> = types.collect();
    must_differ(tx, exchanging.to, &types)?;
    must_not_be_over(tx, &chosen, &details)?;
    let reason = match &exchanging.reason {
        Some(reason) => reason.clone(),
        None => "exchanged".parse()?,
    };
    order::reopen(tx, id)?;
    let worth = chosen.take_out(tx, id, &details, Some(&reason))?;
    let kept = keep(tx, id, exchanging.keep, worth, types.first().copied())?;
    opened::free(tx, id)?;
    let wanted = Line {
        ticket_type: exchanging.to,
        quantity: chosen.quantity(),
    };
    let quote = sale::swept_addition(tx, &[wanted], found.channel, &exchanging.overriding)?;
    must_keep_limits(tx, id, &quote)?;
    let lines = sale::add_lines(tx, id, &quote)?;
    let change = settle(tx, id, found.status, &exchanging.settling)?;
    opened::close(tx, id)?;
    overriding::note(tx, id, &exchanging.overriding)?;
    for (line, ..) in lines {
        name_holders(tx, id, line, &chosen.tickets.iter().collect::<Vec<_>>())?;
    }
    Ok(Changed {
        order: id,
        change,
        kept,
    })
}

fn type_of(details: &[OrderDetail], id: OrderDetailId) -> Option<TicketTypeId> {
    let line = details.iter().find(|line| line.id == id);
    line.and_then(|line| line.ticket_type_id)
}

fn must_differ(tx: &Transaction<'_>, to: TicketTypeId, types: &[TicketTypeId]) -> Result<()> {
    if !types.contains(&to) {
        return Ok(());
    }
    let reference = ticket_type::find(tx, to)?.reference();
    let message = format!("what goes back is `{reference}` already");
    Err(Error::new(Code::WrongState, message)
        .hint("--to CONCERT/TYPE    names another type or another date"))
}
