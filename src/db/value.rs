//! What goes into a statement and comes out of a row, without the driver's names.

use crate::domain::{
    Amount, ArtistId, Channel, ConcertId, ConcertStatus, Currency, DetailKind, Email, EntryKind,
    Instant, Method, Name, Note, OperatorId, OrderCode, OrderDetailId, OrderId, OrderStatus,
    PaymentEntryId, PaymentId, PaymentStatus, Phone, ScanId, ScanResult, Site, Slug, TicketCode,
    TicketId, TicketStatus, TicketTypeId, UserId, VenueId, Word, Zone,
};

/// A value as the store holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Null,
    /// A 64-bit integer.
    Integer(i64),
    /// UTF-8 text.
    Text(String),
    /// Bytes.
    Blob(Vec<u8>),
}

/// Something that can stand for `$1` in a statement.
pub trait Param {
    /// The value that is bound.
    fn value(&self) -> Value;
}

/// Something that can be read from a column.
pub trait FromValue: Sized {
    /// Reads `value`, or says what was expected instead.
    fn from_value(value: Value) -> Result<Self, &'static str>;
}

impl Param for Value {
    fn value(&self) -> Value {
        self.clone()
    }
}

impl Param for i64 {
    fn value(&self) -> Value {
        Value::Integer(*self)
    }
}

impl Param for bool {
    fn value(&self) -> Value {
        Value::Integer(i64::from(*self))
    }
}

impl Param for str {
    fn value(&self) -> Value {
        Value::Text(self.to_owned())
    }
}

impl Param for String {
    fn value(&self) -> Value {
        Value::Text(self.clone())
    }
}

impl Param for [u8] {
    fn value(&self) -> Value {
        Value::Blob(self.to_vec())
    }
}

impl<T: Param> Param for Option<T> {
    fn value(&self) -> Value {
        self.as_ref().map_or(Value::Null, Param::value)
    }
}

impl<T: Param + ?Sized> Param for &T {
    fn value(&self) -> Value {
        (**self).value()
    }
}

impl FromValue for Value {
    fn from_value(value: Value) -> Result<Self, &'static str> {
        Ok(value)
    }
}

impl FromValue for i64 {
    fn from_value(value: Value) -> Result<Self, &'static str> {
        match value {
            Value::Integer(number) => Ok(number),
            _ => Err("an integer"),
        }
    }
}

impl FromValue for bool {
    fn from_value(value: Value) -> Result<Self, &'static str> {
        i64::from_value(value).map(|number| number != 0)
    }
}

impl FromValue for String {
    fn from_value(value: Value) -> Result<Self, &'static str> {
        match value {
            Value::Text(text) => Ok(text),
            _ => Err("text"),
        }
    }
}

impl FromValue for Vec<u8> {
    fn from_value(value: Value) -> Result<Self, &'static str> {
        match value {
            Value::Blob(bytes) => Ok(bytes),
            _ => Err("bytes"),
        }
    }
}

impl<T: FromValue> FromValue for Option<T> {
    fn from_value(value: Value) -> Result<Self, &'static str> {
        match value {
            Value::Null => Ok(None),
            value => T::from_value(value).map(Some),
        }
    }
}

macro_rules! integers {
    ($($name:ident),+) => {$(
        impl Param for $name {
            fn value(&self) -> Value {
                Value::Integer(self.0)
            }
        }

        impl FromValue for $name {
            fn from_value(value: Value) -> Result<Self, &'static str> {
                i64::from_value(value).map(Self)
            }
        }
    )+};
}

macro_rules! texts {
    ($($name:ident: $expected:literal),+) => {$(
        impl Param for $name {
            fn value(&self) -> Value {
                Value::Text(self.to_string())
            }
        }

        impl FromValue for $name {
            fn from_value(value: Value) -> Result<Self, &'static str> {
                String::from_value(value)?.parse().map_err(|_| $expected)
            }
        }
    )+};
}

macro_rules! words {
    ($($name:ident),+) => {$(
        impl Param for $name {
            fn value(&self) -> Value {
                Value::Text(self.as_str().to_owned())
            }
        }

        impl FromValue for $name {
            fn from_value(value: Value) -> Result<Self, &'static str> {
                Self::from_word(&String::from_value(value)?).ok_or("a word of the list")
            }
        }
    )+};
}

integers! {
    Amount, ArtistId, ConcertId, OperatorId, OrderDetailId, OrderId, PaymentEntryId, PaymentId, ScanId, Site, TicketId,
    TicketTypeId, UserId, VenueId
}

words! {
    Channel, ConcertStatus, DetailKind, EntryKind, Method, OrderStatus, PaymentStatus, ScanResult, TicketStatus
}

texts! {
    Currency: "a currency", Email: "an e-mail address", Instant: "a time", Name: "a name", Note: "a note",
    OrderCode: "an order code", Phone: "a phone number", Slug: "a slug", Zone: "a time zone"
}

impl Param for TicketCode {
    fn value(&self) -> Value {
        Value::Text(self.as_str().to_owned())
    }
}

impl FromValue for TicketCode {
    fn from_value(value: Value) -> Result<Self, &'static str> {
        String::from_value(value)?
            .parse()
            .map_err(|_| "a ticket code")
    }
}
