//! What goes into a statement and comes out of a row, without the driver's names.

use std::borrow::Cow;

use crate::domain::{
    Amount, ArtistId, Channel, ConcertId, ConcertStatus, Currency, DetailKind, DiscountId, Email,
    EntryKind, FeeId, HoldEntryId, HoldId, HoldStatus, Instant, Method, Name, Note, OperatorId,
    OrderCode, OrderDetailId, OrderId, OrderStatus, OverrideId, OverrideKind, PaymentEntryId,
    PaymentId, PaymentMoveId, PaymentStatus, Per, Phone, PoolId, Purpose, Rate, ScanId, ScanResult,
    SettlementId, Site, Slug, TaxKind, TicketCode, TicketId, TicketStatus, TicketTypeId, TierId,
    UserId, VenueId, Word, Zone,
};

/// A value as the store holds it, lent where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value<'v> {
    /// Nothing.
    Null,
    /// A 64-bit integer.
    Integer(i64),
    /// UTF-8 text.
    Text(Cow<'v, str>),
    /// Bytes.
    Blob(&'v [u8]),
}

/// Something that can stand for `$1` in a statement.
pub trait Param {
    /// The value that is bound.
    fn value(&self) -> Value<'_>;
}

/// Something that can be read from a column.
pub trait FromValue: Sized {
    /// Reads `value`, or says what was expected instead.
    fn from_value(value: Value<'_>) -> Result<Self, &'static str>;
}

impl Param for i64 {
    fn value(&self) -> Value<'_> {
        Value::Integer(*self)
    }
}

impl Param for bool {
    fn value(&self) -> Value<'_> {
        Value::Integer(i64::from(*self))
    }
}

impl Param for str {
    fn value(&self) -> Value<'_> {
        Value::Text(Cow::Borrowed(self))
    }
}

impl Param for String {
    fn value(&self) -> Value<'_> {
        Value::Text(Cow::Borrowed(self))
    }
}

impl Param for [u8] {
    fn value(&self) -> Value<'_> {
        Value::Blob(self)
    }
}

impl<T: Param> Param for Option<T> {
    fn value(&self) -> Value<'_> {
        self.as_ref().map_or(Value::Null, Param::value)
    }
}

impl<T: Param + ?Sized> Param for &T {
    fn value(&self) -> Value<'_> {
        (**self).value()
    }
}

impl FromValue for i64 {
    fn from_value(value: Value<'_>) -> Result<Self, &'static str> {
        match value {
            Value::Integer(number) => Ok(number),
            _ => Err("an integer"),
        }
    }
}

impl FromValue for bool {
    fn from_value(value: Value<'_>) -> Result<Self, &'static str> {
        i64::from_value(value).map(|number| number != 0)
    }
}

impl FromValue for String {
    fn from_value(value: Value<'_>) -> Result<Self, &'static str> {
        text(value).map(Cow::into_owned)
    }
}

impl FromValue for Vec<u8> {
    fn from_value(value: Value<'_>) -> Result<Self, &'static str> {
        match value {
            Value::Blob(bytes) => Ok(bytes.to_vec()),
            _ => Err("bytes"),
        }
    }
}

impl<T: FromValue> FromValue for Option<T> {
    fn from_value(value: Value<'_>) -> Result<Self, &'static str> {
        match value {
            Value::Null => Ok(None),
            value => T::from_value(value).map(Some),
        }
    }
}

fn text(value: Value<'_>) -> Result<Cow<'_, str>, &'static str> {
    match value {
        Value::Text(text) => Ok(text),
        _ => Err("text"),
    }
}

macro_rules! integers {
    ($($name:ident),+) => {$(
        impl Param for $name {
            fn value(&self) -> Value<'_> {
                Value::Integer(self.0)
            }
        }

        impl FromValue for $name {
            fn from_value(value: Value<'_>) -> Result<Self, &'static str> {
                i64::from_value(value).map(Self)
            }
        }
    )+};
}

macro_rules! texts {
    ($value:expr; $($name:ident: $expected:literal),+) => {$(
        impl Param for $name {
            fn value(&self) -> Value<'_> {
                let value: fn(&Self) -> Cow<'_, str> = $value;
                Value::Text(value(self))
            }
        }

        impl FromValue for $name {
            fn from_value(value: Value<'_>) -> Result<Self, &'static str> {
                text(value)?.parse().map_err(|_| $expected)
            }
        }
    )+};
}

macro_rules! words {
    ($($name:ident),+) => {$(
        impl Param for $name {
            fn value(&self) -> Value<'_> {
                Value::Text(Cow::Borrowed(self.as_str()))
            }
        }

        impl FromValue for $name {
            fn from_value(value: Value<'_>) -> Result<Self, &'static str> {
                Self::from_word(&text(value)?).ok_or("a word of the list")
            }
        }
    )+};
}

integers! {
    Amount, ArtistId, ConcertId, DiscountId, FeeId, HoldEntryId, HoldId, OperatorId, OrderDetailId, OrderId, OverrideId, PaymentEntryId,
    PaymentId, PaymentMoveId, PoolId, Rate, ScanId, SettlementId, Site, TicketId, TicketTypeId, TierId, UserId, VenueId
}

words! {
    Channel, ConcertStatus, DetailKind, EntryKind, HoldStatus, Method, OrderStatus, OverrideKind, PaymentStatus, Per, Purpose, ScanResult,
    TaxKind, TicketStatus
}

texts! {
    |text| Cow::Borrowed(text.as_str());
    Email: "an e-mail address", Name: "a name", Note: "a note", Phone: "a phone number", Slug: "a slug",
    TicketCode: "a ticket code"
}

texts! {
    |value| Cow::Owned(value.to_string());
    Currency: "a currency", Instant: "a time", OrderCode: "an order code", Zone: "a time zone"
}
