//! Passwords that come without a question: on stdin or in a file, never as an argument.

use std::fs::File;
use std::io::{self, IsTerminal, Read};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::domain::{Code, Error, Result};

/// More than any password has.
const LONGEST: u64 = 16_384;

/// Where the password is, if nobody is to be asked.
#[derive(Debug, Args)]
#[group(multiple = false)]
pub(super) struct Given {
    /// Read the password from stdin, as one line
    #[arg(long)]
    password_stdin: bool,

    /// Read the password from a file that only its owner can read
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,
}

impl Given {
    /// The flag that goes instead of a question.
    pub(super) const FLAG: &'static str = "--password-stdin";

    /// The text that was given, if any was.
    pub(super) fn read(&self) -> Result<Option<String>> {
        match &self.password_file {
            Some(path) => from_file(path).map(Some),
            None if self.password_stdin => from_stdin().map(Some),
            None => Ok(None),
        }
    }
}

fn from_stdin() -> Result<String> {
    let stdin = io::stdin();
    if stdin.is_terminal() {
        return Err(Error::new(
            Code::Usage,
            "stdin is a terminal, where a password would be seen",
        )
        .hint("leave `--password-stdin` out to be asked"));
    }
    one_line(stdin.lock(), "stdin")
}

fn from_file(path: &Path) -> Result<String> {
    let shown = path.display().to_string();
    let unread =
        |error: io::Error| Error::new(Code::Failed, format!("`{shown}` cannot be read: {error}"));
    let file = File::open(path).map_err(unread)?;
    let metadata = file.metadata().map_err(unread)?;
    if metadata.is_file() && metadata.permissions().mode() & 0o077 != 0 {
        return Err(Error::new(
            Code::Failed,
            format!("`{shown}` holds a password and can be read by others"),
        )
        .hint(format!("chmod 600 '{shown}'")));
    }
    one_line(file, &shown)
}

fn one_line(source: impl Read, name: &str) -> Result<String> {
    let mut text = String::new();
    source
        .take(LONGEST)
        .read_to_string(&mut text)
        .map_err(|error| Error::new(Code::Failed, format!("`{name}` cannot be read: {error}")))?;
    let line = text.strip_suffix('\n').unwrap_or(&text);
    let line = line.strip_suffix('\r').unwrap_or(line);
    if line.is_empty() || line.contains('\n') {
        let message = format!("`{name}` has to hold the password as one line");
        return Err(Error::new(Code::InvalidValue, message));
    }
    Ok(line.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_one_line_and_its_end_is_no_part_of_it() {
        for text in ["correct horse\n", "correct horse\r\n", "correct horse"] {
            assert_eq!(one_line(text.as_bytes(), "stdin").unwrap(), "correct horse");
        }
        for text in ["", "\n", "one\ntwo\n"] {
            assert_eq!(
                one_line(text.as_bytes(), "stdin").unwrap_err().code,
                Code::InvalidValue
            );
        }
    }

    #[test]
    fn a_file_that_others_can_read_is_refused() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), "correct horse\n").unwrap();
        let chmod = |mode| {
            std::fs::set_permissions(file.path(), std::fs::Permissions::from_mode(mode)).unwrap();
        };
        chmod(0o640);
        let error = from_file(file.path()).unwrap_err();
        assert!(error.hints[0].starts_with("chmod 600 "), "{error:?}");
        chmod(0o600);
        assert_eq!(from_file(file.path()).unwrap(), "correct horse");
    }
}
