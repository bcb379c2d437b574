//! The words of a line, told apart as a shell does: blanks part them, quotes keep them together.

use crate::domain::{Code, Error, Result};

/// The words of a line; none where it is blank or a comment. Nothing in a word stands for anything else.
pub(super) fn words(line: &str) -> Result<Vec<String>> {
    let mut words = Vec::new();
    let mut letters = line.chars().zip(1..).peekable();
    while let Some((letter, _)) = letters.peek().copied() {
        if letter.is_whitespace() {
            letters.next();
        } else if letter == '#' {
            break;
        } else {
            words.push(word(&mut letters)?);
        }
    }
    Ok(words)
}

/// The letters of a line, each with its column.
trait Letters: Iterator<Item = (char, usize)> {}

impl<I: Iterator<Item = (char, usize)>> Letters for I {}

fn word(letters: &mut std::iter::Peekable<impl Letters>) -> Result<String> {
    let mut word = String::new();
    while let Some((letter, column)) = letters.next_if(|(letter, _)| !letter.is_whitespace()) {
        match letter {
            '\'' => quoted(letters, column, false, &mut word)?,
            '"' => quoted(letters, column, true, &mut word)?,
            '\\' => word.push(escaped(letters, column)?),
            other => word.push(other),
        }
    }
    Ok(word)
}

/// What stands up to the closing quote; in double quotes a backslash keeps one that follows it, and itself.
fn quoted(
    letters: &mut impl Letters,
    opened: usize,
    double: bool,
    word: &mut String,
) -> Result<()> {
    let end = if double { '"' } else { '\'' };
    while let Some((letter, column)) = letters.next() {
        if letter == end {
            return Ok(());
        }
        if !(double && letter == '\\') {
            word.push(letter);
            continue;
        }
        let kept = escaped(letters, column)?;
        if !matches!(kept, '"' | '\\' | '$' | '`') {
            word.push('\\');
        }
        word.push(kept);
    }
    let message = format!("the quote in column {opened} is not closed");
    Err(Error::new(Code::Usage, message)
        .hint("a `'` that is part of a word is written as `\"'\"` or `\\'`"))
}

fn escaped(letters: &mut impl Letters, column: usize) -> Result<char> {
    letters.next().map(|(letter, _)| letter).ok_or_else(|| {
        let message = format!("nothing follows the `\\` in column {column}");
        Error::new(Code::Usage, message).hint("each command stands on one line of its own")
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn told(line: &str) -> Vec<String> {
        words(line).unwrap()
    }

    #[test]
    fn quotes_keep_words_together_and_comments_are_left_out() {
        for (line, expected) in [
            ("", vec![]),
            ("  # sell nothing", vec![]),
            ("sell a/b=2 # two", vec!["sell", "a/b=2"]),
            ("note 'a  b' \"c 'd'\"", vec!["note", "a  b", "c 'd'"]),
            (
                r#"say "a \"b\" \n" c\ d"#,
                vec!["say", r#"a "b" \n"#, "c d"],
            ),
            ("--name=O\\'Brien a#b ''", vec!["--name=O'Brien", "a#b", ""]),
            ("sell\t$HOME *", vec!["sell", "$HOME", "*"]),
        ] {
            assert_eq!(told(line), expected, "{line}");
        }
    }

    #[test]
    fn what_is_left_open_is_named_with_its_column() {
        for (line, message) in [
            ("sell 'java", "the quote in column 6 is not closed"),
            ("sell \"java", "the quote in column 6 is not closed"),
            ("sell \\", "nothing follows the `\\` in column 6"),
        ] {
            assert_eq!(words(line).unwrap_err().message, message);
        }
    }

    proptest! {
        #[test]
        fn any_words_are_read_as_they_are_quoted(expected in prop::collection::vec("[^\\n]{0,9}", 0..5)) {
            let line: Vec<_> = expected
                .iter()
                .map(|word| format!("'{}'", word.replace('\'', "'\\''")))
                .collect();
            prop_assert_eq!(told(&line.join(" ")), expected);
        }
    }
}
