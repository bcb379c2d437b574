//! Files into typed rows with their line numbers, before the box office is looked at.
//!
//! One file per format makes records of cells, one after the other, so that a list may be larger than the memory; what
//! follows is the same for all: which column says what, what a row says, and everything that is wrong with it.

mod begin;
mod cell;
mod column_map;
mod columns;
mod csv;
mod dates;
mod decimal;
mod delimiter;
mod events;
mod field_map;
mod file;
mod format;
mod header;
mod headings;
mod held;
mod input;
mod json;
mod json_ld;
mod json_words;
mod keyed;
mod line_up;
mod list;
mod lists;
mod mapping;
mod mapping_file;
mod misshapen;
mod ndjson;
mod object;
mod open_quote;
mod order_cells;
mod order_keys;
mod order_row;
mod prices;
mod refusal;
mod rejects;
mod row;
mod rows;
mod rows_json;
mod sheet;
mod slots;
mod source;
mod table;
mod text;
mod times;
mod type_price;
mod types;
mod user_row;
mod utf8;

use chrono::NaiveTime;

use crate::domain::{
    Code, ConcertField, ConcertRow, Currency, Error, Name, Oddity, Problem, Result,
};
pub use column_map::{ColumnMap, FieldValue, Target};
pub use dates::DateOrder;
pub use decimal::DecimalMark;
pub use delimiter::Delimiter;
pub use field_map::{Field, FieldMap};
pub use format::{Form, Format, RowsPath};
pub use list::{List, Listed};
use mapping::Mapping;
pub use mapping_file::MappingFile;
pub use order_row::{OrderDraft, OrderDrafts};
pub use refusal::Refusal;
pub use sheet::Sheet;
pub use source::{Source, Watch};
pub use text::Encoding;
pub use user_row::read_user;

/// How a file is read.
#[derive(Debug, Clone)]
pub struct Reading {
    /// What the file is made of, where it does not show by itself.
    pub form: Form,
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
    /// The order of day, month and year in dates that are not as `2026-11-28`.
    pub dates: Option<DateOrder>,
    /// Whether times are what the clocks of a venue show, whatever offset is written behind them.
    pub local_times: bool,
    /// Whether the list is somebody else's, whatever its columns are named: a price that is no plain sum is kept as a
    /// note, and a ticket type without a quota is left out.
    pub foreign: bool,
}

impl Reading {
    /// Our own columns, with prices in this currency.
    #[must_use]
    pub fn new(currency: Currency) -> Self {
        Self {
            form: Form::default(),
            currency,
            maps: Vec::new(),
            values: Vec::new(),
            artist_separator: None,
            source: None,
            unknown_time: None,
            has_default_venue: false,
            decimal: None,
            dates: None,
            local_times: false,
            foreign: false,
        }
    }
}

/// One record of a file, read.
#[derive(Debug)]
pub struct ReadRow {
    /// Where it stands in the file.
    pub line: u64,
    /// What it says; nothing where it cannot be read.
    pub row: Option<ConcertRow>,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
    /// What is odd about it.
    pub oddities: Vec<Oddity>,
}

/// What is to be said of a file as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark {
    /// How it was understood.
    Status(String),
    /// What looks like a mistake: the word for scripts, and the sentence.
    Warning(&'static str, String),
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
