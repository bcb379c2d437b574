//! Where a list comes from: a file, or a stream that is spooled so that it can be read more than once.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::os::unix::fs::FileExt;

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
    is_gzip: bool,
}

impl Source {
    /// A plain file that is open.
    pub fn of_file(name: impl Into<String>, file: File) -> Result<Self> {
        Self::new(name.into(), file)
    }

    /// A stream, copied into a temporary file that no other program can open and that is gone with this one.
    pub fn spool(name: impl Into<String>, mut from: impl Read) -> Result<Self> {
        let name = name.into();
        let spooled = tempfile::tempfile().and_then(|mut file| {
            io::copy(&mut from, &mut file)?;
            Ok(file)
        });
        let unread = |error| carried(error).unwrap_or_else(|error| failed(&name, &error));
        let file = spooled.map_err(unread)?;
        Self::new(name, file)
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

    /// The bytes from the first on, unpacked where they are under gzip.
    pub(super) fn bytes(&self) -> Box<dyn Read + '_> {
        let pass = BufReader::with_capacity(CHUNK, Pass::over(&self.file));
        if self.is_gzip {
            Box::new(Unpacked {
                packed: MultiGzDecoder::new(pass),
                line: 1,
            })
        } else {
            Box::new(pass)
        }
    }

    /// An error as one of this file, where reading it failed.
    pub(super) fn failure(&self, error: io::Error) -> Error {
        carried(error).unwrap_or_else(|error| failed(&self.name, &error))
    }

    fn new(name: String, file: File) -> Result<Self> {
        let looked = look(&file).map_err(|error| failed(&name, &error))?;
        let (sha256, is_gzip) = looked;
        Ok(Self {
            name,
            file,
            sha256,
            is_gzip,
        })
    }
}

/// One reading of a file from its beginning, whoever else reads it.
struct Pass<'f> {
    file: &'f File,
    at: u64,
}

impl<'f> Pass<'f> {
    const fn over(file: &'f File) -> Self {
        Self { file, at: 0 }
    }
}

impl Read for Pass<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read_at(into, self.at)?;
        self.at += u64::try_from(read).unwrap_or(0);
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

/// The hash of a file, and whether it is under gzip.
fn look(file: &File) -> io::Result<(String, bool)> {
    let mut digest = Sha256::new();
    let mut pass = Pass::over(file);
    let mut chunk = vec![0; CHUNK];
    let mut is_gzip = None;
    loop {
        let read = pass.read(&mut chunk)?;
        if read == 0 {
            return Ok((hex(&digest.finalize()), is_gzip == Some(true)));
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

fn failed(name: &str, error: &io::Error) -> Error {
    Error::new(Code::Failed, format!("`{name}` cannot be read: {error}"))
}
