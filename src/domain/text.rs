//! Free text that people type: names and notes, how they are compared and how a terminal may show them.

use std::borrow::Cow;
use std::str::FromStr;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::canonical::{deserialize_from_text, text_newtype};
use super::{Code, Error, Result};

/// The name of a thing or a person: one line of 1 to 200 characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(String);

/// A reason, a note or a reference: one line of 1 to 1000 characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Note(String);

impl FromStr for Name {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        one_line(text, "a name", 200).map(Self)
    }
}

impl FromStr for Note {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        one_line(text, "a note", 1000).map(Self)
    }
}

text_newtype!(Name, Note);
deserialize_from_text!(Name, Note);

/// The form in which names are searched: without marks, in lower case, with single blanks.
#[must_use]
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return squeeze(&text.to_ascii_lowercase());
    }
    let bare: String = text.nfkd().filter(|c| !is_combining_mark(*c)).collect();
    squeeze(&bare.to_lowercase())
}

/// The text as a terminal may show it: what would move the cursor, turn the line round or stay
/// invisible is written as `\u{202e}`.
#[must_use]
pub fn escape(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| is_unsafe(c) || is_invisible(c)) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len());
    let mut before = ' ';
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let joins =
            c == JOINER && is_pictograph(before) && rest.peek().is_some_and(|c| is_pictograph(*c));
        if (is_unsafe(c) || is_invisible(c)) && !joins {
            safe.extend(c.escape_unicode());
        } else {
            safe.push(c);
        }
        before = c;
    }
    Cow::Owned(safe)
}

/// The text as one word of a shell, in quotes where it needs them.
#[must_use]
pub fn quoted(text: &str) -> Cow<'_, str> {
    let is_plain = |c: char| c.is_alphanumeric() || "-_.@+/".contains(c);
    if !text.is_empty() && text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(format!("'{}'", text.replace('\'', "'\\''")))
}

/// A number with its verb: `1 was`, `2 were`.
pub(super) fn were(n: i64) -> String {
    match n {
        1 => "1 was".to_owned(),
        more => format!("{more} were"),
    }
}

/// A number with its noun: `1 ticket`, `2 tickets`, `3 entries`, `2 batches`.
#[must_use]
pub fn count(n: i64, noun: &str) -> String {
    if n == 1 {
        return format!("{n} {noun}");
    }
    let vowel_before_y = ["ay", "ey", "oy", "uy"]
        .iter()
        .any(|end| noun.ends_with(end));
    if let Some(stem) = noun.strip_suffix('y').filter(|_| !vowel_before_y) {
        return format!("{n} {stem}ies");
    }
    let hissing = ["s", "x", "ch", "sh"].iter().any(|end| noun.ends_with(end));
    format!("{n} {noun}{}", if hissing { "es" } else { "s" })
}

/// The zero-width joiner, which makes one picture of several.
const JOINER: char = '\u{200d}';

fn one_line(text: &str, what: &str, longest: usize) -> Result<String> {
    if is_plain_line(text, longest) {
        return Ok(text.to_owned());
    }
    let text: String = text.trim().nfc().collect();
    if let Some(found) = text.chars().find(|c| is_unsafe(*c)) {
        let message = format!(
            "{what} cannot contain the character `{}`",
            found.escape_unicode()
        );
        return Err(Error::new(Code::InvalidValue, message));
    }
    let text = squeeze(&text);
    if text
        .chars()
        .all(|c| is_invisible(c) || is_combining_mark(c))
    {
        return Err(Error::new(
            Code::InvalidValue,
            format!("{what} cannot be empty"),
        ));
    }
    let length = text.chars().count();
    if longest < length {
        let message = format!("{what} has at most {longest} characters, found {length}");
        return Err(Error::new(Code::InvalidValue, message));
    }
    Ok(text)
}

/// Whether nothing is to be done to a text of plain letters, as most are; the long way says the same of it.
fn is_plain_line(text: &str, longest: usize) -> bool {
    let bytes = text.as_bytes();
    (1..=longest).contains(&bytes.len())
        && bytes.iter().all(|byte| matches!(byte, b' '..=b'~'))
        && !text.starts_with(' ')
        && !text.ends_with(' ')
        && !text.contains("  ")
}

fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Control characters, line separators and what changes the direction of a line.
fn is_unsafe(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Characters without a picture of their own.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
    )
}

