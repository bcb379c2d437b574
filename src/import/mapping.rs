//! Which column says what, once the columns of a file are known.

use super::column_map::{ColumnMap, Target};
use super::slots::Slots;
use crate::domain::{ConcertField, Name, Word};

/// Fields that are of a ticket type and of no use without its name.
pub(super) const NEEDS_TYPE: &[ConcertField] = &[ConcertField::Price, ConcertField::Quota];

/// Where each field stands in the records of one file.
#[derive(Debug)]
pub(super) struct Mapping {
    /// The columns that were named by the user.
    pub(super) maps: Vec<ColumnMap>,
    /// The fields of a row.
    pub(super) slots: Slots,
    /// The ticket types that have columns or values of their own.
    pub(super) types: Vec<(Name, Slots)>,
    /// The columns in the words of the file.
    pub(super) headings: Vec<String>,
    /// The columns that nothing is read from.
    pub(super) ignored: Vec<String>,
}

impl Mapping {
    /// Whether some column says that field, or a value stands for it.
    pub(super) fn has(&self, field: ConcertField) -> bool {
        self.column(field).is_some() || self.slots.value(field).is_some()
    }

    /// Whether the field is read from a column that was mapped.
    pub(super) fn is_mapped(&self, field: ConcertField) -> bool {
        self.slots.is_mapped(field)
    }

    /// Whether a price or a quota is left out: a foreign list may have one without saying of which ticket type.
    pub(super) fn leaves_out(&self, field: ConcertField) -> bool {
        NEEDS_TYPE.contains(&field)
            && !self.says_types()
            && !self.maps.is_empty()
            && !self.is_mapped(field)
    }

    /// A cell that says something under a column without a name.
    pub(super) fn unheaded<'c>(&self, cells: &'c [String]) -> Option<&'c str> {
        let mut found = cells.iter().enumerate().filter(|(at, cell)| {
            let heading = self.headings.get(*at).map_or("", String::as_str);
            heading.is_empty() && !cell.trim().is_empty()
        });
        found.next().map(|(_, cell)| cell.as_str())
    }

    /// The name of the column that says the field, in the file's own words; a start may stand in two columns.
    pub(super) fn heading(&self, field: ConcertField) -> &str {
        let others: &[ConcertField] = match field {
            ConcertField::StartsAt => &[ConcertField::Time, ConcertField::Date],
            _ => &[],
        };
        std::iter::once(&field)
            .chain(others)
            .find_map(|field| self.column(*field))
            .or_else(|| self.only_column_of_types(field))
            .map_or(field.as_str(), |at| self.heading_at(at))
    }

    /// The same, of a field of a ticket type that may have a column of its own.
    pub(super) fn heading_of(&self, name: Option<&Name>, field: ConcertField) -> &str {
        let is_named = |known: &Name, slots: &Slots| {
            let own = slots
                .value(ConcertField::TicketType)
                .unwrap_or(known.as_str());
            name.is_some_and(|name| name == known || name.as_str() == own)
        };
        let mut own = self
            .types
            .iter()
            .filter(|(known, slots)| is_named(known, slots));
        let column = own.find_map(|(_, slots)| slots.column(field));
        column.map_or_else(|| self.heading(field), |at| self.heading_at(at))
    }

    /// The column of a field that one ticket type alone has.
    fn only_column_of_types(&self, field: ConcertField) -> Option<usize> {
        let mut columns = self.types.iter().filter_map(|(_, of)| of.column(field));
        columns.next().filter(|_| columns.next().is_none())
    }

    /// The name of a column.
    pub(super) fn heading_at(&self, at: usize) -> &str {
        self.headings.get(at).map_or("", String::as_str)
    }

    /// Where the field stands.
    pub(super) fn column(&self, field: ConcertField) -> Option<usize> {
        self.slots.column(field)
    }

    /// Whether rows name their ticket types.
    pub(super) fn says_types(&self) -> bool {
        let names = [
            ConcertField::TicketType,
            ConcertField::TicketTypeSlug,
            ConcertField::TicketTypes,
        ];
        names.iter().any(|field| self.has(*field))
    }

    /// Where the target stands.
    pub(super) fn column_of(&self, target: &Target) -> Option<usize> {
        match target {
            Target::Field(field) => self.slots.column(*field),
            Target::OfType(name, field) => {
                let (_, slots) = self.types.iter().find(|(known, _)| known == name)?;
                slots.column(*field)
            }
        }
    }
}
