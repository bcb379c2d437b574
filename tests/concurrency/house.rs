//! A box office with one concert on sale, made through the library, and the real program run on it.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use boxoffice::desk;
use boxoffice::domain::{ConcertStatus, Instant, NewConcert, NewTicketType, NewVenue};
use boxoffice::office::{NewOffice, Office, Request, Setting};
use tempfile::TempDir;

/// Where the clock of every house here stands.
pub(crate) const NOW: &str = "2026-11-01T03:00:00Z";

/// The ticket type on sale.
pub(crate) const ITEM: &str = "last-night/standing";

/// A practice office in a folder of its own, with `last-night/standing` on sale at Rp150.000.
pub(crate) struct House {
    folder: TempDir,
}

impl House {
    /// A house whose concert has `quota` places.
    pub(crate) fn with_quota(quota: i64) -> Self {
        let house = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        let new = NewOffice {
            name: "Test house".parse().unwrap(),
            currency: "IDR".parse().unwrap(),
            zone: "Asia/Jakarta".parse().unwrap(),
            practice: true,
        };
        let office = Office::create(&house.path(), new, setting()).unwrap();
        let venue = NewVenue {
            name: "Hall".parse().unwrap(),
            location: "Jakarta".parse().unwrap(),
            capacity: Some(quota),
            zone: None,
            slug: None,
        };
        let venue = write(&office, "venue create", |tx| {
            desk::venue::create(tx, &venue)
        });
        let concert = NewConcert {
            name: "Last Night".parse().unwrap(),
            venue_id: venue,
            starts_at: "2026-12-28T13:00:00Z".parse().unwrap(),
            time_known: true,
            doors_at: None,
            ends_at: None,
            capacity: None,
            artists: Vec::new(),
            slug: None,
            source: None,
            status: ConcertStatus::Scheduled,
            note: None,
        };
        let concert = write(&office, "concert create", |tx| {
            desk::concert::create(tx, &concert)
        });
        let standing = NewTicketType {
            concert_id: concert,
            name: "Standing".parse().unwrap(),
            price: boxoffice::domain::Amount(150_000),
            quota,
            slug: None,
            sale_starts_at: None,
            sale_ends_at: None,
            max_per_order: None,
        };
        write(&office, "ticket-type create", |tx| {
            desk::ticket_type::create(tx, &standing)
        });
        house
    }

    /// The file.
    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().join("house.db")
    }

    /// The program, ready for its words, with nothing of this machine's environment.
    pub(crate) fn boxoffice(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_boxoffice"));
        command
            .env_clear()
            .env("BOXOFFICE_NOW", NOW)
            .env("BOXOFFICE_DB", self.path());
        command
            .env("HOME", self.folder.path())
            .env("BOXOFFICE_OPERATOR", "till")
            .stdin(Stdio::null());
        command
    }

    /// Fails unless `db check` finds nothing.
    pub(crate) fn must_be_sound(&self) {
        let answer = self.boxoffice().args(["db", "check"]).output().unwrap();
        assert!(
            answer.status.success(),
            "{}",
            String::from_utf8_lossy(&answer.stderr)
        );
    }

    /// What `sqlite3` says of the file.
    pub(crate) fn sqlite3(&self, sql: &str) -> String {
        let answer = Command::new("sqlite3")
            .arg(self.path())
            .arg(sql)
            .output()
            .unwrap();
        assert!(
            answer.status.success(),
            "{sql}: {}",
            String::from_utf8_lossy(&answer.stderr)
        );
        String::from_utf8(answer.stdout).unwrap().trim().to_owned()
    }
}

/// How the library opens a house here.
pub(crate) fn setting() -> Setting {
    Setting {
        operator: "till".parse().unwrap(),
        practice_now: Some(now()),
        on_wait: Box::new(|| {}),
        trace: None,
    }
}

/// What the clock shows.
pub(crate) fn now() -> Instant {
    NOW.parse().unwrap()
}

fn write<R: serde::Serialize + serde::de::DeserializeOwned + Copy>(
    office: &Office,
    verb: &'static str,
    act: impl FnOnce(&boxoffice::office::Transaction<'_>) -> boxoffice::domain::Result<R>,
) -> R {
    let request = Request::new(verb, &()).unwrap();
    office
        .write(&request, act, |_, made| Ok(*made))
        .unwrap()
        .value
}