/// Emoji, their skin tones and the mark that asks for the coloured picture.
fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2bff}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn name(text: &str) -> Result<Name> {
        text.parse()
    }

    #[test]
    fn a_word_of_the_shell_is_quoted_where_it_needs_it() {
        assert_eq!(quoted("rina@example.com"), "rina@example.com");
        assert_eq!(quoted("Rina Sari"), "'Rina Sari'");
        assert_eq!(quoted("O'Brien"), "'O'\\''Brien'");
        assert_eq!(quoted(""), "''");
    }

    #[test]
    fn a_name_is_composed_trimmed_and_has_single_blanks() {
        assert_eq!(
            name("  Cafe\u{301}\u{a0}  del  Mar ").unwrap().as_str(),
            "Caf\u{e9} del Mar"
        );
        assert_eq!(name("나윤선 🎷").unwrap().as_str(), "나윤선 🎷");
    }

    #[test]
    fn a_name_with_a_control_or_direction_character_is_refused() {
        for c in [
            '\0', '\t', '\n', '\u{1b}', '\u{85}', '\u{2028}', '\u{202e}', '\u{2066}',
        ] {
            let message = name(&format!("Rina{c}Sari")).unwrap_err().message;
            let expected = format!(
                "a name cannot contain the character `{}`",
                c.escape_unicode()
            );
            assert_eq!(message, expected);
        }
    }

    #[test]
    fn a_name_nobody_can_see_is_empty() {
        for text in ["", "  ", "\u{200b}", "\u{feff}\u{200d}", "\u{301}"] {
            assert_eq!(name(text).unwrap_err().message, "a name cannot be empty");
        }
    }

    #[test]
    fn names_end_at_200_characters_and_notes_at_1000() {
        assert!(name(&"é".repeat(200)).is_ok());
        let message = name(&"é".repeat(201)).unwrap_err().message;
        assert_eq!(message, "a name has at most 200 characters, found 201");
        assert!("x".repeat(1000).parse::<Note>().is_ok());
        assert!("x".repeat(1001).parse::<Note>().is_err());
    }

    #[test]
    fn the_search_form_has_no_marks_and_no_case() {
        assert_eq!(fold("  BEYONCÉ  Knowles"), "beyonce knowles");
        assert_eq!(fold("Ｊａｖａ Jazz"), "java jazz");
        assert!(fold("한국").starts_with(&fold("하")));
    }

    #[test]
    fn what_a_terminal_would_obey_is_escaped() {
        assert_eq!(
            escape("a\u{202e}b\u{1b}[31m\u{200b}"),
            "a\\u{202e}b\\u{1b}[31m\\u{200b}"
        );
        assert!(matches!(escape("Rina – 나윤선"), Cow::Borrowed(_)));
    }

    #[test]
    fn a_joiner_stays_inside_a_picture_only() {
        assert_eq!(
            escape("👩\u{200d}🎤 ❤\u{fe0f}\u{200d}🔥"),
            "👩\u{200d}🎤 ❤\u{fe0f}\u{200d}🔥"
        );
        assert_eq!(escape("a\u{200d}b"), "a\\u{200d}b");
    }

    #[test]
    fn nouns_are_counted() {
        assert_eq!(count(1, "ticket"), "1 ticket");
        assert_eq!(count(0, "ticket type"), "0 ticket types");
        assert_eq!(count(3, "entry"), "3 entries");
        assert_eq!(count(2, "day"), "2 days");
        assert_eq!(count(2, "batch"), "2 batches");
    }

    proptest! {
        #[test]
        fn a_name_read_again_is_the_same(text in "\\PC{1,40}") {
            if let Ok(read) = name(&text) {
                prop_assert_eq!(name(read.as_str()).unwrap(), read);
            }
        }

        #[test]
        fn plain_letters_are_kept_as_they_are(text in "[ -~]{0,210}") {
            let long: String = text.trim().nfc().collect();
            let long = squeeze(&long);
            prop_assert_eq!(name(&text).ok().map(|name| name.0), Some(long).filter(|it| (1..=200).contains(&it.len())));
            let bare: String = text.nfkd().filter(|c| !is_combining_mark(*c)).collect();
            prop_assert_eq!(fold(&text), squeeze(&bare.to_lowercase()));
        }

        #[test]
        fn nothing_escaped_is_left_to_escape(text in any::<String>()) {
            let safe = escape(&text).into_owned();
            prop_assert!(!safe.chars().any(is_unsafe));
            prop_assert_eq!(escape(&safe).into_owned(), safe);
        }
    }
}
