//! What people type to name one ticket.

use std::fmt;
use std::str::FromStr;

use super::canonical::serialize_as_text;
use super::reference::id;
use super::{Code, Error, OrderCode, OrderRef, Result, TicketCode, TicketId};

/// A ticket: its code, `K7QX3/2` for the second of an order, or its id.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum TicketRef {
    /// By its own code.
    Code(TicketCode),
    /// By its place in an order, from 1.
    OfOrder(OrderRef, u32),
    /// By id.
    Id(TicketId),
}

impl FromStr for TicketRef {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let text = text.trim();
        if let Some((order, place)) = text.split_once('/') {
            let place = place
                .trim()
                .parse()
                .ok()
                .filter(|place| 1 <= *place)
                .ok_or_else(|| {
                    let message =
                        format!("`{text}` names no ticket; expected a number from 1 after `/`");
                    Error::new(Code::InvalidValue, message)
                })?;
            return Ok(Self::OfOrder(order.parse()?, place));
        }
        if let Some(number) = id(text)? {
            return Ok(Self::Id(TicketId(number)));
        }
        text.parse()
            .map(Self::Code)
            .map_err(|error: Error| match text.parse::<OrderCode>() {
                Ok(order) => error.hint(format!("a ticket of that order is `{order}/1`")),
                Err(_) => error,
            })
    }
}

impl fmt::Display for TicketRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code(code) => code.fmt(f),
            Self::OfOrder(order, place) => write!(f, "{order}/{place}"),
            Self::Id(id) => id.fmt(f),
        }
    }
}

serialize_as_text!(TicketRef);

#[cfg(test)]
mod tests {
    use super::*;

    /// Asserts that the text is read and shown again as `shown`, and gives what was read.
    fn read<T>(text: &str, shown: &str) -> T
    where
        T: FromStr<Err = Error> + fmt::Display + serde::Serialize,
    {
        let read: T = text.parse().unwrap();
        assert_eq!(read.to_string(), shown);
        assert_eq!(serde_json::to_value(&read).unwrap(), shown);
        read
    }

    #[test]
    fn a_ticket_is_its_code_its_place_in_an_order_or_its_id() {
        let code = TicketCode::draw(|| 5).to_string();
        assert!(matches!(read(&code, &code), TicketRef::Code(_)));
        let order = OrderCode::compute(1, &[7; 32]).to_string();
        let second = read(&format!("{order}/2"), &format!("{order}/2"));
        assert!(matches!(second, TicketRef::OfOrder(OrderRef::Code(_), 2)));
        assert_eq!(read::<TicketRef>("12", "12"), TicketRef::Id(TicketId(12)));
        assert!(format!("{order}/0").parse::<TicketRef>().is_err());
    }

    #[test]
    fn the_code_of_an_order_alone_is_no_ticket_and_says_what_is() {
        let order = OrderCode::compute(1, &[7; 32]).to_string();
        let error = order.parse::<TicketRef>().unwrap_err();
        assert_eq!(
            error.hints,
            [format!("a ticket of that order is `{order}/1`")]
        );
    }
}
