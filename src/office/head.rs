//! The journal's head, also kept beside the file: an old copy or a lost log of the file then shows.
//!
//! It is written after the commit, so it may lag behind the file and never leads, unless the file lost something.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use crate::db::{NOFOLLOW, Snapshot, Transaction, beside};
use crate::domain::{Code, Error, Head, Result, Site};
use crate::repository::journal;

/// Refuses to write to a file that has lost what was once committed to it.
pub(super) fn must_agree(tx: &Transaction<'_>, path: &Path) -> Result<()> {
    must_agree_as(tx, path, tx.site())
}

/// The same for a reader that knows its site.
pub(super) fn must_agree_as(snapshot: &Snapshot<'_>, path: &Path, site: Site) -> Result<()> {
    // Another command may be writing the line this very moment, so one that seems lost is read again.
    if lost(snapshot, path, site)?.is_none() {
        return Ok(());
    }
    let Some(kept) = lost(snapshot, path, site)? else {
        return Ok(());
    };
    let newest = journal::head(snapshot, site)?;
    let head = beside(path, ".head");
    Err(Error::new(
        Code::Database,
        format!(
            "the journal of `{}` ends at line {}, but line {} was committed to it once: \
             the file is an old copy, or the `-wal` beside it was lost",
            path.display(),
            newest.seq,
            kept.seq
        ),
    )
    .hint("put the newest copy of the file back, with its `-wal`")
    .hint(format!(
        "to go on with this copy all the same, remove `{}`",
        head.display()
    )))
}

/// What is kept, if it stands nowhere in the journal.
fn lost(snapshot: &Snapshot<'_>, path: &Path, site: Site) -> Result<Option<Head>> {
    let Some(kept) = read(path) else {
        return Ok(None);
    };
    let found = journal::hash_at(snapshot, site, kept.seq)?;
    Ok((found.as_ref() != Some(&kept.hash)).then_some(kept))
}

/// Keeps `head` beside the file. A failure only makes it lag, so it is not one of the command.
pub(super) fn write(path: &Path, head: &Head) {
    let line = format!("{:020} {}\n", head.seq, head.hash);
    let opened = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .mode(0o600)
        .custom_flags(NOFOLLOW)
        .open(beside(path, ".head"));
    let _ = opened.and_then(|mut file| file.write_all(line.as_bytes()));
}

/// What is kept, unless nothing is or it was torn while being written.
fn read(path: &Path) -> Option<Head> {
    let text = fs::read_to_string(beside(path, ".head")).ok()?;
    let (seq, hash) = text.trim_end().split_once(' ')?;
    let seq = seq.parse().ok()?;
    (hash.len() == 64).then(|| Head {
        seq,
        hash: hash.to_owned(),
    })
}
