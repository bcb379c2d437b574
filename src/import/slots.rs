//! Where the fields of a concert, or of one ticket type, stand in a record.

use crate::domain::{ConcertField, Word};

/// Where each field of a concert, or of one ticket type, stands.
#[derive(Debug, Clone)]
pub(super) struct Slots(Vec<Slot>);

/// Where one field stands.
#[derive(Debug, Clone, Default)]
struct Slot {
    /// The column it is read from.
    column: Option<usize>,
    /// What it is where the column is blank.
    value: Option<String>,
    /// Whether the column was named by a map, and is not one of ours.
    mapped: bool,
}

impl Default for Slots {
    fn default() -> Self {
        Self(vec![Slot::default(); ConcertField::ALL.len()])
    }
}

impl Slots {
    /// The column of a field.
    pub(super) fn column(&self, field: ConcertField) -> Option<usize> {
        self.slot(field).and_then(|slot| slot.column)
    }

    /// What the field is where its column is blank.
    pub(super) fn value(&self, field: ConcertField) -> Option<&str> {
        self.slot(field).and_then(|slot| slot.value.as_deref())
    }

    /// Whether the field is read from a column that was mapped.
    pub(super) fn is_mapped(&self, field: ConcertField) -> bool {
        self.slot(field).is_some_and(|slot| slot.mapped)
    }

    /// Reads the field from a column of our own name, unless it has one.
    pub(super) fn set_own(&mut self, field: ConcertField, at: usize) -> bool {
        match self.0.get_mut(field as usize) {
            Some(slot) if slot.column.is_none() && !slot.mapped => {
                slot.column = Some(at);
                true
            }
            _ => false,
        }
    }

    /// Says that the field is mapped, so that no column of our own name is read for it.
    pub(super) fn promise(&mut self, field: ConcertField) {
        if let Some(slot) = self.0.get_mut(field as usize) {
            slot.mapped = true;
        }
    }

    /// Reads the field from a mapped column.
    pub(super) fn set_mapped(&mut self, field: ConcertField, at: usize) {
        if let Some(slot) = self.0.get_mut(field as usize) {
            slot.column = Some(at);
        }
    }

    /// Says what the field is where its column is blank.
    pub(super) fn set_value(&mut self, field: ConcertField, value: &str) {
        if let Some(slot) = self.0.get_mut(field as usize) {
            slot.value = Some(value.to_owned());
        }
    }

    fn slot(&self, field: ConcertField) -> Option<&Slot> {
        self.0.get(field as usize)
    }
}
