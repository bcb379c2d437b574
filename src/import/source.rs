//! Where a list comes from: a file, or a stream that is spooled so that it can be read more than once.

use std::fs::File;
use std::io::{self, BufReader, Read, Write};
use std::os::unix::fs::FileExt;
use std::time::SystemTime;

use flate2::bufread::MultiGzDecoder;
use sha2::{Digest, Sha256};

use crate::domain::{Code, Error, Result, hex};

/// How much is read at a time.
const CHUNK: usize = 64 * 1024;
/// How gzip begins.
const GZIP: &[u8] = &[0x1f, 0x8b, 0x08];

/// The bytes of a list. They stay on the disk, and are read from the beginning as often as needed.
#[derive(Debug)]
pub struct Source {
    name: String,
    file: File,
    sha256: String,
    size: u64,
    written_at: Option<SystemTime>,
    is_gzip: bool,
}

/// What watches over the reading: it is told how many bytes were read since, and ends it with an error.
pub type Watch<'w> = &'w mut dyn FnMut(u64) -> Result<()>;

impl Source {
    /// An open file, read where it lies. It is a plain one; what is not can only be spooled.
    pub fn of_file(name: impl Into<String>, file: File, watch: Watch<'_>) -> Result<Self> {
        let name = name.into();
        let written_at = written_at(&file);
        let looked = look(Pass::over(&file, watch)).map_err(|error| failure(&name, error))?;
        Ok(Self {
            name,
            file,
            sha256: looked.sha256,
            size: looked.size,
            written_at,
            is_gzip: looked.is_gzip,
        })
    }

    /// A stream, copied into a temporary file that no other program can open and that is gone with this one.
    pub fn spool(name: impl Into<String>, mut from: impl Read, watch: Watch<'_>) -> Result<Self> {
        let name = name.into();
        let spooled = tempfile::tempfile().and_then(|mut file| {
            let mut chunk = vec![0; CHUNK];
            loop {
                match from.read(&mut chunk) {
                    Ok(0) => return Ok(file),
                    Ok(read) => {
                        file.write_all(&chunk[..read])?;
                        watch(number(read)).map_err(carry)?;
                    }
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    Err(error) => return Err(error),
                }
            }
        });
        let file = spooled.map_err(|error| failure(&name, error))?;
        Self::of_file(name, file, watch)
    }

    /// How messages call it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The hash of the bytes as they lie there, in hexadecimal digits.
    #[must_use]
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// How many bytes they are.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// The bytes from the first on, unpacked where they are under gzip.
    pub(super) fn bytes<'s>(&'s self, watch: Watch<'s>) -> Box<dyn Read + 's> {
        let pass = BufReader::with_capacity(CHUNK, Pass::over(&self.file, watch));
        if self.is_gzip {
            Box::new(Unpacked {
                packed: MultiGzDecoder::new(pass),
                line: 1,
            })
        } else {
            Box::new(pass)
        }
    }

    /// Refuses what was read while another program wrote it: the hash would be of other bytes.
    pub(super) fn must_be_unchanged(&self) -> Result<()> {
        let size = self.file.metadata().map(|found| found.len()).ok();
        if size == Some(self.size) && written_at(&self.file) == self.written_at {
            return Ok(());
        }
        let message = format!("`{}` was changed while it was read", self.name);
        Err(Error::new(Code::Failed, message).hint("run the command again when it is complete"))
    }

    /// What reading the bytes failed with.
    pub(super) fn failure(&self, error: io::Error) -> Error {
        failure(&self.name, error)
    }
}

/// When a file was last written, where the file system says so.
fn written_at(file: &File) -> Option<SystemTime> {
    file.metadata().and_then(|found| found.modified()).ok()
}

/// One reading of a file from its beginning, whoever else reads it.
struct Pass<'p> {
    file: &'p File,
    watch: Watch<'p>,
    at: u64,
}

impl<'p> Pass<'p> {
    const fn over(file: &'p File, watch: Watch<'p>) -> Self {
        Self { file, watch, at: 0 }
    }
}

impl Read for Pass<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read_at(into, self.at)?;
        self.at += number(read);
        (self.watch)(number(read)).map_err(carry)?;
        Ok(read)
    }
}

/// What is under gzip; where that is damaged, the error says after which line.
struct Unpacked<R> {
    packed: MultiGzDecoder<R>,
    line: u64,
}

impl<R: io::BufRead> Read for Unpacked<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.packed.read(into).map_err(|error| {
            let what = match error.kind() {
                io::ErrorKind::UnexpectedEof => "cut off",
                io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => "damaged",
                _ => return error,
            };
            let message = format!("line {}: the gzip data are {what} here", self.line);
            carry(
                Error::new(Code::InvalidValue, message)
                    .hint("copy the file again from where it came"),
            )
        })?;
        self.line += line_ends(&into[..read]);
        Ok(read)
    }
}

/// What one look at all the bytes tells.
struct Looked {
    sha256: String,
    size: u64,
    is_gzip: bool,
}

fn look(mut pass: Pass<'_>) -> io::Result<Looked> {
    let mut digest = Sha256::new();
    let mut chunk = vec![0; CHUNK];
    let mut is_gzip = None;
    loop {
        let read = pass.read(&mut chunk)?;
        if read == 0 {
            return Ok(Looked {
                sha256: hex(&digest.finalize()),
                size: pass.at,
                is_gzip: is_gzip == Some(true),
            });
        }
        is_gzip.get_or_insert_with(|| chunk.starts_with(GZIP));
        digest.update(&chunk[..read]);
    }
}

/// How many lines end in some bytes.
pub(super) fn line_ends(bytes: &[u8]) -> u64 {
    bytes.iter().map(|byte| u64::from(*byte == b'\n')).sum()
}

/// An error of ours on its way through a reader.
pub(super) fn carry(error: Error) -> io::Error {
    io::Error::other(error)
}

/// The error of ours that came through a reader, or the reader's own.
pub(super) fn carried(error: io::Error) -> std::result::Result<Error, io::Error> {
    error.downcast::<Error>()
}

fn failure(name: &str, error: io::Error) -> Error {
    carried(error).unwrap_or_else(|error| {
        Error::new(Code::Failed, format!("`{name}` cannot be read: {error}"))
    })
}

fn number(bytes: usize) -> u64 {
    u64::try_from(bytes).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_written_while_it_is_read_is_refused() {
        let mut written = tempfile::tempfile().unwrap();
        written.write_all(b"a,b\n").unwrap();
        let read = written.try_clone().unwrap();
        let source = Source::of_file("list.csv", read, &mut |_| Ok(())).unwrap();
        source.must_be_unchanged().unwrap();
        written.write_all(b"1,2\n").unwrap();
        let refused = source.must_be_unchanged().unwrap_err();
        assert_eq!(refused.message, "`list.csv` was changed while it was read");
    }
}
