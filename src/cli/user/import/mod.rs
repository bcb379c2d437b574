//! `boxoffice user import`

use clap::Args;

use crate::cli::app::App;
use crate::cli::listing::{ListArgs, Opened};
use crate::desk::user_import::{Outcome, append_if_many, take};
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
    list: ListArgs,

    /// Read FIELD from the column named COLUMN; columns that nothing is read from are left out
    #[arg(long, value_name = "FIELD=COLUMN")]
    map: Vec<FieldMap<UserField>>,

    /// Let rows that differ change what is there; without it they are refused
    #[arg(long)]
    update: bool,
}

pub(crate) fn run(app: &App, args: &ImportArgs) -> anyhow::Result<()> {
    let mut progress = app.progress()?;
    let opened = Opened::open(app, &args.list, &args.map, &mut progress)?;
    let mut refusals = Vec::new();
    let done = app.write(
        VERB,
        &opened.request(args.update),
        |tx| {
            let counts = each(tx, &opened, args.update, &mut progress, &mut refusals)?;
            if counts.refused > 0 && !args.list.keep_going {
                return Err(opened.refused(app, &refusals));
            }
            Ok(counts)
        },
        |_, counts| Ok(*counts),
    );
    drop(progress);
    let rejects = opened.write_rejects(app, &refusals)?;
    answer(app, &opened, &done?, rejects.as_deref())?;
    if refusals.is_empty() {
        return Ok(());
    }
    Err(opened.open_rows(app, &refusals, rejects.as_deref()).into())
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
    opened.list.each(|row| {
        progress.advance(1)?;
        counts.rows += 1;
        let taken = read_user(&opened.list, &row).and_then(|said| {
            tx.attempt(|| take(tx, &said, update))
                .map_err(|error| vec![Refusal::of_row(row.line, error)])
        });
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
