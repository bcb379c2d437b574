//! The file that is read, and the one that refused rows are written to.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use crate::cli::files::{self, is_stream};
use crate::domain::Result;

/// How the file is named in messages.
pub(super) fn shown(file: &Path) -> String {
    if is_stream(file) {
        "stdin".to_owned()
    } else {
        file.display().to_string()
    }
}

/// The bytes of the file.
pub(super) fn read(file: &Path) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = if is_stream(file) {
        io::stdin().lock().read_to_end(&mut bytes)
    } else {
        File::open(file).and_then(|mut opened| opened.read_to_end(&mut bytes))
    };
    match read {
        Ok(_) => Ok(bytes),
        Err(error) => Err(files::failed(Path::new(&shown(file)), "be read", &error)),
    }
}

/// Refuses, before anything is imported, to write refused rows over a file that is there: it could be any file.
pub(super) fn must_be_new(rejects: &Path) -> Result<()> {
    files::must_be_new(rejects, "--rejects")
}

/// Writes the refused rows into a new file that only its owner can read.
pub(super) fn write(rejects: &Path, rows: &[u8]) -> Result<()> {
    let mut file = files::create(rejects)?;
    file.write_all(rows)
        .map_err(|error| files::failed(rejects, "be written", &error))
}
