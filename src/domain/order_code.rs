//! The short code of an order, computed from its id under a secret of the house.

use std::fmt;
use std::str::FromStr;

use super::alphabet::{CHARACTERS, LETTERS, character, check, fits, read, slip};
use super::canonical::serialize_as_text;
use super::permutation::Key;
use super::{Code, Error, IDS_PER_SITE, Result, Site};

/// The code of an order: `K7QX3`, or `7-K7QX3` for an order of terminal 7.
///
/// It is unique by construction, and it identifies but never authorises.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrderCode(String);

/// The shortest and the longest code without the site, check character included.
const SHORTEST: usize = 5;
const LONGEST: usize = 9;

impl OrderCode {
    /// The code of the order with this id in the house with this secret.
    ///
    /// The first 526,848 orders of a site get five characters, the next 14,751,744 six, and so on.
    #[must_use]
    pub fn compute(id: i64, secret: &[u8; 32]) -> Self {
        let site = Site::of(id);
        let mut index = id.rem_euclid(IDS_PER_SITE).unsigned_abs().saturating_sub(1);
        let mut length = SHORTEST - 1;
        while bodies(length) <= index && length < LONGEST - 1 {
            index -= bodies(length);
            length += 1;
        }
        let key = Key {
            secret,
            site,
            length,
        };
        let body = spell(key.permute(index, bodies(length)), length);
        Self::write(site, &body)
    }

    /// The canonical text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The site that sold the order.
    #[must_use]
    pub fn site(&self) -> Site {
        let number = self
            .0
            .split_once('-')
            .and_then(|(site, _)| site.parse().ok());
        Site(number.unwrap_or_default())
    }

    fn write(site: Site, body: &[u8]) -> Self {
        let last = check(&[site_digits(site), body.to_vec()].concat());
        let code: String = body
            .iter()
            .chain([&last])
            .map(|value| character(*value))
            .collect();
        match site {
            Site(0) => Self(code),
            site => Self(format!("{}-{code}", site.0)),
        }
    }
}

impl fmt::Display for OrderCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl FromStr for OrderCode {
    type Err = Error;

    /// Reads a code in any case, with blanks and look-alikes, and verifies its check character.
    fn from_str(text: &str) -> Result<Self> {
        let typed = text.trim();
        let (site, code) = match typed.split_once('-') {
            Some((site, code)) => (read_site(typed, site.trim())?, code),
            None => (Site(0), typed),
        };
        let values = read(code, typed)?;
        if !(SHORTEST..=LONGEST).contains(&values.len()) || LETTERS <= values[0] {
            let message =
                format!("`{typed}` is not the code of an order; expected one like `K7QX3`");
            return Err(Error::new(Code::InvalidValue, message));
        }
        if !fits(&[site_digits(site), values.clone()].concat()) {
            return Err(slip(typed));
        }
        Ok(Self::write(site, &values[..values.len() - 1]))
    }
}

serialize_as_text!(OrderCode);

/// Whether a text was refused as a code only because its check character does not fit.
pub(super) fn is_a_slip(text: &str, refusal: &Error) -> bool {
    *refusal == slip(text.trim())
}

/// How many bodies of a length there are: a letter, then any characters.
fn bodies(length: usize) -> u64 {
    (1..length).fold(u64::from(LETTERS), |bodies, _| {
        bodies * u64::from(CHARACTERS)
    })
}

/// The body with a number below [`bodies`].
fn spell(mut number: u64, length: usize) -> Vec<u8> {
    let mut body = vec![0; length];
    for place in body.iter_mut().skip(1) {
        *place = (number % u64::from(CHARACTERS)).to_le_bytes()[0];
        number /= u64::from(CHARACTERS);
    }
    for letter in body.iter_mut().take(1) {
        *letter = number.to_le_bytes()[0];
    }
    body
}

/// The site before a code as values under the check character, so that a slip in it is told too.
fn site_digits(site: Site) -> Vec<u8> {
    match site {
        Site(0) => Vec::new(),
        Site(number) => number.to_string().bytes().map(|digit| digit % 16).collect(),
    }
}

