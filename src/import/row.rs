//! The cells of one record as a typed row, or everything that is wrong with them.

use super::Reading;
use super::cell::{said, state, whole_number};
use super::mapping::Mapping;
use super::times::Times;
use super::types::TypeFields;
use crate::domain::{
    Code, ConcertField as Field, ConcertRow, ConcertStatus, Error, Name, Note, Odd, Oddity,
    Problem, Result, Start,
};

/// Reads the cells of a record; what is wrong and what is odd is added to the lists.
pub(super) fn read(
    line: u64,
    cells: &[String],
    mapping: &Mapping,
    reading: &Reading,
    problems: &mut Vec<Problem>,
    oddities: &mut Vec<Oddity>,
) -> Option<ConcertRow> {
    let before = problems.len();
    let mut cells = Cells {
        line,
        all: cells,
        mapping,
        reading,
        notes: Vec::new(),
        problems,
        oddities,
    };
    cells.must_stand_under_headings();
    let times = cells.times();
    let row = ConcertRow {
        line,
        same_as: None,
        concert: cells.parse(Field::Concert),
        name: cells.parse(Field::Name),
        venue: cells.parse(Field::Venue),
        location: cells.parse(Field::Location),
        start: cells.start(times),
        clock: cells
            .said(Field::StartsAt)
            .and_then(|text| times.clock_of(text)),
        zone: cells.parse(Field::Timezone),
        doors: cells.take(Field::DoorsAt, |text| times.doors(text)),
        ends: cells.take(Field::EndsAt, |text| times.doors(text)),
        artists: cells.artists(),
        capacity: cells.take(Field::Capacity, whole_number),
        status: cells.status(),
        source: cells.source(),
        of_type: cells.said(Field::TicketType).is_some()
            || cells.cell(Field::TicketTypeSlug).is_some(),
        ticket_types: cells.ticket_types(),
        note: cells.note(),
    };
    (problems.len() == before).then_some(row)
}

/// The cells of one record, and what is found in them.
pub(super) struct Cells<'c> {
    pub(super) line: u64,
    pub(super) all: &'c [String],
    pub(super) mapping: &'c Mapping,
    pub(super) reading: &'c Reading,
    /// What other fields say that only the note can keep.
    pub(super) notes: Vec<String>,
    problems: &'c mut Vec<Problem>,
    oddities: &'c mut Vec<Oddity>,
}

impl<'c> Cells<'c> {
    /// What the row says of a field, or the value that stands for it.
    pub(super) fn said(&self, field: Field) -> Option<&'c str> {
        self.cell(field).or_else(|| self.mapping.slots.value(field))
    }

    /// What the row itself says of a field.
    pub(super) fn cell(&self, field: Field) -> Option<&'c str> {
        let at = self.mapping.column(field)?;
        self.all.get(at).and_then(|cell| said(cell))
    }

    fn take<T>(&mut self, field: Field, read: impl FnOnce(&str) -> Result<T>) -> Option<T> {
        let read = read(self.said(field)?);
        self.keep(field, read)
    }

    fn parse<T: std::str::FromStr<Err = Error>>(&mut self, field: Field) -> Option<T> {
        self.take(field, str::parse)
    }

    /// The value; what is wrong with it is a problem of the field.
    pub(super) fn keep<T>(&mut self, field: Field, read: Result<T>) -> Option<T> {
        read.map_err(|error| self.wrong(field, error)).ok()
    }

    /// A field that is wrong.
    pub(super) fn wrong(&mut self, field: Field, error: Error) {
        self.problems
            .push(Problem::of_field(self.line, field, error));
    }

    /// A column that is wrong, whatever field it says.
    pub(super) fn wrong_column(&mut self, column: &str, error: Error) {
        let message = format!("{column}: {}", error.message);
        let error = Error { message, ..error };
        self.problems.push(Problem::of_row(self.line, error));
    }

    /// Something that looks like a mistake, taken with a word.
    pub(super) fn odd(&mut self, kind: Odd, message: String) {
        self.oddities.push(Oddity::new(kind, self.line, message));
    }

    /// The same about a ticket type, at the place where it is said.
    pub(super) fn odd_of(&mut self, from: TypeFields<'_>, kind: Odd, message: String) {
        let odd = Oddity::new(kind, self.line, message);
        self.oddities.push(match from {
            TypeFields::Row => odd,
            TypeFields::Columns(name, _) => odd.of_type(name),
            TypeFields::Element(..) => odd.of_field(Field::TicketTypes),
        });
    }

    /// How times are read here.
    pub(super) const fn times(&self) -> Times {
        Times {
            unknown: self.reading.unknown_time,
            are_local: self.reading.local_times,
            order: self.reading.dates,
        }
    }

    /// A spreadsheet keeps columns without a heading; a cell there that says something would be lost.
    fn must_stand_under_headings(&mut self) {
        if let Some(cell) = self.mapping.unheaded(self.all) {
            let message = format!("`{}` stands under no heading", cell.trim());
            let error = Error::new(Code::InvalidValue, message);
            self.problems.push(Problem::of_row(self.line, error));
        }
    }

    fn start(&mut self, times: Times) -> Option<Start> {
        let (date, time) = (self.said(Field::Date), self.said(Field::Time));
        if let Some(text) = self.said(Field::StartsAt) {
            if date.is_some() {
                let message =
                    format!("`{text}`, and a date in another column; expected one of them");
                self.wrong(Field::StartsAt, Error::new(Code::InvalidValue, message));
            }
            return self.take(Field::StartsAt, |text| times.start(text));
        }
        let Some(date) = date else {
            if let Some(time) = time {
                let message = format!("`{time}` without a date");
                self.wrong(Field::Time, Error::new(Code::InvalidValue, message));
            }
            return None;
        };
        if !self.mapping.has(Field::Time) {
            return self.take(Field::Date, |text| times.start(text));
        }
        let (start, wrong_time) = self.keep(Field::Date, times.start_of(date, time))?;
        if let Some(error) = wrong_time {
            self.wrong(Field::Time, error);
        }
        Some(start)
    }

    /// Whether it takes place; that it was moved to its date is worth a note.
    fn status(&mut self) -> Option<ConcertStatus> {
        let (status, was_moved) = self.take(Field::Status, state)?;
        if was_moved {
            self.notes.push("rescheduled".to_owned());
        }
        Some(status)
    }

    fn source(&mut self) -> Option<(String, String)> {
        let own: Option<Name> = self.parse(Field::Source);
        let id: Option<Name> = self.parse(Field::SourceId);
        match (own.as_ref().or(self.reading.source.as_ref()), id) {
            (Some(source), Some(id)) => Some((source.to_string(), id.to_string())),
            (None, Some(id)) => {
                let message = format!("`{id}` is a key, but of which list?");
                let error = Error::new(Code::InvalidValue, message).hint("--source NAME");
                self.wrong(Field::SourceId, error);
                None
            }
            (Some(source), None) if own.is_some() => {
                let message = format!("`{source}` without the row's key in `source_id`");
                self.wrong(Field::Source, Error::new(Code::InvalidValue, message));
                None
            }
            (_, None) => None,
        }
    }

    /// The row's own note in one line, and behind it what other fields could not keep.
    fn note(&mut self) -> Option<Note> {
        let own = self.said(Field::Note).map(one_line);
        let all: Vec<String> = own.into_iter().chain(self.notes.drain(..)).collect();
        if all.is_empty() {
            return None;
        }
        let read = all.join("; ").parse();
        self.keep(Field::Note, read)
    }
}

/// The text with single blanks for its line breaks.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
