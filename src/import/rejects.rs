//! Refused rows, in the file's own format with the reason behind: to be mended and imported again.

use std::io::Write;
use std::path::Path;

use super::column_map::is_of_type;
use super::file::{unwritten, with_reason};
use super::format::Shape;
use super::held::{REASON, because};
use super::rows::Row;
use super::{Sheet, Watch, rows_json};
use crate::domain::{ConcertField, Problem, Result, Word};

impl Sheet {
    /// Refuses a name for the rejects that says another format than the file has.
    pub fn must_suit(&self, rejects: &Path) -> Result<()> {
        self.file.must_suit(rejects)
    }

    /// Writes the rows that have problems in the format of the file, in UTF-8. A row that left its concert's cells blank
    /// gets those of the row above, so that it can stand alone.
    ///
    /// The problems have to be in the order of the file; they are read one by one, as there may be many. The rows that
    /// were gone through are counted.
    pub fn rejects(
        &self,
        problems: impl Iterator<Item = Result<Problem>>,
        into: impl Write,
        watch: Watch<'_>,
    ) -> Result<()> {
        let mut problems = problems.peekable();
        let mut rows = self.file.refused(&self.file.header, into)?;
        let mut above: Vec<String> = Vec::new();
        self.file.records(&mut |record| {
            watch(1)?;
            let is_linked = matches!(self.file.shape, Shape::JsonLd { .. });
            let follows = !is_linked && self.leaves_concert_blank(&record.cells);
            let mut reasons = Vec::new();
            let is_here = |found: &Result<Problem>| match found {
                Ok(problem) => problem.line <= record.line,
                Err(_) => true,
            };
            while let Some(problem) = problems.next_if(is_here).transpose()? {
                reasons.push(self.reason(&problem));
            }
            if !reasons.is_empty() {
                let (cells, is_mended) = self.completed(&record.cells, follows.then_some(&above));
                let reason = because(&reasons, &record, self.file.source.name());
                let row = match &record.json {
                    None => Row::Cells(with_reason(&self.file.header, cells, &reason)),
                    Some(_) if is_mended => Row::Json(self.flat(&cells, &reason)),
                    Some(json) => Row::Json(rows_json::with_reason(json, &reason)),
                };
                rows.write(&row).map_err(unwritten)?;
            }
            if !follows || record.cells.is_empty() {
                above = record.cells;
            }
            Ok(())
        })?;
        rows.end().map_err(unwritten)
    }

    fn leaves_concert_blank(&self, cells: &[String]) -> bool {
        self.concert_columns()
            .all(|at| cells.get(at).is_none_or(|cell| cell.trim().is_empty()))
    }

    /// The cells, blank ones of the concert filled from above, and whether any was.
    fn completed(&self, cells: &[String], above: Option<&Vec<String>>) -> (Vec<String>, bool) {
        let mut cells = cells.to_vec();
        let mut is_mended = false;
        for at in self.concert_columns() {
            let given = above.and_then(|above| above.get(at));
            if let (Some(cell), Some(given)) = (cells.get_mut(at), given) {
                given.clone_into(cell);
                is_mended |= !given.is_empty();
            }
        }
        (cells, is_mended)
    }

    /// The cells as an object under the names of their columns.
    fn flat(&self, cells: &[String], reason: &str) -> String {
        let named = self.file.header.iter().zip(cells);
        let said = named.filter(|(name, cell)| !cell.is_empty() && *name != REASON);
        rows_json::object(said, reason)
    }

    fn concert_columns(&self) -> impl Iterator<Item = usize> {
        ConcertField::ALL
            .iter()
            .filter(|field| !is_of_type(**field))
            .filter_map(|field| self.mapping.column(*field))
    }
}
