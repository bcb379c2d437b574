//! Files that a command writes: new ones only, which nobody but their owner can read.

use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use crate::domain::{Code, Error, Result};
use crate::office::belongs_to;

/// Whether `-` stands for the standard stream.
pub(crate) fn is_stream(file: &Path) -> bool {
    file == Path::new("-")
}

/// Refuses a name that belongs to the office whose file is `office`, whether the file is there yet or not; `flag` gave it.
pub(crate) fn must_not_belong_to_office(file: &Path, office: &Path, flag: &str) -> Result<()> {
    if !belongs_to(&placed(file), &placed(office)) {
        return Ok(());
    }
    let message = format!("`{}` belongs to the box office", file.display());
    Err(Error::new(Code::Taken, message).hint(format!("give {flag} another name")))
}

/// The file in its folder as that is called without links; one whose folder is not there, as it is named.
fn placed(file: &Path) -> PathBuf {
    let file = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
    let folder = file.parent().and_then(|folder| folder.canonicalize().ok());
    match (folder, file.file_name()) {
        (Some(folder), Some(name)) => folder.join(name),
        _ => file,
    }
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

/// Has the disk keep the name of a new file, as it keeps what is in a file only under a name that it knows.
pub(crate) fn keep_name(file: &Path) -> Result<()> {
    let folder = match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let kept = File::open(folder).and_then(|folder| folder.sync_all());
    kept.or_else(|error| match error.kind() {
        // A folder may be written and not read, and not every file system can be told to keep one.
        io::ErrorKind::PermissionDenied
        | io::ErrorKind::InvalidInput
        | io::ErrorKind::Unsupported => Ok(()),
        _ => Err(failed(folder, "be written", &error)),
    })
}

/// The error of a file that cannot be read or written.
pub(crate) fn failed(file: &Path, what: &str, error: &io::Error) -> Error {
    let message = format!("`{}` cannot {what}: {error}", file.display());
    Error::new(Code::Failed, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_kept_by_its_folder_which_has_to_be_there() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(keep_name(&folder.path().join("new.csv")), Ok(()));
        assert_eq!(keep_name(Path::new("new.csv")), Ok(()));
        let gone = keep_name(&folder.path().join("gone/new.csv"));
        assert_eq!(gone.map_err(|error| error.code), Err(Code::Failed));
    }
}
