//! `boxoffice user import`

use std::collections::HashMap;

use clap::Args;
use serde::Serialize;

use crate::cli::app::App;
use crate::cli::import::{ListFileArgs, ListFileRequest, Opened, Rejects, taken};
use crate::desk::user_import::{Outcome, Taker, append_if_many};
use crate::domain::{Result, UserField, UserImportCounts, count};
use crate::import::{FieldMap, Refusal, read_user};
use crate::office::{Done, Transaction};
use crate::output::Progress;
use crate::view::UserImportView;

/// What the request is called.
const VERB: &str = "user import";

/// Take customers from a list
///
/// The list is CSV, NDJSON or JSON. A customer is known by the e-mail address, else by the phone number. All rows are
/// taken or none; running the same list again changes nothing.
#[derive(Debug, Args)]
#[command(
    after_help = "Columns: name, email, phone, note. A blank cell says nothing.\n\nExamples:
  boxoffice user import members.csv --dry-run
  boxoffice user import members.csv --update
  boxoffice user import list.csv --map name='Full name' --map email=Mail --keep-going --rejects open.csv"
)]
pub(crate) struct ImportArgs {
    #[command(flatten)]
    list: ListFileArgs,

    /// Read FIELD from the column named COLUMN; columns that nothing is read from are left out
    #[arg(long, value_name = "FIELD=COLUMN")]
    map: Vec<FieldMap<UserField>>,

    /// Let rows that differ change what is there; without it they are refused
    #[arg(long)]
    update: bool,
}

/// What `--key` remembers.
#[derive(Serialize)]
struct ImportRequest<'r> {
    #[serde(flatten)]
    list: ListFileRequest<'r, UserField>,
    update: bool,
}

pub(crate) fn run(app: &App, args: &ImportArgs) -> anyhow::Result<()> {
    let mut progress = app.progress()?;
    let opened = Opened::open(app, &args.list, &args.map, &mut progress)?;
    let mut rejects = Rejects::unless_repeated(app, &args.list.refused)?;
    let mut refusals = Vec::new();
    let mut counts = UserImportCounts::default();
    let request = ImportRequest {
        list: opened.request(),
        update: args.update,
    };
    let written = app.write(
        VERB,
        &request,
        |tx| {
            counts = each(tx, &opened, args.update, &mut progress, &mut refusals)?;
            let list = &opened.list;
            rejects.close(
                (counts.refused, counts.taken()),
                list.rows(),
                &mut progress,
                |into, watch| list.rejects(&refusals, &HashMap::new(), into, watch),
            )?;
            Ok(counts)
        },
        |_, counts| Ok(*counts),
    );
    drop(progress);
    let rejects = rejects.after(&written);
    let taken = taken(written)?;
    let tried = Done {
        value: counts,
        repeated: false,
        dry_run: app.is_dry_run(),
    };
    // A repetition reads no rows, and is as open as it was.
    let done = taken.unwrap_or(tried);
    if taken.is_some() || app.is_dry_run() {
        answer(app, &opened, &done, rejects.as_deref())?;
    }
    let told = opened.refused(app, &refusals, rejects.as_deref());
    let repeated = taken.map(|done| done.repeated);
    Ok(told.end(repeated, done.value.refused, done.value.rows)?)
}

/// Takes every row that can be taken, and notes why the others cannot.
fn each(
    tx: &Transaction<'_>,
    opened: &Opened<'_, UserField>,
    update: bool,
    progress: &mut Progress,
    refusals: &mut Vec<Refusal>,
) -> Result<UserImportCounts> {
    let mut counts = UserImportCounts::default();
    let mut customers = Taker::new(update);
    opened.list.each(|row| {
        progress.advance(1)?;
        counts.rows += 1;
        let taken = match read_user(&opened.list, &row) {
            Ok(said) => match tx.attempt(|| customers.take(tx, &said, row.line)) {
                Err(error) if !error.code.is_of_a_row() => return Err(error),
                taken => taken.map_err(|error| vec![Refusal::of_row(row.line, error)]),
            },
            Err(reasons) => Err(reasons),
        };
        match taken {
            Ok(Outcome::Created) => counts.created += 1,
            Ok(Outcome::Updated) => counts.updated += 1,
            Ok(Outcome::Unchanged) => counts.unchanged += 1,
            Err(reasons) => {
                counts.refused += 1;
                refusals.extend(reasons);
            }
        }
        append_if_many(tx, VERB)
    })?;
    Ok(counts)
}

fn answer(
    app: &App,
    opened: &Opened<'_, UserField>,
    done: &Done<UserImportCounts>,
    rejects: Option<&str>,
) -> anyhow::Result<()> {
    let file = &opened.file;
    app.done(done, |counts| {
        let (taken, rows) = (counts.taken(), count(counts.rows, "row"));
        format!("`{file}`: {taken} of {rows} taken.")
    });
    let view = UserImportView {
        file: file.clone(),
        taken: done.value.taken(),
        counts: done.value,
        ignored_columns: opened.list.ignored_columns().to_vec(),
        rejects: rejects.map(ToOwned::to_owned),
    };
    Ok(app.printer.answer(&view)?)
}
