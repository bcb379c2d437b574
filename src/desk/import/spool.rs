//! A list too long for memory: its items lie in a file without a name, and only where they stand is kept.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, Write};
use std::marker::PhantomData;
use std::os::unix::fs::FileExt;

use serde::{Serialize, de::DeserializeOwned};

use crate::domain::{Code, Error, Result};

/// How many of the newest items are kept as they are: rows that stand together are mostly about one concert.
const RECENT: usize = 64;
/// How many bytes are written, and read ahead, at once.
const BLOCK: usize = 64 * 1024;

/// Items by their number, from 0. A changed item is written anew behind the others.
pub(super) struct Spool<T> {
    file: File,
    /// Where each item that is no longer recent begins.
    offsets: Vec<u64>,
    recent: VecDeque<T>,
    /// What is not in the file yet, and how much is.
    tail: Vec<u8>,
    written: u64,
    ahead: Ahead,
    kind: PhantomData<T>,
}

/// A piece of the file that was read.
#[derive(Default)]
struct Ahead {
    from: u64,
    bytes: Vec<u8>,
}

impl<T: Serialize + DeserializeOwned> Spool<T> {
    /// An empty list.
    pub(super) fn new() -> Result<Self> {
        Ok(Self {
            file: tempfile::tempfile().map_err(|error| failed(&error))?,
            offsets: Vec::new(),
            recent: VecDeque::new(),
            tail: Vec::new(),
            written: 0,
            ahead: Ahead::default(),
            kind: PhantomData,
        })
    }

    /// How many items there are.
    pub(super) fn len(&self) -> usize {
        self.offsets.len() + self.recent.len()
    }

    /// Adds an item and says its number.
    pub(super) fn push(&mut self, item: T) -> Result<usize> {
        if self.recent.len() == RECENT
            && let Some(oldest) = self.recent.pop_front()
        {
            let offset = self.write(&oldest)?;
            self.offsets.push(offset);
        }
        self.recent.push_back(item);
        Ok(self.len() - 1)
    }

    /// Looks at an item.
    pub(super) fn look<R>(&mut self, at: usize, look: impl FnOnce(&T) -> R) -> Result<R> {
        let stored = self.offsets.len();
        if let Some(item) = at.checked_sub(stored).and_then(|at| self.recent.get(at)) {
            return Ok(look(item));
        }
        Ok(look(&self.read(at)?))
    }

    /// An item of its own.
    pub(super) fn get(&mut self, at: usize) -> Result<T>
    where
        T: Clone,
    {
        let stored = self.offsets.len();
        match at.checked_sub(stored).and_then(|at| self.recent.get(at)) {
            Some(item) => Ok(item.clone()),
            None => self.read(at),
        }
    }

    /// Changes an item.
    pub(super) fn change<R>(&mut self, at: usize, change: impl FnOnce(&mut T) -> R) -> Result<R> {
        let stored = self.offsets.len();
        let recent = at.checked_sub(stored);
        if let Some(item) = recent.and_then(|at| self.recent.get_mut(at)) {
            return Ok(change(item));
        }
        let mut item = self.read(at)?;
        let done = change(&mut item);
        self.offsets[at] = self.write(&item)?;
        Ok(done)
    }

    fn write(&mut self, item: &T) -> Result<u64> {
        let offset = self.written + length(&self.tail);
        let bytes = postcard::to_stdvec(item).map_err(unreadable)?;
        let size = u32::try_from(bytes.len()).map_err(unreadable)?;
        self.tail.extend_from_slice(&size.to_le_bytes());
        self.tail.extend_from_slice(&bytes);
        if BLOCK <= self.tail.len() {
            self.file
                .write_all(&self.tail)
                .map_err(|error| failed(&error))?;
            self.written += length(&self.tail);
            self.tail.clear();
        }
        Ok(offset)
    }

    fn read(&mut self, at: usize) -> Result<T> {
        let missing = || Error::new(Code::Failed, "a row was asked for that was never kept");
        let offset = *self.offsets.get(at).ok_or_else(missing)?;
        let mut size = [0; 4];
        size.copy_from_slice(self.bytes(offset, 4)?);
        let size = usize::try_from(u32::from_le_bytes(size)).map_err(unreadable)?;
        postcard::from_bytes(self.bytes(offset + 4, size)?).map_err(unreadable)
    }

    /// A piece of what was written, whether it has reached the file or not.
    fn bytes(&mut self, offset: u64, size: usize) -> Result<&[u8]> {
        if let Some(begin) = offset.checked_sub(self.written) {
            let begin = usize::try_from(begin).map_err(unreadable)?;
            return self
                .tail
                .get(begin..begin + size)
                .ok_or_else(|| unreadable("it ends too early"));
        }
        if !self.ahead.holds(offset, size) {
            self.ahead.from = offset;
            self.ahead.bytes.resize(BLOCK.max(size), 0);
            let read = self.fill()?;
            self.ahead.bytes.truncate(read);
        }
        self.ahead
            .piece(offset, size)
            .ok_or_else(|| unreadable("it ends too early"))
    }

    /// Reads as much ahead as there is room for.
    fn fill(&mut self) -> Result<usize> {
        let mut read = 0;
        while read < self.ahead.bytes.len() {
            let from = self.ahead.from + length(&self.ahead.bytes[..read]);
            match self.file.read_at(&mut self.ahead.bytes[read..], from) {
                Ok(0) => break,
                Ok(more) => read += more,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(failed(&error)),
            }
        }
        Ok(read)
    }
}

impl Ahead {
    fn holds(&self, offset: u64, size: usize) -> bool {
        self.piece(offset, size).is_some()
    }

    fn piece(&self, offset: u64, size: usize) -> Option<&[u8]> {
        let begin = usize::try_from(offset.checked_sub(self.from)?).ok()?;
        self.bytes.get(begin..begin.checked_add(size)?)
    }
}

fn length(bytes: &[u8]) -> u64 {
    bytes.len().try_into().unwrap_or(u64::MAX)
}

fn failed(error: &io::Error) -> Error {
    let message = format!("the rows cannot be kept in a temporary file: {error}");
    Error::new(Code::Failed, message).hint("TMPDIR names a folder with room")
}

fn unreadable(error: impl std::fmt::Display) -> Error {
    let message = format!("a row that was kept cannot be read: {error}");
    Error::new(Code::Failed, message)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_list_longer_than_a_block_is_read_back_in_any_order() {
        let mut spool = Spool::new().unwrap();
        let item = |at: usize| format!("{at} {}", "x".repeat(at % 300));
        for at in 0..3000 {
            assert_eq!(spool.push(item(at)).unwrap(), at);
        }
        for at in (0..3000).rev().step_by(7).chain(0..3000) {
            assert_eq!(spool.get(at).unwrap(), item(at));
        }
        assert!(spool.get(3000).is_err());
    }

    proptest! {
        #[test]
        fn a_spool_is_a_list(steps in prop::collection::vec((0_usize..400, "[a-z]{0,40}"), 1..600)) {
            let mut spool = Spool::new().unwrap();
            let mut list: Vec<String> = Vec::new();
            for (at, text) in steps {
                if at < list.len() {
                    spool.change(at, |item: &mut String| item.push_str(&text)).unwrap();
                    list[at].push_str(&text);
                } else {
                    spool.push(text.clone()).unwrap();
                    list.push(text);
                }
            }
            prop_assert_eq!(spool.len(), list.len());
            for (at, text) in list.iter().enumerate() {
                prop_assert!(spool.look(at, |item| item == text).unwrap());
            }
        }
    }
}
