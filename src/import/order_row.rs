//! Rows of a list of orders: one an order, or several that stand together under one key.

use serde::Deserialize;

use super::order_keys::OrderKeys;
use super::{Field, List, Listed, Refusal};
use crate::domain::{
    Code, ConcertRef, Error, Item, Name, OrderField, OrderRow, Pay, Result, TicketTypeRef,
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
    /// Why it cannot be taken.
    pub refusals: Vec<Refusal>,
}

/// The orders of a list, one after the other.
pub struct OrderDrafts<'l> {
    list: &'l List<OrderField>,
    open: Option<OrderDraft>,
    keys: OrderKeys,
}

/// An item that is an object in JSON.
#[derive(Deserialize)]
#[serde(untagged)]
enum JsonItem {
    Text(String),
    Object {
        concert: Option<String>,
        ticket_type: String,
        quantity: Option<i64>,
    },
}

impl<'l> OrderDrafts<'l> {
    /// The orders of `list`. Fails where its columns cannot say what is wanted.
    pub fn of(list: &'l List<OrderField>) -> Result<Self> {
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
        let list = self.list;
        list.each(|row| {
            let closed = self.add(&row);
            closed.map_or(Ok(()), |draft| visit(self.keys.whole(draft)))
        })?;
        let open = self.open.take();
        open.map_or(Ok(()), |draft| visit(self.keys.whole(draft)))
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
        draft.refusals.append(&mut refusals);
        if let Some(wrong) = row.wrong() {
            draft
                .refusals
                .push(Refusal::of_row(row.line, wrong.clone()));
            return closed;
        }
        draft.row.key = key;
        draft.read(self.list, row);
        closed
    }
}

impl OrderDraft {
    fn read(&mut self, list: &List<OrderField>, row: &Listed) {
        self.read_items(list, row);
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

    /// Refuses every row of it where one is refused, so that they can be mended together.
    pub(super) fn whole(mut self) -> Self {
        if let Some(first) = self.refusals.first().map(|refusal| refusal.line) {
            self.refuse_all(first);
        }
        self
    }

    /// Refuses the order for what was found in `line`: that row for its own reason, the others with it.
    pub fn refuse_all(&mut self, line: u64) {
        for other in &self.lines {
            if !self.refusals.iter().any(|refusal| refusal.line == *other) {
                let message = format!("the row in line {line} of the same order is refused");
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

fn quantity(list: &List<OrderField>, row: &Listed) -> Result<i64> {
    let said = list.said(row, OrderField::Quantity).unwrap_or("1");
    format!("all={said}")
        .parse()
        .map(|item: Item| item.quantity)
}

/// How an order is paid: `cash`, or several as `card=150000; cash` or as a list in JSON.
fn pays(list: &List<OrderField>, row: &Listed, refusals: &mut Vec<Refusal>) -> Option<Vec<Pay>> {
    let said = list.said(row, OrderField::Pay)?;
    match read_pays(said) {
        Ok(pays) => Some(pays),
        Err(error) => {
            refusals.push(list.refuse(row.line, OrderField::Pay, error));
            None
        }
    }
}

fn read_pays(text: &str) -> Result<Vec<Pay>> {
    if !text.starts_with('[') {
        return parts(text).map(str::parse).collect();
    }
    let pays: Vec<String> = serde_json::from_str(text).map_err(|error| {
        let message = format!("the list of payments cannot be read: {error}");
        Error::new(Code::InvalidValue, message).hint("like `[\"card=60000\", \"cash\"]`")
    })?;
    pays.iter().map(|pay| pay.parse()).collect()
}

/// Items in one cell: `java-jazz-2026/vip=2; child`, or a list in JSON of such texts or of objects.
fn read_items(text: &str) -> Result<Vec<Item>> {
    if !text.starts_with('[') {
        return parts(text).map(str::parse).collect();
    }
    let items: Vec<JsonItem> = serde_json::from_str(text).map_err(|error| {
        let message = format!("the list of items cannot be read: {error}");
        Error::new(Code::InvalidValue, message).hint(
            "like `[\"java-jazz-2026/vip=2\"]` or `[{\"concert\":\"java-jazz-2026\",\"ticket_type\":\"vip\",\"quantity\":2}]`",
        )
    })?;
    items.into_iter().map(JsonItem::item).collect()
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(';')
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

impl JsonItem {
    fn item(self) -> Result<Item> {
        match self {
            Self::Text(text) => text.parse(),
            Self::Object {
                concert,
                ticket_type,
                quantity,
            } => {
                let concert = concert.map_or_else(String::new, |concert| concert + "/");
                format!("{concert}{ticket_type}={}", quantity.unwrap_or(1)).parse()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let items = read_items(text).unwrap();
        items.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn items_stand_between_semicolons_or_in_a_list() {
        for text in [
            "jazz/vip=2; child",
            "[\"jazz/vip=2\", \"child\"]",
            "[{\"concert\":\"jazz\",\"ticket_type\":\"vip\",\"quantity\":2},{\"ticket_type\":\"child\"}]",
        ] {
            assert_eq!(shown(text), ["jazz/vip=2", "child=1"], "{text}");
        }
        for wrong in [
            "jazz/vip=0",
            "[1]",
            "[\"jazz/vip=2\"",
            "[{\"concert\":\"jazz\"}]",
        ] {
            assert!(read_items(wrong).is_err(), "{wrong}");
        }
    }
}
