//! Lists of orders and of customers: opened, and asked for.

use std::path::{self, PathBuf};

use anyhow::Context;
use clap::Args;
use serde::Serialize;

use super::form::{self, FormArgs};
use super::refused::{Refused, RefusedArgs, most};
use super::source;
use crate::cli::app::App;
use crate::desk::order_import::key_of_rejects;
use crate::domain::{Code, Error, Name, Result};
use crate::import::{Field, FieldMap, Form, List, Refusal};
use crate::output::Progress;

/// The file, and what becomes of rows that cannot be taken.
#[derive(Debug, Args)]
pub(crate) struct ListFileArgs {
    /// The file; `-` is stdin
    #[arg(value_name = "FILE")]
    file: PathBuf,

    #[command(flatten)]
    form: FormArgs,

    #[command(flatten)]
    pub(crate) refused: RefusedArgs,
}

/// What a key remembers of a list: the bytes, and everything that decides what they come to.
#[derive(Serialize)]
pub(crate) struct ListFileRequest<'r, F: Field> {
    sha256: &'r str,
    form: Form,
    map: &'r [FieldMap<F>],
    strict: bool,
    keep_going: bool,
}

/// A list that is open.
pub(crate) struct Opened<'r, F: Field> {
    pub(crate) file: String,
    pub(crate) list: List<F>,
    args: &'r ListFileArgs,
    map: &'r [FieldMap<F>],
}

impl<'r, F: Field> Opened<'r, F> {
    /// Opens the list, and says how it was understood.
    pub(crate) fn open(
        app: &App,
        args: &'r ListFileArgs,
        map: &'r [FieldMap<F>],
        progress: &mut Progress,
    ) -> anyhow::Result<Self> {
        let source = source::open(app, &args.file, progress)?;
        let file = source.name().to_owned();
        let mut watch = |bytes| progress.advance(bytes);
        let list = List::open(source, &args.form.form(), map, &mut watch);
        let list = list.with_context(|| file.clone())?;
        let rejects = args.refused.rejects.as_deref();
        rejects.map_or(Ok(()), |rejects| list.must_suit(rejects))?;
        form::tell(app, &file, list.remarks(), args.refused.strict)?;
        progress.phase("Writing", list.rows());
        Ok(Self {
            file,
            list,
            args,
            map,
        })
    }

    /// What a key remembers of the list.
    pub(crate) fn request(&self) -> ListFileRequest<'_, F> {
        ListFileRequest {
            sha256: self.list.source().sha256(),
            form: self.args.form.form(),
            map: self.map,
            strict: self.args.refused.strict,
            keep_going: self.args.refused.keep_going,
        }
    }

    /// Under what a run remembers that it wrote the refused rows of this list to the file that is named; none where no
    /// run or no file is.
    pub(crate) fn key_of_rejects(&self, run: Option<&Name>) -> Result<Option<String>>
    where
        F: Serialize,
    {
        let (Some(run), Some(rejects)) = (run, &self.args.refused.rejects) else {
            return Ok(None);
        };
        let place = path::absolute(rejects).unwrap_or_else(|_| rejects.clone());
        let request = serde_json::to_string(&(self.request(), place.to_string_lossy()));
        let request = request.map_err(|error| {
            Error::new(Code::Failed, format!("the request cannot be told: {error}"))
        })?;
        Ok(Some(key_of_rejects(run.as_str(), &request)))
    }

    /// How many rows the list has.
    pub(crate) fn rows(&self) -> i64 {
        i64::try_from(self.list.rows()).unwrap_or(i64::MAX)
    }

    /// The rows that were refused, to be told.
    pub(crate) fn refused<'t>(
        &'t self,
        app: &'t App,
        refusals: &[Refusal],
        rejects: Option<&'t str>,
    ) -> Refused<'t> {
        let first = refusals.iter().take(most(app));
        let reasons = first.map(|refusal| format!("{}: {}", refusal.line, refusal.reason()));
        Refused {
            args: &self.args.refused,
            file: &self.file,
            reasons: Some(reasons.collect()),
            found: refusals.len(),
            hints: Vec::new(),
            rejects,
        }
    }
}

/// How many rows are refused; a row may be for several reasons.
pub(crate) fn rows(refusals: &[Refusal]) -> i64 {
    let mut lines: Vec<_> = refusals.iter().map(|refusal| refusal.line).collect();
    lines.sort_unstable();
    lines.dedup();
    i64::try_from(lines.len()).unwrap_or(i64::MAX)
}
