//! What orders are known by under the key of a run: what their rows say, and not where they stand.

use std::collections::HashMap;

use super::OrderDraft;
use crate::domain::{Code, Error, Result, sha256, sha256_hex};

/// How much of a hash is told: 128 bits.
const SHOWN: usize = 32;

/// The orders without a key of their own that were seen by now.
#[derive(Debug, Default)]
pub struct RunKeys {
    /// How many said the same, by half a hash of it.
    seen: HashMap<[u8; 16], u64>,
}

impl RunKeys {
    /// The key of an order that has none: a hash of what it says, and its number among those that say the same.
    ///
    /// One that cannot be read is known by its reasons, too: mended, it may come to say what another one does.
    pub fn next(&mut self, draft: &OrderDraft) -> Result<String> {
        let mut said = serde_json::to_string(&draft.row).map_err(|error| {
            Error::new(Code::Failed, format!("an order cannot be told: {error}"))
        })?;
        for refusal in &draft.refusals {
            said.push('\n');
            said.push_str(&refusal.reason());
        }
        let mut half = [0; 16];
        half.copy_from_slice(&sha256(said.as_bytes())[..16]);
        let number = self.seen.entry(half).or_default();
        *number += 1;
        let hash = sha256_hex(said.as_bytes());
        Ok(format!("{}-{number}", &hash[..SHOWN]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_is_known_by_what_it_says_and_by_its_number_among_equals() {
        let draft = |item: &str| {
            let mut draft = OrderDraft::default();
            draft.row.items.push((item.parse().unwrap(), None));
            draft
        };
        let mut keys = RunKeys::default();
        let first = keys.next(&draft("jazz/vip")).unwrap();
        let other = keys.next(&draft("jazz/adult")).unwrap();
        let second = keys.next(&draft("jazz/vip=1")).unwrap();
        assert!(
            first.ends_with("-1") && other.ends_with("-1"),
            "{first} {other}"
        );
        assert_ne!(first, other);
        assert_eq!(second, first.replace("-1", "-2"));
    }
}
