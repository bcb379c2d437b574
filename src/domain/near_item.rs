//! What was probably meant by a text that is not yet an item.

use super::reference::id;
use super::{Code, Error, Item, Result, TicketTypeRef};

/// Refuses bare digits, which could be a quantity that went astray, items with commas between them, and other marks
/// than `=`.
pub(super) fn refuse_astray(text: &str) -> Result<()> {
    if let Some(number) = id(text)? {
        let message = format!("`{text}` could be a quantity or the id of a ticket type");
        let tickets = if number == 1 { "ticket" } else { "tickets" };
        return Err(Error::new(Code::InvalidValue, message)
            .hint(format!("`TYPE={text}` is {text} {tickets} of a type"))
            .hint(format!("`{text}=1` is one ticket of ticket type {text}")));
    }
    let items: Vec<_> = text.split(',').map(str::trim).collect();
    if 1 < items.len() && items.iter().all(|item| item.parse::<Item>().is_ok()) {
        let message = format!("`{text}` is several items in one");
        let meant = format!("write them as `{}`", items.join(" "));
        return Err(Error::new(Code::InvalidValue, message).hint(meant));
    }
    let Some((ticket_type, quantity)) = text.rsplit_once([':', '*', '×']) else {
        return Ok(());
    };
    let quantity = quantity.trim();
    let is_number = !quantity.is_empty() && quantity.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number || ticket_type.trim().parse::<TicketTypeRef>().is_err() {
        return Ok(());
    }
    let message = format!("`{text}` is not an item; how many stands after `=`");
    let meant = format!("write it as `{}={quantity}`", ticket_type.trim());
    Err(Error::new(Code::InvalidValue, message).hint(meant))
}

#[cfg(test)]
mod tests {
    use crate::domain::{Error, Item};

    fn refused(text: &str) -> Error {
        text.parse::<Item>().unwrap_err()
    }

    #[test]
    fn bare_digits_could_be_a_quantity_or_an_id() {
        let error = refused("2");
        assert_eq!(
            error.message,
            "`2` could be a quantity or the id of a ticket type"
        );
        assert_eq!(
            error.hints,
            [
                "`TYPE=2` is 2 tickets of a type",
                "`2=1` is one ticket of ticket type 2"
            ]
        );
        assert_eq!("2=1".parse::<Item>().unwrap().quantity, 1);
        assert_eq!(refused("1").hints[0], "`TYPE=1` is 1 ticket of a type");
    }

    #[test]
    fn items_with_commas_between_them_are_told_to_stand_apart() {
        assert_eq!(
            refused("adult=2,child").hints,
            ["write them as `adult=2 child`"]
        );
        assert_eq!(
            refused("adult, child").hints,
            ["write them as `adult child`"]
        );
    }

    #[test]
    fn another_mark_before_the_quantity_is_told() {
        for text in ["reguler:2", "reguler*2", "reguler × 2"] {
            assert_eq!(refused(text).hints, ["write it as `reguler=2`"], "{text}");
        }
        assert_eq!(
            refused("java-jazz/vip:2").hints,
            ["write it as `java-jazz/vip=2`"]
        );
    }
}
