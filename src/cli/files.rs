//! Files that a command writes: new ones only, which nobody but their owner can read.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use crate::domain::{Code, Error, Result};

/// Whether `-` stands for the standard stream.
pub(crate) fn is_stream(file: &Path) -> bool {
    file == Path::new("-")
}

/// Refuses, before anything is done, a file that is there or whose folder is not; `flag` named it.
pub(crate) fn must_be_new(file: &Path, flag: &str) -> Result<()> {
    if fs::symlink_metadata(file).is_err() {
        let folder = file
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        let folder = fs::metadata(folder.unwrap_or(Path::new(".")));
        return folder
            .map(drop)
            .map_err(|error| failed(file, "be written", &error));
    }
    let message = format!(
        "`{}` is already there; nothing is written over a file",
        file.display()
    );
    Err(Error::new(Code::Taken, message).hint(format!("name a new file with {flag}")))
}

/// A new file that only its owner can read; one that is there is left as it is.
pub(crate) fn create(file: &Path) -> Result<File> {
    let made = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(file);
    made.map_err(|error| failed(file, "be written", &error))
}

/// The error of a file that cannot be read or written.
pub(crate) fn failed(file: &Path, what: &str, error: &io::Error) -> Error {
    let message = format!("`{}` cannot {what}: {error}", file.display());
    Error::new(Code::Failed, message)
}
