//! The journal: a gap-free, hash-chained line for every change.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};

use super::canonical::serialize_as_text;
use super::{Code, Error, Instant, OperatorId, Result, Site};

/// What stands before the first line.
pub const NO_HASH: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// One line: who did what when, and the rows as they were after it.
#[derive(Debug, Clone)]
pub struct JournalLine {
    /// The site that wrote it.
    pub site: Site,
    /// Its number on that site, from 1.
    pub seq: i64,
    /// When.
    pub at: Instant,
    /// Who.
    pub operator_id: OperatorId,
    /// The command's words, such as `order cancel`.
    pub command: String,
    /// The rows it touched, as JSON, with free text as salted hashes.
    pub content: String,
    /// The hash of the line before.
    pub previous_hash: String,
    /// The hash of this line.
    pub hash: String,
}

/// Which lines to list.
#[derive(Debug, Clone, Default)]
pub struct JournalFilter {
    /// Of the command with these words, or of all commands of a noun.
    pub command: Option<String>,
    /// At most so many; `None` for all.
    pub limit: Option<usize>,
}

/// The newest line's number and hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The number, or 0 before the first line.
    pub seq: i64,
    /// The hash, or [`NO_HASH`].
    pub hash: String,
}

impl Default for Head {
    fn default() -> Self {
        Self {
            seq: 0,
            hash: NO_HASH.to_owned(),
        }
    }
}

impl Head {
    /// The form that is printed and kept elsewhere.
    #[must_use]
    pub fn mark(&self) -> HeadMark {
        HeadMark {
            seq: self.seq,
            hash: self.hash.chars().take(HeadMark::DIGITS).collect(),
        }
    }
}

/// A line's number and the first digits of its hash, `2105:9f3ab2c4d5e6`: short enough to write down, long enough that
/// no other journal has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadMark {
    /// The line's number.
    pub seq: i64,
    /// The first digits of its hash, at least 12 of them.
    pub hash: String,
}

impl HeadMark {
    const DIGITS: usize = 12;
}

impl fmt::Display for HeadMark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.seq, self.hash)
    }
}

impl FromStr for HeadMark {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let unread = || {
            Error::new(
                Code::InvalidValue,
                format!("`{text}` is no head of a journal"),
            )
            .hint("a line's number and at least 12 digits of its hash, like `2105:9f3ab2c4d5e6`")
        };
        let (seq, hash) = text.trim().split_once(':').ok_or_else(unread)?;
        let hash = hash.to_ascii_lowercase();
        let digits = hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        if !digits || !(Self::DIGITS..=64).contains(&hash.len()) {
            return Err(unread());
        }
        match seq.parse() {
            Ok(seq) if 0 <= seq => Ok(Self { seq, hash }),
            _ => Err(unread()),
        }
    }
}

serialize_as_text!(HeadMark);

impl JournalLine {
    /// The hash that the line must carry, over everything else in it.
    #[must_use]
    pub fn expected_hash(&self) -> String {
        let mut hasher = Sha256::new();
        let head = format!(
            "{}\n{}\n{}\n{}\n",
            self.site.0, self.seq, self.at, self.operator_id
        );
        for part in [
            head.as_str(),
            &self.command,
            "\n",
            &self.content,
            "\n",
            &self.previous_hash,
        ] {
            hasher.update(part.as_bytes());
        }
        hex(&hasher.finalize())
    }
}

/// What the chain holds in place of a free text: its hash under the salt of its row.
#[must_use]
pub fn salted(salt: &[u8], column: &str, text: &str) -> String {
    let mut hasher = Sha256::new();
    hasher.update(salt);
    hasher.update(column.as_bytes());
    hasher.update([0]);
    hasher.update(text.as_bytes());
    format!("salted:{}", hex(&hasher.finalize()))
}

/// The SHA-256 of `bytes`.
#[must_use]
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// The SHA-256 of `bytes` as 64 hex digits.
#[must_use]
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex(&sha256(bytes))
}

/// The first half of the SHA-256 of `bytes`: 128 bits tell texts apart that are too many to be held themselves.
#[must_use]
pub fn sha256_half(bytes: &[u8]) -> [u8; 16] {
    let hash = sha256(bytes);
    std::array::from_fn(|at| hash[at])
}

/// Bytes as lower-case hex digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f',
    ];
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text.push(DIGITS[usize::from(byte >> 4)]);
        text.push(DIGITS[usize::from(byte & 15)]);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line() -> JournalLine {
        JournalLine {
            site: Site(0),
            seq: 1,
            at: "2026-11-22T10:00:00Z".parse().unwrap(),
            operator_id: OperatorId(1),
            command: "sell".to_owned(),
            content: "[]".to_owned(),
            previous_hash: NO_HASH.to_owned(),
            hash: String::new(),
        }
    }

    #[test]
    fn every_part_of_a_line_moves_its_hash() {
        let original = line().expected_hash();
        let changed: [fn(&mut JournalLine); 6] = [
            |line| line.site = Site(1),
            |line| line.seq = 2,
            |line| line.operator_id = OperatorId(2),
            |line| line.command = "refund".to_owned(),
            |line| line.content = "[1]".to_owned(),
            |line| line.previous_hash = "1".repeat(64),
        ];
        for change in changed {
            let mut other = line();
            change(&mut other);
            assert_ne!(original, other.expected_hash());
        }
    }

    #[test]
    fn a_mark_is_read_as_it_is_printed() {
        let head = Head {
            seq: 2105,
            hash: "9F3AB2C4D5E6".repeat(6).to_lowercase()[..64].to_owned(),
        };
        assert_eq!(head.mark().to_string(), "2105:9f3ab2c4d5e6");
        assert_eq!("2105:9F3AB2C4D5E6".parse(), Ok(head.mark()));
        for unread in [
            "2105",
            "2105:9f3a",
            ":9f3ab2c4d5e6",
            "x:9f3ab2c4d5e6",
            "1:9f3ab2c4d5eg",
        ] {
            assert!(unread.parse::<HeadMark>().is_err(), "{unread}");
        }
    }

    #[test]
    fn the_same_text_under_two_salts_looks_different() {
        assert_ne!(
            salted(&[1; 16], "name", "Ani"),
            salted(&[2; 16], "name", "Ani")
        );
    }
}
