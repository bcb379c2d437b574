//! Which draft a key of the file means. Only hashes are kept; whoever asks looks at the draft itself.

use std::collections::HashMap;
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hash};

/// Keys of one kind. The first draft that names a key keeps it.
#[derive(Default)]
pub(super) struct Keys {
    by_hash: HashMap<u64, u32>,
    hasher: RandomState,
}

impl Keys {
    /// The draft that a key may mean.
    pub(super) fn get(&self, key: &impl Hash) -> Option<usize> {
        let found = self.by_hash.get(&self.hasher.hash_one(key))?;
        usize::try_from(*found).ok()
    }

    /// Keeps a key for a draft.
    pub(super) fn insert(&mut self, key: &impl Hash, at: usize) {
        let hash = self.hasher.hash_one(key);
        if let Ok(at) = u32::try_from(at) {
            self.by_hash.entry(hash).or_insert(at);
        }
    }
}

/// Nights that are taken: 128 bits tell them apart, so that nothing else has to be looked at.
#[derive(Default)]
pub(super) struct Nights {
    by_hash: HashMap<[u64; 2], u32>,
    hashers: [RandomState; 2],
}

impl Nights {
    /// Takes a night for a draft, unless another has it: that one.
    pub(super) fn insert(&mut self, night: &impl Hash, at: usize) -> Option<usize> {
        let hash = [0, 1].map(|half: usize| self.hashers[half].hash_one(night));
        let taken = *self.by_hash.entry(hash).or_insert(u32::try_from(at).ok()?);
        usize::try_from(taken).ok().filter(|taken| *taken != at)
    }
}
