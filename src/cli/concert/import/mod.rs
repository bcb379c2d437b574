//! `boxoffice concert import`

mod files;
mod plan;
mod tell;

use std::cell::RefCell;
use std::path::PathBuf;

use anyhow::Context;
use chrono::NaiveTime;
use clap::Args;
use serde::Serialize;

use crate::cli::app::App;
use crate::desk::import::{Import, Imported, Step, run as import};
use crate::domain::{
    Code, Error, ImportCounts, ImportDefaults, Name, Result, Unit, Zone, time_of_day,
};
use crate::import::{ColumnMap, ReadRow, Reading, Sheet};
use crate::office::Done;
use crate::output::Progress;

const VERB: &str = "concert import";

/// Take concerts, their venues, artists and ticket types from a CSV file
///
/// All rows are checked before anything is written, and then all of them are written or none. Running it again changes
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

    /// Refuse rows that look like a mistake; without it they are taken with a warning
    #[arg(long)]
    strict: bool,

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
    map: &'r [ColumnMap],
    artist_separator: Option<&'r str>,
    defaults: &'r ImportDefaults,
    source: Option<&'r Name>,
    unknown_time: Option<String>,
    update: bool,
    strict: bool,
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
    let request = ImportRequest {
        sha256,
        map: &args.map,
        artist_separator: args.artist_separator.as_deref(),
        defaults: &defaults,
        source: args.source.as_ref(),
        unknown_time: args.unknown_time.map(|time| time.to_string()),
        update: args.update,
        strict: args.strict,
        keep_going: args.keep_going,
    };
    let reading = Reading {
        maps: args.map.clone(),
        artist_separator: args.artist_separator.clone(),
        source: args.source.clone(),
        unknown_time: args.unknown_time,
        has_default_venue: defaults.venue.is_some(),
        strict: args.strict,
        ..Reading::new(currency)
    };
    let sheet = Sheet::open(source, &reading).with_context(|| file.clone())?;
    let rejects = args.rejects.filter(|_| !app.is_dry_run());
    if let Some(rejects) = &rejects {
        files::must_be_new(rejects)?;
    }

    let (written, mut imported) = write(app, &request, &sheet, &mut progress);
    drop(progress);

    let is_repeated = written.as_ref().is_ok_and(|done| done.repeated);
    if let Some(rejects) = rejects
        .as_ref()
        .filter(|_| !is_repeated && !imported.problems.is_empty())
    {
        files::write(rejects, &sheet, &imported.problems)?;
    }
    let planned = imported.planned.take();
    let story = tell::Story {
        app,
        file,
        sheet: &sheet,
        imported: &imported,
        keep_going: args.keep_going,
        rejects: rejects.map(|path| path.display().to_string()),
    };
    match written {
        Ok(done) => story.answer(&done, planned),
        Err(error) if error.code == Code::RowsRefused => {
            if let Some(planned) = planned {
                story.plan(imported.counts, planned)?;
            }
            Err(story.refusal().into())
        }
        Err(error) => Err(error.into()),
    }
}

/// The one write, and what was found on the way, which is told whether the write holds or not.
fn write(
    app: &App,
    request: &ImportRequest<'_>,
    sheet: &Sheet,
    progress: &mut Progress,
) -> (Result<Done<ImportCounts>>, Imported) {
    let mut found = Imported::default();
    let list = Import {
        verb: VERB,
        defaults: request.defaults,
        unit: Unit::Line,
        update: request.update,
        strict: request.strict,
        keep_going: request.keep_going,
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
