//! Orders from a list: each through the same gate as a single sale.

mod key;
mod run_keys;

use std::collections::{HashMap, HashSet};

use super::sale::{self, Customer, NewOrder, Sold};
use super::settle::Taking;
use super::{ticket_type, user};
use crate::db::{Snapshot, Transaction};
use crate::domain::{
    Channel, Code, Currency, Error, Instant, Line, Offer, OrderBrief, OrderField, OrderId,
    OrderRow, Result, TicketTypeId, TicketTypeRef, UserRef, Zone,
};
use crate::repository::order;
pub use key::{ListedKey, ListedKeys, made_in_other_words, made_in_these_words};
pub use run_keys::key_of_rejects;

/// What rows mean in one box office.
pub struct Resolver {
    currency: Currency,
    zone: Zone,
    /// Ticket types by how they were named, and why there is none: a bad name stands in many rows.
    types: HashMap<TicketTypeRef, Result<TicketTypeId>>,
}

/// An order of a list, ready to be made.
#[derive(Debug)]
pub struct ListedOrder {
    new: NewOrder,
    taking: Option<Taking>,
    expires_at: Option<Instant>,
}

/// What is wrong with an order, and where.
#[derive(Debug)]
pub struct Wrong {
    /// The field it is about.
    pub field: Option<OrderField>,
    /// The item it is about, counted from 0.
    pub item: Option<usize>,
    /// What is wrong.
    pub error: Error,
}

impl Resolver {
    /// Sums are read in `currency`, deadlines in `zone`.
    #[must_use]
    pub fn new(currency: Currency, zone: Zone) -> Self {
        Self {
            currency,
            zone,
            types: HashMap::new(),
        }
    }

    /// What the rows of an order mean, or the first thing that means nothing.
    pub fn resolve(
        &mut self,
        snapshot: &Snapshot<'_>,
        row: &OrderRow,
    ) -> std::result::Result<ListedOrder, Wrong> {
        must_be_named(snapshot, row).map_err(|error| Wrong::of(OrderField::User, error))?;
        let new = NewOrder {
            lines: self.lines(snapshot, row)?,
            customer: Customer {
                user: row.user.clone().unwrap_or(UserRef::WalkIn),
                name: row.name.clone(),
            },
            channel: row.channel.unwrap_or(Channel::Import),
            note: row.note.clone(),
        };
        let expires_at = row.expires_at.map(|deadline| {
            let resolved = deadline.resolve(self.zone, snapshot.now());
            resolved.map_err(|error| Wrong::of(OrderField::ExpiresAt, error))
        });
        let expires_at = expires_at.transpose()?;
        Ok(ListedOrder {
            new,
            taking: self.taking(row)?,
            expires_at,
        })
    }

    /// The lines; an item without a concert belongs to the concert of the item before it.
    fn lines(
        &mut self,
        snapshot: &Snapshot<'_>,
        row: &OrderRow,
    ) -> std::result::Result<Vec<Line>, Wrong> {
        let mut concert = None;
        let mut lines = Vec::with_capacity(row.items.len());
        for (at, (item, of_row)) in row.items.iter().enumerate() {
            let named = item.ticket_type.concert.as_ref().or(of_row.as_ref());
            concert = named.cloned().or(concert);
            let reference = TicketTypeRef {
                concert: concert.clone(),
                ticket_type: item.ticket_type.ticket_type.clone(),
            };
            let ticket_type = match self.types.get(&reference) {
                Some(known) => known.clone(),
                None => self.find(snapshot, reference),
            };
            let ticket_type = ticket_type.map_err(|error| Wrong {
                item: Some(at),
                ..Wrong::of(OrderField::TicketType, error)
            });
            lines.push(Line {
                ticket_type: ticket_type?,
                quantity: item.quantity,
            });
        }
        Ok(lines)
    }

