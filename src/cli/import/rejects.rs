//! The file for refused rows: there before anything is written, filled before that is kept, and gone with what is not.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::refused::RefusedArgs;
use crate::cli::app::App;
use crate::cli::files;
use crate::domain::{Code, Error, Result};
use crate::import::Watch;
use crate::output::Progress;

/// What names the file.
const FLAG: &str = "--rejects";

/// What helps where refused rows were told the first time only.
pub(super) const TOLD_BEFORE: &str = "a repetition reads no rows; without --key the list is read again, and what is refused told again";

/// The file for refused rows, if one was asked for.
///
/// Dropped, it is removed: only [`Self::after`] lets it stay.
#[derive(Default)]
pub(crate) struct Rejects {
    made: Option<Made>,
    /// The file that the same rows were written to before.
    before: Option<PathBuf>,
    keep_going: bool,
}

/// A file that was made.
struct Made {
    path: PathBuf,
    file: File,
    is_filled: bool,
    is_kept: bool,
}

/// A file whose errors name it.
pub(crate) struct Named<'m> {
    path: &'m Path,
    file: &'m File,
}

impl Rejects {
    /// Makes the file, and never one over another or one of the office; a dry run makes none.
    pub(crate) fn create(app: &App, args: &RefusedArgs) -> Result<Self> {
        if let Some(path) = &args.rejects {
            must_be_a_file(path)?;
            files::must_not_belong_to_office(path, &app.path()?, FLAG)?;
        }
        let path = args.rejects.as_deref().filter(|_| !app.is_dry_run());
        let made = path.map(|path| {
            app.must_be_kept(FLAG)?;
            Made::new(path)
        });
        Ok(Self {
            made: made.transpose()?,
            before: None,
            keep_going: args.keep_going,
        })
    }

    /// The same for an import whose refused rows may have been written to that file before, as `written` tells: where it
    /// is still there, it is left as it is, and none is made.
    pub(crate) fn unless_written(app: &App, args: &RefusedArgs, written: bool) -> Result<Self> {
        let is_there = |path: &&PathBuf| written && path.is_file();
        match args.rejects.as_ref().filter(is_there) {
            None => Self::create(app, args),
            Some(path) => Ok(Self {
                made: None,
                before: Some(path.clone()),
                keep_going: args.keep_going,
            }),
        }
    }

    /// The same for an import that is one request: a repetition under its key reads no rows, and its first run may have
    /// left the file that this one names.
    pub(crate) fn unless_repeated(app: &App, args: &RefusedArgs) -> Result<Self> {
        if app.unless_repeated(|_| Ok(()))?.is_none() {
            return Ok(Self::default());
        }
        Self::create(app, args)
    }

    /// Ends an import that can still be taken back as a whole: where rows are refused, `write` fills the file, and the
    /// others stay only if some are taken and the refused ones may be left.
    ///
    /// Where refused rows cannot be kept, the others are not taken either. `write` goes through all `rows` of the list,
    /// and counts them as it does.
    pub(crate) fn close(
        &mut self,
        (refused, taken): (i64, i64),
        rows: u64,
        progress: &mut Progress,
        write: impl FnOnce(BufWriter<Named<'_>>, Watch<'_>) -> Result<()>,
    ) -> Result<()> {
        if refused == 0 {
            return Ok(());
        }
        if let Some(made) = &mut self.made {
            progress.phase("Writing rejects", rows);
            made.fill(|into| write(into, &mut |rows| progress.advance(rows)))?;
            progress.check()?;
        }
        if self.keep_going && 0 < taken {
            return Ok(());
        }
        Err(Error::new(Code::RowsRefused, "rows cannot be taken"))
    }

    /// Whether refused rows were written.
    pub(crate) fn is_filled(&self) -> bool {
        self.made.as_ref().is_some_and(|made| made.is_filled)
    }

    /// What helps where the refused rows stand in a file since an earlier run.
    pub(crate) fn hint(&self) -> Option<String> {
        let before = self.before.as_ref()?.display();
        Some(format!(
            "an earlier run wrote them to `{before}`: mend them there and import that file under the same options, or name another `--rejects`"
        ))
    }

    /// Lets the file stay where it is filled and the import came to its end, be it that nothing could be taken; and
    /// says where it is.
    pub(crate) fn after<T>(self, written: &Result<T>) -> Option<String> {
        let failed = written.as_ref().err().map(|error| error.code);
        if failed.is_some_and(|code| code != Code::RowsRefused) {
            return None;
        }
        let mut made = self.made.filter(|made| made.is_filled)?;
        made.is_kept = true;
        Some(made.path.display().to_string())
    }
}

impl Made {
    fn new(path: &Path) -> Result<Self> {
        Ok(Self {
            file: files::create(path, FLAG)?,
            path: path.to_owned(),
            is_filled: false,
            is_kept: false,
        })
    }

    /// Lets `write` fill the file, and is done once the disk has it and its name.
    fn fill(&mut self, write: impl FnOnce(BufWriter<Named<'_>>) -> Result<()>) -> Result<()> {
        let into = Named {
            path: &self.path,
            file: &self.file,
        };
        let written = write(BufWriter::new(into)).and_then(|()| {
            let kept = self.file.sync_all();
            kept.map_err(|error| files::failed(&self.path, "be written", &error))?;
            files::keep_name(&self.path)
        });
        written.map_err(|error| match error.code {
            Code::Interrupted => error,
            _ => Error {
                message: format!("{}; nothing was imported", error.message),
                ..error
            },
        })?;
        self.is_filled = true;
        Ok(())
    }
}

impl Named<'_> {
    fn failed(&self, error: &io::Error) -> io::Error {
        io::Error::new(error.kind(), format!("`{}`: {error}", self.path.display()))
    }
}

impl Write for Named<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes).map_err(|error| self.failed(&error))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush().map_err(|error| self.failed(&error))
    }
}

impl Drop for Made {
    /// Removes a file that nobody is told of. One that cannot be removed stands beside an error that says what failed.
    fn drop(&mut self) {
        if !self.is_kept {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Refuses `-`: refused rows are kept only where nothing else is written, and stdout has the answer.
fn must_be_a_file(path: &Path) -> Result<()> {
    if !files::is_stream(path) {
        return Ok(());
    }
    let message = format!("`{FLAG} -`: refused rows go to a file, and not to stdout");
    Err(Error::new(Code::Usage, message).hint(format!("name a file: {FLAG} rejects.csv")))
}
