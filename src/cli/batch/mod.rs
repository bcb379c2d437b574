//! `boxoffice batch`

mod answers;
mod line;
mod lines;
mod parser;
mod reader;
mod words;

use std::path::PathBuf;

use clap::Args;

use self::answers::Answers;
use self::line::Outcome;
use self::lines::Lines;
pub use self::reader::{BatchReader, ReadLine};
use super::app::App;
use crate::domain::{Code, Error, Result, count};
use crate::office::Parts;
use crate::output::Format;

/// Leaves room for the number of a line in a key of 200 characters.
const LONGEST_KEY: usize = 180;

/// Run command lines from a file, one a line, in one process
#[derive(Debug, Args)]
#[command(
    after_help = "Each line is a command as it is typed, with or without `boxoffice` before it; quotes keep words together, and what\nbegins with `#` is a comment. Each answer is one line of JSON. What stands on the line of `batch` itself holds for\nevery line: `--as`, `--dry-run`, `--yes`, `--utc`. With `--key RUN` each line has the key `RUN/LINE`, so a batch that\nwas interrupted is run again as it is, and nothing is done twice.\n\nExamples:\n  boxoffice batch evening.txt --key evening-28\n  boxoffice batch evening.txt --atomic --dry-run\n  grep '^sell' evening.txt | boxoffice batch - --keep-going"
)]
pub(crate) struct BatchArgs {
    /// The file; `-` is stdin
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// Make it one transaction: the first line that fails takes everything back
    #[arg(long, conflicts_with = "keep_going")]
    atomic: bool,

    /// Go on after a line that failed; exit status 6 then
    #[arg(long)]
    keep_going: bool,
}

pub(crate) fn run(app: &App, args: &BatchArgs) -> anyhow::Result<()> {
    must_be_answered_in_json(app)?;
    must_leave_room_for_lines(app)?;
    app.office()?;
    // A dry run goes together too: each line finds what those before it would have done.
    let parts = if args.atomic {
        Parts::Joined
    } else {
        Parts::Apart
    };
    let mut batch = Batch {
        app,
        args,
        answers: Answers::new(app, args.atomic && !app.is_dry_run())?,
        done: 0,
        failed: 0,
    };
    if args.atomic || app.is_dry_run() {
        app.together(parts, || batch.run())?;
    } else {
        batch.run()?;
    }
    batch.answers.tell()?;
    batch.conclude()
}

fn must_be_answered_in_json(app: &App) -> Result<()> {
    match app.asked_format() {
        Some(asked @ (Format::Csv | Format::Table)) => {
            let message = "`batch` answers with a line of JSON each";
            let hint = format!("leave `--format {}` out", asked.as_str());
            Err(Error::new(Code::Usage, message).hint(hint))
        }
        _ => Ok(()),
    }
}

/// The key of a line is that of the batch with its number behind it, and is a name as well.
fn must_leave_room_for_lines(app: &App) -> Result<()> {
    let length = app.key().map_or(0, |key| key.as_str().chars().count());
    if length <= LONGEST_KEY {
        return Ok(());
    }
    let message =
        format!("`--key`: the key of a batch has at most {LONGEST_KEY} characters, found {length}");
    Err(Error::new(Code::InvalidValue, message))
}

/// A batch on its way.
struct Batch<'a> {
    app: &'a App,
    args: &'a BatchArgs,
    answers: Answers<'a>,
    done: u64,
    failed: u64,
}

impl Batch<'_> {
    fn run(&mut self) -> anyhow::Result<()> {
        let mut progress = self.app.progress()?;
        let mut lines = Lines::open(&self.args.file, &mut progress)?;
        let mut reader = BatchReader::new();
        while let Some(line) = lines.next()? {
            progress.check()?;
            let number = line.number;
            let Some((command, cli)) = reader.read(line.text) else {
                continue;
            };
            let outcome = line::run(self.app, number, command, cli);
            match &outcome.error {
                None => {
                    self.done += 1;
                    self.answer(&outcome, number)?;
                }
                Some(error) => {
                    self.failed += 1;
                    if !self.goes_on_after(error) {
                        return Err(self.stop(&outcome, number)?.into());
                    }
                    self.answer(&outcome, number)?;
                    if self.app.printer.is_quiet() {
                        self.app.printer.failure(&self.placed(error, number));
                    }
                }
            }
        }
        Ok(())
    }

    /// Answers a line. Where nobody can hear it, the lines after it are left alone, and that is no success.
    fn answer(&mut self, outcome: &Outcome, number: u64) -> anyhow::Result<()> {
        let Err(unheard) = self.answers.add(outcome) else {
            return Ok(());
        };
        if self.args.atomic || self.app.is_dry_run() {
            return Err(unheard);
        }
        let message = format!("{unheard}; the lines after this one were not run");
        let error = self.placed(&Error::new(Code::Failed, message), number);
        Err(self.with_way_on(error).into())
    }

    /// Whether the lines after one that failed are run: not when the file cannot be used, nor after Ctrl-C.
    fn goes_on_after(&self, error: &Error) -> bool {
        self.args.keep_going && !matches!(error.code.exit(), 5 | 130)
    }

    /// Tells the line that ends the batch, and makes the batch's own error of its.
    fn stop(&self, outcome: &Outcome, number: u64) -> anyhow::Result<Error> {
        self.answers.tell_last(outcome)?;
        let unknown = || Error::new(Code::Failed, "the line failed");
        let error = outcome.error.clone().unwrap_or_else(unknown);
        let error = self.placed(&error, number);
        Ok(if self.args.atomic {
            error.hint("nothing was written: `--atomic` takes every line back")
        } else if self.done == 0 || self.app.is_dry_run() {
            error
        } else {
            self.with_way_on(error)
        })
    }

    /// How to go on after some lines were done.
    fn with_way_on(&self, error: Error) -> Error {
        error.hint(if self.app.key().is_some() {
            "mend what is wrong and run the batch again under its key: what is done is not done twice"
        } else {
            "the lines before it are done; with `--key RUN` a batch can be run again as a whole"
        })
    }

    fn placed(&self, error: &Error, number: u64) -> Error {
        Error {
            message: format!(
                "{}:{number}: {}",
                lines::name(&self.args.file),
                error.message
            ),
            ..error.clone()
        }
    }

    fn conclude(&self) -> anyhow::Result<()> {
        let lines = |n: u64| count(i64::try_from(n).unwrap_or(i64::MAX), "line");
        if self.failed > 0 {
            let all = lines(self.done + self.failed);
            let message = format!("{} of {all} failed", self.failed);
            return Err(Error::new(Code::Partial, message).into());
        }
        if self.app.is_dry_run() {
            self.app
                .printer
                .status("Dry run: every line would be taken; nothing was written.");
        } else {
            self.app
                .printer
                .status(&format!("{} done.", lines(self.done)));
        }
        Ok(())
    }
}
