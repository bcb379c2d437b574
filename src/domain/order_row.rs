//! An order of a list: typed, but not yet held against the box office.

use serde::{Deserialize, Serialize};

use super::{
    Amount, Channel, ConcertRef, Deadline, Item, MoneyText, Name, Note, OrderCode, Pay, UserRef,
};

/// What the rows of one order say. A blank cell says nothing, so every field but the items is optional.
///
/// Serialized without its key it is what the key stands for: as it was typed, whatever the names have come to mean.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct OrderRow {
    /// The key under which it is made once.
    #[serde(skip)]
    pub key: Option<Name>,
    /// What is wanted, with the concert of items that name none.
    pub items: Vec<(Item, Option<ConcertRef>)>,
    /// The customer.
    pub user: Option<UserRef>,
    /// The name of a customer who is new.
    pub name: Option<Name>,
    /// How it is paid; nothing for an order to be paid later.
    pub pay: Vec<Pay>,
    /// What was handed over in cash.
    pub tendered: Option<MoneyText>,
    /// A slip's or a transfer's number.
    pub reference: Option<Note>,
    /// When the places go back unless paid.
    pub expires_at: Option<Deadline>,
    /// What else is to be known.
    pub note: Option<Note>,
    /// Where it comes from.
    pub channel: Option<Channel>,
}

/// What is told of an order where the whole of it would be too much.
#[derive(Debug, Clone)]
pub struct OrderBrief {
    /// What people type to name it.
    pub code: OrderCode,
    /// How many tickets its lines sum to.
    pub tickets: i64,
    /// The sum of its lines.
    pub total: Amount,
}

/// What became of a list of orders: created + repeated + refused = orders.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderImportCounts {
    /// Rows of the file.
    pub rows: i64,
    /// Orders that they are of.
    pub orders: i64,
    /// Orders made.
    pub created: i64,
    /// Orders that were made before under their key.
    pub repeated: i64,
    /// Orders that cannot be taken.
    pub refused: i64,
    /// The tickets of the orders made.
    pub tickets: i64,
    /// What the orders made cost.
    pub total: Amount,
}

impl OrderImportCounts {
    /// The orders that now stand in the box office: made, or made before.
    #[must_use]
    pub const fn taken(&self) -> i64 {
        self.created + self.repeated
    }

    /// Counts an order that was made, or had been before.
    pub fn add(&mut self, order: &OrderBrief, repeated: bool) -> super::Result<()> {
        if repeated {
            self.repeated += 1;
            return Ok(());
        }
        self.created += 1;
        self.tickets += order.tickets;
        self.total = self.total.checked_add(order.total)?;
        Ok(())
    }
}
