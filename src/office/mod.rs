//! The front door: opens a box office, reads one picture of it, and writes one change at a time.

mod clock;
mod head;
mod request;
mod write;

use std::cell::{Cell, RefCell};
use std::fmt;
use std::path::Path;

use crate::db::{self, Db, Random, Stamp};
pub use crate::db::{
    FileState, Migrated, OnWait, Parts, SCHEMA_VERSION, Snapshot, Trace, Transaction, belongs_to,
    migrate,
};
use crate::domain::{Code, Currency, Error, Head, Instant, Name, Profile, Result, Site, Zone, hex};
use crate::repository;
use clock::Clock;
use head::KeptHead;
pub use request::{Done, Request};
use write::Together;

/// How an office is opened.
pub struct Setting {
    /// Who stands at the counter.
    pub operator: Name,
    /// Where a practice office's clock stands; ignored everywhere else.
    pub practice_now: Option<Instant>,
    /// Called once when another command makes this one wait for a second.
    pub on_wait: OnWait,
    /// Called with every statement.
    pub trace: Option<Trace>,
}

/// What a new office is.
#[derive(Debug, Clone)]
pub struct NewOffice {
    /// The house's name.
    pub name: Name,
    /// The one currency.
    pub currency: Currency,
    /// The zone of venues that name none.
    pub zone: Zone,
    /// Whether it is for practice, where the clock can be set.
    pub practice: bool,
}

/// An open box office.
pub struct Office {
    db: Db,
    profile: Profile,
    operator: RefCell<Name>,
    clock: Clock,
    random: Random,
    /// What everything goes into, while that is under way.
    together: Cell<Option<Together>>,
}

impl fmt::Debug for Office {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Office")
            .field("path", &self.db.path())
            .finish_non_exhaustive()
    }
}

impl Office {
    /// Makes a new file at `path` and opens it. A file that is already there is never touched.
    pub fn create(path: &Path, new: NewOffice, setting: Setting) -> Result<Self> {
        let clock = Clock::of(new.practice, setting.practice_now);
        let random: Random = Box::new(system_random);
        let profile = new_profile(new, clock.now()?, &random)?;
        let db = Db::create(path, setting.on_wait)?;
        let office = Self {
            db,
            profile,
            operator: RefCell::new(setting.operator),
            clock,
            random,
            together: Cell::new(None),
        };
        office.found()?;
        Ok(office)
    }

    /// Opens the office at `path`.
    pub fn open(path: &Path, setting: Setting) -> Result<Self> {
        let db = Db::open(path, setting.on_wait, setting.trace)?;
        // The profile never changes in what the clock needs, so any moment will do to read it.
        let profile =
            repository::office::find(&db.snapshot(Instant::EPOCH)?)?.ok_or_else(|| {
                Error::new(
                    Code::NotAnOffice,
                    format!(
                        "`{}` was begun but never became a box office",
                        path.display()
                    ),
                )
                .hint("remove the file and run `boxoffice init` again")
            })?;
        let clock = Clock::of(profile.practice, setting.practice_now);
        Ok(Self {
            db,
            profile,
            operator: RefCell::new(setting.operator),
            clock,
            random: Box::new(system_random),
            together: Cell::new(None),
        })
    }

    /// What the file says about itself.
    #[must_use]
    pub const fn profile(&self) -> &Profile {
        &self.profile
    }

    /// Where the file is.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.db.path()
    }

    /// What the file system says about the file.
    pub fn file_state(&self) -> Result<FileState> {
        db::file_state(self.path())
    }

    /// Looks at the file at `path` even where the office in it can no longer be read, as a check has to.
    pub fn inspect<T>(
        path: &Path,
        setting: Setting,
        look: impl FnOnce(&Snapshot<'_>) -> Result<T>,
    ) -> Result<T> {
        let db = Db::open(path, setting.on_wait, setting.trace)?;
        look(&db.snapshot(Clock::System.now()?)?)
    }

    /// What the clock shows.
    pub fn now(&self) -> Result<Instant> {
        self.clock.now()
    }

    /// Reads one consistent picture of the office.
    pub fn read<T>(&self, look: impl FnOnce(&Snapshot<'_>) -> Result<T>) -> Result<T> {
        look(&self.db.snapshot(self.now()?)?)
    }

    /// Whether a change was made under this key: then asking for it again only shows what came of it.
    pub fn has_key(snapshot: &Snapshot<'_>, key: &str) -> Result<bool> {
        Ok(repository::request_key::find(snapshot, key)?.is_some())
    }

    /// A random salt, to hash a password before the transaction that stores it.
    pub fn salt(&self) -> Result<[u8; 16]> {
        let mut salt = [0; 16];
        (self.random)(&mut salt)?;
        Ok(salt)
    }

    /// Whether the journal's head that was written beside the file agrees with the file. To be asked first of a
    /// snapshot, as others may write on between.
    pub fn head_agrees(&self, snapshot: &Snapshot<'_>) -> Result<()> {
        KeptHead::agreeing(self.path(), snapshot, self.profile.site).map(drop)
    }

    /// Closes the file, which writes the log back into it.
    pub fn close(self) -> Result<()> {
        self.db.close()
    }

    /// Writes what every office begins with: itself, and the customer of sales without a name.
    fn found(&self) -> Result<()> {
        let tx = self.db.transaction(self.stamp()?)?;
        let mut secret = [0; 32];
        tx.random(&mut secret)?;
        repository::office::insert(&tx, &self.profile, &secret)?;
        tx.set_operator(repository::operator::insert_if_missing(
            &tx,
            &self.operator.borrow(),
        )?);
        repository::user::insert_walk_in(&tx, &"Walk-in".parse()?)?;
        let head = repository::journal::append(&tx, Head::default(), "init")?;
        tx.commit()?;
        KeptHead::beside(self.path()).write(&head);
        Ok(())
    }

    fn stamp(&self) -> Result<Stamp<'_>> {
        Ok(Stamp {
            now: self.now()?,
            site: self.profile.site,
            random: &self.random,
        })
    }
}

fn new_profile(new: NewOffice, created_at: Instant, random: &Random) -> Result<Profile> {
    let mut house = [0; 16];
    let mut lineage = [0; 16];
    random(&mut house)?;
    random(&mut lineage)?;
    Ok(Profile {
        name: new.name,
        currency: new.currency,
        zone: new.zone,
        practice: new.practice,
        site: Site(0),
        house_id: hex(&house),
        lineage_id: hex(&lineage),
        created_at,
    })
}

fn system_random(bytes: &mut [u8]) -> Result<()> {
    getrandom::fill(bytes)
        .map_err(|_| Error::new(Code::Failed, "the operating system gave no random bytes"))
}
