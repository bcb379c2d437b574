//! How doubles are told: those that were merged, and those that may be.

use serde::Serialize;

use super::{Cell, Column, View};
use crate::domain::count;

/// What a merge did.
#[derive(Debug, Serialize)]
pub struct MergeView {
    /// The noun: `venue` or `artist`.
    pub kind: &'static str,
    /// What people type to name the one that stayed.
    pub into: String,
    /// What people type to name the ones that are names of it from now on.
    pub merged: Vec<String>,
    /// How many concerts it got.
    pub concerts: i64,
    /// In how many line-ups two of them stood, of whom the first place stayed; `null` for a venue.
    pub joined: Option<i64>,
}

impl View for MergeView {
    const COLUMNS: &'static [Column] = &[
        Column::always("kind", "KIND"),
        Column::always("into", "INTO"),
        Column::always("merged", "MERGED"),
        Column::always("concerts", "CONCERTS"),
        Column::wide("joined", "JOINED"),
    ];

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::text(self.kind),
            Cell::text(&self.into),
            Cell::optional(self.merged.first(), |_| Cell::text(&self.merged.join(" "))),
            Cell::Count(self.concerts),
            Cell::optional(self.joined, Cell::Count),
        ]
    }

    fn reference(&self) -> String {
        self.into.clone()
    }
}

impl MergeView {
    /// What it did, in a sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        let into = &self.into;
        if self.merged.is_empty() {
            return format!("They are names of `{into}` already.");
        }
        let names = self.merged.iter().map(|name| format!("`{name}`"));
        let names = names.collect::<Vec<_>>().join(", ");
        let concerts = count(self.concerts, "concert");
        let is_or_are = if self.merged.len() == 1 { "is" } else { "are" };
        let joined = match self.joined {
            None | Some(0) => String::new(),
            Some(joined) => {
                let line_ups = count(joined, "line-up");
                format!(" In {line_ups} two of them stood, and the first place stays.")
            }
        };
        format!("{names} {is_or_are} merged into `{into}`, with {concerts}.{joined}")
    }
}

/// One that was merged, in a list.
#[derive(Debug, Serialize)]
pub struct MergedRow {
    /// What people may go on to type.
    pub reference: String,
    /// Its name.
    pub name: String,
    /// Where a venue was said to be; `null` for an artist.
    pub location: Option<String>,
    /// What people type to name the one it means.
    pub merged_into: String,
}

impl View for MergedRow {
    const COLUMNS: &'static [Column] = &[
        Column::always("reference", "REFERENCE"),
        Column::shrinkable("name", "NAME"),
        Column::wide("location", "LOCATION"),
        Column::always("merged_into", "MERGED INTO"),
    ];
    const PLURAL: &'static str = "merged ones";

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::text(&self.reference),
            Cell::text(&self.name),
            Cell::optional(self.location.as_ref(), Cell::text),
            Cell::text(&self.merged_into),
        ]
    }

    fn reference(&self) -> String {
        self.reference.clone()
    }
}

/// Two that may be the same.
#[derive(Debug, Serialize)]
pub struct DoubleRow {
    /// What people type to name the one with fewer concerts.
    pub reference: String,
    /// Its name.
    pub name: String,
    /// How many concerts it has.
    pub concerts: i64,
    /// What people type to name the other.
    pub into: String,
    /// Its name.
    pub into_name: String,
    /// How many concerts that one has.
    pub into_concerts: i64,
    /// The command that merges the one into the other.
    pub command: String,
}

impl View for DoubleRow {
    const COLUMNS: &'static [Column] = &[
        Column::wide("reference", "REFERENCE"),
        Column::shrinkable("name", "NAME"),
        Column::always("concerts", "CONCERTS"),
        Column::wide("into", "INTO"),
        Column::shrinkable("into_name", "LIKE"),
        Column::always("into_concerts", "CONCERTS"),
        Column::always("command", "IF THEY ARE THE SAME"),
    ];
    const PLURAL: &'static str = "doubles";

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::text(&self.reference),
            Cell::text(&self.name),
            Cell::Count(self.concerts),
            Cell::text(&self.into),
            Cell::text(&self.into_name),
            Cell::Count(self.into_concerts),
            Cell::text(&self.command),
        ]
    }

    fn reference(&self) -> String {
        self.reference.clone()
    }
}
