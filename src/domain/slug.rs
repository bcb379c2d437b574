//! The names in references: `java-jazz-2026`.

use std::str::FromStr;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::canonical::{deserialize_from_text, text_newtype};
use super::{Code, Error, Result};

/// The longest slug, in characters.
const LONGEST: usize = 80;

/// A name for references: letters in lower case and digits of any script joined by single `-`,
/// beginning with a letter, at most 80 characters, in NFC.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(String);

impl Slug {
    /// The slug a name gives: `Java Jazz 2026` is `java-jazz-2026`.
    ///
    /// Nothing for a name whose first letter or digit is not a letter.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let slug = shorten(&joined(name), LONGEST).to_owned();
        slug.chars()
            .next()
            .filter(|c| c.is_alphabetic())
            .map(|_| Self(slug))
    }

    /// The slug with a suffix such as a date, itself shortened where both would be too long.
    #[must_use]
    pub fn with_suffix(&self, suffix: &str) -> Self {
        let suffix = joined(suffix);
        let suffix = shorten(&suffix, LONGEST / 2);
        if suffix.is_empty() {
            return self.clone();
        }
        let room = LONGEST - 1 - suffix.chars().count();
        Self(format!("{}-{suffix}", shorten(&self.0, room)))
    }
}

impl FromStr for Slug {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        if is_plain(text) {
            return Ok(Self(text.to_owned()));
        }
        let composed: String = text.trim().nfc().collect();
        let proposed = Self::from_name(&composed);
        if let Some(slug) = proposed.as_ref().filter(|slug| slug.0 == composed) {
            return Ok(slug.clone());
        }
        let message = format!(
            "`{text}` is not a slug; expected lower-case letters and digits joined by `-`, \
             beginning with a letter, at most {LONGEST} characters"
        );
        let error = Error::new(Code::InvalidValue, message);
        Err(match proposed {
            Some(slug) => error.hint(format!("did you mean `{slug}`?")),
            None => error,
        })
    }
}

text_newtype!(Slug);
deserialize_from_text!(Slug);

/// Whether a text of plain letters is a slug as it stands, as most are; the long way says the same of it.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() <= LONGEST
        && bytes.first().is_some_and(u8::is_ascii_lowercase)
        && bytes.last() != Some(&b'-')
        && bytes
            .iter()
            .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
        && !text.contains("--")
}

/// The letters and digits of a text in lower case, in words joined by single `-`.
fn joined(text: &str) -> String {
    if text.is_ascii() {
        let mut words = String::with_capacity(text.len());
        let mut parted = false;
        for byte in text.bytes().filter(|byte| *byte != b'\'') {
            if byte.is_ascii_alphanumeric() {
                if parted && !words.is_empty() {
                    words.push('-');
                }
                parted = false;
                words.push(byte.to_ascii_lowercase().into());
            } else {
                parted = true;
            }
        }
        return words;
    }
    joined_of_any_script(text)
}

fn joined_of_any_script(text: &str) -> String {
    let lower = text.nfc().collect::<String>().to_lowercase();
    let mut words = vec![String::new()];
    for c in lower.nfc() {
        let inside = words.last().is_some_and(|word| !word.is_empty());
        if c.is_alphanumeric() && !is_combining_mark(c) || inside && is_combining_mark(c) {
            words.last_mut().into_iter().for_each(|word| word.push(c));
        } else if inside && !is_silent(c) {
            words.push(String::new());
        }
    }
    words.retain(|word| !word.is_empty());
    words.join("-").nfc().collect()
}

/// What stands inside a word without parting it: apostrophes and zero-width characters.
fn is_silent(c: char) -> bool {
    matches!(
        c,
        '\'' | '’' | 'ʼ' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}'
    )
}

