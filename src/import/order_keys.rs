//! Which orders of a list may be incomplete: their rows do not stand together, or beside them is one that cannot be read.

use std::collections::HashMap;

use super::{List, Listed, OrderDraft, Refusal};
use crate::domain::{Code, Error, Name, OrderField, Result, Unit, sha256_half};

/// Half a hash of a key: keys are all that grows with the file.
type Half = [u8; 16];

/// Why an order may not be all there.
#[derive(Debug, Clone, Copy)]
enum Torn {
    /// Its key stands in this line as well, and another order between.
    Apart(u64),
    /// This line beside it cannot be read, and may be one of its rows.
    Unreadable(u64),
}

/// The keys of a list, known before its first order is made: a part of an order is never sold.
#[derive(Debug, Default)]
pub(super) struct OrderKeys {
    seen: HashMap<Half, Option<Torn>>,
    /// The key of the row before.
    before: Option<Half>,
    /// The row before, if it cannot be read.
    unreadable: Option<u64>,
}

impl OrderKeys {
    /// Reads the keys of a list.
    pub(super) fn of(list: &List<OrderField>) -> Result<Self> {
        let mut keys = Self::default();
        if list.has(OrderField::Key) {
            list.each(|row| {
                keys.add(list, &row);
                Ok(())
            })?;
        }
        Ok(keys)
    }

    /// The order as its last row leaves it, refused as a whole where a row of it is refused or may be missing.
    pub(super) fn whole(&self, mut draft: OrderDraft, unit: Unit) -> OrderDraft {
        let torn = draft.row.key.as_ref().and_then(|key| self.torn(key));
        if let (Some(torn), Some(line)) = (torn, draft.lines.first()) {
            draft
                .refusals
                .push(Refusal::of_row(*line, torn.error(*line)));
        }
        draft.refuse_all(unit);
        draft
    }

    fn torn(&self, key: &Name) -> Option<Torn> {
        self.seen.get(&half(key)).copied().flatten()
    }

    fn add(&mut self, list: &List<OrderField>, row: &Listed) {
        let mut refusals = Vec::new();
        let key: Option<Name> = list.read(row, OrderField::Key, &mut refusals);
        if row.wrong().is_some() || !refusals.is_empty() {
            if let Some(before) = self.before.take() {
                self.tear(before, Torn::Unreadable(row.line));
            }
            self.unreadable = Some(row.line);
            return;
        }
        let key = key.as_ref().map(half);
        let unreadable = self.unreadable.take();
        if let Some(key) = key {
            if self.before != Some(key) && self.seen.contains_key(&key) {
                self.tear(key, Torn::Apart(row.line));
            }
            self.seen.entry(key).or_default();
            if let Some(line) = unreadable {
                self.tear(key, Torn::Unreadable(line));
            }
        }
        self.before = key;
    }

    fn tear(&mut self, key: Half, torn: Torn) {
        self.seen.entry(key).or_default().get_or_insert(torn);
    }
}

impl Torn {
    fn error(self, line: u64) -> Error {
        let message = match self {
            Self::Apart(other) if other <= line => {
                "its key stands further up already, and not in the row before".to_owned()
            }
            Self::Apart(other) => {
                format!("its key stands at {other} again, and other rows between")
            }
            Self::Unreadable(other) => {
                format!("the row at {other} beside it cannot be read, and may be one of this order")
            }
        };
        Error::new(Code::InvalidValue, message).hint("the rows of one order stand together")
    }
}

fn half(key: &Name) -> Half {
    sha256_half(key.as_str().as_bytes())
}
