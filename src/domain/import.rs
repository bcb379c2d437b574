//! What comes of a file of rows: how many were taken, and what is wrong with the others.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::{ConcertField, Error, Name, Outcome, Zone};

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

/// What the rows of a file are counted by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Unit {
    /// The line that a row begins in.
    #[default]
    Line,
    /// The row itself, where a file has no lines of its own.
    Row,
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Line => "line",
            Self::Row => "row",
        })
    }
}

/// Why a row cannot be taken, or what is odd about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Where the row stands in its file.
    pub line: u64,
    /// The field it is about, if it is about one.
    pub field: Option<ConcertField>,
    /// The ticket type whose field that is, where it is one of several.
    pub of_type: Option<Name>,
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
            of_type: None,
            error,
        }
    }

    /// A problem of one field.
    #[must_use]
    pub const fn of_field(line: u64, field: ConcertField, error: Error) -> Self {
        Self {
            line,
            field: Some(field),
            of_type: None,
            error,
        }
    }

    /// The same problem, of the ticket type of this name.
    #[must_use]
    pub fn of_type(self, name: &Name) -> Self {
        Self {
            of_type: Some(name.clone()),
            ..self
        }
    }
}

/// Something that is taken, but looks like a mistake.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Oddity {
    /// What kind of mistake it may be.
    pub kind: Odd,
    /// Where the row stands in its file.
    pub line: u64,
    /// The field it is about, if it is about one.
    pub field: Option<ConcertField>,
    /// The ticket type whose field that is, where it is one of several.
    pub of_type: Option<Name>,
    /// What was found.
    pub message: String,
}

impl Oddity {
    /// Something odd about the field that its kind is about, if it is about one.
    #[must_use]
    pub const fn new(kind: Odd, line: u64, message: String) -> Self {
        Self {
            kind,
            line,
            field: kind.field(),
            of_type: None,
            message,
        }
    }

    /// The same, about this field.
    #[must_use]
    pub fn of_field(self, field: ConcertField) -> Self {
        Self {
            field: Some(field),
            ..self
        }
    }

    /// The same, of the ticket type of this name.
    #[must_use]
    pub fn of_type(self, name: &Name) -> Self {
        Self {
            of_type: Some(name.clone()),
            ..self
        }
    }
}

/// Odd things: how many of each kind, and the first ones.
#[derive(Debug, Clone, Default)]
pub struct Oddities {
    of_kind: BTreeMap<Odd, (i64, Vec<Oddity>)>,
    settled: i64,
}

impl Oddities {
    /// So many of a kind are kept.
    const MOST: usize = 100;

    /// Adds one.
    pub fn add(&mut self, oddity: Oddity) {
        let (count, kept) = self.of_kind.entry(oddity.kind).or_default();
        *count += 1;
        kept.push(oddity);
        if kept.len() > 2 * Self::MOST {
            kept.sort_by_key(|oddity| oddity.line);
            kept.truncate(Self::MOST);
        }
    }

    /// Counts one that was told when its row was taken, and is not told again.
    pub const fn add_settled(&mut self) {
        self.settled += 1;
    }

    /// How many there are of all kinds, told or settled.
    #[must_use]
    pub fn total(&self) -> i64 {
        let told: i64 = self.of_kind.values().map(|(count, _)| count).sum();
        told + self.settled
    }

    /// How many there are to be told of a kind, and the first of them in the order of the file.
    #[must_use]
    pub fn of(&self, kind: Odd) -> (i64, Vec<&Oddity>) {
        let Some((count, kept)) = self.of_kind.get(&kind) else {
            return (0, Vec::new());
        };
        let mut first: Vec<&Oddity> = kept.iter().collect();
        first.sort_by_key(|oddity| oddity.line);
        (*count, first)
    }
}

macro_rules! oddities {
    ($($(#[doc = $doc:literal])+ $name:ident = $word:literal, $meaning:literal, $hint:expr;)+) => {
        /// The kinds of odd things in a list of concerts, the gravest first.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Odd { $($(#[doc = $doc])+ $name,)+ }

        impl Odd {
            /// Every kind, the gravest first.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The word for scripts.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $word,)+ }
            }

            /// What all of the kind have in common.
            #[must_use]
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$name => $meaning,)+ }
            }

            /// What would help.
            #[must_use]
            pub const fn hint(self) -> Option<&'static str> {
                match self { $(Self::$name => $hint,)+ }
            }
        }
    };
}

