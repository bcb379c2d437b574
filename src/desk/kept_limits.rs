//! Whether what limits and deadlines were is kept as the journal told it.

use std::collections::HashMap;

use serde_json::Value as Json;

use crate::db::Snapshot;
use crate::domain::{Instant, Result};
use crate::repository::check::{self, Changed};

/// What was kept of changes, and what the journal tells of them.
pub(super) struct KeptLimits {
    /// What is kept of each row.
    kept: HashMap<(&'static str, i64), Vec<Kept>>,
}

/// What the journal told of a row last.
#[derive(Clone)]
enum Told {
    /// It told of none.
    NoRow,
    /// What the column was.
    Row(Option<String>),
}

/// One change, and what the journal told before it.
struct Kept {
    of: Changed,
    /// What the journal told last.
    before: Told,
    /// What it said right before the first line of that moment; none before it came to that.
    told: Option<Told>,
}

impl KeptLimits {
    /// What is kept in the file, before the journal is read.
    pub(super) fn read(snapshot: &Snapshot<'_>) -> Result<Self> {
        let mut kept: HashMap<_, Vec<_>> = HashMap::new();
        check::changes(snapshot, |of| {
            let row = (of.table, of.id);
            let new = Kept {
                of,
                before: Told::NoRow,
                told: None,
            };
            kept.entry(row).or_default().push(new);
            Ok(())
        })?;
        Ok(Self { kept })
    }

    /// Hears what a line of the journal tells of a row; `null` where it was deleted.
    pub(super) fn hear(&mut self, at: Instant, table: &str, id: i64, row: &Json) {
        let tables = ["concerts", "pools", "ticket_types", "orders"];
        let Some(table) = tables.into_iter().find(|known| *known == table) else {
            return;
        };
        for kept in self.kept.get_mut(&(table, id)).into_iter().flatten() {
            if kept.of.at == at && kept.told.is_none() {
                kept.told = Some(kept.before.clone());
            }
            kept.before = Told::Row(text(&row[kept.of.column]));
        }
    }

    /// What is kept otherwise than the journal told it.
    pub(super) fn wrong(self) -> Vec<String> {
        let kept = self.kept.into_values().flatten();
        let mut wrong: Vec<_> = kept.filter_map(|kept| kept.wrong()).collect();
        wrong.sort_unstable();
        wrong
    }
}

impl Kept {
    fn wrong(&self) -> Option<String> {
        let Changed {
            table,
            column,
            id,
            at,
            was,
        } = &self.of;
        match &self.told {
            None => Some(format!(
                "row {id} of `{table}` is kept with another `{column}` until {at}, when the journal tells of no change"
            )),
            Some(Told::Row(told)) if told != was => Some(format!(
                "row {id} of `{table}` is kept with another `{column}` until {at} than the journal told"
            )),
            Some(_) => None,
        }
    }
}

/// A value as it is kept.
fn text(value: &Json) -> Option<String> {
    match value {
        Json::Null => None,
        Json::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}
