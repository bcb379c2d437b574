//! What comes of a file of rows: how many were taken, and what is wrong with the others.

use serde::{Deserialize, Serialize};

use super::{ConcertField, Error, Name, Zone};

/// What stands for blank cells.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ImportDefaults {
    /// The venue of rows that name none: its name or its slug.
    pub venue: Option<Name>,
    /// Where venues are that say nothing of it.
    pub location: Option<Name>,
    /// The zone of venues that the import makes.
    pub zone: Option<Zone>,
}

/// Why a row cannot be taken, or what is odd about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where the row stands in its file.
    pub line: u64,
    /// The field it is about, if it is about one.
    pub field: Option<ConcertField>,
    /// What is wrong: what was found, what was expected, and what would help.
    pub error: Error,
}

impl Problem {
    /// A problem of a whole row.
    #[must_use]
    pub const fn of_row(line: u64, error: Error) -> Self {
        Self {
            line,
            field: None,
            error,
        }
    }

    /// A problem of one field.
    #[must_use]
    pub const fn of_field(line: u64, field: ConcertField, error: Error) -> Self {
        Self {
            line,
            field: Some(field),
            error,
        }
    }
}

/// Something that is taken, but looks like a mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Oddity {
    /// What kind of mistake it may be.
    pub kind: Odd,
    /// Where the row stands in its file.
    pub line: u64,
    /// What was found.
    pub message: String,
}

/// The kinds of odd things in a list of concerts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Odd {
    /// A date before 1990 or more than five years ahead.
    DateFarOff,
    /// Two concerts at one venue at one time.
    SameHour,
    /// An artist who stands twice in one line-up.
    ArtistTwice,
    /// A concert with places taken that moves to another time or venue.
    SoldMoves,
    /// The night of an earlier row, told otherwise, in a list whose rows have no key.
    NearDouble,
    /// A price in words, in somebody else's list.
    PriceAsNote,
    /// A ticket type without a quota, in somebody else's list.
    NoQuota,
}

impl Odd {
    /// Every kind, the gravest first.
    pub const ALL: &'static [Self] = &[
        Self::SoldMoves,
        Self::NearDouble,
        Self::DateFarOff,
        Self::SameHour,
        Self::ArtistTwice,
        Self::NoQuota,
        Self::PriceAsNote,
    ];

    /// The word for scripts.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::DateFarOff => "date_far_off",
            Self::SameHour => "same_hour",
            Self::ArtistTwice => "artist_twice",
            Self::SoldMoves => "sold_moves",
            Self::NearDouble => "near_double",
            Self::PriceAsNote => "price_as_note",
            Self::NoQuota => "no_quota",
        }
    }

    /// What all of the kind have in common.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::DateFarOff => "dates far off, taken as they are",
            Self::SameHour => {
                "concerts at one venue at one time; one may be the other under a second name"
            }
            Self::ArtistTwice => "artists twice in one line-up, taken once",
            Self::SoldMoves => "concerts with places taken move; tell their customers",
            Self::PriceAsNote => {
                "prices that are no plain sum, kept in the notes of their concerts; no ticket type is made of them"
            }
            Self::NoQuota => {
                "ticket types without a quota, left out and kept in a note; --set quota=N gives them one"
            }
            Self::NearDouble => {
                "rows that tell a concert of an earlier row otherwise, skipped; the earlier row stands"
            }
        }
    }
}

/// What became of the rows of an import.
///
/// Every row is counted once: created + updated + unchanged + skipped + refused = rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportCounts {
    /// Rows of the file, the header and blank lines left out.
    pub rows: i64,
    /// Rows that made a concert or a ticket type.
    pub created: i64,
    /// Rows that changed what was there.
    pub updated: i64,
    /// Rows that say what is there already.
    pub unchanged: i64,
    /// Rows that say nothing an earlier row of the file has not said.
    pub skipped: i64,
    /// Those of the skipped rows that double an earlier row cell by cell.
    pub doubled: i64,
    /// Rows that cannot be taken.
    pub refused: i64,
    /// Concerts made.
    pub concerts_created: i64,
    /// Ticket types made.
    pub ticket_types_created: i64,
    /// Venues made.
    pub venues_created: i64,
    /// Artists made.
    pub artists_created: i64,
    /// Rows without a title, which was made from the line-up or the venue.
    pub titles_made: i64,
    /// Rows with a date, but without an hour.
    pub times_unknown: i64,
    /// Odd things that were taken all the same.
    pub warnings: i64,
}

impl ImportCounts {
    /// The rows whose content now stands in the box office.
    #[must_use]
    pub const fn taken(&self) -> i64 {
        self.created + self.updated + self.unchanged
    }
}
