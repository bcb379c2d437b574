//! Where a list comes from: a file, or what stdin brings.

use std::fs::File;
use std::io;
use std::os::fd::AsFd;
use std::path::Path;

use crate::cli::app::App;
use crate::cli::files;
use crate::domain::Result;
use crate::import::Source;
use crate::output::Progress;

/// How often a list is read before its rows are: once for its encoding, once for its columns.
const PASSES: u64 = 2;

/// Opens the list, to be looked through next. What comes through a pipe may take long, and Ctrl-C ends the waiting.
pub(crate) fn open(app: &App, file: &Path, progress: &mut Progress) -> Result<Source> {
    app.must_be_readable(file)?;
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
    let source = if metadata.is_file() && !is_stdin {
        Source::of_file(name, opened, &mut |bytes| progress.advance(bytes))
    } else {
        let stream = progress.reader(opened);
        Source::spool(name, stream, &mut |bytes| progress.advance(bytes))
    }?;
    progress.phase_in_bytes("Checking", Some(source.size().saturating_mul(PASSES)));
    Ok(source)
}
