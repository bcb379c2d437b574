//! Rows of a list of orders: one an order, or several that stand together under one key.

use super::order_cells::{pays, quantity, read_items};
use super::order_keys::OrderKeys;
use super::{Field, List, Listed, Refusal};
use crate::domain::{
    Code, ConcertRef, Error, Item, Name, OrderField, OrderRow, Result, TicketTypeRef, Unit,
};

impl Field for OrderField {
    const NOT_SET: &'static [&'static str] = &[];
}

/// An order as its rows tell it.
#[derive(Debug, Default)]
pub struct OrderDraft {
    /// Where its rows stand in the file.
    pub lines: Vec<u64>,
    /// What they say together.
    pub row: OrderRow,
    /// What stands in them, whatever it means.
    pub words: Vec<(String, String)>,
    /// Whether it may have a key that cannot be read.
    pub has_unread_key: bool,
    /// Where each of its items stands.
    pub(super) item_lines: Vec<u64>,
    /// Where what all of them share was said first.
    pub(super) said: Vec<(OrderField, u64)>,
    /// Why it cannot be taken.
    pub refusals: Vec<Refusal>,
}

/// The orders of a list, one after the other.
pub struct OrderDrafts<'l> {
    list: &'l List<OrderField>,
    open: Option<OrderDraft>,
    keys: OrderKeys,
}

/// What the rows of an order say of it as a whole.
const SHARED: &[OrderField] = &[
    OrderField::User,
    OrderField::Name,
    OrderField::Pay,
    OrderField::Tendered,
    OrderField::Reference,
    OrderField::ExpiresAt,
    OrderField::Note,
    OrderField::Channel,
];

/// Columns by which an export of orders is told.
const EXPORTED: &[&str] = &["order", "payment_status", "open_money"];

impl<'l> OrderDrafts<'l> {
    /// The orders of `list`. Fails where its columns cannot say what is wanted.
    pub fn of(list: &'l List<OrderField>) -> Result<Self> {
        must_not_be_exported(list)?;
        if !list.has(OrderField::Items) && !list.has(OrderField::TicketType) {
            let message = "no column says what is wanted; expected `items`, or `ticket_type`";
            return Err(Error::new(Code::Usage, message)
                .hint("--map ticket_type=COLUMN --map quantity=COLUMN"));
        }
        Ok(Self {
            list,
            open: None,
            keys: OrderKeys::of(list)?,
        })
    }

    /// Hands on each order as its last row is read. What the visitor fails with ends it.
    pub fn each(mut self, mut visit: impl FnMut(OrderDraft) -> Result<()>) -> Result<()> {
        let (list, unit) = (self.list, self.list.unit());
        list.each(|row| {
            let closed = self.add(&row);
            closed.map_or(Ok(()), |draft| visit(self.keys.whole(draft, unit)))
        })?;
        let open = self.open.take();
        open.map_or(Ok(()), |draft| visit(self.keys.whole(draft, unit)))
    }

    /// Adds a row, and gives the order that ends before it.
    fn add(&mut self, row: &Listed) -> Option<OrderDraft> {
        let mut refusals = Vec::new();
        let key: Option<Name> = self.list.read(row, OrderField::Key, &mut refusals);
        let follows =
            key.is_some() && (self.open.as_ref()).is_some_and(|draft| draft.row.key == key);
        let closed = if follows { None } else { self.open.take() };
        let draft = self.open.get_or_insert_default();
        draft.lines.push(row.line);
        draft.has_unread_key |= row.wrong().is_some() || !refusals.is_empty();
        draft.refusals.append(&mut refusals);
        if let Some(wrong) = row.wrong() {
            draft
                .refusals
                .push(Refusal::of_row(row.line, wrong.clone()));
            return closed;
        }
        draft.row.key = key;
        draft
            .words
            .append(&mut self.list.words(row, OrderField::Key));
        draft.read(self.list, row);
        closed
    }
}

/// Refuses what `order export` wrote: its orders would be made a second time.
fn must_not_be_exported(list: &List<OrderField>) -> Result<()> {
    let ignored = list.ignored_columns();
    let has = |name: &&str| ignored.iter().any(|heading| heading == *name);
    if !EXPORTED.iter().all(has) {
        return Ok(());
    }
    let message = "the file is an export of orders that were made already";
    Err(Error::new(Code::Usage, message)
        .hint("a list of new orders has no columns `order`, `payment_status` and `open_money`"))
}

impl OrderDraft {
    /// Where something stands that is wrong: the row of that item, else the one that says the field first, else the first.
    #[must_use]
    pub fn line_of(&self, field: Option<OrderField>, item: Option<usize>) -> u64 {
        let of_item = item.and_then(|at| self.item_lines.get(at)).copied();
        let of_field = self.said.iter().find(|(said, _)| Some(*said) == field);
        of_item
            .or(of_field.map(|(_, line)| *line))
            .or(self.lines.first().copied())
            .unwrap_or_default()
    }

