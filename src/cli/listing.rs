//! What the imports of orders and of customers share: the list, its options, and why rows are refused.

use std::path::PathBuf;

use anyhow::Context;
use clap::Args;
use serde::Serialize;

use super::app::App;
use super::concert::import::{files as lists, form};
use super::import::TOLD_BEFORE;
use crate::domain::{Code, Error, count};
use crate::import::{Field, FieldMap, Form, List, Refusal};
use crate::output::Progress;

/// How many refused rows a person is shown.
const MOST: usize = 50;

/// How often a file is read before its rows are: once for its encoding, once for its columns.
const PASSES: u64 = 2;

/// The file, and what becomes of rows that cannot be taken.
#[derive(Debug, Args)]
pub(crate) struct ListArgs {
    /// The file; `-` is stdin
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,

    #[command(flatten)]
    pub(crate) form: form::FormArgs,

    /// Take what can be taken, and leave the rest (exit 6)
    #[arg(long)]
    pub(crate) keep_going: bool,

    /// Write the refused rows to this file, with the reason in one more column
    #[arg(long, value_name = "FILE")]
    pub(crate) rejects: Option<PathBuf>,
}

/// What `--key` remembers: the bytes, and everything that decides what they come to.
#[derive(Serialize)]
pub(crate) struct ListRequest<'r, F: Field> {
    sha256: &'r str,
    form: Form,
    map: &'r [FieldMap<F>],
    keep_going: bool,
    update: bool,
}

/// A list that is open.
pub(crate) struct Opened<'r, F: Field> {
    pub(crate) file: String,
    pub(crate) list: List<F>,
    args: &'r ListArgs,
    map: &'r [FieldMap<F>],
}

impl<'r, F: Field> Opened<'r, F> {
    /// Opens the list, and says how it was understood.
    pub(crate) fn open(
        app: &App,
        args: &'r ListArgs,
        map: &'r [FieldMap<F>],
        progress: &mut Progress,
    ) -> anyhow::Result<Self> {
        app.must_be_readable(&args.file)?;
        let source = lists::open(&args.file, progress)?;
        let file = source.name().to_owned();
        progress.phase_in_bytes("Checking", Some(source.size().saturating_mul(PASSES)));
        let mut watch = |bytes| progress.advance(bytes);
        let list = List::open(source, &args.form.form(), map, &mut watch);
        let list = list.with_context(|| file.clone())?;
        form::tell_remarks(app, &file, list.remarks());
        progress.phase("Writing", list.rows());
        Ok(Self {
            file,
            list,
            args,
            map,
        })
    }

    /// What `--key` remembers.
    pub(crate) fn request(&self, update: bool) -> ListRequest<'_, F> {
        ListRequest {
            sha256: self.list.source().sha256(),
            form: self.args.form.form(),
            map: self.map,
            keep_going: self.args.keep_going,
            update,
        }
    }

    /// Why nothing was written.
    pub(crate) fn refused(&self, app: &App, refusals: &[Refusal], rejects: Option<&str>) -> Error {
        let rows = rows(refusals);
        let all = i64::try_from(self.list.rows()).unwrap_or(i64::MAX);
        let what = format!(
            "{rows} of {} of `{}` cannot be taken; nothing was written",
            count(all, "row"),
            self.file
        );
        let error = Error::new(Code::RowsRefused, self.listed(app, &what, refusals));
        let error = self.hinted(error, refusals, rejects);
        if self.args.keep_going || rows == all {
            error
        } else {
            error.hint("--keep-going takes the other rows")
        }
    }

    /// What is still open after the others were taken.
    pub(crate) fn open_rows(
        &self,
        app: &App,
        refused: i64,
        refusals: &[Refusal],
        rejects: Option<&str>,
        repeated: bool,
    ) -> Error {
        let what = format!("{} of `{}` refused", count(refused, "row"), self.file);
        let error = Error::new(Code::Partial, self.listed(app, &what, refusals));
        if repeated {
            error.hint(TOLD_BEFORE)
        } else {
            self.hinted(error, refusals, rejects)
        }
    }

    fn hinted(&self, error: Error, refusals: &[Refusal], rejects: Option<&str>) -> Error {
        match (rejects, &self.args.rejects) {
            (Some(rejects), _) => {
                error.hint(format!("mend them in `{rejects}` and import that file"))
            }
            (None, None) if refusals.len() > MOST => {
                error.hint("--rejects FILE writes all of them to a file")
            }
            _ => error,
        }
    }

    /// The sentence with the refusals under it, a line each: all of them for scripts, the first ones for people.
    fn listed(&self, app: &App, what: &str, refusals: &[Refusal]) -> String {
        let shown = if app.printer.speaks_json() {
            refusals.len()
        } else {
            MOST
        };
        let mut lines = vec![what.to_owned()];
        let each = refusals.iter().take(shown);
        lines.extend(
            each.map(|refusal| format!("{}:{}: {}", self.file, refusal.line, refusal.reason())),
        );
        if shown < refusals.len() {
            lines.push(format!("and {} more", refusals.len() - shown));
        }
        lines.join("\n")
    }
}

/// How many rows are refused; a row may be for several reasons.
pub(crate) fn rows(refusals: &[Refusal]) -> i64 {
    let mut lines: Vec<_> = refusals.iter().map(|refusal| refusal.line).collect();
    lines.sort_unstable();
    lines.dedup();
    i64::try_from(lines.len()).unwrap_or(i64::MAX)
}