/// At most `longest` characters of a slug, cut between words where it can be.
fn shorten(slug: &str, longest: usize) -> &str {
    let Some((end, next)) = slug.char_indices().nth(longest) else {
        return slug;
    };
    let head = &slug[..end];
    match head.rfind('-').filter(|_| next != '-') {
        Some(word_end) if longest / 2 < head[..word_end].chars().count() => &head[..word_end],
        _ => head.trim_end_matches('-'),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn from_name(name: &str) -> String {
        Slug::from_name(name).unwrap().to_string()
    }

    #[test]
    fn a_name_gives_its_slug() {
        let cases = [
            ("Java Jazz 2026", "java-jazz-2026"),
            ("AC/DC – Live!", "ac-dc-live"),
            ("Don't Stop", "dont-stop"),
            ("Café São", "café-são"),
            ("나윤선 콘서트", "나윤선-콘서트"),
            ("हिन्दी संगीत", "हिन्दी-संगीत"),
            ("İstanbul", "i\u{307}stanbul"),
        ];
        for (name, slug) in cases {
            assert_eq!(from_name(name), slug);
        }
    }

    #[test]
    fn a_name_that_does_not_begin_with_a_letter_gives_none() {
        for name in ["", "2026 Java Jazz", "!!!", "…", "\u{301}"] {
            assert_eq!(Slug::from_name(name), None, "{name}");
        }
    }

    #[test]
    fn what_is_not_a_slug_is_refused_with_the_nearest_one() {
        for text in [
            "Java-Jazz-2026",
            "java--jazz-2026",
            "-java-jazz-2026-",
            "java_jazz 2026",
        ] {
            let error = text.parse::<Slug>().unwrap_err();
            assert_eq!(error.hints, ["did you mean `java-jazz-2026`?"], "{text}");
        }
        assert!("2026".parse::<Slug>().unwrap_err().hints.is_empty());
    }

    #[test]
    fn a_decomposed_slug_is_composed() {
        assert_eq!("cafe\u{301}".parse::<Slug>().unwrap().as_str(), "caf\u{e9}");
    }

    #[test]
    fn a_long_name_is_cut_between_words() {
        let slug = from_name(&"orchestra ".repeat(20));
        assert_eq!(slug, ["orchestra"; 8].join("-"));
        assert_eq!(from_name(&"x".repeat(100)).len(), 80);
        assert!("x".repeat(81).parse::<Slug>().is_err());
    }

    #[test]
    fn a_suffix_is_kept_whole_at_the_cost_of_the_name() {
        let slug = Slug::from_name("java jazz").unwrap();
        assert_eq!(
            slug.with_suffix("2026-11-28").as_str(),
            "java-jazz-2026-11-28"
        );
        assert_eq!(slug.with_suffix("").as_str(), "java-jazz");
        let long = Slug::from_name(&"x".repeat(80))
            .unwrap()
            .with_suffix("2026-11-28");
        assert_eq!(long.as_str().len(), 80);
        assert!(long.as_str().ends_with("x-2026-11-28"));
    }

    proptest! {
        #[test]
        fn plain_letters_are_joined_as_those_of_any_script(text in "[ -~]{0,90}") {
            prop_assert_eq!(joined(&text), joined_of_any_script(&text));
        }

        #[test]
        fn a_plain_slug_is_what_its_own_name_gives(text in "[a-z0-9-]{0,84}") {
            let given = Slug::from_name(&text).is_some_and(|slug| slug.0 == text);
            prop_assert_eq!(is_plain(&text), given);
        }

        #[test]
        fn a_slug_gives_itself(name in any::<String>()) {
            if let Some(slug) = Slug::from_name(&name) {
                prop_assert_eq!(slug.as_str().parse::<Slug>(), Ok(slug.clone()));
                prop_assert_eq!(Slug::from_name(slug.as_str()), Some(slug));
            }
        }

        #[test]
        fn a_slug_of_any_script_gives_itself(name in "[\\p{L}\\p{M}\\p{N}' -]{1,120}") {
            if let Some(slug) = Slug::from_name(&name) {
                prop_assert!(slug.as_str().chars().count() <= LONGEST);
                prop_assert_eq!(slug.as_str().parse::<Slug>(), Ok(slug));
            }
        }

        #[test]
        fn a_slug_with_a_suffix_is_a_slug(name in "[\\p{L}\\p{M} -]{1,120}", suffix in "[0-9]{1,4}(-[0-9]{1,2}){0,2}") {
            if let Some(slug) = Slug::from_name(&name) {
                let dated = slug.with_suffix(&suffix);
                let ends_so = dated.as_str().strip_suffix(&suffix).is_some_and(|it| it.ends_with('-'));
                prop_assert!(ends_so);
                prop_assert_eq!(dated.as_str().parse::<Slug>(), Ok(dated));
            }
        }
    }
}
