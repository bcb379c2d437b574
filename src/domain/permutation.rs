//! The keyed permutation behind order codes.

use sha2::{Digest, Sha256};

use super::Site;

/// What a permutation depends on: the secret of the house, the site and the length of a code.
pub(super) struct Key<'a> {
    pub(super) secret: &'a [u8; 32],
    pub(super) site: Site,
    pub(super) length: usize,
}

impl Key<'_> {
    /// The place of a number below `bound` in a permutation of all of them: a Feistel network over
    /// the next power of four, walked until it comes back below the bound.
    pub(super) fn permute(&self, index: u64, bound: u64) -> u64 {
        let half_bits = (u64::BITS - bound.saturating_sub(1).leading_zeros())
            .div_ceil(2)
            .max(1);
        let mut number = index;
        loop {
            number = self.shuffle(number, half_bits);
            if number < bound {
                return number;
            }
        }
    }

    fn shuffle(&self, number: u64, half_bits: u32) -> u64 {
        let mask = (1_u64 << half_bits) - 1;
        let (mut left, mut right) = (number >> half_bits, number & mask);
        for round in 0..8 {
            (left, right) = (right, left ^ (self.noise(round, right) & mask));
        }
        (left << half_bits) | right
    }

    fn noise(&self, round: u8, half: u64) -> u64 {
        let hash = Sha256::new()
            .chain_update(b"boxoffice order code")
            .chain_update(self.secret)
            .chain_update(self.site.0.to_be_bytes())
            .chain_update([self.length.to_le_bytes()[0], round])
            .chain_update(half.to_be_bytes())
            .finalize();
        hash.iter()
            .take(8)
            .fold(0, |noise, byte| (noise << 8) | u64::from(*byte))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn permuted(secret: u8, site: i64, length: usize, bound: u64) -> Vec<u64> {
        let key = Key {
            secret: &[secret; 32],
            site: Site(site),
            length,
        };
        (0..bound).map(|index| key.permute(index, bound)).collect()
    }

    #[test]
    fn the_secret_the_site_and_the_length_each_change_the_order() {
        let orders = [(1, 0, 4), (2, 0, 4), (1, 1, 4), (1, 0, 5)];
        let distinct: BTreeSet<_> = orders
            .into_iter()
            .map(|(secret, site, length)| permuted(secret, site, length, 100))
            .collect();
        assert_eq!(distinct.len(), 4);
    }

    #[test]
    fn neighbours_are_scattered() {
        let order = permuted(1, 0, 4, 1_000);
        let near = order
            .windows(2)
            .filter(|pair| pair[0].abs_diff(pair[1]) < 10)
            .count();
        assert!(near < 50, "{near} of 999");
    }

    proptest! {
        #[test]
        fn every_number_is_reached_once(secret in any::<u8>(), bound in 1..700_u64) {
            let reached: BTreeSet<u64> = permuted(secret, 0, 4, bound).into_iter().collect();
            prop_assert_eq!(reached, (0..bound).collect::<BTreeSet<u64>>());
        }
    }
}
