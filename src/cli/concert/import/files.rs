//! The file that is read, and the one that refused rows are written to.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter};
use std::os::fd::AsFd;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use crate::domain::{Code, Error, Problem, Result};
use crate::import::{Sheet, Source};
use crate::output::Progress;

/// The list: the file, or what stdin brings.
pub(super) fn open(file: &Path, progress: &mut Progress) -> Result<Source> {
    let is_stdin = file == Path::new("-");
    let name = if is_stdin {
        "stdin".to_owned()
    } else {
        file.display().to_string()
    };
    let opened = if is_stdin {
        io::stdin().as_fd().try_clone_to_owned().map(File::from)
    } else {
        File::open(file)
    };
    let looked = opened.and_then(|opened| Ok((opened.metadata()?, opened)));
    let (metadata, opened) = looked
        .map_err(|error| Error::new(Code::Failed, format!("`{name}` cannot be read: {error}")))?;
    progress.phase_in_bytes("Reading", metadata.is_file().then_some(metadata.len()));
    if metadata.is_file() && !is_stdin {
        Source::of_file(name, opened, &mut |bytes| progress.advance(bytes))
    } else {
        let stream = progress.reader(opened);
        Source::spool(name, stream, &mut |bytes| progress.advance(bytes))
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
