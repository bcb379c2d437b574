//! What is said about an import: the answer, what is odd, and why rows are refused.

use crate::cli::app::App;
use crate::cli::import::Refused;
use crate::desk::import::{Imported, Planned, Problems};
use crate::domain::{Code, ImportCounts, Odd, Result, count};
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
        match written {
            Ok(done) => self.answer(&done, planned),
            Err(error) if error.code == Code::RowsRefused => {
                self.warn();
                let counts = self.imported.counts;
                if let Some(planned) = planned
                    && self.plan(counts, planned)?
                {
                    self.refused.reasons = None;
                }
                let (refused, all) = (counts.refused, counts.rows);
                Err(self.refused.nothing_written(refused, all).into())
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Answers with the counts. Where rows are refused, part of the work is still open.
    fn answer(
        mut self,
        done: &Done<ImportCounts>,
        planned: Option<(Planned, Problems)>,
    ) -> anyhow::Result<()> {
        let counts = done.value;
        self.warn();
        self.app.done(done, |counts| {
            format!(
                "`{}`: {} of {} taken.",
                self.file,
                counts.taken(),
                count(counts.rows, "row")
            )
        });
        let ignored = self.sheet.ignored_columns();
        if !ignored.is_empty() {
            self.app
                .printer
                .status(&format!("Columns not read: {}.", ignored.join(", ")));
        }
        match planned {
            Some(planned) => {
                if self.plan(counts, planned)? {
                    self.refused.reasons = None;
                }
            }
            None => self.app.printer.answer(&self.view(counts))?,
        }
        if counts.refused > 0 {
            let open = self.refused.still_open(counts.refused, done.repeated);
            return Err(open.into());
        }
        self.app.next("boxoffice concert list");
        Ok(())
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
