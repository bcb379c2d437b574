//! The ticket types of a row: the one it names, those with columns of their own, and those of a JSON list.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::cell::{meant, said, whole_number};
use super::column_map::{OF_TYPE, canonical, did_you_mean};
use super::line_up::json_list;
use super::row::Cells;
use super::slots::Slots;
use super::type_price::Price;
use crate::domain::{Code, ConcertField as Field, Error, Name, Odd, Result, TypeRow};

/// The most ticket types of one row.
const MOST_TYPES: usize = 1000;

/// Where the fields of one ticket type are found.
#[derive(Clone, Copy)]
pub(super) enum TypeFields<'f> {
    /// In the columns `ticket_type`, `price` and so on.
    Row,
    /// In columns of its own.
    Columns(&'f Name, &'f Slots),
    /// In an element of a JSON list.
    Element(&'f Map<String, Value>, usize),
}

impl Cells<'_> {
    /// The ticket types, each once.
    pub(super) fn ticket_types(&mut self) -> Vec<TypeRow> {
        let mut types: Vec<TypeRow> = Vec::new();
        let mapping = self.mapping;
        let own = self.type_of_row();
        let columns = mapping.types.iter().filter_map(|(name, slots)| {
            let from = TypeFields::Columns(name, slots);
            self.type_from(from, Some(name.clone()))
        });
        types.extend(columns.collect::<Vec<_>>());
        types.extend(own);
        types.extend(self.listed_types());
        for (at, later) in types.iter().enumerate() {
            let is_same = |before: &TypeRow| {
                let slugs = before.slug.as_ref().zip(later.slug.as_ref());
                before.name == later.name && slugs.is_none_or(|(one, other)| one == other)
            };
            if types[..at].iter().any(is_same) {
                let message = format!("the ticket type `{}` twice", later.name);
                self.wrong(Field::TicketType, Error::new(Code::InvalidValue, message));
            }
        }
        types
    }

    /// The type that the row itself names.
    fn type_of_row(&mut self) -> Option<TypeRow> {
        let named = self.said(Field::TicketType);
        if let Some(name) = named.or_else(|| self.cell(Field::TicketTypeSlug)) {
            let name = self.keep(Field::TicketType, name.parse());
            return name.and_then(|name| self.type_from(TypeFields::Row, Some(name)));
        }
        for (_, field) in OF_TYPE {
            let is_left_out = self.mapping.leaves_out(*field) || self.is_for_all_types(*field);
            if let Some(text) = self.cell(*field).filter(|_| !is_left_out) {
                let message = format!("`{text}` without a ticket type");
                self.wrong(*field, Error::new(Code::InvalidValue, message));
            }
        }
        None
    }

    /// The types of the JSON list.
    fn listed_types(&mut self) -> Vec<TypeRow> {
        let Some(text) = self.said(Field::TicketTypes) else {
            return Vec::new();
        };
        let one = || serde_json::from_str(text).ok().filter(Value::is_object);
        let list = json_list(text).or_else(|| one().map(|one| vec![one]));
        let list = list.ok_or_else(|| not_a_list(text));
        let list = self.keep(Field::TicketTypes, list).unwrap_or_default();
        if MOST_TYPES < list.len() {
            let message = format!("{} ticket types; expected at most {MOST_TYPES}", list.len());
            self.wrong(Field::TicketTypes, Error::new(Code::InvalidValue, message));
        }
        let mut types = Vec::new();
        for (at, element) in list.iter().enumerate().take(MOST_TYPES) {
            let fields = element.as_object().ok_or_else(|| not_a_list(text));
            let fields = fields.and_then(|fields| known_keys(fields, at).map(|()| fields));
            let Some(fields) = self.keep(Field::TicketTypes, fields) else {
                continue;
            };
            types.extend(self.type_from(TypeFields::Element(fields, at), None));
        }
        types
    }

    /// One type. A type with columns of its own is one of the concert only where its price is said.
    fn type_from(&mut self, from: TypeFields<'_>, name: Option<Name>) -> Option<TypeRow> {
        let times = self.times();
        let own_name = match from {
            TypeFields::Row => None,
            _ => self.take_of(from, Field::TicketType, str::parse),
        };
        let name = own_name.or(name);
        let said = self.said_of(from, Field::Price);
        let price = match said.map(|text| self.price(from, name.as_ref(), &text)) {
            None if matches!(from, TypeFields::Columns(..)) => return None,
            Some(Price::NoType) => return None,
            None | Some(Price::Unsaid) => None,
            Some(Price::Sum(price)) => Some(price),
        };
        let slug = self.take_of(from, Field::TicketTypeSlug, str::parse);
        let quota = self.take_of(from, Field::Quota, whole_number);
        let sale_starts = self.take_of(from, Field::SaleStartsAt, |text| times.start(text));
        let sale_ends = self.take_of(from, Field::SaleEndsAt, |text| times.start(text));
        let max_per_order = self.take_of(from, Field::MaxPerOrder, whole_number);
        let Some(name) = name else {
            self.wrong_of(from, Field::TicketType, nameless());
            return None;
        };
        if self.reading.foreign && quota.is_none() && slug.is_none() {
            let price = price.map_or_else(|| "no price".to_owned(), |price| price.to_string());
            self.notes.push(format!("{name}: {price}"));
            self.odd_of(from, Odd::NoQuota, format!("`{name}`"));
            return None;
        }
        Some(TypeRow {
            name,
            slug,
            price,
            quota,
            sale_starts,
            sale_ends,
            max_per_order,
            // What has a slug may be there already, with its quota.
            may_be_note: self.reading.foreign,
        })
    }

    /// Whether a cell goes for all types of a row that names none of them: those with columns of their own or in a list.
    fn is_for_all_types(&self, field: Field) -> bool {
        let is_shared = matches!(
            field,
            Field::SaleStartsAt | Field::SaleEndsAt | Field::MaxPerOrder
        );
        let has_types = !self.mapping.types.is_empty() || self.mapping.has(Field::TicketTypes);
        is_shared && has_types && self.cell(Field::TicketType).is_none()
    }

    fn take_of<T>(
        &mut self,
        from: TypeFields<'_>,
        field: Field,
        read: impl FnOnce(&str) -> Result<T>,
    ) -> Option<T> {
        let text = self.said_of(from, field)?;
        read(&text)
            .map_err(|error| self.wrong_of(from, field, error))
            .ok()
    }

    /// What is said of a field of the type; a value of the row stands for all its types.
    fn said_of<'f>(&self, from: TypeFields<'f>, field: Field) -> Option<Cow<'f, str>>
    where
        Self: 'f,
    {
        let own = match from {
            TypeFields::Row => return self.said(field).map(|text| Cow::Owned(text.to_owned())),
            TypeFields::Columns(_, slots) => {
                let cell = slots.column(field).and_then(|at| self.all.get(at));
                let text = cell.and_then(|cell| said(cell));
                let text = text.or_else(|| slots.value(field));
                text.map(|text| Cow::Owned(text.to_owned()))
            }
            TypeFields::Element(fields, _) => element_says(fields, field),
        };
        let is_for_all = !matches!(
            field,
            Field::TicketType | Field::TicketTypeSlug | Field::Price
        );
        let of_row = || {
            let of_all = self.cell(field).filter(|_| self.is_for_all_types(field));
            of_all.or_else(|| self.mapping.slots.value(field).filter(|_| is_for_all))
        };
        own.or_else(|| of_row().map(|text| Cow::Owned(text.to_owned())))
    }

    /// A field of a type that is wrong, at the place where it is said.
    pub(super) fn wrong_of(&mut self, from: TypeFields<'_>, field: Field, error: Error) {
        match from {
            TypeFields::Row => self.wrong(field, error),
            TypeFields::Columns(_, slots) if slots.column(field).is_some() => {
                let at = slots.column(field).unwrap_or_default();
                let heading = self.mapping.heading_at(at).to_owned();
                self.wrong_column(&heading, error);
            }
            TypeFields::Columns(name, _) => {
                let column = format!("ticket_type.{name}.{}", word_of(field));
                self.wrong_column(&column, error);
            }
            TypeFields::Element(_, at) => {
                let message = format!("{}. {}: {}", at + 1, word_of(field), error.message);
                self.wrong(Field::TicketTypes, Error { message, ..error });
            }
        }
    }
}

