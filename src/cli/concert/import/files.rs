//! The file that is read, and the one that refused rows are written to.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read};
use std::path::Path;

use crate::domain::{Code, Error, Result};

/// How the file is named in messages.
pub(super) fn shown(file: &Path) -> String {
    if is_stdin(file) {
        "stdin".to_owned()
    } else {
        file.display().to_string()
    }
}

/// The bytes of the file.
pub(super) fn read(file: &Path) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = if is_stdin(file) {
        io::stdin().lock().read_to_end(&mut bytes)
    } else {
        File::open(file).and_then(|mut opened| opened.read_to_end(&mut bytes))
    };
    match read {
        Ok(_) => Ok(bytes),
        Err(error) => Err(failed(file, "be read", &error)),
    }
}

/// Refuses, before anything is imported, a file that cannot be written or that is the one imported from.
pub(super) fn must_be_writable(rejects: &Path, file: &Path) -> Result<()> {
    if fs::canonicalize(rejects).is_ok_and(|path| fs::canonicalize(file).is_ok_and(|it| it == path))
    {
        let message = format!("`{}` is the file that is imported", rejects.display());
        return Err(Error::new(Code::Usage, message).hint("name another file with --rejects"));
    }
    OpenOptions::new()
        .create(true)
        .append(true)
        .open(rejects)
        .map(drop)
        .map_err(|error| failed(rejects, "be written", &error))
}

/// Writes the refused rows.
pub(super) fn write(rejects: &Path, rows: &[u8]) -> Result<()> {
    fs::write(rejects, rows).map_err(|error| failed(rejects, "be written", &error))
}

fn is_stdin(file: &Path) -> bool {
    file == Path::new("-")
}

fn failed(file: &Path, what: &str, error: &io::Error) -> Error {
    let message = format!("`{}` cannot {what}: {error}", shown(file));
    Error::new(Code::Failed, message)
}
