//! What orders are known by: a key of their own, or under the key of a run what their rows say, and not where they
//! stand.

use std::collections::HashMap;

use crate::domain::{Name, hex, sha256_half, sha256_hex};
use crate::import::OrderDraft;

/// How many hex digits half a hash has.
const SHOWN: usize = 32;

/// What a key made from what rows say begins with.
const SAID: char = '~';

/// How long a key may be that is remembered.
const LONGEST: usize = 300;

/// The orders without a key of their own that were seen by now.
#[derive(Debug, Default)]
pub(super) struct RunKeys {
    /// How many said the same, by half a hash of it.
    seen: HashMap<[u8; 16], u64>,
}

impl RunKeys {
    /// The key of an order that has none: a hash of what stands in its row, and its number among those that say the same.
    ///
    /// What its columns are taken for has no part in it, so that the same list read in another way makes nothing again.
    pub(super) fn next(&mut self, draft: &OrderDraft) -> String {
        let said = said(draft);
        let number = self.seen.entry(said).or_default();
        *number += 1;
        numbered(&hex(&said), *number)
    }
}

/// The key that a row of rejects has in the mended list, where it says something else by now than the key that it was
/// given: that of the first row in these words.
pub(super) fn mended(draft: &OrderDraft) -> Option<String> {
    let given = draft.row.key.as_ref().map(Name::as_str)?;
    if !is_of_a_run(given) {
        return None;
    }
    let hash = hex(&said(draft));
    (given.get(1..=SHOWN) != Some(&*hash)).then(|| numbered(&hash, 1))
}

/// Half a hash of what the rows of an order say, each text behind its length.
fn said(draft: &OrderDraft) -> [u8; 16] {
    let mut told = Vec::new();
    for text in draft.words.iter().flat_map(|(name, cell)| [name, cell]) {
        told.extend_from_slice(&(text.len() as u64).to_le_bytes());
        told.extend_from_slice(text.as_bytes());
    }
    sha256_half(&told)
}

fn numbered(hash: &str, number: u64) -> String {
    format!("{SAID}{hash}-{number}")
}

/// Under what is remembered that a run wrote its refused rows: `request` tells of which list, and where. No order has
/// that key.
#[must_use]
pub fn key_of_rejects(run: &str, request: &str) -> String {
    format!(
        "{run}/{SAID}rejects-{}",
        hex(&sha256_half(request.as_bytes()))
    )
}

/// Whether a key was made by [`RunKeys`]: rejects have it in their column `key`, and mean nothing without their run.
pub(super) fn is_of_a_run(key: &str) -> bool {
    let said = key.strip_prefix(SAID).and_then(|said| said.split_once('-'));
    said.is_some_and(|(hash, number)| {
        hash.len() == SHOWN
            && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
            && !number.is_empty()
            && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// Under what an order is remembered: its key, alone or behind that of the run. No two pairs come to the same text: what
/// stands behind the last `/` is the order's, and only what was made from rows, or tells of rejects, begins with `~`.
pub(super) fn remembered_as(run: Option<&str>, key: &str) -> String {
    let own = if is_of_a_run(key) {
        key.to_owned()
    } else {
        let escaped = key.replace('%', "%25").replace('/', "%2F");
        match escaped.strip_prefix(SAID) {
            Some(rest) => format!("%7E{rest}"),
            None => escaped,
        }
    };
    let under_run = |own: &str| run.map_or_else(|| own.to_owned(), |run| format!("{run}/{own}"));
    let key = under_run(&own);
    if key.chars().count() <= LONGEST {
        return key;
    }
    under_run(&format!("{SAID}{}", sha256_hex(own.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_is_known_by_what_it_says_and_by_its_number_among_equals() {
        let draft = |item: &str| {
            let mut draft = OrderDraft::default();
            draft.words.push(("items".to_owned(), item.to_owned()));
            draft
        };
        let mut keys = RunKeys::default();
        let first = keys.next(&draft("jazz/vip"));
        let other = keys.next(&draft("jazz/adult"));
        let second = keys.next(&draft("jazz/vip"));
        assert!(
            first.ends_with("-1") && other.ends_with("-1"),
            "{first} {other}"
        );
        assert_ne!(first, other);
        assert_eq!(second, first.replace("-1", "-2"));

        let keyed = |key: &str| {
            let mut draft = draft("jazz/vip");
            draft.row.key = Some(key.parse().unwrap());
            mended(&draft)
        };
        assert_eq!(keyed(&second), None);
        assert_eq!(keyed("web-1"), None);
        assert_eq!(keyed(&other), Some(first));
    }

    #[test]
    fn no_two_orders_of_any_runs_are_remembered_as_the_same() {
        let said = format!("~{}-1", "0a".repeat(16));
        assert!(is_of_a_run(&said));
        let keys = [
            "a",
            "b",
            "a/b",
            "b/c",
            "c",
            "a%2Fb",
            "~a",
            "%7Ea",
            &said[1..],
            &said,
        ];
        let long = ["x".repeat(200), format!("{}y", "x".repeat(199))];
        let keys: Vec<_> = keys
            .into_iter()
            .chain(long.iter().map(String::as_str))
            .collect();
        let mut seen = HashMap::new();
        for run in [None, Some("a"), Some("a/b"), Some("a%2Fb"), Some(&*long[0])] {
            for key in &keys {
                let remembered = remembered_as(run, key);
                assert!(remembered.chars().count() <= LONGEST, "{remembered}");
                let before = seen.insert(remembered, (run, *key));
                assert_eq!(before, None, "{run:?} {key}");
            }
        }
        assert_eq!(
            remembered_as(Some("friday"), &said),
            format!("friday/{said}")
        );
        assert_eq!(remembered_as(None, "web-1"), "web-1");
    }
}
