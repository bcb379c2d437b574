//! How something that is gone is told.

use serde::{Deserialize, Serialize};

use super::{Cell, Column, View};

/// What was deleted: enough to know it by, and nothing of a person.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct DeletedView {
    /// The noun, such as `venue`.
    pub deleted: String,
    /// What people typed to name it; of a user the id.
    pub reference: String,
    /// The id, which is never given again.
    pub id: i64,
    /// Whether a user was only erased, as orders stay; `null` for anything else.
    pub erased: Option<bool>,
}

impl DeletedView {
    /// The view of a `noun` that was named `reference`.
    #[must_use]
    pub fn of(noun: &str, reference: &impl ToString, id: i64) -> Self {
        Self {
            deleted: noun.to_owned(),
            reference: reference.to_string(),
            id,
            erased: None,
        }
    }

    /// The view of a user, who is named by the id alone.
    #[must_use]
    pub fn of_user(id: i64, erased: bool) -> Self {
        Self {
            erased: Some(erased),
            ..Self::of("user", &id, id)
        }
    }
}

impl View for DeletedView {
    const COLUMNS: &'static [Column] = &[
        Column::always("deleted", "DELETED"),
        Column::always("reference", "REFERENCE"),
        Column::always("id", "ID"),
        Column::wide("erased", "ERASED"),
    ];

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::text(&self.deleted),
            Cell::text(&self.reference),
            Cell::Count(self.id),
            Cell::optional(self.erased, Cell::Flag),
        ]
    }

    fn reference(&self) -> String {
        self.reference.clone()
    }
}
