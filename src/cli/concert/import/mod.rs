//! `boxoffice concert import`

pub(crate) mod files;
pub(crate) mod form;
mod tell;

use std::path::PathBuf;

use anyhow::Context;
use chrono::NaiveTime;
use clap::Args;
use serde::Serialize;

use crate::cli::app::App;
use crate::desk::import::{Import, Imported, run as import};
use crate::domain::{
    Code, ConcertRow, Error, ImportCounts, ImportDefaults, Name, Oddity, Problem, Result, Zone,
    time_of_day,
};
use crate::import::{ColumnMap, Form, Reading, Sheet};
use crate::office::Done;
use crate::output::Progress;

/// How often a file is read before its rows are: once for its encoding, once for its columns.
const PASSES: u64 = 2;

/// Take concerts, their venues, artists and ticket types from a list
///
/// The list is CSV, NDJSON, JSON or schema.org JSON-LD, also under gzip. All rows are checked before anything is written, and then all of them are written or none. Running it again changes
/// nothing. `boxoffice help import` explains the columns.
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
    form: form::FormArgs,

    /// Read FIELD from the column named COLUMN; columns that nothing is read from are left out
    #[arg(long, value_name = "FIELD=COLUMN")]
    map: Vec<ColumnMap>,

    /// What stands between two artists in one cell [default: `;`, in the column `artists`]
    #[arg(long, value_name = "TEXT", value_parser = clap::builder::NonEmptyStringValueParser::new())]
    artist_separator: Option<String>,

    /// The venue of rows that name none: its name or its slug
    #[arg(long, value_name = "VENUE")]
    venue: Option<Name>,

    /// Where venues are that say nothing of it
    #[arg(long, value_name = "PLACE")]
    location: Option<Name>,

    /// The zone of venues that are new [default: the office's]
    #[arg(long, value_name = "ZONE")]
    timezone: Option<Zone>,

    /// The list that `source_id` belongs to, where no column says so
    #[arg(long, value_name = "NAME")]
    source: Option<Name>,

    /// The hour that the list writes where it knows none
    #[arg(long, value_name = "TIME", value_parser = time_of_day)]
    unknown_time: Option<NaiveTime>,

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
    form: &'r Form,
    map: &'r [ColumnMap],
    artist_separator: Option<&'r str>,
    defaults: &'r ImportDefaults,
    source: Option<&'r Name>,
    unknown_time: Option<String>,
    update: bool,
    keep_going: bool,
}

pub(crate) fn run(app: &App, args: ImportArgs) -> anyhow::Result<()> {
    let currency = app.currency()?;
    let mut progress = app.progress()?;
    let source = files::open(&args.file, &mut progress)?;
    let file = source.name().to_owned();
    let sha256 = source.sha256().to_owned();
    let defaults = ImportDefaults {
        venue: args.venue,
        location: args.location,
        zone: args.timezone,
    };
    let form = args.form.form();
    let request = ImportRequest {
        sha256,
        form: &form,
        map: &args.map,
        artist_separator: args.artist_separator.as_deref(),
        defaults: &defaults,
        source: args.source.as_ref(),
        unknown_time: args.unknown_time.map(|time| time.to_string()),
        update: args.update,
        keep_going: args.keep_going,
    };
    let reading = Reading {
        form: form.clone(),
        maps: args.map.clone(),
        artist_separator: args.artist_separator.clone(),
        source: args.source.clone(),
        unknown_time: args.unknown_time,
        has_default_venue: defaults.venue.is_some(),
        ..Reading::new(currency)
    };
    progress.phase_in_bytes("Checking", Some(source.size().saturating_mul(PASSES)));
    let sheet = Sheet::open(source, &reading, &mut |bytes| progress.advance(bytes))
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
                defaults: request.defaults,
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
