//! What is sold and how it is paid, as people type it.

use std::fmt;
use std::str::FromStr;

use super::canonical::serialize_as_text;
use super::near_item::refuse_astray;
use super::{Code, Error, Method, MoneyText, Result, TicketTypeRef};

/// Something to sell: `java-jazz-2026/vip=2`; one when the number is left out.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Item {
    /// What.
    pub ticket_type: TicketTypeRef,
    /// How many, from 1 to 10,000.
    pub quantity: i64,
}

impl Item {
    /// Reads an item to be kept from sale.
    pub fn to_hold(text: &str) -> Result<Self> {
        Self::read(text, "places cannot be held")
    }

    /// Reads an item to be given back to sale.
    pub fn to_release(text: &str) -> Result<Self> {
        Self::read(text, "places cannot be released")
    }

    fn read(text: &str, refused: &str) -> Result<Self> {
        refuse_astray(text.trim())?;
        let Some((ticket_type, quantity)) = text.split_once('=') else {
            return Ok(Self {
                ticket_type: text.parse()?,
                quantity: 1,
            });
        };
        let quantity = quantity.trim();
        let digits = quantity.bytes().all(|byte| byte.is_ascii_digit());
        let number = quantity
            .parse()
            .ok()
            .filter(|number| digits && (1..=10_000).contains(number));
        let quantity = number.ok_or_else(|| {
            let message = format!("`{quantity}` {refused}; expected 1 to 10000");
            Error::new(Code::InvalidValue, message)
        })?;
        Ok(Self {
            ticket_type: ticket_type.parse()?,
            quantity,
        })
    }
}

impl FromStr for Item {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Self::read(text, "tickets cannot be sold")
    }
}

impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}={}", self.ticket_type, self.quantity)
    }
}

/// How a sum is paid: `cash`, or `card=150000`; without a sum it is the rest.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Pay {
    /// The way the money moves.
    pub method: Method,
    /// How much of it, if it was said.
    pub amount: Option<MoneyText>,
}

impl FromStr for Pay {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Ok(match text.split_once('=') {
            Some((method, amount)) => Self {
                method: method.trim().parse()?,
                amount: Some(amount.parse()?),
            },
            None => Self {
                method: text.trim().parse()?,
                amount: None,
            },
        })
    }
}

impl fmt::Display for Pay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.amount {
            Some(amount) => write!(f, "{}={amount}", self.method),
            None => self.method.fmt(f),
        }
    }
}

serialize_as_text!(Item, Pay);

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
    fn an_item_is_one_unless_it_says_how_many() {
        assert_eq!(
            read::<Item>("java-jazz-2026/vip=2", "java-jazz-2026/vip=2").quantity,
            2
        );
        assert_eq!(read::<Item>("child", "child=1").quantity, 1);
        for text in [
            "vip=0",
            "vip=-1",
            "vip=+1",
            "vip=10001",
            "vip=two",
            "vip=",
            "vip=1=2",
            "=2",
        ] {
            assert!(text.parse::<Item>().is_err(), "{text}");
        }
        let message = "vip=0".parse::<Item>().unwrap_err().message;
        assert_eq!(message, "`0` tickets cannot be sold; expected 1 to 10000");
    }

    #[test]
    fn a_way_to_pay_may_say_how_much() {
        assert_eq!(read::<Pay>("cash", "cash").amount, None);
        let card: Pay = read("card=Rp150.000", "card=Rp150.000");
        assert_eq!(card.method, Method::Card);
        for text in ["gold", "card=", "card=much"] {
            assert!(text.parse::<Pay>().is_err(), "{text}");
        }
    }
}