    fn read(&mut self, list: &List<OrderField>, row: &Listed) {
        self.read_items(list, row);
        self.item_lines.resize(self.row.items.len(), row.line);
        let shared = SHARED
            .iter()
            .filter(|field| list.said(row, **field).is_some());
        for field in shared {
            if !self.said.iter().any(|(said, _)| said == field) {
                self.said.push((*field, row.line));
            }
        }
        let mut refusals = Vec::new();
        let pay = pays(list, row, &mut refusals);
        let mut merging = Merging {
            list,
            row,
            refusals: &mut refusals,
        };
        let told = &mut self.row;
        merging.merge(OrderField::User, &mut told.user);
        merging.merge(OrderField::Name, &mut told.name);
        merging.merge(OrderField::Tendered, &mut told.tendered);
        merging.merge(OrderField::Reference, &mut told.reference);
        merging.merge(OrderField::ExpiresAt, &mut told.expires_at);
        merging.merge(OrderField::Note, &mut told.note);
        merging.merge(OrderField::Channel, &mut told.channel);
        if let Some(pay) = pay {
            if told.pay.is_empty() {
                told.pay = pay;
            } else if told.pay != pay {
                merging.differs(OrderField::Pay);
            }
        }
        self.refusals.append(&mut refusals);
    }

    fn read_items(&mut self, list: &List<OrderField>, row: &Listed) {
        let refusals = &mut self.refusals;
        let concert: Option<ConcertRef> = list.read(row, OrderField::Concert, refusals);
        let ticket_type: Option<TicketTypeRef> = list.read(row, OrderField::TicketType, refusals);
        let items = list.said(row, OrderField::Items);
        match (ticket_type, items) {
            (Some(_), Some(_)) => {
                let message = "the row says what is wanted in `items` and in `ticket_type`";
                let error = Error::new(Code::InvalidValue, message);
                refusals.push(list.refuse(row.line, OrderField::Items, error));
            }
            (Some(ticket_type), None) => match quantity(list, row) {
                Ok(quantity) => {
                    let item = Item {
                        ticket_type,
                        quantity,
                    };
                    self.row.items.push((item, concert));
                }
                Err(error) => refusals.push(list.refuse(row.line, OrderField::Quantity, error)),
            },
            (None, Some(text)) => match read_items(text) {
                Ok(items) => {
                    let with_concert = items.into_iter().map(|item| (item, concert.clone()));
                    self.row.items.extend(with_concert);
                }
                Err(error) => refusals.push(list.refuse(row.line, OrderField::Items, error)),
            },
            (None, None) if list.said(row, OrderField::TicketType).is_none() => {
                let message = "the row does not say what is wanted";
                let error = Error::new(Code::InvalidValue, message)
                    .hint("`items` or `ticket_type` says it, like `java-jazz-2026/vip=2`");
                refusals.push(Refusal::of_row(row.line, error));
            }
            (None, None) => {}
        }
    }

    /// Refuses every row of it where one is refused, so that they can be mended together: each for its own reason, the
    /// others with the first of them, which is told by its `unit`.
    pub fn refuse_all(&mut self, unit: Unit) {
        let Some(first) = self.refusals.first().map(|refusal| refusal.line) else {
            return;
        };
        for other in &self.lines {
            if !self.refusals.iter().any(|refusal| refusal.line == *other) {
                let message = format!("{unit} {first} of the same order is refused");
                let error = Error::new(Code::InvalidValue, message);
                self.refusals.push(Refusal::of_row(*other, error));
            }
        }
    }
}

/// Rows of one order on their way to one.
struct Merging<'m> {
    list: &'m List<OrderField>,
    row: &'m Listed,
    refusals: &'m mut Vec<Refusal>,
}

impl Merging<'_> {
    /// What the rows of an order say of a field is the same in each, or blank.
    fn merge<T>(&mut self, field: OrderField, told: &mut Option<T>)
    where
        T: std::str::FromStr<Err = Error> + PartialEq,
    {
        let said: Option<T> = self.list.read(self.row, field, self.refusals);
        match (&told, said) {
            (_, None) => {}
            (None, said) => *told = said,
            (Some(before), Some(said)) if *before == said => {}
            (Some(_), Some(_)) => self.differs(field),
        }
    }

    fn differs(&mut self, field: OrderField) {
        let message = "the rows of one order say different things here";
        let error = Error::new(Code::InvalidValue, message)
            .hint("what stands in its first row may be left blank in the others");
        self.refusals
            .push(self.list.refuse(self.row.line, field, error));
    }
}
