//! The price of a ticket type: a sum, or in somebody else's list words that are kept in a note.

use super::prices::Prices;
use super::row::{Cells, one_line};
use super::types::TypeFields;
use crate::domain::{Code, ConcertField as Field, Error, Money, Name, Odd, TicketType};

/// What the price of a type comes to.
pub(super) enum Price {
    Sum(Money),
    /// Nothing is said, or nothing that could be right.
    Unsaid,
    /// The concert has no such type.
    NoType,
}

impl Cells<'_> {
    /// What a price says. In a list of somebody else's, prose becomes a note, and there is no such type.
    pub(super) fn price(&mut self, from: TypeFields<'_>, name: Option<&Name>, text: &str) -> Price {
        let currency = self.reading.currency;
        let prices = Prices {
            currency,
            decimal: self.reading.decimal,
        };
        match prices.read(text) {
            Ok(None) if matches!(from, TypeFields::Columns(..)) => Price::NoType,
            Ok(None) => Price::Unsaid,
            Ok(Some(amount)) if amount <= TicketType::HIGHEST_PRICE => {
                Price::Sum(Money { amount, currency })
            }
            Ok(Some(amount)) => {
                let message = format!("`{}` is dearer than a ticket can be", currency.show(amount));
                self.wrong_of(from, Field::Price, Error::new(Code::InvalidValue, message));
                Price::Unsaid
            }
            Err(_) if self.is_foreign(from) && !prices.is_negative(text) => {
                let text = one_line(text);
                let is_one_of_many = 1 < self.mapping.types.len() || self.reading.foreign;
                let of = name.filter(|_| is_one_of_many);
                let of = of.map_or_else(String::new, |name| format!("{name} "));
                self.notes.push(format!("{of}price: {text}"));
                self.odd_of(from, Odd::PriceAsNote, format!("`{text}`"));
                Price::NoType
            }
            Err(error) => {
                self.wrong_of(from, Field::Price, error);
                Price::Unsaid
            }
        }
    }

    fn is_foreign(&self, from: TypeFields<'_>) -> bool {
        self.reading.foreign
            || match from {
                TypeFields::Row => self.mapping.is_mapped(Field::Price),
                TypeFields::Columns(_, slots) => slots.is_mapped(Field::Price),
                TypeFields::Element(..) => self.mapping.is_mapped(Field::TicketTypes),
            }
    }
}
