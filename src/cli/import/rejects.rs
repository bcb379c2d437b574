//! The file for refused rows: there before anything is written, filled before that is kept, and gone with what is not.

use std::fs::{self, File};
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use crate::cli::app::App;
use crate::cli::files;
use crate::domain::{Code, Error, Result};

/// What names the file.
const FLAG: &str = "--rejects";

/// What helps where refused rows were told the first time only.
pub(crate) const TOLD_BEFORE: &str = "a repetition reads no rows; without --key the list is read again, and what is refused told again";

/// The file for refused rows, if one was asked for.
///
/// Dropped, it is removed: only [`Self::after`] lets it stay.
#[derive(Default)]
pub(crate) struct Rejects(Option<Made>);

/// A file that was made.
struct Made {
    path: PathBuf,
    file: File,
    is_filled: bool,
    is_kept: bool,
}

impl Rejects {
    /// Makes the file, and never one over another; a dry run makes none.
    pub(crate) fn create(app: &App, path: Option<&Path>) -> Result<Self> {
        let Some(path) = path.filter(|_| !app.is_dry_run()) else {
            return Ok(Self(None));
        };
        app.must_be_kept(FLAG)?;
        Ok(Self(Some(Made {
            file: files::create(path, FLAG)?,
            path: path.to_owned(),
            is_filled: false,
            is_kept: false,
        })))
    }

    /// The same for an import that is one request: a repetition under its key reads no rows, and its first run may have
    /// left the file that this one names.
    pub(crate) fn unless_repeated(app: &App, path: Option<&Path>) -> Result<Self> {
        match path {
            Some(_) if app.unless_repeated(|_| Ok(()))?.is_none() => Ok(Self(None)),
            path => Self::create(app, path),
        }
    }

    /// Lets `write` fill the file, and is done once the disk has it. To be called while all can be taken back: where
    /// refused rows cannot be kept, the others are not taken either.
    pub(crate) fn fill(
        &mut self,
        write: impl FnOnce(BufWriter<&File>) -> Result<()>,
    ) -> Result<()> {
        let Some(made) = &mut self.0 else {
            return Ok(());
        };
        let written = write(BufWriter::new(&made.file)).and_then(|()| {
            let kept = made.file.sync_all();
            kept.map_err(|error| files::failed(&made.path, "be written", &error))
        });
        written.map_err(|error| Error {
            message: format!("{}; nothing was imported", error.message),
            ..error
        })?;
        made.is_filled = true;
        Ok(())
    }

    /// Lets the file stay where it is filled and the import came to its end, be it that nothing could be taken; and
    /// says where it is.
    pub(crate) fn after<T>(self, written: &Result<T>) -> Option<String> {
        if written
            .as_ref()
            .is_err_and(|error| error.code != Code::RowsRefused)
        {
            return None;
        }
        let mut made = self.0.filter(|made| made.is_filled)?;
        made.is_kept = true;
        Some(made.path.display().to_string())
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
