//! The front door: opens a box office, reads one picture of it, and writes one change at a time.

mod clock;
mod head;
mod request;

use std::fmt;
use std::path::Path;

use serde::{Serialize, de::DeserializeOwned};

use crate::db::{self, Db, Random, Stamp};
pub use crate::db::{
    FileState, Migrated, OnWait, SCHEMA_VERSION, Snapshot, Trace, Transaction, migrate,
};
use crate::domain::{Code, Currency, Error, Head, Instant, Name, Profile, Result, Site, Zone, hex};
use crate::repository;
use clock::Clock;
pub use request::{Done, Request};

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
    operator: Name,
    clock: Clock,
    random: Random,
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
            operator: setting.operator,
            clock,
            random,
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
            operator: setting.operator,
            clock,
            random: Box::new(system_random),
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

    /// Makes one change, the only way there is.
    ///
    /// One immediate transaction: the key is looked up before any rule, `act` changes rows and names them by a small
    /// reference, the journal gets its line, `show` reads the answer, and all of it is committed, or under a dry run
    /// taken back. The same request under the same key only shows the same reference again.
    pub fn write<R, T>(
        &self,
        request: &Request,
        act: impl FnOnce(&Transaction<'_>) -> Result<R>,
        show: impl FnOnce(&Snapshot<'_>, &R) -> Result<T>,
    ) -> Result<Done<T>>
    where
        R: Serialize + DeserializeOwned,
    {
        let tx = self.db.transaction(self.stamp()?)?;
        if let Some(reference) = request.answered(&tx)? {
            return Ok(Done {
                value: show(&tx, &reference)?,
                repeated: true,
                dry_run: false,
            });
        }
        head::must_agree(&tx, self.path())?;
        tx.set_operator(repository::operator::insert_if_missing(
            &tx,
            &self.operator,
        )?);
        let before = tx.touched();
        let reference = act(&tx)?;
        // A key is kept even where nothing changed, and an operator who is new with it: the journal tells of that, too.
        let is_kept = tx.touched() > before || request.has_key();
        let head = if is_kept {
            tell_the_journal(&tx, request.verb())?
        } else {
            None
        };
        request.remember(&tx, &reference)?;
        let value = show(&tx, &reference)?;
        if request.is_dry_run() {
            return Ok(Done {
                value,
                repeated: false,
                dry_run: true,
            });
        }
        if is_kept {
            tx.commit()?;
        }
        if let Some(head) = head {
            head::write(self.path(), &head);
        }
        Ok(Done {
            value,
            repeated: false,
            dry_run: false,
        })
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
        head::must_agree_as(snapshot, self.path(), self.profile.site)
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
            &self.operator,
        )?);
        repository::user::insert_walk_in(&tx, &"Walk-in".parse()?)?;
        let head = repository::journal::append(&tx, "init")?;
        tx.commit()?;
        head::write(self.path(), &head);
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

/// Tells the journal what it does not know yet, and answers with its head if it was told anything at all.
fn tell_the_journal(tx: &Transaction<'_>, verb: &str) -> Result<Option<Head>> {
    if tx.touched() == 0 {
        return Ok(None);
    }
    if tx.untold() == 0 {
        return repository::journal::head(tx, tx.site()).map(Some);
    }
    repository::journal::append(tx, verb).map(Some)
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
