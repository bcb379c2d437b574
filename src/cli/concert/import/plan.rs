//! What would become of each row, under `--dry-run`.

use super::tell::Story;
use crate::desk::import::{Planned, Problems};
use crate::domain::{ImportCounts, Outcome, PlannedRow, Result};
use crate::output::Format;
use crate::view::PlannedRowView;

/// How many rows that change something a person is shown, and how many that are refused.
const MOST_ROWS: usize = 50;

impl Story<'_> {
    /// Answers with the counts and the rows: all of them for scripts, the first of those that change something, or
    /// cannot, for people. Says whether that told why each refused row is.
    pub(super) fn plan(
        &self,
        counts: ImportCounts,
        mut planned: (Planned, Problems),
    ) -> anyhow::Result<bool> {
        let printer = &self.app.printer;
        let view = self.view(counts);
        if printer.is_quiet() {
            printer.answer(&view)?;
            return Ok(false);
        }
        if printer.format() == Format::Table {
            printer.answer(&view)?;
            return self.show(planned);
        }
        let mut feed = printer.feed_with::<PlannedRowView>(&view, "plan")?;
        let mut unsaid = None;
        self.each(&mut planned, |row| {
            if unsaid.is_none() {
                unsaid = feed.record(&PlannedRowView::from(row)).err();
            }
            Ok(())
        })?;
        match unsaid {
            Some(error) => Err(error.into()),
            None => Ok(feed.end().map(|_| true)?),
        }
    }

    fn show(&self, mut planned: (Planned, Problems)) -> anyhow::Result<bool> {
        let (mut rows, mut changed, mut refused) = (Vec::new(), 0, 0);
        self.each(&mut planned, |row| {
            let of_kind = match row.outcome {
                Outcome::Unchanged | Outcome::Skipped => return Ok(()),
                Outcome::Refused => &mut refused,
                Outcome::Created | Outcome::Updated => &mut changed,
            };
            *of_kind += 1;
            if *of_kind <= MOST_ROWS {
                rows.push(PlannedRowView::from(row));
            }
            Ok(())
        })?;
        let more = changed + refused - rows.len();
        if !rows.is_empty() {
            self.app.printer.raw("\n")?;
            self.app.printer.list(&rows, 0)?;
        }
        if more > 0 {
            let rest = format!("And {more} more rows; --format csv lists all of them.");
            self.app.printer.status(&rest);
        }
        Ok(true)
    }

    fn each(
        &self,
        (rows, problems): &mut (Planned, Problems),
        visit: impl FnMut(PlannedRow) -> Result<()>,
    ) -> Result<()> {
        rows.each(problems.each(), |problem| self.sheet.reason(problem), visit)
    }
}
