//! `boxoffice concert import`

mod options;
mod plan;
mod tell;

use std::cell::RefCell;
use std::path::PathBuf;

use anyhow::Context;
use clap::Args;
use serde::Serialize;

use crate::cli::app::App;
use crate::cli::import::{Refused, RefusedArgs, Rejects, most, open_source, tell_remarks};
use crate::desk::import::{Import, Imported, Step, run as import};
use crate::domain::{ImportCounts, Result};
use crate::import::{ReadRow, Sheet};
use crate::office::Done;
use crate::output::Progress;
use options::{ReadingArgs, ReadingRequest};

const VERB: &str = "concert import";

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
    list: ReadingArgs,

    /// Let rows that differ change what is there; without it they are refused
    #[arg(long)]
    update: bool,

    #[command(flatten)]
    refused: RefusedArgs,
}

/// What `--key` remembers: the bytes, and everything that decides what they come to.
#[derive(Serialize)]
struct ImportRequest<'r> {
    sha256: String,
    #[serde(flatten)]
    list: ReadingRequest<'r>,
    update: bool,
    strict: bool,
    keep_going: bool,
}

/// What was found on the way.
#[derive(Default)]
struct Found {
    imported: Imported,
    /// The first reasons of what is refused, as many as are told.
    reasons: Vec<String>,
}

pub(crate) fn run(app: &App, args: ImportArgs) -> anyhow::Result<()> {
    let currency = app.currency()?;
    let mut progress = app.progress()?;
    let source = open_source(app, &args.file, &mut progress)?;
    let file = source.name().to_owned();
    let sha256 = source.sha256().to_owned();
    let options = args.list.resolve(currency)?;
    let request = ImportRequest {
        sha256,
        list: options.request(),
        update: args.update,
        strict: args.refused.strict,
        keep_going: args.refused.keep_going,
    };
    let sheet = Sheet::open(source, &options.reading, &mut |bytes| {
        progress.advance(bytes)
    })
    .with_context(|| file.clone())?;
    let named = args.refused.rejects.as_deref();
    named.map_or(Ok(()), |rejects| sheet.must_suit(rejects))?;
    tell_remarks(app, &file, sheet.remarks(), args.refused.strict)?;
    let mut rejects = Rejects::unless_repeated(app, &args.refused)?;
    let (written, found) = write(app, &request, &sheet, &mut rejects, &mut progress);
    drop(progress);
    let rejects = rejects.after(&written);
    let Found {
        mut imported,
        reasons,
    } = found;
    let refused = Refused {
        args: &args.refused,
        file: &file,
        reasons: Some(reasons),
        found: imported.problems.len(),
        hints: tell::hints(&imported),
        rejects: rejects.as_deref(),
    };
    let problems = std::mem::take(&mut imported.problems);
    let planned = imported.planned.take().map(|rows| (rows, problems));
    let story = tell::Story {
        app,
        file: &file,
        sheet: &sheet,
        imported: &imported,
        refused,
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
) -> (Result<Done<ImportCounts>>, Found) {
    let mut found = Found::default();
    let list = Import {
        verb: VERB,
        defaults: request.list.defaults,
        unit: sheet.unit(),
        update: request.update,
        strict: request.strict,
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
            found.imported = import(tx, list, read, step)?;
            let (counts, problems) = (found.imported.counts, &mut found.imported.problems);
            let first = problems.each().take(most(app));
            let first = first.map(|problem| problem.map(|problem| sheet.tell(&problem)));
            found.reasons = first.collect::<Result<_>>()?;
            rejects.close(
                (counts.refused, counts.taken()),
                sheet.rows(),
                &mut progress.borrow_mut(),
                |into, watch| sheet.rejects(problems.each(), into, watch),
            )?;
            Ok(counts)
        },
        |_, counts| Ok(*counts),
    );
    (written, found)
}
