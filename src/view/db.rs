//! How the file is told.

use std::path::Path;

use serde::Serialize;

use super::{Cell, Column, View};
use crate::domain::{HeadMark, Holdings};

/// Where the file is, or would be.
#[derive(Debug, Serialize)]
pub struct PathView {
    /// The path.
    pub path: String,
}

impl PathView {
    /// The view of `path`.
    #[must_use]
    pub fn of(path: &Path) -> Self {
        Self {
            path: path.display().to_string(),
        }
    }
}

impl View for PathView {
    const COLUMNS: &'static [Column] = &[Column::always("path", "PATH")];
    const PLURAL: &'static str = "files";

    fn cells(&self) -> Vec<Cell> {
        vec![Cell::text(&self.path)]
    }

    fn reference(&self) -> String {
        self.path.clone()
    }
}

/// The file and how much is in it.
#[derive(Debug, Serialize)]
pub struct StatusView {
    /// Where the file is.
    pub path: String,
    /// Its length.
    pub size_bytes: u64,
    /// Who may read and write it, in octal.
    pub mode: String,
    /// The schema it is written in.
    pub schema_version: i64,
    /// The number and the first digits of the journal's newest line.
    pub journal_head: HeadMark,
    /// How many venues it has.
    pub venues: i64,
    /// How many artists.
    pub artists: i64,
    /// How many concerts.
    pub concerts: i64,
    /// How many ticket types.
    pub ticket_types: i64,
    /// How many pools.
    pub pools: i64,
    /// How many holds, those that are over too.
    pub holds: i64,
    /// How many users, the walk-in customer among them.
    pub users: i64,
    /// How many orders of any state.
    pub orders: i64,
    /// How many tickets, void ones too.
    pub tickets: i64,
    /// How many codes were read at the door.
    pub scans: i64,
}

impl StatusView {
    /// The view of a file of `size_bytes` and `mode`, whose schema is `schema_version`.
    #[must_use]
    pub fn of(
        path: &Path,
        (size_bytes, mode): (u64, u32),
        schema_version: i64,
        journal_head: HeadMark,
        held: &Holdings,
    ) -> Self {
        Self {
            path: path.display().to_string(),
            size_bytes,
            mode: format!("{mode:04o}"),
            schema_version,
            journal_head,
            venues: held.venues,
            artists: held.artists,
            concerts: held.concerts,
            ticket_types: held.ticket_types,
            pools: held.pools,
            holds: held.holds,
            users: held.users,
            orders: held.orders,
            tickets: held.tickets,
            scans: held.scans,
        }
    }
}

impl View for StatusView {
    const COLUMNS: &'static [Column] = &[
        Column::always("path", "PATH"),
        Column::always("size_bytes", "SIZE IN BYTES"),
        Column::always("mode", "MODE"),
        Column::always("schema_version", "SCHEMA"),
        Column::always("journal_head", "JOURNAL HEAD"),
        Column::always("venues", "VENUES"),
        Column::always("artists", "ARTISTS"),
        Column::always("concerts", "CONCERTS"),
        Column::always("ticket_types", "TICKET TYPES"),
        Column::always("pools", "POOLS"),
        Column::always("holds", "HOLDS"),
        Column::always("users", "USERS"),
        Column::always("orders", "ORDERS"),
        Column::always("tickets", "TICKETS"),
        Column::always("scans", "SCANS"),
    ];
    const PLURAL: &'static str = "files";

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::text(&self.path),
            Cell::Count(i64::try_from(self.size_bytes).unwrap_or(i64::MAX)),
            Cell::text(&self.mode),
            Cell::Count(self.schema_version),
            Cell::text(&self.journal_head),
            Cell::Count(self.venues),
            Cell::Count(self.artists),
            Cell::Count(self.concerts),
            Cell::Count(self.ticket_types),
            Cell::Count(self.pools),
            Cell::Count(self.holds),
            Cell::Count(self.users),
            Cell::Count(self.orders),
            Cell::Count(self.tickets),
            Cell::Count(self.scans),
        ]
    }

    fn reference(&self) -> String {
        self.path.clone()
    }
}

/// What a migration did.
#[derive(Debug, Serialize)]
pub struct MigratedView {
    /// Where the file is.
    pub path: String,
    /// The schema before.
    pub from: i64,
    /// The schema now.
    pub to: i64,
    /// The verified copy that was made first; `null` where nothing was to be done.
    pub copy: Option<String>,
}

impl View for MigratedView {
    const COLUMNS: &'static [Column] = &[
        Column::always("path", "PATH"),
        Column::always("from", "FROM"),
        Column::always("to", "TO"),
        Column::always("copy", "COPY"),
    ];
    const PLURAL: &'static str = "files";

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::text(&self.path),
            Cell::Count(self.from),
            Cell::Count(self.to),
            Cell::optional(self.copy.as_ref(), Cell::text),
        ]
    }

    fn reference(&self) -> String {
        self.path.clone()
    }
}
