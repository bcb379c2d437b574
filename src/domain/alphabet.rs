//! The characters of order and ticket codes, and the check character that tells a slip of the finger.

use super::{Code, Error, Result};

/// The characters of codes, letters first: of each pair that looks alike (0 O, 1 I, 2 Z, 4 A, 5 S,
/// 6 G) at most one is among them.
pub const ALPHABET: &str = "ABCDEFGHJKLMNPQRSTUVWXYZ3789";

/// How many characters there are, and how many of them are letters.
pub(super) const CHARACTERS: u8 = 28;
pub(super) const LETTERS: u8 = 24;

/// The character with a value below [`CHARACTERS`].
pub(super) fn character(value: u8) -> char {
    char::from(ALPHABET.as_bytes()[usize::from(value % CHARACTERS)])
}

/// The value of a character of the alphabet.
pub(super) fn value(character: char) -> Option<u8> {
    ALPHABET
        .chars()
        .zip(0..)
        .find(|(known, _)| *known == character)
        .map(|(_, value)| value)
}

/// The values of a code in any case, blanks and `-` left out, a look-alike read as the one of its
/// pair that codes have. `typed` is what a refusal quotes.
pub(super) fn read(code: &str, typed: &str) -> Result<Vec<u8>> {
    let shown = code.chars().filter(|c| !c.is_whitespace() && *c != '-');
    let values = shown.map(|c| {
        let meant = match c.to_ascii_uppercase() {
            '2' => 'Z',
            '4' => 'A',
            '5' => 'S',
            '6' => 'G',
            upper => upper,
        };
        value(meant).ok_or_else(|| {
            let message = format!("`{typed}` is not a code: no code has the character `{c}`");
            Error::new(Code::InvalidValue, message)
        })
    });
    values.collect()
}

/// Whether the last value is the check character of those before it.
pub(super) fn fits(values: &[u8]) -> bool {
    values
        .split_last()
        .is_some_and(|(last, body)| check(body) == *last)
}

/// The refusal of a code whose check character does not fit.
pub(super) fn slip(typed: &str) -> Error {
    let message =
        format!("`{typed}` is not a code: the last character does not fit: a slip of the finger?");
    Error::new(Code::InvalidValue, message)
}

/// The check character of a body.
///
/// A value is a pair out of GF(4) × GF(7). The check makes the sum of all pairs zero, each weighed
/// with a power of (ω, 3) by its place. That weight, less one, has an inverse, so every single wrong
/// character and every swap of neighbours is told; ISO 7064 MOD 29,28 misses a few swaps.
pub(super) fn check(body: &[u8]) -> u8 {
    let (mut four, mut seven) = (0, 0);
    for value in body.iter().chain([&0]) {
        four = times_omega(four) ^ (value / 7 % 4);
        seven = (seven * 3 + value % 7) % 7;
    }
    four * 7 + (7 - seven) % 7
}

/// ω times an element of GF(4), with ω as 2 and ω + 1 as 3.
fn times_omega(element: u8) -> u8 {
    match element {
        1 => 2,
        2 => 3,
        3 => 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bodies that show every pair of neighbours at every place of a short code.
    fn bodies() -> impl Iterator<Item = Vec<u8>> {
        let pairs = (0..CHARACTERS).flat_map(|a| (0..CHARACTERS).map(move |b| (a, b)));
        pairs.flat_map(|(a, b)| [vec![a, b, 5, 9], vec![17, a, b, 2], vec![3, 27, a, b]])
    }

    fn with_check(mut body: Vec<u8>) -> Vec<u8> {
        body.push(check(&body));
        body
    }

    #[test]
    fn the_alphabet_begins_with_its_letters() {
        assert_eq!(ALPHABET.len(), usize::from(CHARACTERS));
        let letters = ALPHABET
            .chars()
            .take_while(char::is_ascii_alphabetic)
            .count();
        assert_eq!(letters, usize::from(LETTERS));
        assert!((0..CHARACTERS).all(|it| value(character(it)) == Some(it)));
    }

    #[test]
    fn every_check_character_fits_its_body() {
        assert!(bodies().map(with_check).all(|code| fits(&code)));
    }

    #[test]
    fn every_single_wrong_character_is_told() {
        for code in bodies().map(with_check) {
            for place in 0..code.len() {
                for wrong in (0..CHARACTERS).filter(|it| *it != code[place]) {
                    let mut slipped = code.clone();
                    slipped[place] = wrong;
                    assert!(!fits(&slipped), "{code:?} {slipped:?}");
                }
            }
        }
    }

    #[test]
    fn every_swap_of_neighbours_is_told() {
        for code in bodies().map(with_check) {
            for place in 1..code.len() {
                let mut slipped = code.clone();
                slipped.swap(place - 1, place);
                assert!(slipped == code || !fits(&slipped), "{code:?} {slipped:?}");
            }
        }
    }

    #[test]
    fn look_alikes_blanks_and_case_are_read_as_meant() {
        assert_eq!(read("k2-4 5 6", "").ok(), read("KZASG", "").ok());
    }

    #[test]
    fn a_character_no_code_has_is_named() {
        let error = read("K7QO3", "K7QO3").unwrap_err();
        assert_eq!(
            error.message,
            "`K7QO3` is not a code: no code has the character `O`"
        );
    }
}
