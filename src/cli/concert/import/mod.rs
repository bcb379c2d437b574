//! `boxoffice concert import`

pub(crate) mod files;
pub(crate) mod form;
mod options;
mod plan;
mod tell;

use std::cell::RefCell;
use std::path::PathBuf;

use anyhow::Context;
use clap::Args;
use serde::Serialize;

use crate::cli::app::App;
use crate::cli::import::Rejects;
use crate::desk::import::{Import, Imported, Step, run as import};
use crate::domain::{Code, Error, ImportCounts, Result};
use crate::import::{ReadRow, Sheet};
use crate::office::Done;
use crate::output::Progress;
use options::{ListArgs, ListRequest};
use tell::MOST_PROBLEMS;

const VERB: &str = "concert import";
/// How often a file is read before its rows are: once for its encoding, once for its columns.
const PASSES: u64 = 2;

/// Take concerts, their venues, artists and ticket types from a list
///
/// The list is CSV, NDJSON, JSON or schema.org JSON-LD, also under gzip. All rows are checked before anything is
/// written, and then all of them are written or none. Running it again changes nothing. `boxoffice help import` explains
/// the columns.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  boxoffice concert import season.csv --dry-run
  boxoffice concert import season.csv --update
  boxoffice concert import list.csv --map name=title --map artists=lineup --artist-separator ' | ' \\
    --location Seoul --timezone Asia/Seoul --unknown-time 00:00 --keep-going --rejects rejects.csv")]
pub(crate) struct ImportArgs {
    /// The file; `-` is stdin
    #[arg(value_name = "FILE")]
    file: PathBuf,

    #[command(flatten)]
    list: ListArgs,

    /// Let rows that differ change what is there; without it they are refused
    #[arg(long)]
    update: bool,

    /// Take the rows that can be taken, and leave the others (exit 6)
    #[arg(long)]
    keep_going: bool,

    /// Write the refused rows to this file, with the reason in one more column
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
}

/// What `--key` remembers: the bytes, and everything that decides what they come to.
#[derive(Serialize)]
struct ImportRequest<'r> {
    sha256: String,
    #[serde(flatten)]
    list: ListRequest<'r>,
    update: bool,
    keep_going: bool,
}

pub(crate) fn run(app: &App, args: ImportArgs) -> anyhow::Result<()> {
    let currency = app.currency()?;
    let mut progress = app.progress()?;
    app.must_be_readable(&args.file)?;
    let source = files::open(&args.file, &mut progress)?;
    let file = source.name().to_owned();
    let sha256 = source.sha256().to_owned();
    let options = args.list.resolve(currency)?;
    let request = ImportRequest {
        sha256,
        list: options.request(),
        update: args.update,
        keep_going: args.keep_going,
    };
    progress.phase_in_bytes("Checking", Some(source.size().saturating_mul(PASSES)));
    let sheet = Sheet::open(source, &options.reading, &mut |bytes| {
        progress.advance(bytes)
    })
    .with_context(|| file.clone())?;
    form::tell(app, &sheet);
    let mut rejects = Rejects::unless_repeated(app, args.rejects.as_deref())?;
    let (written, mut imported) = write(app, &request, &sheet, &mut rejects, &mut progress);
    drop(progress);
    let first = imported.problems.each().take(MOST_PROBLEMS);
    let first = first.collect::<Result<Vec<_>>>()?;
    let refused = imported.problems.len();
    let problems = std::mem::take(&mut imported.problems);
    let planned = imported.planned.take().map(|rows| (rows, problems));
    let story = tell::Story {
        app,
        file,
        sheet: &sheet,
        imported: &imported,
        first: &first,
        refused,
        keep_going: args.keep_going,
        rejects: rejects.after(&written),
    };
    story.tell(written, planned)
}

/// The one write, and what was found on the way, which is told whether the write holds or not.
fn write(
    app: &App,
    request: &ImportRequest<'_>,
    sheet: &Sheet,
    rejects: &mut Rejects,
    progress: &mut Progress,
) -> (Result<Done<ImportCounts>>, Imported) {
    let mut found = Imported::default();
    let list = Import {
        verb: VERB,
        defaults: request.list.defaults,
        unit: sheet.unit(),
        update: request.update,
        strict: request.list.strict,
        keep_going: request.keep_going,
        agreed: app.agrees(),
        plan: app.is_dry_run(),
    };
    let progress = RefCell::new(progress);
    let read = |visit: &mut dyn FnMut(ReadRow) -> Result<()>| {
        progress.borrow_mut().phase("Reading", sheet.rows());
        sheet.each(|row| {
            progress.borrow_mut().advance(1)?;
            visit(row)
        })
    };
    let step = |step| match step {
        Step::Begins(what, steps) => {
            let steps = steps.try_into().unwrap_or(u64::MAX);
            progress.borrow_mut().phase(what, steps);
            Ok(())
        }
        Step::Done(steps) => progress.borrow_mut().advance(steps),
    };
    let written = app.write(
        VERB,
        request,
        |tx| {
            found = import(tx, list, read, step)?;
            let counts = found.counts;
            if counts.refused > 0 {
                rejects.fill(|into| sheet.rejects(found.problems.each(), into))?;
            }
            let nothing_to_keep = !request.keep_going || counts.taken() == 0;
            if counts.refused > 0 && nothing_to_keep {
                return Err(Error::new(Code::RowsRefused, "rows cannot be taken"));
            }
            Ok(counts)
        },
        |_, counts| Ok(*counts),
    );
    (written, found)
}
