//! What is said about an import: the answer, what is odd, and why rows are refused.

use crate::cli::app::App;
use crate::cli::import::{Refused, taken};
use crate::desk::import::{Imported, Planned, Problems};
use crate::domain::{ImportCounts, Odd, Result, count};
use crate::import::Sheet;
use crate::office::Done;
use crate::view::ImportView;

/// How many odd things of a kind are told.
const MOST_ODDITIES: usize = 5;

/// Everything there is to say.
pub(super) struct Story<'s> {
    pub(super) app: &'s App,
    pub(super) file: &'s str,
    pub(super) sheet: &'s Sheet,
    pub(super) imported: &'s Imported,
    pub(super) refused: Refused<'s>,
}

/// What would help with the rows that were refused.
pub(super) fn hints(imported: &Imported) -> Vec<&'static str> {
    let update = "--update lets rows that differ change what is in the box office";
    let yes = "--dry-run shows what becomes of concerts with places taken, --yes does it";
    let hints = [(imported.differs, update), (imported.needs_yes, yes)];
    let helps = hints.into_iter().filter(|(helps, _)| *helps);
    helps.map(|(_, hint)| hint).collect()
}

impl Story<'_> {
    /// Answers, or says why nothing was written.
    pub(super) fn tell(
        mut self,
        written: Result<Done<ImportCounts>>,
        planned: Option<(Planned, Problems)>,
    ) -> anyhow::Result<()> {
        let taken = taken(written)?;
        self.warn();
        if let Some(done) = &taken {
            self.say(done);
        }
        let counts = taken.map_or(self.imported.counts, |done| done.value);
        if let Some(planned) = planned {
            if self.plan(counts, planned)? {
                self.refused.reasons = None;
            }
        } else if taken.is_some() {
            self.app.printer.answer(&self.view(counts))?;
        }
        let repeated = taken.map(|done| done.repeated);
        self.refused.end(repeated, counts.refused, counts.rows)?;
        self.app.next("boxoffice concert list");
        Ok(())
    }

    /// Says what was taken, and what was not read.
    fn say(&self, done: &Done<ImportCounts>) {
        self.app.done(done, |counts| {
            let (taken, rows) = (counts.taken(), count(counts.rows, "row"));
            format!("`{}`: {taken} of {rows} taken.", self.file)
        });
        let ignored = self.sheet.ignored_columns();
        if !ignored.is_empty() {
            let ignored = format!("Columns not read: {}.", ignored.join(", "));
            self.app.printer.status(&ignored);
        }
    }

    /// The counts as an answer.
    pub(super) fn view(&self, counts: ImportCounts) -> ImportView {
        ImportView {
            file: self.file.to_owned(),
            taken: counts.taken(),
            counts,
            ignored_columns: self.sheet.ignored_columns().to_vec(),
            rejects: self.refused.rejects.map(ToOwned::to_owned),
        }
    }

    /// What is odd, one warning for each kind, with the first rows it was found in.
    fn warn(&self) {
        for kind in Odd::ALL {
            let (count, first) = self.imported.oddities.of(*kind);
            if count == 0 {
                continue;
            }
            let mut lines = vec![kind.meaning().to_owned()];
            let shown = first.iter().take(MOST_ODDITIES);
            lines.extend(shown.map(|odd| format!("{}:{}: {}", self.file, odd.line, odd.message)));
            let shown = i64::try_from(MOST_ODDITIES).unwrap_or(i64::MAX);
            if shown < count {
                lines.push(format!("and {} more", count - shown));
            }
            lines.extend(kind.hint().map(|hint| format!("hint: {hint}")));
            self.app.printer.warning(kind.as_str(), &lines.join("\n"));
        }
    }
}
