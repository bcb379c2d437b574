//! `boxoffice concert import`

mod files;
mod form;
mod options;
mod tell;

use std::path::PathBuf;

use anyhow::Context;
use clap::Args;
use serde::Serialize;

use crate::cli::app::App;
use crate::desk::import::{Import, Imported, run as import};
use crate::domain::{Code, ConcertRow, Error, ImportCounts, Oddity, Problem, Result};
use crate::import::Sheet;
use crate::office::Done;
use crate::output::Progress;
use form::FormArgs;
use options::{ListArgs, ListRequest};

/// How often a file is read before its rows are: once for its encoding, once for its columns.
const PASSES: u64 = 2;

/// Take concerts, their venues, artists and ticket types from a list
///
/// The list is CSV, NDJSON, JSON or schema.org JSON-LD, also under gzip. All rows are checked before anything is
/// written, and then all of them are written or none. Running it again changes nothing. `boxoffice help import` explains the columns.
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
    form: FormArgs,

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
    let source = files::open(&args.file, &mut progress)?;
    let file = source.name().to_owned();
    let sha256 = source.sha256().to_owned();
    let options = args.list.resolve(currency, &args.form)?;
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
    let rows = Rows::of(&sheet, &mut progress)?;
    let rejects = args.rejects.filter(|_| !app.is_dry_run());
    if let Some(rejects) = &rejects {
        files::must_be_new(rejects)?;
    }

    let (written, imported) = write(app, &request, &rows, &mut progress);
    drop(progress);

    let is_repeated = written.as_ref().is_ok_and(|done| done.repeated);
    if let Some(rejects) = rejects
        .as_ref()
        .filter(|_| !is_repeated && !imported.problems.is_empty())
    {
        files::write(rejects, &sheet, &imported.problems)?;
    }
    let story = tell::Story {
        app,
        file,
        sheet: &sheet,
        imported: &imported,
        keep_going: args.keep_going,
        rejects: rejects.map(|path| path.display().to_string()),
    };
    match written {
        Ok(done) => story.answer(&done),
        Err(error) if error.code == Code::RowsRefused => Err(story.refusal().into()),
        Err(error) => Err(error.into()),
    }
}

/// The rows of the file, and what is wrong with those that are none.
#[derive(Default)]
struct Rows {
    read: Vec<std::result::Result<ConcertRow, u64>>,
    problems: Vec<Problem>,
    oddities: Vec<Oddity>,
}

impl Rows {
    fn of(sheet: &Sheet, progress: &mut Progress) -> Result<Self> {
        progress.phase("Reading", sheet.rows());
        let mut rows = Self::default();
        sheet.each(|read| {
            rows.read.push(read.row.ok_or(read.line));
            rows.problems.extend(read.problems);
            rows.oddities.extend(read.oddities);
            progress.advance(1)
        })?;
        Ok(rows)
    }
}

/// The one write, and what was found on the way, which is told whether the write holds or not.
fn write(
    app: &App,
    request: &ImportRequest<'_>,
    rows: &Rows,
    progress: &mut Progress,
) -> (Result<Done<ImportCounts>>, Imported) {
    let mut found = Imported::default();
    progress.phase("Writing", rows.read.len().try_into().unwrap_or(u64::MAX));
    let written = app.write(
        "concert import",
        request,
        |tx| {
            let list = Import {
                rows: &rows.read,
                defaults: request.list.defaults,
                update: request.update,
            };
            found = import(tx, list, |done| progress.advance(done))?;
            found.add_unread(&rows.problems, &rows.oddities);
            let counts = found.counts;
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
