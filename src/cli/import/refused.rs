//! Rows that cannot be taken: what becomes of the others, and how it is told.

use std::path::PathBuf;

use clap::Args;

use super::rejects::TOLD_BEFORE;
use crate::cli::app::App;
use crate::domain::{Code, Error, count};

/// How many reasons a script is told: the message is held in memory as a whole.
const MOST: usize = 1000;
/// How many a person is told.
const MOST_FOR_PEOPLE: usize = 50;

/// What cannot be taken, and what becomes of the rest.
#[derive(Debug, Args)]
pub(crate) struct RefusedArgs {
    /// Refuse what would be taken with a warning
    #[arg(long)]
    pub(crate) strict: bool,

    /// Take what can be taken, and leave the rest (exit 6)
    #[arg(long)]
    pub(crate) keep_going: bool,

    /// Write the refused rows to this file, with the reason in one more column
    #[arg(long, value_name = "FILE")]
    pub(crate) rejects: Option<PathBuf>,
}

/// Rows that were refused, to be told.
pub(crate) struct Refused<'r> {
    pub(crate) args: &'r RefusedArgs,
    /// The name of the list.
    pub(crate) file: &'r str,
    /// Why, as `14: price: …`: the first reasons, as many as are told; none where they are told already.
    pub(crate) reasons: Option<Vec<String>>,
    /// How many reasons there are.
    pub(crate) found: usize,
    /// What would help, apart from mending them.
    pub(crate) hints: Vec<&'static str>,
    /// Where the refused rows were written.
    pub(crate) rejects: Option<&'r str>,
}

/// How many reasons are told at most.
pub(crate) fn most(app: &App) -> usize {
    if app.printer.speaks_json() {
        MOST
    } else {
        MOST_FOR_PEOPLE
    }
}

impl Refused<'_> {
    /// Why nothing was written: `refused` of `all` rows.
    pub(crate) fn nothing_written(&self, refused: i64, all: i64) -> Error {
        let file = self.file;
        let all_rows = count(all, "row");
        let what =
            format!("{refused} of {all_rows} of `{file}` cannot be taken; nothing was written");
        let error = self.told(Code::RowsRefused, what);
        let leaves_others = !self.args.keep_going && refused < all;
        match self.rejects {
            Some(rejects) if leaves_others => error
                .hint("--keep-going takes the other rows, and needs no --rejects here")
                .hint(format!(
                    "`{rejects}` has the refused rows only: mend and import it once the others are taken"
                )),
            Some(rejects) => error.hint(mend(rejects)),
            None if leaves_others => error.hint("--keep-going takes the other rows"),
            None => error,
        }
    }

    /// What is still open after the others were taken, now or before under the same key.
    pub(crate) fn still_open(&self, refused: i64, repeated: bool) -> Error {
        let what = format!("{} of `{}` refused", count(refused, "row"), self.file);
        let error = self.told(Code::Partial, what);
        let error = match self.rejects {
            Some(rejects) => error.hint(mend(rejects)),
            None => error,
        };
        if repeated {
            error.hint(TOLD_BEFORE)
        } else {
            error
        }
    }

    /// The sentence with the reasons under it, a line each, and what would help.
    fn told(&self, code: Code, what: String) -> Error {
        let reasons = self.reasons.as_deref().unwrap_or_default();
        let mut lines = vec![what];
        lines.extend(
            reasons
                .iter()
                .map(|reason| format!("{}:{reason}", self.file)),
        );
        let more = self.found - reasons.len();
        let leaves_some = self.reasons.is_some() && 0 < more;
        let is_named = self.args.rejects.is_some();
        if leaves_some {
            let all = if is_named {
                ""
            } else {
                ", --rejects FILE has all"
            };
            lines.push(format!("and {more} more{all}"));
        }
        let hints = self.hints.iter().copied();
        let error = hints.fold(Error::new(code, lines.join("\n")), Error::hint);
        if leaves_some && !is_named {
            return error.hint("--rejects FILE writes all of them to a file");
        }
        error
    }
}

/// What helps where all of what is still open stands in a file.
fn mend(rejects: &str) -> String {
    format!("mend them in `{rejects}` and import that file under the same options")
}
