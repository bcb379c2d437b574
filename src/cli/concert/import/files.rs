//! The file that is read, and the one that refused rows are written to.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::fd::AsFd;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use crate::domain::{Code, Error, Result};
use crate::output::Progress;

/// So many bytes are read between two looks at how far it is.
const PART: u64 = 64 * 1024;

/// How the file is named in messages.
pub(super) fn shown(file: &Path) -> String {
    if is_stdin(file) {
        "stdin".to_owned()
    } else {
        file.display().to_string()
    }
}

/// The bytes of the file.
pub(super) fn read(file: &Path, progress: &mut Progress) -> Result<Vec<u8>> {
    let unread = |error: io::Error| {
        let inside = error
            .get_ref()
            .and_then(|inner| inner.downcast_ref::<Error>());
        inside
            .cloned()
            .unwrap_or_else(|| failed(file, "be read", &error))
    };
    let opened = if is_stdin(file) {
        io::stdin().as_fd().try_clone_to_owned().map(File::from)
    } else {
        File::open(file)
    };
    let opened = opened.map_err(unread)?;
    let metadata = opened.metadata().map_err(unread)?;
    progress.phase_in_bytes("Reading", metadata.is_file().then_some(metadata.len()));
    let mut source = progress.reader(opened);
    let mut bytes = Vec::new();
    loop {
        let part = source.by_ref().take(PART).read_to_end(&mut bytes);
        match part.map_err(unread)? {
            0 => return Ok(bytes),
            part => progress.advance(part.try_into().unwrap_or(PART))?,
        }
    }
}

/// Refuses, before anything is imported, to write refused rows over a file that is there: it could be any file.
pub(super) fn must_be_new(rejects: &Path) -> Result<()> {
    if fs::symlink_metadata(rejects).is_err() {
        let folder = rejects
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        let folder = fs::metadata(folder.unwrap_or(Path::new(".")));
        return folder
            .map(drop)
            .map_err(|error| failed(rejects, "be written", &error));
    }
    let message = format!(
        "`{}` is already there; refused rows never go over a file",
        rejects.display()
    );
    Err(Error::new(Code::Taken, message).hint("name a new file with --rejects"))
}

/// Writes the refused rows into a new file that only its owner can read.
pub(super) fn write(rejects: &Path, rows: &[u8]) -> Result<()> {
    let made = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(rejects);
    made.and_then(|mut file| file.write_all(rows))
        .map_err(|error| failed(rejects, "be written", &error))
}

fn is_stdin(file: &Path) -> bool {
    file == Path::new("-")
}

fn failed(file: &Path, what: &str, error: &io::Error) -> Error {
    let message = format!("`{}` cannot {what}: {error}", shown(file));
    Error::new(Code::Failed, message)
}
