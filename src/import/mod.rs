//! Files into typed rows with their line numbers, before the box office is looked at.
//!
//! One file per format makes a table of cells; what follows is the same for all: which column says what, what a row
//! says, and everything that is wrong with it.

mod cell;
mod column_map;
mod csv;
mod header;
mod line_up;
mod mapping;
mod prices;
mod rejects;
mod row;
mod slots;
mod table;
mod times;
mod types;

use std::collections::HashMap;

use chrono::NaiveTime;

use crate::domain::{
    Code, ConcertField, ConcertRow, Currency, Error, Name, Oddity, Problem, Result,
};
pub use column_map::{ColumnMap, FieldValue, Target};
use mapping::Mapping;
pub use prices::DecimalMark;
use table::Table;

/// How a file is read.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The currency of prices.
    pub currency: Currency,
    /// Columns of other names.
    pub maps: Vec<ColumnMap>,
    /// What fields are where a row says nothing of them.
    pub values: Vec<FieldValue>,
    /// What stands between two artists in one cell; `;` in a column of our own when none is named.
    pub artist_separator: Option<String>,
    /// The list that the keys of rows belong to, where the file does not say.
    pub source: Option<Name>,
    /// The hour that stands for an unknown one.
    pub unknown_time: Option<NaiveTime>,
    /// Whether rows need not name their venue.
    pub has_default_venue: bool,
    /// The mark before the decimals of prices, where the file has one mark throughout.
    pub decimal: Option<DecimalMark>,
    /// Whether times are what the clocks of a venue show, whatever offset is written behind them.
    pub local_times: bool,
    /// Whether the list is somebody else's, whatever its columns are named: a price that is no plain sum is kept as a
    /// note, and a ticket type without a quota is left out.
    pub foreign: bool,
    /// Whether what looks like a mistake is one.
    pub strict: bool,
}

impl Reading {
    /// Our own columns, with prices in this currency.
    #[must_use]
    pub const fn new(currency: Currency) -> Self {
        Self {
            currency,
            maps: Vec::new(),
            values: Vec::new(),
            artist_separator: None,
            source: None,
            unknown_time: None,
            has_default_venue: false,
            decimal: None,
            local_times: false,
            foreign: false,
            strict: false,
        }
    }
}

/// A file that was read: its rows, and what is wrong with those that are none.
#[derive(Debug)]
pub struct Sheet {
    /// Each row in order; of one that cannot be read, its line.
    pub rows: Vec<std::result::Result<ConcertRow, u64>>,
    /// What is wrong, in the order of the lines.
    pub problems: Vec<Problem>,
    /// What is odd, in the order of the lines.
    pub oddities: Vec<Oddity>,
    table: Table,
    mapping: Mapping,
}

impl Sheet {
    /// Reads a file of comma-separated values. Fails where not a single row can be read.
    pub fn from_csv(bytes: &[u8], reading: &Reading) -> Result<Self> {
        Self::from_table(csv::read(bytes)?, reading)
    }

    fn from_table(table: Table, reading: &Reading) -> Result<Self> {
        let mapping = Mapping::new(&table.header, &reading.maps, &reading.values)?;
        must_say_what_is_needed(&mapping, reading)?;
        let (mut rows, mut problems, mut oddities) = (Vec::new(), Vec::new(), Vec::new());
        let mut seen: HashMap<&[String], u64> = HashMap::new();
        for record in &table.records {
            if let Some(error) = &record.wrong {
                problems.push(Problem::of_row(record.line, error.clone()));
                rows.push(Err(record.line));
                continue;
            }
            let same_as = *seen.entry(&record.cells).or_insert(record.line);
            let read = row::read(
                record.line,
                &record.cells,
                &mapping,
                reading,
                &mut problems,
                &mut oddities,
            );
            rows.push(match read {
                Some(row) => Ok(ConcertRow {
                    same_as: (same_as != record.line).then_some(same_as),
                    ..row
                }),
                None => Err(record.line),
            });
        }
        Ok(Self {
            rows,
            problems,
            oddities,
            table,
            mapping,
        })
    }

    /// The columns that nothing is read from.
    #[must_use]
    pub fn ignored_columns(&self) -> &[String] {
        &self.mapping.ignored
    }

    /// A problem in one line of text, as `14: price: …`, in the file's own words.
    #[must_use]
    pub fn tell(&self, problem: &Problem) -> String {
        let line = problem.line;
        let what = reason(problem);
        match problem.field {
            Some(field) => format!("{line}: {}: {what}", self.mapping.heading(field)),
            None => format!("{line}: {what}"),
        }
    }
}

/// What is wrong, and what would help.
fn reason(problem: &Problem) -> String {
    let Error { message, hints, .. } = &problem.error;
    if hints.is_empty() {
        message.clone()
    } else {
        format!("{message} ({})", hints.join("; "))
    }
}

/// What no row could say is told once, and not for every row.
fn must_say_what_is_needed(mapping: &Mapping, reading: &Reading) -> Result<()> {
    let has = |field| mapping.has(field);
    if has(ConcertField::Concert) {
        return Ok(());
    }
    let missing = |message: &str, hint: &str| Err(Error::new(Code::Usage, message).hint(hint));
    if !has(ConcertField::StartsAt) && !has(ConcertField::Date) {
        return missing(
            "no column says when a concert starts; expected `starts_at`, or `date` and `time`",
            "--map starts_at=COLUMN, or --map date=COLUMN --map time=COLUMN",
        );
    }
    if !has(ConcertField::Venue) && !reading.has_default_venue {
        return missing(
            "no column says where a concert is; expected `venue`",
            "--map venue=COLUMN, or --venue NAME for all of them",
        );
    }
    Ok(())
}
