//! How the journal is told.

use serde::Serialize;
use serde_json::Value as Json;

use super::{Cell, Column, Section, View, check::FindingView};
use crate::domain::{HeadMark, Instant, JournalLine, Zone};

/// A line of the journal, as it stands in a list.
#[derive(Debug, Serialize)]
pub struct JournalLineView {
    /// Its number on its site.
    pub line: i64,
    /// The site that wrote it; 0 is the main office.
    pub site: i64,
    /// When.
    pub at: Instant,
    /// The office's zone.
    pub timezone: Zone,
    /// Who.
    pub operator: String,
    /// The command's words.
    pub command: String,
    /// How many rows it touched.
    pub touched: i64,
    /// The hash of the line.
    pub hash: String,
}

impl JournalLineView {
    /// The view of a line that `operator` wrote.
    #[must_use]
    pub fn of(line: &JournalLine, operator: &str, zone: Zone) -> Self {
        Self {
            line: line.seq,
            site: line.site.0,
            at: line.at,
            timezone: zone,
            operator: operator.to_owned(),
            command: line.command.clone(),
            touched: i64::try_from(rows(line).len()).unwrap_or(i64::MAX),
            hash: line.hash.clone(),
        }
    }
}

impl View for JournalLineView {
    const COLUMNS: &'static [Column] = &[
        Column::always("line", "LINE"),
        Column::wide("site", "SITE"),
        Column::always("at", "AT"),
        Column::shrinkable("operator", "OPERATOR"),
        Column::always("command", "COMMAND"),
        Column::always("touched", "TOUCHED"),
        Column::wide("hash", "HASH"),
    ];
    const PLURAL: &'static str = "lines";

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::Count(self.line),
            Cell::Count(self.site),
            Cell::Time(self.at, self.timezone),
            Cell::text(&self.operator),
            Cell::text(&self.command),
            Cell::Count(self.touched),
            Cell::text(&self.hash),
        ]
    }

    fn reference(&self) -> String {
        self.line.to_string()
    }
}

/// A line of the journal with the rows it tells of.
#[derive(Debug, Serialize)]
pub struct JournalEntryView {
    /// The line.
    #[serde(flatten)]
    pub line: JournalLineView,
    /// The hash of the line before.
    pub previous_hash: String,
    /// The rows it touched, as they were after it, free text as salted hashes; a deleted row is `null`.
    pub rows: Vec<Json>,
}

impl JournalEntryView {
    /// The view of a line that `operator` wrote.
    #[must_use]
    pub fn of(line: &JournalLine, operator: &str, zone: Zone) -> Self {
        Self {
            line: JournalLineView::of(line, operator, zone),
            previous_hash: line.previous_hash.clone(),
            rows: rows(line),
        }
    }
}

impl View for JournalEntryView {
    const COLUMNS: &'static [Column] = JournalLineView::COLUMNS;
    const PLURAL: &'static str = JournalLineView::PLURAL;

    fn cells(&self) -> Vec<Cell> {
        self.line.cells()
    }

    fn reference(&self) -> String {
        self.line.reference()
    }

    fn sections(&self) -> Vec<Section> {
        let row = |row: &Json| {
            let text = |key: &str| row.get(key).map_or_else(String::new, ToString::to_string);
            let table = row.get("table").and_then(Json::as_str).unwrap_or_default();
            vec![
                Cell::text(table),
                Cell::Text(text("id")),
                Cell::Text(text("row")),
            ]
        };
        vec![Section {
            title: "Rows",
            columns: vec!["table", "id", "row"],
            rows: self.rows.iter().map(row).collect(),
        }]
    }
}

/// What became of a look along the chain.
#[derive(Debug, Serialize)]
pub struct ChainView {
    /// How many lines there are.
    pub lines: i64,
    /// The newest line: its number and the first digits of its hash, to be kept elsewhere.
    pub head: HeadMark,
    /// Where the chain is broken.
    pub findings: Vec<FindingView>,
}

impl View for ChainView {
    const COLUMNS: &'static [Column] = &[
        Column::always("lines", "LINES"),
        Column::always("head", "HEAD"),
    ];
    const PLURAL: &'static str = "journals";

    fn cells(&self) -> Vec<Cell> {
        vec![Cell::Count(self.lines), Cell::text(&self.head)]
    }

    fn reference(&self) -> String {
        self.head.to_string()
    }

    fn sections(&self) -> Vec<Section> {
        if self.findings.is_empty() {
            return Vec::new();
        }
        vec![Section {
            title: "Findings",
            columns: vec!["check", "message"],
            rows: self.findings.iter().map(View::cells).collect(),
        }]
    }
}

/// The rows a line tells of; none where its content cannot be read.
fn rows(line: &JournalLine) -> Vec<Json> {
    serde_json::from_str(&line.content).unwrap_or_default()
}
