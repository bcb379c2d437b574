//! Files that a command writes: new ones only, which nobody but their owner can read.

use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use crate::domain::{Code, Error, Result};

/// Whether `-` stands for the standard stream.
pub(crate) fn is_stream(file: &Path) -> bool {
    file == Path::new("-")
}

/// A new file that only its owner can read; one that is there is left as it is. `flag` named it.
pub(crate) fn create(file: &Path, flag: &str) -> Result<File> {
    let made = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(file);
    made.map_err(|error| {
        if error.kind() != io::ErrorKind::AlreadyExists {
            return failed(file, "be written", &error);
        }
        let message = format!(
            "`{}` is already there; nothing is written over a file",
            file.display()
        );
        Error::new(Code::Taken, message).hint(format!("name a new file with {flag}"))
    })
}

/// The error of a file that cannot be read or written.
pub(crate) fn failed(file: &Path, what: &str, error: &io::Error) -> Error {
    let message = format!("`{}` cannot {what}: {error}", file.display());
    Error::new(Code::Failed, message)
}
