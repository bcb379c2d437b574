//! How an office is told.

use std::path::Path;

use serde::Serialize;

use super::{Cell, Column, View};
use crate::domain::{Currency, Instant, Profile, Zone};

/// An office.
#[derive(Debug, Serialize)]
pub struct OfficeView {
    /// The house's name.
    pub name: String,
    /// The one currency of the file.
    pub currency: Currency,
    /// The zone of venues that name none.
    pub timezone: Zone,
    /// Whether it is for practice.
    pub practice: bool,
    /// The site whose file this is; 0 is the main office.
    pub site: i64,
    /// What all files of one house share.
    pub house_id: String,
    /// What changes when an old copy is put back.
    pub lineage_id: String,
    /// Where the file is.
    pub path: String,
    /// When it was made.
    pub created_at: Instant,
}

impl OfficeView {
    /// The view of the office at `path`.
    #[must_use]
    pub fn of(profile: &Profile, path: &Path) -> Self {
        Self {
            name: profile.name.to_string(),
            currency: profile.currency,
            timezone: profile.zone,
            practice: profile.practice,
            site: profile.site.0,
            house_id: profile.house_id.clone(),
            lineage_id: profile.lineage_id.clone(),
            path: path.display().to_string(),
            created_at: profile.created_at,
        }
    }
}

impl View for OfficeView {
    const COLUMNS: &'static [Column] = &[
        Column::shrinkable("name", "NAME"),
        Column::always("currency", "CURRENCY"),
        Column::always("timezone", "TIMEZONE"),
        Column::always("practice", "PRACTICE"),
        Column::always("site", "SITE"),
        Column::wide("house_id", "HOUSE"),
        Column::wide("lineage_id", "LINEAGE"),
        Column::wide("path", "PATH"),
        Column::wide("created_at", "CREATED"),
    ];
    const PLURAL: &'static str = "offices";

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::text(&self.name),
            Cell::text(&self.currency),
            Cell::text(&self.timezone),
            Cell::Flag(self.practice),
            Cell::Count(self.site),
            Cell::text(&self.house_id),
            Cell::text(&self.lineage_id),
            Cell::text(&self.path),
            Cell::Time(self.created_at, self.timezone),
        ]
    }

    fn reference(&self) -> String {
        self.path.clone()
    }
}
