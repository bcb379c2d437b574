//! The cells of one record as a typed row, or everything that is wrong with them.

use super::Reading;
use super::cell::{doors, said, start, start_of, whole_number};
use super::mapping::Mapping;
use crate::domain::{
    Amount, Code, ConcertField as Field, ConcertRow, Error, Money, Name, Odd, Oddity, Problem,
    Result, Start, TypeRow,
};

/// The most artists of one line-up.
const MOST_ARTISTS: usize = 1000;
/// The dearest ticket, in minor units.
const DEAREST: Amount = Amount(1_000_000_000_000);

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
        problems,
        oddities,
    };
    cells.must_stand_under_headings();
    let row = ConcertRow {
        line,
        same_as: None,
        concert: cells.parse(Field::Concert),
        name: cells.parse(Field::Name),
        venue: cells.parse(Field::Venue),
        location: cells.parse(Field::Location),
        start: cells.start(),
        zone: cells.parse(Field::Timezone),
        doors: cells.take(Field::DoorsAt, doors),
        ends: None,
        artists: cells.artists(),
        capacity: cells.take(Field::Capacity, whole_number),
        status: None,
        note: None,
        source: cells.source(),
        ticket_types: cells.ticket_type().into_iter().collect(),
    };
    (problems.len() == before).then_some(row)
}

struct Cells<'c> {
    line: u64,
    all: &'c [String],
    mapping: &'c Mapping,
    reading: &'c Reading,
    problems: &'c mut Vec<Problem>,
    oddities: &'c mut Vec<Oddity>,
}

impl<'c> Cells<'c> {
    fn said(&self, field: Field) -> Option<&'c str> {
        self.mapping.cell(field, self.all).and_then(said)
    }

    fn take<T>(&mut self, field: Field, read: impl FnOnce(&str) -> Result<T>) -> Option<T> {
        let read = read(self.said(field)?);
        self.keep(field, read)
    }

    fn parse<T: std::str::FromStr<Err = Error>>(&mut self, field: Field) -> Option<T> {
        self.take(field, str::parse)
    }

    fn keep<T>(&mut self, field: Field, read: Result<T>) -> Option<T> {
        read.map_err(|error| self.wrong(field, error)).ok()
    }

    fn wrong(&mut self, field: Field, error: Error) {
        self.problems
            .push(Problem::of_field(self.line, field, error));
    }

    /// A spreadsheet keeps columns without a heading; a cell there that says something would be lost.
    fn must_stand_under_headings(&mut self) {
        if let Some(cell) = self.mapping.unheaded(self.all) {
            let message = format!("`{}` stands under no heading", cell.trim());
            let error = Error::new(Code::InvalidValue, message);
            self.problems.push(Problem::of_row(self.line, error));
        }
    }

    fn start(&mut self) -> Option<Start> {
        let unknown = self.reading.unknown_time;
        let (date, time) = (self.said(Field::Date), self.said(Field::Time));
        if let Some(text) = self.said(Field::StartsAt) {
            if date.is_some() {
                let message =
                    format!("`{text}`, and a date in another column; expected one of them");
                self.wrong(Field::StartsAt, Error::new(Code::InvalidValue, message));
            }
            return self.take(Field::StartsAt, |text| start(text, unknown));
        }
        let Some(date) = date else {
            if let Some(time) = time {
                let message = format!("`{time}` without a date");
                self.wrong(Field::Time, Error::new(Code::InvalidValue, message));
            }
            return None;
        };
        if !self.mapping.has(Field::Time) {
            return self.take(Field::Date, |text| start(text, unknown));
        }
        let (start, wrong_time) = self.keep(Field::Date, start_of(date, time, unknown))?;
        if let Some(error) = wrong_time {
            self.wrong(Field::Time, error);
        }
        Some(start)
    }

    /// The line-up: each artist once, without the words for nobody.
    fn artists(&mut self) -> Option<Vec<Name>> {
        let text = self.said(Field::Artists)?;
        let mut artists: Vec<Name> = Vec::new();
        for piece in self.pieces(text) {
            let Some(name) = self.keep(Field::Artists, named(piece)) else {
                continue;
            };
            if artists.contains(&name) {
                self.oddities.push(Oddity {
                    kind: Odd::ArtistTwice,
                    line: self.line,
                    message: format!("`{name}`"),
                });
            } else {
                artists.push(name);
            }
        }
        if MOST_ARTISTS < artists.len() {
            let message = format!("{} artists; expected at most {MOST_ARTISTS}", artists.len());
            self.wrong(Field::Artists, Error::new(Code::InvalidValue, message));
        }
        (!artists.is_empty()).then_some(artists)
    }

    /// A cell is split where the user says so; our own column where `concert list` does.
    fn pieces(&self, text: &'c str) -> Vec<&'c str> {
        let separator = match &self.reading.artist_separator {
            Some(separator) => separator.as_str(),
            None if self.mapping.is_mapped(Field::Artists) => return vec![text],
            None => ";",
        };
        text.split(separator).filter_map(said).collect()
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

    fn ticket_type(&mut self) -> Option<TypeRow> {
        let currency = self.reading.currency;
        let price = self.take(Field::Price, |text| match currency.parse(text)? {
            amount if amount <= DEAREST => Ok(Money { amount, currency }),
            amount => Err(Error::new(
                Code::InvalidValue,
                format!("`{}` is dearer than a ticket can be", currency.show(amount)),
            )),
        });
        let quota = self.take(Field::Quota, whole_number);
        if let Some(name) = self.parse(Field::TicketType) {
            return Some(TypeRow {
                name,
                slug: None,
                price,
                quota,
                sale_starts: None,
                sale_ends: None,
                max_per_order: None,
            });
        }
        for field in [Field::Price, Field::Quota] {
            if let Some(text) = self
                .said(field)
                .filter(|_| self.said(Field::TicketType).is_none())
            {
                let message = format!("`{text}` without a ticket type");
                self.wrong(field, Error::new(Code::InvalidValue, message));
            }
        }
        None
    }
}

/// One artist; a cell that was not split may be too long for a name, so the error shows how it begins.
fn named(text: &str) -> Result<Name> {
    text.parse().map_err(|error: Error| {
        let begin: String = text.chars().take(40).collect();
        let dots = if begin.len() < text.len() { "…" } else { "" };
        let message = format!("{} in `{begin}{dots}`", error.message);
        let error = Error { message, ..error };
        if dots.is_empty() {
            error
        } else {
            error.hint("--artist-separator TEXT says what stands between two artists")
        }
    })
}