    fn find(&mut self, snapshot: &Snapshot<'_>, reference: TicketTypeRef) -> Result<TicketTypeId> {
        let found = ticket_type::id(snapshot, &reference);
        if found
            .as_ref()
            .err()
            .is_none_or(|error| error.code.is_of_a_row())
        {
            self.types.insert(reference, found.clone());
        }
        found
    }

    fn taking(&self, row: &OrderRow) -> std::result::Result<Option<Taking>, Wrong> {
        let tendered = row
            .tendered
            .as_ref()
            .map(|text| text.resolve(self.currency));
        let tendered = tendered.transpose();
        let tendered = tendered.map_err(|error| Wrong::of(OrderField::Tendered, error))?;
        if row.pay.is_empty() {
            let unpaid =
                |message| Error::new(Code::InvalidValue, message).hint("`pay` says how it is paid");
            if tendered.is_some() {
                let error = unpaid("what is tendered is of an order that is paid");
                return Err(Wrong::of(OrderField::Tendered, error));
            }
            if row.reference.is_some() {
                let error = unpaid("a reference is of an order that is paid");
                return Err(Wrong::of(OrderField::Reference, error));
            }
            return Ok(None);
        }
        if row.expires_at.is_some() {
            let error = Error::new(Code::InvalidValue, "an order that is paid does not expire");
            return Err(Wrong::of(OrderField::ExpiresAt, error));
        }
        let offers = row.pay.iter().map(|pay| {
            let amount = pay.amount.as_ref().map(|text| text.resolve(self.currency));
            Ok(Offer {
                method: pay.method,
                amount: amount.transpose()?,
            })
        });
        let offers: Result<_> = offers.collect();
        Ok(Some(Taking {
            offers: offers.map_err(|error| Wrong::of(OrderField::Pay, error))?,
            tendered,
            reference: row.reference.clone(),
        }))
    }
}

/// Refuses a customer who is new and has no name.
fn must_be_named(snapshot: &Snapshot<'_>, row: &OrderRow) -> Result<()> {
    let Some(named) = row.user.as_ref().filter(|_| row.name.is_none()) else {
        return Ok(());
    };
    if user::find(snapshot, named)?.is_some() {
        return Ok(());
    }
    let message = format!("no customer has `{named}`");
    Err(Error::new(Code::NotFound, message).hint("`name` makes a customer who is new"))
}

/// Makes an order: sold where it is paid, else pending.
pub fn make(tx: &Transaction<'_>, listed: &ListedOrder) -> std::result::Result<Sold, Wrong> {
    let made = match &listed.taking {
        Some(taking) => sale::sell(tx, &listed.new, taking),
        None => sale::reserve(tx, &listed.new, listed.expires_at),
    };
    made.map_err(|error| {
        let field = (error.code == Code::WrongAmount).then_some(OrderField::Pay);
        let may_be_of_an_item = field.is_none() && error.code.is_of_a_row();
        let item = may_be_of_an_item.then(|| refused_alone(tx, &listed.new.lines, &error));
        Wrong {
            field,
            item: item.flatten(),
            error,
        }
    })
}

/// The first item whose ticket type would be refused in the same words if nothing else were wanted.
fn refused_alone(snapshot: &Snapshot<'_>, lines: &[Line], error: &Error) -> Option<usize> {
    let mut asked = HashSet::new();
    lines.iter().position(|line| {
        let of_type = |other: &&Line| other.ticket_type == line.ticket_type;
        asked.insert(line.ticket_type) && {
            let alone: Vec<Line> = lines.iter().filter(of_type).copied().collect();
            sale::quote(snapshot, &alone).err().as_ref() == Some(error)
        }
    })
}

impl Wrong {
    const fn of(field: OrderField, error: Error) -> Self {
        Self {
            field: Some(field),
            item: None,
            error,
        }
    }
}

/// The code of an order, what it costs and how many tickets it has.
pub fn brief(snapshot: &Snapshot<'_>, id: OrderId) -> Result<OrderBrief> {
    order::brief(snapshot, id)
}
