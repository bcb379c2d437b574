//! What stands between two cells: said, or found in how a file begins.

use std::str::FromStr;

use serde::{Serialize, Serializer};

use super::Remark;
use super::csv::{Marks, Records};
use crate::domain::{Code, Error, Result};

/// What lists stand between cells, the likeliest first.
const USUAL: &[Delimiter] = &[
    Delimiter(b','),
    Delimiter(b';'),
    Delimiter(b'\t'),
    Delimiter(b'|'),
];
/// How many rows are tried.
const TRIED: usize = 50;

/// What stands between two cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Delimiter(pub(super) u8);

impl Delimiter {
    /// As it is shown to people.
    pub(super) fn told(self) -> String {
        match self.0 {
            b'\t' => "tab".to_owned(),
            mark => format!("`{}`", char::from(mark)),
        }
    }

    fn of(mark: char) -> Option<Self> {
        let is_mark = mark == '\t' || mark.is_ascii_punctuation() && !matches!(mark, '"' | '\'');
        u8::try_from(mark).ok().filter(|_| is_mark).map(Self)
    }
}

impl FromStr for Delimiter {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let mark = match text {
            "tab" | "\\t" => Some('\t'),
            _ => text.parse().ok(),
        };
        mark.and_then(Self::of).ok_or_else(|| {
            let message = format!("`{text}` cannot stand between cells");
            Error::new(Code::InvalidValue, message).hint("like `,`, `;`, `|` or `tab`")
        })
    }
}

impl Serialize for Delimiter {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.serialize_char(char::from(self.0))
    }
}

/// How well a delimiter fits a text; the greater, the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    /// How many columns of the header have names that mean something to us.
    known: usize,
    /// How many of a hundred rows have as many cells as the header.
    even: usize,
    /// How many columns the header has.
    width: usize,
}

/// Finds the delimiter of a text that begins so. `is_known` says whether a column of that name would be read.
pub(super) fn sniff(
    head: &str,
    is_whole: bool,
    is_known: impl Fn(&str) -> bool,
) -> (Marks, Option<Remark>) {
    if let Some(delimiter) = told(head) {
        let delimiter = delimiter.0;
        return (
            Marks {
                delimiter,
                are_told: true,
            },
            None,
        );
    }
    let marks = |Delimiter(delimiter)| Marks {
        delimiter,
        are_told: false,
    };
    let mut fits: Vec<(Fit, Delimiter)> = USUAL
        .iter()
        .filter_map(|mark| Some((fit(head, is_whole, marks(*mark), &is_known)?, *mark)))
        .collect();
    // Sorting keeps the likeliest of equals first.
    fits.sort_by_key(|(fit, _)| std::cmp::Reverse(*fit));
    let remark = match fits.as_slice() {
        [(best, mark), (other, second), ..]
            if best.known == other.known && best.even == other.even =>
        {
            Some(Remark::Warning(
                "delimiter",
                format!(
                    "columns could be separated by {} or by {}; read as {} (otherwise say so with `--delimiter`)",
                    mark.told(),
                    second.told(),
                    mark.told()
                ),
            ))
        }
        _ => None,
    };
    let best = fits.first().map_or(Delimiter(b','), |(_, mark)| *mark);
    (marks(best), remark)
}

/// What a spreadsheet says in a line before the header: `sep=;`.
pub(super) fn told(head: &str) -> Option<Delimiter> {
    let line = head.lines().next()?.trim_end_matches('\r');
    let (key, mark) = line.trim_matches('"').split_at_checked(4)?;
    let is_key = key.eq_ignore_ascii_case("sep=");
    Delimiter::of(mark.parse().ok()?).filter(|_| is_key)
}

fn fit(head: &str, is_whole: bool, marks: Marks, is_known: &impl Fn(&str) -> bool) -> Option<Fit> {
    let mut records = Records::new(head.as_bytes(), marks).ok()?;
    let (_, cells) = records.next().ok()??;
    let names: Vec<String> = cells.map(|cell| cell.trim().to_owned()).collect();
    if names.len() < 2 {
        return None;
    }
    let mut widths = Vec::new();
    while widths.len() < TRIED
        && let Ok(Some((_, cells))) = records.next()
    {
        widths.push(cells.count());
    }
    if !is_whole && widths.len() < TRIED {
        // The last row of the head is cut off.
        widths.pop();
    }
    let even = widths.iter().filter(|width| **width == names.len()).count();
    Some(Fit {
        known: names.iter().filter(|name| is_known(name)).count(),
        even: (even * 100).checked_div(widths.len()).unwrap_or(100),
        width: names.len(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sniffed(text: &str) -> (char, bool) {
        let is_known = |name: &str| ["name", "venue", "date"].contains(&name);
        let (marks, remark) = sniff(text, true, is_known);
        (char::from(marks.delimiter), remark.is_some())
    }

    #[test]
    fn the_header_and_the_rows_say_what_stands_between_cells() {
        for (text, mark) in [
            ("name,venue\nA,B\n", ','),
            ("name;venue\nA;B\n", ';'),
            ("name\tvenue\nA\tB\n", '\t'),
            ("name|venue\nA|B\n", '|'),
            ("name;artists, in order\n\"A;\";\"x, y\"\nB;x, y, z\n", ';'),
            ("titel;ort\n\"a,b\";c\n", ';'),
            ("titel, kurz;ort\na;b\nc, d;e\n", ';'),
            ("name\nA;B\n", ','),
            ("", ','),
        ] {
            assert_eq!(sniffed(text), (mark, false), "{text}");
        }
    }

    #[test]
    fn what_could_be_two_things_is_told() {
        assert_eq!(sniffed("a;b,c\n1;2,3\n"), (',', true));
        assert_eq!(sniffed("a;b,c\n1;2,3\n4;5\n"), (';', false));
    }

    #[test]
    fn a_spreadsheet_may_say_it_before_the_header() {
        let (marks, remark) = sniff("sep=|\r\na|b\r\n", true, |_| false);
        assert_eq!(
            (marks.delimiter, marks.are_told, remark),
            (b'|', true, None)
        );
        assert_eq!(told("sep=x\n"), None);
        assert_eq!(told("séparé\n"), None);
    }

    #[test]
    fn a_delimiter_is_one_mark_or_its_name() {
        assert_eq!("tab".parse(), Ok(Delimiter(b'\t')));
        assert_eq!("|".parse(), Ok(Delimiter(b'|')));
        for text in ["", "\"", "a", "é", ",,", "\n"] {
            assert!(text.parse::<Delimiter>().is_err(), "{text:?}");
        }
    }
}
