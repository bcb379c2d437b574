//! Where the public finds a concert: the address of its page, made from its slug.

use std::fmt::Write;
use std::str::FromStr;

use super::canonical::serialize_as_text;
use super::{Code, Error, Result, Slug};

/// Stands for the slug.
const SLOT: &str = "{concert}";

/// An address with `{concert}` in the place of the slug: `https://house.example/concerts/{concert}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicUrl {
    before: String,
    after: String,
}

impl PublicUrl {
    /// The address of a concert, in ASCII.
    #[must_use]
    pub fn of(&self, concert: &Slug) -> String {
        let mut url = self.before.clone();
        for byte in concert.as_str().bytes() {
            if byte.is_ascii() {
                url.push(char::from(byte));
            } else {
                // Writing to memory never fails.
                let _ = write!(url, "%{byte:02X}");
            }
        }
        url + &self.after
    }
}

impl std::fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&format!("{}{SLOT}{}", self.before, self.after))
    }
}

impl FromStr for PublicUrl {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let refused = |what: &str| {
            let error = Error::new(Code::InvalidValue, format!("`{text}` {what}"));
            Err(error.hint("like `https://house.example/concerts/{concert}`"))
        };
        if !text.starts_with("https://") && !text.starts_with("http://") {
            return refused("is not an address that begins with `https://`");
        }
        if !text.bytes().all(|byte| byte.is_ascii_graphic()) || text.contains(['"', '<', '>']) {
            return refused("has a character that no address has");
        }
        match text.split_once(SLOT) {
            Some((before, after)) if !after.contains(SLOT) => Ok(Self {
                before: before.to_owned(),
                after: after.to_owned(),
            }),
            _ => refused("does not have `{concert}` once, which stands for the slug"),
        }
    }
}

serialize_as_text!(PublicUrl);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_slug_stands_in_its_place_in_ascii() {
        let url: PublicUrl = "https://a.example/c/{concert}?utm=1".parse().unwrap();
        let of = |slug: &str| url.of(&slug.parse().unwrap());
        assert_eq!(of("java-jazz"), "https://a.example/c/java-jazz?utm=1");
        assert_eq!(of("재즈"), "https://a.example/c/%EC%9E%AC%EC%A6%88?utm=1");
        assert_eq!(url.to_string(), "https://a.example/c/{concert}?utm=1");
    }

    #[test]
    fn what_is_no_address_with_one_slot_is_refused() {
        for text in [
            "house.example/{concert}",
            "https://house.example/",
            "https://house.example/{concert}/{concert}",
            "https://house.example/{concert} ",
            "https://house.example/\"{concert}",
        ] {
            assert!(text.parse::<PublicUrl>().is_err(), "{text}");
        }
    }
}
