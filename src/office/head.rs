//! The journal's head, also kept beside the file: an old copy or a lost log of the file then shows.
//!
//! It is written after the commit, so it may lag behind the file and never leads, unless the file lost something.

use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use crate::db::{NOFOLLOW, Snapshot, beside};
use crate::domain::{Code, Error, Head, Result, Site};
use crate::repository::journal;

/// Longer than what is kept, so that anything else is told from it.
const ROOM: usize = 128;

/// The file beside one office, looked at for one change.
///
/// It is opened anew for each, as another file may bear the name by then, and once for both, looking and writing. Nobody
/// asks how long it is or how old: a file system notes a write at full precision only where its time was asked for, and
/// that would cost each sale a block on the disk.
pub(super) struct KeptHead {
    path: PathBuf,
    /// None where there is no such file, or none that may be read.
    file: Option<File>,
}

impl KeptHead {
    /// The head beside the office at this path, which has to agree with the journal of `site`, and the journal's newest
    /// line: a file that has lost what was once committed to it is not written to.
    pub(super) fn agreeing(
        office: &Path,
        snapshot: &Snapshot<'_>,
        site: Site,
    ) -> Result<(Self, Head)> {
        let kept = Self::beside(office);
        // It is read before the journal is: where a snapshot begins only then, others may have written on in between.
        let said = kept.read();
        let newest = journal::head(snapshot, site)?;
        let lost = |said| lost(said, snapshot, site, &newest);
        // Another command may be writing the line this very moment, so one that seems lost is read again.
        if lost(said)?.is_none() {
            return Ok((kept, newest));
        }
        let Some(lost) = lost(kept.read())? else {
            return Ok((kept, newest));
        };
        Err(Error::new(
            Code::Database,
            format!(
                "line {} was committed to `{}` once, and its journal does not have it: \
                 the file is an old copy, or the `-wal` beside it was lost",
                lost.seq,
                office.display()
            ),
        )
        .hint("put the newest copy of the file back, with its `-wal`")
        .hint(format!(
            "to go on with this copy all the same, remove `{}`",
            kept.path.display()
        )))
    }

    /// The head beside the office at this path, whatever it says.
    pub(super) fn beside(office: &Path) -> Self {
        let path = beside(office, ".head");
        let file = open(&path).ok();
        Self { path, file }
    }

    /// Keeps `head`. A failure only makes it lag, so it is not one of the command.
    pub(super) fn write(self, head: &Head) {
        let line = format!("{:020} {}\n", head.seq, head.hash);
        let file = self.file.map_or_else(|| create(&self.path), Ok);
        let _ = file.and_then(|file| file.write_all_at(line.as_bytes(), 0));
    }

    /// What is kept, unless nothing is or it was torn while being written.
    fn read(&self) -> Option<Head> {
        let mut room = [0; ROOM];
        let length = self.file.as_ref()?.read_at(&mut room, 0).ok()?;
        let text = str::from_utf8(room.get(..length)?).ok()?;
        let (seq, hash) = text.trim_end().split_once(' ')?;
        let seq = seq.parse().ok()?;
        (hash.len() == 64).then(|| Head {
            seq,
            hash: hash.to_owned(),
        })
    }
}

/// What is said to be kept, if it stands nowhere in the journal.
fn lost(
    said: Option<Head>,
    snapshot: &Snapshot<'_>,
    site: Site,
    newest: &Head,
) -> Result<Option<Head>> {
    let Some(said) = said.filter(|said| said != newest) else {
        return Ok(None);
    };
    let found = journal::hash_at(snapshot, site, said.seq)?;
    Ok((found.as_ref() != Some(&said.hash)).then_some(said))
}

/// Opens the file to write to it too, or where that is not allowed, only to read it.
fn open(path: &Path) -> io::Result<File> {
    let with = |write| {
        let mut options = OpenOptions::new();
        options.read(true).write(write).custom_flags(NOFOLLOW);
        options.open(path)
    };
    with(true).or_else(|_| with(false))
}

fn create(path: &Path) -> io::Result<File> {
    OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .mode(0o600)
        .custom_flags(NOFOLLOW)
        .open(path)
}
