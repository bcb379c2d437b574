//! The file itself: what may be opened, with which mode, and what lies beside it.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use super::schema::APPLICATION_ID;
use crate::domain::{Code, Error, Result};

/// Opening a file with this flag refuses a symbolic link in its place.
pub const NOFOLLOW: i32 = rustix::fs::OFlags::NOFOLLOW.bits().cast_signed();

/// The path of `path` with `suffix` behind its name, such as `boxoffice.db.lock`.
#[must_use]
pub fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// What the file system says about a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileState {
    /// Its length.
    pub bytes: u64,
    /// Who may read and write it: the nine permission bits.
    pub mode: u32,
}

impl FileState {
    /// Whether anybody but the owner may read or write it.
    #[must_use]
    pub const fn is_open_to_others(self) -> bool {
        self.mode & 0o077 != 0
    }
}

/// What the file system says about the file at `path`.
pub fn file_state(path: &Path) -> Result<FileState> {
    let found = fs::metadata(path).map_err(|error| unreadable(path, &error))?;
    Ok(FileState {
        bytes: found.len(),
        mode: found.permissions().mode() & 0o777,
    })
}

/// Refuses what is not a plain, non-empty file on this machine's own disks.
pub(super) fn must_be_openable(path: &Path) -> Result<()> {
    let shown = path.display();
    let found = match fs::symlink_metadata(path) {
        Ok(found) => found,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(Error::new(
                Code::NoOffice,
                format!("there is no box office at `{shown}`"),
            )
            .hint(format!(
                "boxoffice --db '{shown}' init --name NAME --currency IDR --timezone Asia/Jakarta"
            )));
        }
        Err(error) => return Err(unreadable(path, &error)),
    };
    if found.file_type().is_symlink() {
        return Err(Error::new(
            Code::NotAnOffice,
            format!("`{shown}` is a symbolic link; name the file itself"),
        ));
    }
    if !found.is_file() {
        return Err(Error::new(
            Code::NotAnOffice,
            format!("`{shown}` is not a file"),
        ));
    }
    if found.len() == 0 {
        return Err(Error::new(
            Code::NotAnOffice,
            format!("`{shown}` is empty, not a box office"),
        ));
    }
    must_bear_our_mark(path)?;
    must_be_local(path)
}

/// Refuses another program's file before anything is put beside it. What a log still holds is not in the file yet, so
/// a file with a log is looked at only once it is open.
fn must_bear_our_mark(path: &Path) -> Result<()> {
    let mut header = [0; 72];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut header));
    if beside(path, "-wal").exists() {
        return Ok(());
    }
    let shown = path.display();
    let is_database = read.is_ok() && header.starts_with(b"SQLite format 3\0");
    let mark = i64::from(u32::from_be_bytes([
        header[68], header[69], header[70], header[71],
    ]));
    match (is_database, mark == APPLICATION_ID) {
        (true, true) => Ok(()),
        (true, false) => Err(Error::new(
            Code::NotAnOffice,
            format!("`{shown}` belongs to another program, it is not a box office"),
        )),
        (false, _) => Err(Error::new(
            Code::NotAnOffice,
            format!("`{shown}` is not a box office"),
        )),
    }
}

/// What stands beside a store, by what is added to its name; the copies before migrations come with their version.
const BESIDE: [&str; 5] = ["-wal", "-shm", "-journal", ".head", ".lock"];
/// What is added for a copy before a migration.
pub(super) const BEFORE_SCHEMA: &str = ".schema-";

/// Whether a file is a store or stands beside it; both paths lie in settled folders.
#[must_use]
pub fn belongs_to(file: &Path, store: &Path) -> bool {
    if file.parent() != store.parent() {
        return false;
    }
    let (Some(name), Some(store)) = (file.file_name(), store.file_name()) else {
        return false;
    };
    let added = name.as_bytes().strip_prefix(store.as_bytes());
    added.is_some_and(|added| {
        added.is_empty()
            || BESIDE.iter().any(|suffix| added == suffix.as_bytes())
            || added.starts_with(BEFORE_SCHEMA.as_bytes())
    })
}

/// Makes an empty file that only its owner can read, where no file and nothing of an old database is.
pub(super) fn make_new(path: &Path) -> Result<()> {
    // A lock is taken before the file is there, by whoever finds that it is not.
    let strays = BESIDE.into_iter().filter(|suffix| *suffix != ".lock");
    for suffix in [""].into_iter().chain(strays) {
        let stray = beside(path, suffix);
        if fs::symlink_metadata(&stray).is_ok() {
            return Err(in_the_way(&stray));
        }
    }
    if let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        let made = fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(folder);
        made.map_err(|error| unreadable(folder, &error))?;
    }
    must_be_local(path)?;
    let made = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path);
    match made {
        Ok(_) => Ok(()),
        // Somebody else was quicker.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(in_the_way(path)),
        Err(error) => Err(unreadable(path, &error)),
    }
}

fn in_the_way(path: &Path) -> Error {
    let message = format!(
        "`{}` is already there; init never overwrites",
        path.display()
    );
    Error::new(Code::Taken, message).hint("boxoffice --db ANOTHER-FILE init")
}

/// Takes a file away again that was made a moment ago, with what the engine put beside it.
pub(super) fn remove_new(path: &Path) {
    for suffix in [""].into_iter().chain(BESIDE) {
        // Most of them are not there.
        let _ = fs::remove_file(beside(path, suffix));
    }
}

/// The path with every link of its folders followed, but not one in place of the file.
pub(super) fn settled(path: &Path) -> Result<PathBuf> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = fs::canonicalize(folder.unwrap_or(Path::new(".")))
        .map_err(|error| unreadable(path, &error))?;
    Ok(path
        .file_name()
        .map_or(folder.clone(), |name| folder.join(name)))
}

/// The lock file beside the store, made where it is missing.
pub(super) fn lock_file(path: &Path) -> Result<File> {
    let lock = beside(path, ".lock");
    let opened = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .mode(0o600)
        .custom_flags(NOFOLLOW)
        .open(&lock);
    opened.map_err(|error| unreadable(&lock, &error))
}

/// An I/O failure on `path` in plain words.
pub(super) fn unreadable(path: &Path, error: &io::Error) -> Error {
    Error::new(
        Code::Database,
        format!("`{}` cannot be used: {error}", path.display()),
    )
}

/// Locks and shared memory do not work over a network, so files there end up damaged.
#[cfg(target_os = "linux")]
fn must_be_local(path: &Path) -> Result<()> {
    const NETWORKS: [u32; 8] = [
        0x6969,
        0x517b,
        0xff53_4d42,
        0xfe53_4d42,
        0x5346_414f,
        0x564c,
        0x7375_7245,
        0x00c3_6400,
    ];
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let Ok(found) = rustix::fs::statfs(folder) else {
        return Ok(());
    };
    let kind = u32::try_from(found.f_type & 0xffff_ffff).unwrap_or(0);
    if NETWORKS.contains(&kind) {
        return Err(Error::new(
            Code::NotAnOffice,
            format!(
                "`{}` lies on a network share, where a database gets damaged",
                path.display()
            ),
        )
        .hint(
            "keep the file on a disk of this machine and run boxoffice there, over ssh if need be",
        ));
    }
    Ok(())
}

#[cfg(not(target_os = "linux"))]
fn must_be_local(_path: &Path) -> Result<()> {
    Ok(())
}