fn read_site(typed: &str, site: &str) -> Result<Site> {
    let plain = (1..=6).contains(&site.len())
        && site.bytes().all(|byte| byte.is_ascii_digit())
        && !site.starts_with('0');
    site.parse()
        .ok()
        .filter(|_| plain)
        .map(Site)
        .ok_or_else(|| {
            let message =
                format!("`{typed}` is not the code of an order; expected one like `7-K7QX3`");
            Error::new(Code::InvalidValue, message)
        })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    const SECRET: [u8; 32] = [7; 32];

    #[test]
    fn the_codes_of_a_secret_never_change() {
        let codes = [1, 2, 526_849, 7 * IDS_PER_SITE + 1].map(|id| OrderCode::compute(id, &SECRET));
        assert_eq!(
            codes.map(|code| code.0).join(" "),
            "CDKUA DSQQE VG7RXS 7-VGT8A"
        );
    }

    #[test]
    fn the_first_orders_have_five_characters_and_later_ones_more() {
        let length = |id| OrderCode::compute(id, &SECRET).as_str().len();
        assert_eq!(length(1), 5);
        assert_eq!(length(526_848), 5);
        assert_eq!(length(526_849), 6);
        assert_eq!(length(526_848 + 14_751_744), 6);
        assert_eq!(length(526_848 + 14_751_744 + 1), 7);
        assert_eq!(length(IDS_PER_SITE - 1), 8);
    }

    #[test]
    fn a_code_is_read_as_it_may_be_written() {
        let code = OrderCode::compute(7 * IDS_PER_SITE + 4, &SECRET);
        let typed = format!(" {} ", code.as_str().to_lowercase().replace('-', " - "));
        assert_eq!(typed.parse(), Ok(code));
    }

    #[test]
    fn a_slip_of_the_finger_is_told_from_what_is_no_code() {
        let code = OrderCode::compute(1, &SECRET).to_string();
        let slipped = format!(
            "{}{}",
            if code.starts_with('A') { 'B' } else { 'A' },
            &code[1..]
        );
        let message = slipped.parse::<OrderCode>().unwrap_err().message;
        let expected = format!(
            "`{slipped}` is not a code: the last character does not fit: a slip of the finger?"
        );
        assert_eq!(message, expected);
        for text in [
            "",
            "K7Q",
            "K7QX3K7QX3",
            "3ABCD",
            "x-K7QX3",
            "07-K7QX3",
            "-K7QX3",
            "7-",
            "K7-QX3",
        ] {
            let message = text.parse::<OrderCode>().unwrap_err().message;
            assert!(
                message.contains("is not the code of an order"),
                "{text}: {message}"
            );
        }
    }

    fn any_id() -> impl Strategy<Value = i64> {
        (0..3_i64, prop_oneof![1..600_000_i64, 1..IDS_PER_SITE])
            .prop_map(|(site, sequence)| site * IDS_PER_SITE + sequence)
    }

    proptest! {
        #[test]
        fn two_orders_never_share_a_code(a in any_id(), b in any_id(), secret in any::<[u8; 32]>()) {
            let same = OrderCode::compute(a, &secret) == OrderCode::compute(b, &secret);
            prop_assert_eq!(same, a == b);
        }

        #[test]
        fn a_run_of_orders_has_as_many_codes(start in 1..600_000_i64, secret in any::<[u8; 32]>()) {
            let codes = (start..start + 200).map(|id| OrderCode::compute(id, &secret));
            prop_assert_eq!(codes.collect::<BTreeSet<_>>().len(), 200);
        }

        #[test]
        fn a_code_reads_back_with_its_site(id in any_id()) {
            let code = OrderCode::compute(id, &SECRET);
            prop_assert_eq!(code.as_str().parse(), Ok(code.clone()));
            prop_assert_eq!(code.site(), Site::of(id));
        }

        #[test]
        fn every_single_wrong_character_is_told(id in any_id()) {
            let code = OrderCode::compute(id, &SECRET).0;
            let start = code.find('-').map_or(0, |dash| dash + 1);
            for place in start..code.len() {
                for wrong in super::super::ALPHABET.chars().filter(|c| !code[place..].starts_with(*c)) {
                    let slipped = format!("{}{wrong}{}", &code[..place], &code[place + 1..]);
                    prop_assert!(slipped.parse::<OrderCode>().is_err(), "{} {}", code, slipped);
                }
            }
        }

        #[test]
        fn every_swap_of_neighbours_is_told(id in any_id()) {
            let code = OrderCode::compute(id, &SECRET).0;
            let start = code.find('-').map_or(0, |dash| dash + 1);
            for place in start + 1..code.len() {
                let mut bytes = code.clone().into_bytes();
                bytes.swap(place - 1, place);
                let slipped = String::from_utf8(bytes).unwrap();
                prop_assert!(slipped == code || slipped.parse::<OrderCode>().is_err(), "{}", slipped);
            }
        }

        #[test]
        fn a_wrong_site_is_told(id in 1..600_000_i64, site in 1..9_i64) {
            let code = OrderCode::compute(site * IDS_PER_SITE + id, &SECRET).0;
            let bare = &code[2..];
            prop_assert!(bare.parse::<OrderCode>().is_err());
            let slipped = format!("{}-{bare}", site % 9 + 1);
            prop_assert!(slipped.parse::<OrderCode>().is_err());
        }
    }
}
