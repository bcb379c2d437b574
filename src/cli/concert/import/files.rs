//! The file that is read, and the one that refused rows are written to.

use std::fs::{self, OpenOptions};
use std::io::{self, BufWriter};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use crate::domain::{Code, Error, Problem, Result};
use crate::import::{Sheet, Source};

/// The list: the file, or what stdin brings.
pub(super) fn open(file: &Path) -> Result<Source> {
    if file == Path::new("-") {
        Source::spool("stdin", io::stdin().lock())
    } else {
        Source::open(file)
    }
}

/// Refuses, before anything is imported, to write refused rows over a file that is there: it could be any file.
pub(super) fn must_be_new(rejects: &Path) -> Result<()> {
    if fs::symlink_metadata(rejects).is_err() {
        let folder = rejects
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        let folder = fs::metadata(folder.unwrap_or(Path::new(".")));
        return folder.map(drop).map_err(|error| unwritten(rejects, &error));
    }
    let message = format!(
        "`{}` is already there; refused rows never go over a file",
        rejects.display()
    );
    Err(Error::new(Code::Taken, message).hint("name a new file with --rejects"))
}

/// Writes the refused rows into a new file that only its owner can read.
pub(super) fn write(rejects: &Path, sheet: &Sheet, problems: &[Problem]) -> Result<()> {
    let made = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(rejects);
    let file = made.map_err(|error| unwritten(rejects, &error))?;
    sheet.rejects(problems, BufWriter::new(file))
}

fn unwritten(file: &Path, error: &io::Error) -> Error {
    let message = format!("`{}` cannot be written: {error}", file.display());
    Error::new(Code::Failed, message)
}
