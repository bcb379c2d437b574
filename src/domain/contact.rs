//! How a customer is reached.

use std::str::FromStr;

use unicode_normalization::UnicodeNormalization;

use super::canonical::text_newtype;
use super::{Code, Error, Result};

/// An e-mail address in lower case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Email(String);

/// A phone number: 6 to 15 digits after an optional `+`, without blanks and dashes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Phone(String);

impl FromStr for Email {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let email: String = text.trim().nfc().collect::<String>().to_lowercase();
        let refuse = |what: &str| {
            let message = format!("`{text}` is not an e-mail address: {what}");
            Err(Error::new(Code::InvalidValue, message))
        };
        let Some((local, domain)) = email.split_once('@') else {
            return refuse("it has no `@`");
        };
        if domain.contains('@') {
            return refuse("it has more than one `@`");
        }
        if email.chars().any(is_foreign) {
            return refuse("it has a blank or another character that no address has");
        }
        if !(1..=64).contains(&local.len()) || 254 < email.len() {
            return refuse("expected 1 to 64 characters before the `@` and 254 in all");
        }
        if local.starts_with('.') || local.ends_with('.') || local.contains("..") {
            return refuse("a dot is out of place before the `@`");
        }
        if !domain.contains('.') || !domain.split('.').all(is_label) {
            return refuse("expected a domain such as `example.com` after the `@`");
        }
        Ok(Self(email))
    }
}

impl Phone {
    /// The digits that the forms of one number share: `0812…` at home is `+62812…` abroad, so neither its `0` nor the
    /// country is among them. `None` for a number too short to be told by its end.
    #[must_use]
    pub fn shared_digits(&self) -> Option<&str> {
        let digits = self
            .0
            .strip_prefix('+')
            .or_else(|| self.0.strip_prefix('0'))?;
        (digits.len() >= 8).then_some(digits)
    }

    /// Whether both are one number, written at home and abroad.
    #[must_use]
    pub fn is_same_line(&self, other: &Self) -> bool {
        let (home, abroad) = if self.0.starts_with('+') {
            (other, self)
        } else {
            (self, other)
        };
        self == other
            || home.0.starts_with('0')
                && abroad.0.starts_with('+')
                && home
                    .shared_digits()
                    .is_some_and(|digits| abroad.0.ends_with(digits))
    }
}

impl FromStr for Phone {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let phone = text.trim().replace([' ', '\u{a0}', '-', '.', '(', ')'], "");
        let digits = phone.strip_prefix('+').unwrap_or(&phone);
        if (6..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Ok(Self(phone));
        }
        let message =
            format!("`{text}` is not a phone number; expected 6 to 15 digits, with or without `+`");
        Err(Error::new(Code::InvalidValue, message))
    }
}

text_newtype!(Email, Phone);

fn is_foreign(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}')
        || matches!(
            c,
            '<' | '>' | '(' | ')' | '[' | ']' | ',' | ';' | ':' | '"' | '\\' | '\u{feff}'
        )
}

fn is_label(label: &str) -> bool {
    (1..=63).contains(&label.len())
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label
            .chars()
            .all(|c| c.is_alphanumeric() || c == '-' || !c.is_ascii())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_kept_in_lower_case() {
        let email: Email = " Rina.Sari+tix@Example.COM ".parse().unwrap();
        assert_eq!(email.as_str(), "rina.sari+tix@example.com");
        assert!("나윤선@예시.한국".parse::<Email>().is_ok());
    }

    #[test]
    fn what_is_no_address_is_refused() {
        let wrong = [
            "",
            "rina",
            "@example.com",
            "rina@",
            "rina@example",
            "rina@@example.com",
            "a@b@c.com",
            "ri na@example.com",
            "rina@exam ple.com",
            ".rina@example.com",
            "ri..na@example.com",
            "rina@.com",
            "rina@example..com",
            "rina@-example.com",
            "rina@example.com.",
            "Rina <rina@example.com>",
            "rina@example.com, joko@example.com",
            "rina\u{202e}@example.com",
            "rina@exa_mple.com",
            "rina\u{200b}@example.com",
        ];
        for text in wrong {
            assert!(text.parse::<Email>().is_err(), "{text}");
        }
        assert!(
            format!("{}@example.com", "x".repeat(65))
                .parse::<Email>()
                .is_err()
        );
        assert!(
            format!("x@{}com", "example.".repeat(40))
                .parse::<Email>()
                .is_err()
        );
    }

    #[test]
    fn a_refusal_says_what_is_wrong() {
        let error = "rina@example".parse::<Email>().unwrap_err();
        assert_eq!(error.code, Code::InvalidValue);
        let expected = "`rina@example` is not an e-mail address: expected a domain such as \
                        `example.com` after the `@`";
        assert_eq!(error.message, expected);
    }

    #[test]
    fn a_phone_number_is_kept_as_digits() {
        let cases = [
            ("+62 812-3456-7890", "+6281234567890"),
            ("(0812) 3456.7890", "081234567890"),
            ("123456", "123456"),
        ];
        for (text, digits) in cases {
            assert_eq!(text.parse::<Phone>().unwrap().as_str(), digits);
        }
    }

    #[test]
    fn what_is_no_phone_number_is_refused() {
        for text in [
            "",
            "+",
            "12345",
            "1234567890123456",
            "0812x345678",
            "++62812345678",
            "62+812345678",
        ] {
            assert!(text.parse::<Phone>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_number_at_home_and_abroad_is_one_line() {
        let phone = |text: &str| text.parse::<Phone>().unwrap();
        assert!(phone("0812-3456-7890").is_same_line(&phone("+62 812 3456 7890")));
        assert!(phone("+6281234567890").is_same_line(&phone("081234567890")));
        assert!(!phone("081234567890").is_same_line(&phone("081234567891")));
        assert!(!phone("+6281234567890").is_same_line(&phone("+6581234567890")));
        assert!(!phone("0345678").is_same_line(&phone("+62345678")));
    }
}
