//! The file that is read, and the one that refused rows are written to.

use std::fs::File;
use std::io::{self, BufWriter};
use std::os::fd::AsFd;
use std::path::Path;

use crate::cli::files;
use crate::desk::import::Problems;
use crate::domain::Result;
use crate::import::{Sheet, Source};
use crate::output::Progress;

/// The list: the file, or what stdin brings. What comes through a pipe may take long, and Ctrl-C ends the waiting.
pub(crate) fn open(file: &Path, progress: &mut Progress) -> Result<Source> {
    let unread = |error: io::Error| files::failed(file, "be read", &error);
    let is_stdin = files::is_stream(file);
    let (name, opened) = if is_stdin {
        let stdin = io::stdin().as_fd().try_clone_to_owned();
        ("stdin".to_owned(), stdin.map(File::from))
    } else {
        (file.display().to_string(), File::open(file))
    };
    let opened = opened.map_err(unread)?;
    let metadata = opened.metadata().map_err(unread)?;
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
    files::must_be_new(rejects, "--rejects")
}

/// Writes the refused rows into a new file that only its owner can read.
pub(super) fn write(rejects: &Path, sheet: &Sheet, problems: &mut Problems) -> Result<()> {
    sheet.rejects(problems.each(), BufWriter::new(files::create(rejects)?))
}