fn word_of(field: Field) -> &'static str {
    let found = OF_TYPE.iter().find(|(_, known)| *known == field);
    found.map_or("name", |(word, _)| word)
}

/// What an element of a list says of a field; money may be an object, as `ticket-type list` writes it.
fn element_says(fields: &Map<String, Value>, field: Field) -> Option<Cow<'static, str>> {
    let (_, value) = fields
        .iter()
        .find(|(key, _)| canonical(key) == word_of(field))?;
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => {
            let text = number.to_string();
            text.strip_suffix(".0").map(str::to_owned).unwrap_or(text)
        }
        Value::Object(money) => {
            let part = |key| money.get(key).and_then(Value::as_str).unwrap_or_default();
            format!("{} {}", part("amount"), part("currency"))
        }
        Value::Null => return None,
        other => other.to_string(),
    };
    meant(&text).map(|text| Cow::Owned(text.to_owned()))
}

fn known_keys(fields: &Map<String, Value>, at: usize) -> Result<()> {
    let known: Vec<_> = OF_TYPE.iter().map(|(word, _)| *word).collect();
    for key in fields.keys() {
        if !known.contains(&canonical(key).as_str()) {
            let message = format!("{}. `{key}` is nothing a ticket type has", at + 1);
            let error = did_you_mean(Error::new(Code::InvalidValue, message), key, &known);
            return Err(error.hint(format!("it has {}", known.join(", "))));
        }
    }
    Ok(())
}

fn not_a_list(text: &str) -> Error {
    let begin: String = text.chars().take(40).collect();
    let message = format!("`{begin}` is no JSON list of ticket types");
    Error::new(Code::InvalidValue, message)
        .hint(r#"like [{"name": "VIP", "price": "500000", "quota": 20}]"#)
}

fn nameless() -> Error {
    Error::new(Code::InvalidValue, "a ticket type without a name")
}
