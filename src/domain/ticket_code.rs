//! The code of a ticket, which lets its bearer in.

use std::fmt;
use std::str::FromStr;

use super::alphabet::{CHARACTERS, LETTERS, character, check, fits, read, slip};
use super::canonical::serialize_as_text;
use super::{Code, Error, Result};

/// The code of a ticket: a letter, 16 characters and a check character, over 81 random bits.
///
/// It is stored without dashes and shown in three groups, `KXQRTB-7WMHVC-ZNP8AF`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TicketCode(String);

const LENGTH: usize = 18;
const GROUP: usize = 6;

impl TicketCode {
    /// A new code from random bytes, each used or passed over so that every code is equally likely.
    pub fn draw(mut next: impl FnMut() -> u8) -> Self {
        let mut body = vec![below(LETTERS, &mut next)];
        body.resize_with(LENGTH - 1, || below(CHARACTERS, &mut next));
        Self::write(&body)
    }

    /// The text as it is stored, without dashes.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn write(body: &[u8]) -> Self {
        let last = check(body);
        Self(
            body.iter()
                .chain([&last])
                .map(|value| character(*value))
                .collect(),
        )
    }
}

fn below(bound: u8, next: &mut impl FnMut() -> u8) -> u8 {
    let fair = u8::MAX - u8::MAX % bound;
    loop {
        let byte = next();
        if byte < fair {
            return byte % bound;
        }
    }
}

impl fmt::Display for TicketCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, rest) = self.0.split_at(GROUP);
        let (second, third) = rest.split_at(GROUP);
        f.pad(&format!("{first}-{second}-{third}"))
    }
}

impl fmt::Debug for TicketCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TicketCode({}-…)", self.0.split_at(GROUP).0)
    }
}

impl FromStr for TicketCode {
    type Err = Error;

    /// Reads a code in any case, with or without dashes, blanks and look-alikes, and verifies its
    /// check character.
    fn from_str(text: &str) -> Result<Self> {
        let typed = text.trim();
        if typed.contains('/') {
            return Err(no_place(typed));
        }
        let values = read(typed, typed)?;
        if values.len() != LENGTH || LETTERS <= values[0] {
            let message = format!(
                "`{typed}` is not the code of a ticket; expected {LENGTH} characters beginning with a letter"
            );
            return Err(Error::new(Code::InvalidValue, message));
        }
        if !fits(&values) {
            return Err(slip(typed));
        }
        Ok(Self::write(&values[..LENGTH - 1]))
    }
}

/// What is wrong where a ticket is named by its place in an order, and nothing but its code lets somebody in.
fn no_place(typed: &str) -> Error {
    let message =
        format!("`{typed}` is a place in an order; the door takes the code of the ticket");
    Error::new(Code::InvalidValue, message)
        .hint(format!("boxoffice ticket show {typed}    tells its code"))
}

serialize_as_text!(TicketCode);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn draw(bytes: &[u8]) -> TicketCode {
        let mut bytes = bytes.iter().copied().cycle();
        TicketCode::draw(|| bytes.next().unwrap())
    }

    #[test]
    fn a_code_is_shown_in_groups_and_stored_without_dashes() {
        let code = draw(&(0..17).collect::<Vec<u8>>());
        assert_eq!(code.to_string(), "ABCDEF-GHJKLM-NPQRSV");
        assert_eq!(code.as_str(), code.to_string().replace('-', ""));
    }

    #[test]
    fn a_code_is_not_shown_whole_when_debugged() {
        let code = draw(&[1]);
        assert_eq!(
            format!("{code:?}"),
            format!("TicketCode({}-…)", &code.as_str()[..6])
        );
    }

    #[test]
    fn bytes_that_would_make_a_character_likelier_are_passed_over() {
        let after = |first: &[u8]| {
            let mut bytes = first.iter().copied().chain(std::iter::repeat(3));
            TicketCode::draw(|| bytes.next().unwrap())
        };
        assert_eq!(after(&[240, 255, 3, 252]), after(&[]));
        assert_ne!(after(&[239]), after(&[]));
    }

    #[test]
    fn every_character_is_equally_likely() {
        for bound in [LETTERS, CHARACTERS] {
            let mut times = vec![0; usize::from(bound)];
            let mut byte = 0_u8;
            let fair = u8::MAX - u8::MAX % bound;
            for _ in 0..fair {
                times[usize::from(below(bound, &mut || {
                    byte = byte.wrapping_add(1);
                    byte - 1
                }))] += 1;
            }
            assert!(times.iter().all(|it| *it == times[0]), "{times:?}");
        }
    }

    #[test]
    fn what_is_no_code_is_refused() {
        let code = draw(&[9, 8, 7]).to_string();
        for text in [
            "",
            "K7QX3",
            &code[1..],
            &format!("{code}A"),
            &format!("7{}", &code[1..]),
        ] {
            let message = text.parse::<TicketCode>().unwrap_err().message;
            assert!(
                message.contains("is not the code of a ticket"),
                "{text}: {message}"
            );
        }
    }

    proptest! {
        #[test]
        fn a_code_reads_back_as_shown_stored_or_hurried(bytes in prop::collection::vec(0..240_u8, 17)) {
            let code = draw(&bytes);
            prop_assert_eq!(code.as_str().parse::<TicketCode>(), Ok(code.clone()));
            prop_assert_eq!(code.to_string().parse::<TicketCode>(), Ok(code.clone()));
            let hurried = code.to_string().to_lowercase().replace('-', " ").replace('z', "2").replace('s', "5");
            prop_assert_eq!(hurried.parse::<TicketCode>(), Ok(code));
        }

        #[test]
        fn every_single_wrong_character_and_every_swap_is_told(bytes in prop::collection::vec(0..240_u8, 17)) {
            let code = draw(&bytes);
            for place in 0..LENGTH {
                for wrong in (0..CHARACTERS).map(character) {
                    let slipped = format!("{}{wrong}{}", &code.0[..place], &code.0[place + 1..]);
                    prop_assert!(slipped == code.0 || slipped.parse::<TicketCode>().is_err());
                }
            }
            for place in 1..LENGTH {
                let mut slipped = code.0.clone().into_bytes();
                slipped.swap(place - 1, place);
                let slipped = String::from_utf8(slipped).unwrap();
                prop_assert!(slipped == code.0 || slipped.parse::<TicketCode>().is_err());
            }
        }
    }
}
