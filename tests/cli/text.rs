//! Words as a shell splits them, and answers without what differs from run to run.

use boxoffice::domain::{OrderCode, TicketCode};

/// Splits a command line as a shell does: blanks, `'…'`, `"…"` and `\`.
pub(crate) fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        match (quote, letter) {
            (Some('\''), '\'') | (Some('"'), '"') => quote = None,
            (None, '\'' | '"') => {
                quote = Some(letter);
                word.get_or_insert_default();
            }
            (None | Some('"'), '\\') => word.get_or_insert_default().extend(letters.next()),
            (None, ' ' | '\n' | '\t') => words.extend(word.take()),
            _ => word.get_or_insert_default().push(letter),
        }
    }
    assert!(quote.is_none(), "an open quote in: {line}");
    words.extend(word);
    words
}

/// A heading that could be an order's code.
const HEADING: &str = "ENTRY";

/// The codes that were seen so far, so that the same code is always shown as the same number.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    orders: Vec<String>,
    tickets: Vec<String>,
}

impl Seen {
    /// `text` with drawn codes and hashes replaced by words of the same width.
    pub(crate) fn redact(&mut self, text: &str) -> String {
        let is_part = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
        let mut told = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(start) = rest.find(is_part) {
            let (between, after) = rest.split_at(start);
            let end = after.find(|letter| !is_part(letter)).unwrap_or(after.len());
            told += between;
            told += &self.redact_word(&after[..end]);
            rest = &after[end..];
        }
        told + rest
    }

    fn redact_word(&mut self, word: &str) -> String {
        let is_hex = |word: &str| word.bytes().all(|byte| b"0123456789abcdef".contains(&byte));
        if word.len() == 5
            && word != HEADING
            && word
                .parse::<OrderCode>()
                .is_ok_and(|code| code.to_string() == word)
        {
            return format!("ORD-{}", number(&mut self.orders, word));
        }
        if word.len() == 20
            && word
                .parse::<TicketCode>()
                .is_ok_and(|code| code.to_string() == word)
        {
            return format!("TICKET-CODE-NUMBER-{}", number(&mut self.tickets, word));
        }
        if word.len() >= 12 && is_hex(word) && word.contains(|letter: char| letter.is_ascii_digit())
        {
            return "x".repeat(word.len());
        }
        word.to_owned()
    }
}

fn number(seen: &mut Vec<String>, word: &str) -> usize {
    let found = seen.iter().position(|known| known == word);
    1 + found.unwrap_or_else(|| {
        seen.push(word.to_owned());
        seen.len() - 1
    })
}

#[test]
fn a_line_is_split_as_a_shell_splits_it() {
    assert_eq!(
        words(r#"venue create --name 'Istora Senayan' --location "D'Jakarta" '' a\ b"#),
        [
            "venue",
            "create",
            "--name",
            "Istora Senayan",
            "--location",
            "D'Jakarta",
            "",
            "a b"
        ]
    );
}

#[test]
fn a_heading_is_no_code() {
    for heading in [
        "VENUE", "ORDER", "TOTAL", "PRICE", "QUOTA", "TAKEN", "PHONE", "EMAIL", "ENTRY",
    ] {
        assert_eq!(Seen::default().redact(heading), heading);
    }
}

#[test]
fn the_same_code_is_always_the_same_number() {
    let code = |id| OrderCode::compute(id, &[7; 32]).to_string();
    let text = format!("{} {}\n{}", code(1), code(2), code(1));
    assert_eq!(Seen::default().redact(&text), "ORD-1 ORD-2\nORD-1");
}
