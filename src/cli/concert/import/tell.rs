//! What is said about an import: the answer, what is odd, and why rows are refused.

use crate::cli::app::App;
use crate::cli::import::TOLD_BEFORE;
use crate::desk::import::{Imported, Planned, Problems};
use crate::domain::{Code, Error, ImportCounts, Odd, Problem, Result, count};
use crate::import::Sheet;
use crate::office::Done;
use crate::view::ImportView;

/// How many problems a script is shown: the message is held in memory as a whole.
pub(super) const MOST_PROBLEMS: usize = 1000;
/// How many a person is shown, and how many odd things of a kind.
const MOST_FOR_PEOPLE: usize = 50;
const MOST_ODDITIES: usize = 5;

/// Everything there is to say.
pub(super) struct Story<'s> {
    pub(super) app: &'s App,
    pub(super) file: String,
    pub(super) sheet: &'s Sheet,
    pub(super) imported: &'s Imported,
    /// The first problems of all there are.
    pub(super) first: &'s [Problem],
    pub(super) refused: usize,
    pub(super) keep_going: bool,
    pub(super) rejects: Option<String>,
}

impl Story<'_> {
    /// Answers, or says why nothing was written.
    pub(super) fn tell(
        self,
        written: Result<Done<ImportCounts>>,
        planned: Option<(Planned, Problems)>,
    ) -> anyhow::Result<()> {
        match written {
            Ok(done) => self.answer(&done, planned),
            Err(error) if error.code == Code::RowsRefused => {
                self.warn();
                let shown = match planned {
                    Some(planned) => self.plan(self.imported.counts, planned)?,
                    None => false,
                };
                Err(self.refusal(shown).into())
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Answers with the counts. Where rows are refused, part of the work is still open.
    fn answer(
        self,
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
        let shown = if let Some(planned) = planned {
            self.plan(counts, planned)?
        } else {
            self.app.printer.answer(&self.view(counts))?;
            false
        };
        if counts.refused > 0 {
            return Err(self.open(counts, shown, done.repeated).into());
        }
        self.app.next("boxoffice concert list");
        Ok(())
    }

    /// The counts as an answer.
    pub(super) fn view(&self, counts: ImportCounts) -> ImportView {
        ImportView {
            file: self.file.clone(),
            taken: counts.taken(),
            counts,
            ignored_columns: self.sheet.ignored_columns().to_vec(),
            rejects: self.rejects.clone().filter(|_| counts.refused > 0),
        }
    }

    /// Why nothing was written; `shown` says whether the plan has told of each row already.
    fn refusal(&self, shown: bool) -> Error {
        let counts = self.imported.counts;
        let what = format!(
            "{} of {} of `{}` cannot be taken; nothing was written",
            counts.refused,
            count(counts.rows, "row"),
            self.file
        );
        let error = self.listed(Code::RowsRefused, what, shown);
        if self.keep_going || counts.refused == counts.rows {
            error
        } else {
            error.hint("--keep-going takes the other rows")
        }
    }

    /// What is still open after the others were taken.
    fn open(&self, counts: ImportCounts, shown: bool, repeated: bool) -> Error {
        let what = format!(
            "{} of `{}` refused",
            count(counts.refused, "row"),
            self.file
        );
        let error = self.listed(Code::Partial, what, shown);
        match &self.rejects {
            Some(rejects) => error.hint(format!("mend them in `{rejects}` and import that file")),
            None if repeated => error.hint(TOLD_BEFORE),
            None => error,
        }
    }

    /// What stands open, with the problems under it unless the plan has shown them, and what would help.
    fn listed(&self, code: Code, what: String, shown: bool) -> Error {
        if shown {
            return self.hinted(Error::new(code, what));
        }
        let error = self.hinted(Error::new(code, self.with_problems(what)));
        if self.rejects.is_none() && self.refused > self.shown() {
            error.hint("--rejects FILE writes all of them to a file")
        } else {
            error
        }
    }

    fn hinted(&self, error: Error) -> Error {
        let error = if self.imported.differs {
            error.hint("--update lets rows that differ change what is in the box office")
        } else {
            error
        };
        if self.imported.needs_yes {
            error.hint("--dry-run shows what becomes of concerts with places taken, --yes does it")
        } else {
            error
        }
    }

    /// The sentence with the problems under it, a line each: the first ones, of which scripts get more than people.
    fn with_problems(&self, what: String) -> String {
        let shown = self.shown();
        let mut lines = vec![what];
        lines.extend(
            self.first
                .iter()
                .take(shown)
                .map(|problem| self.line(problem)),
        );
        if shown < self.refused {
            lines.push(format!(
                "and {} more, --rejects FILE has all",
                self.refused - shown
            ));
        }
        lines.join("\n")
    }

    /// How many problems are shown at most.
    fn shown(&self) -> usize {
        if self.app.printer.speaks_json() {
            MOST_PROBLEMS
        } else {
            MOST_FOR_PEOPLE
        }
    }

    fn line(&self, problem: &Problem) -> String {
        format!("{}:{}", self.file, self.sheet.tell(problem))
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
