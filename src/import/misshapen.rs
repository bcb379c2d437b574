//! Rows of JSON with a list or an object where a text is expected.

use super::Sheet;
use super::format::Shape;
use super::object::lists;
use super::table::Record;
use crate::domain::{Code, ConcertField, Error, Problem, Word};

/// The fields that a list may say.
const LISTS: &[ConcertField] = &[ConcertField::Artists, ConcertField::TicketTypes];

impl Sheet {
    /// What is wrong with the shape of a record: it is told and never taken as the text it is written with.
    pub(super) fn misshapen(&self, record: &Record) -> Vec<Problem> {
        let (Some(json), Shape::Json(_) | Shape::Ndjson) = (&record.json, &self.file.shape) else {
            return Vec::new();
        };
        let looks = |cell: &String| cell.starts_with(['[', '{']);
        let lists = if record.cells.iter().any(looks) {
            lists(json)
        } else {
            Vec::new()
        };
        let fields = ConcertField::ALL.iter().filter_map(|field| {
            let at = self.mapping.column(*field)?;
            let heading = self.file.header.get(at)?;
            let found = if lists.contains(heading) && !LISTS.contains(field) {
                "a list"
            } else if self.is_object(heading, record) && *field != ConcertField::TicketTypes {
                "an object"
            } else {
                return None;
            };
            let message = format!("{found}; expected a text");
            let error = Error::new(Code::InvalidValue, message);
            Some(Problem::of_field(record.line, *field, error))
        });
        fields.collect()
    }

    /// Whether the record has members inside the key that other rows have a text under.
    fn is_object(&self, heading: &str, record: &Record) -> bool {
        let is_inside = |name: &String| {
            let rest = name.strip_prefix(heading);
            rest.is_some_and(|rest| rest.starts_with('.'))
        };
        let named = self.file.header.iter().zip(&record.cells);
        let mut inside = named.filter(|(name, cell)| is_inside(name) && !cell.is_empty());
        inside.next().is_some()
    }
}
