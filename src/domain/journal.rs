//! The journal: a gap-free, hash-chained line for every change.

use sha2::{Digest, Sha256};

use super::{Instant, OperatorId, Site};

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

/// The SHA-256 of `bytes` as 64 hex digits.
#[must_use]
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Bytes as lower-case hex digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
            // Writing to a string never fails.
            let _ = write!(text, "{byte:02x}");
            text
        })
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
    fn the_same_text_under_two_salts_looks_different() {
        assert_ne!(
            salted(&[1; 16], "name", "Ani"),
            salted(&[2; 16], "name", "Ani")
        );
    }
}