impl Odd {
    /// Whether single commands ask before they do it.
    #[must_use]
    pub const fn needs_yes(self) -> bool {
        matches!(self, Self::SoldCancelled | Self::SoldMoves)
    }

    /// The field that it is about, where it is about one.
    #[must_use]
    pub const fn field(self) -> Option<ConcertField> {
        match self {
            Self::SoldCancelled => Some(ConcertField::Status),
            Self::OtherHour | Self::DateFarOff | Self::LongPast | Self::OffsetDiffers => {
                Some(ConcertField::StartsAt)
            }
            Self::NearVenue => Some(ConcertField::Venue),
            Self::ArtistElsewhere | Self::NearArtist | Self::ArtistTwice => {
                Some(ConcertField::Artists)
            }
            Self::QuotaAboveCapacity | Self::NoQuota => Some(ConcertField::Quota),
            Self::PriceAsNote => Some(ConcertField::Price),
            Self::SoldMoves
            | Self::NearDouble
            | Self::SameHour
            | Self::VenueOverlaps
            | Self::SaleAfterStart => None,
        }
    }
}

oddities! {
    /// A concert with places taken that is cancelled.
    SoldCancelled = "sold_cancelled",
        "concerts with places taken are cancelled; their customers are owed money",
        Some("boxoffice payment refund ORDER --all");
    /// A concert with places taken that moves to another time or venue.
    SoldMoves = "sold_moves", "concerts with places taken move; tell their customers", None;
    /// A new concert of the name and the venue of one that the box office has at another hour that day.
    OtherHour = "other_hour",
        "concerts that the box office has at another hour that day; both go on selling",
        Some("a row that moves a concert names it by its slug in the column `concert`, with --update");
    /// The night of an earlier row, told otherwise, in a list whose rows have no key.
    NearDouble = "near_double",
        "rows that tell a concert of an earlier row otherwise, skipped; the earlier row stands", None;
    /// A date before 1990 or more than five years ahead.
    DateFarOff = "date_far_off", "dates far off, taken as they are", None;
    /// A new concert that began more than a year ago.
    LongPast = "long_past", "concerts that began more than a year ago", None;
    /// A start whose offset is not that of its venue.
    OffsetDiffers = "offset_differs",
        "starts whose offset is not that of their venue, taken as the moments they name",
        Some("--local-times takes the hour as it is written");
    /// An artist at two venues at one time.
    ArtistElsewhere = "artist_elsewhere", "artists who play at two venues at once", None;
    /// Two concerts at one venue at one time.
    SameHour = "same_hour",
        "concerts at one venue at one time; one may be the other under a second name",
        Some("a row that renames a concert names it by its slug in the column `concert`");
    /// A concert that begins before the one before it at its venue has ended.
    VenueOverlaps = "venue_overlaps", "concerts that begin before another at their venue ends", None;
    /// A sale that begins or ends after the start of its concert.
    SaleAfterStart = "sale_after_start", "sales that begin or end after the start of their concert", None;
    /// Quotas that come to more than the concert admits.
    QuotaAboveCapacity = "quota_above_capacity",
        "quotas that add up to more than their concert admits; its capacity is the limit for all of them together", None;
    /// A venue whose name is nearly that of another.
    NearVenue = "near_venue", "venues that may be one under two names, both taken",
        Some("boxoffice venue list --doubles");
    /// An artist whose name is nearly that of another.
    NearArtist = "near_artist", "artists who may be one under two names, both taken",
        Some("boxoffice artist list --doubles");
    /// An artist who stands twice in one line-up.
    ArtistTwice = "artist_twice", "artists twice in one line-up, taken once", None;
    /// A ticket type without a quota, in somebody else's list.
    NoQuota = "no_quota", "ticket types without a quota, left out and kept in a note",
        Some("--set quota=N gives them one");
    /// A price in words, in somebody else's list.
    PriceAsNote = "price_as_note",
        "prices that are no plain sum, kept in the notes of their concerts; no ticket type is made of them", None;
}

/// What becomes of one row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedRow {
    /// Where it stands in its file.
    pub line: u64,
    /// What people type for its concert, as far as that is known.
    pub concert: Option<String>,
    /// What becomes of it.
    pub outcome: Outcome,
    /// The fields that change.
    pub changes: Vec<FieldChange>,
    /// Why it is skipped or refused.
    pub reason: Option<String>,
}

/// A field that changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    /// The field, with the ticket type it is of where a row says several.
    pub field: String,
    /// What is there.
    pub from: Option<String>,
    /// What comes.
    pub to: String,
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
