//! What a view is made of: columns, cells and sections, before any format is chosen.

use crate::domain::{Instant, Money, Zone};

/// A column of a view: its name for machines, its heading for people, and where it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// The JSON key and the CSV header.
    pub name: &'static str,
    /// What people read above or before the value.
    pub heading: &'static str,
    /// Where it is shown, and whether a narrow terminal may shorten it.
    pub shown: Shown,
}

/// Where a column is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// Everywhere, always whole.
    Always,
    /// Everywhere; a narrow terminal may shorten it.
    Shrinkable,
    /// In CSV and under a single record; too wide for the table of a list.
    Wide,
    /// As [`Self::Wide`], but a single record leaves it out where it is zero.
    Counted,
}

impl Column {
    /// A column that is shown everywhere, whole.
    #[must_use]
    pub const fn always(name: &'static str, heading: &'static str) -> Self {
        Self {
            name,
            heading,
            shown: Shown::Always,
        }
    }

    /// A column that a narrow terminal may shorten: names and places, never references or money.
    #[must_use]
    pub const fn shrinkable(name: &'static str, heading: &'static str) -> Self {
        Self {
            name,
            heading,
            shown: Shown::Shrinkable,
        }
    }

    /// A number that is told of a single record only where it says something, and not in the table of a list.
    #[must_use]
    pub const fn counted(name: &'static str, heading: &'static str) -> Self {
        Self {
            name,
            heading,
            shown: Shown::Counted,
        }
    }

    /// A column that the table of a list leaves out.
    #[must_use]
    pub const fn wide(name: &'static str, heading: &'static str) -> Self {
        Self {
            name,
            heading,
            shown: Shown::Wide,
        }
    }
}

/// One value, typed as far as the formats have to know.
#[derive(Debug, Clone)]
pub enum Cell {
    /// Text, possibly from outside: escaped for terminals, guarded in CSV.
    Text(String),
    /// A whole number.
    Count(i64),
    /// `yes` or `no` for people, `true` or `false` in CSV.
    Flag(bool),
    /// A sum of money.
    Money(Money),
    /// A moment, and the zone in which people read it.
    Time(Instant, Zone),
    /// Nothing: `-` for people, empty in CSV.
    Missing,
}

impl Cell {
    /// A text cell of anything that can be shown.
    pub fn text(value: &(impl ToString + ?Sized)) -> Self {
        Self::Text(value.to_string())
    }

    /// The cell of a value that may be missing.
    pub fn optional<T>(value: Option<T>, cell: impl FnOnce(T) -> Self) -> Self {
        value.map_or(Self::Missing, cell)
    }
}

/// A further small table under one record.
#[derive(Debug, Clone)]
pub struct Section {
    /// What stands above it.
    pub title: &'static str,
    /// The headings of its columns.
    pub columns: Vec<&'static str>,
    /// Its rows, each as long as `columns`.
    pub rows: Vec<Vec<Cell>>,
}
