//! The harness: an office made through the library, and the real program run on it.

use std::path::{Path, PathBuf};
use std::process::Command;

use boxoffice::desk;
use boxoffice::domain::{
    Amount, ConcertId, Instant, NewArtist, NewConcert, NewTicketType, NewVenue, Span, Zone,
};
use boxoffice::office::{NewOffice, Office, Request, Setting, Transaction};
use serde_json::Value;
use tempfile::TempDir;

use super::random::{Gig, Kind, Season};

const NOW: &str = "2026-11-01T03:00:00Z";

/// A folder with the file of a practice office in it.
pub(crate) struct House {
    folder: TempDir,
}

impl House {
    /// An office in that currency, and nothing in it.
    pub(crate) fn empty(currency: &str) -> Self {
        let house = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        house.make(currency).close().unwrap();
        house
    }

    /// An office that holds a season. What an office refuses of it is left out.
    pub(crate) fn with(season: &Season, currency: &str) -> Self {
        let house = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        let office = house.make(currency);
        let request = Request::new("test", &()).unwrap();
        let fill = |tx: &Transaction<'_>| {
            fill(tx, season);
            Ok(())
        };
        office.write(&request, fill, |_, ()| Ok(())).unwrap();
        office.close().unwrap();
        house
    }

    fn make(&self, currency: &str) -> Office {
        let setting = Setting {
            operator: "Sari".parse().unwrap(),
            practice_now: Some(NOW.parse().unwrap()),
            on_wait: Box::new(|| {}),
            trace: None,
        };
        let new = NewOffice {
            name: "Gedung Kesenian".parse().unwrap(),
            currency: currency.parse().unwrap(),
            zone: "Asia/Jakarta".parse().unwrap(),
            practice: true,
        };
        Office::create(&self.file("house.db"), new, setting).unwrap()
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// What the program answers; it must not fail.
    #[track_caller]
    pub(crate) fn run(&self, arguments: &[&str]) -> String {
        let ended = Command::new(env!("CARGO_BIN_EXE_boxoffice"))
            .args(arguments)
            .env_clear()
            .env("HOME", self.folder.path())
            .env("USER", "sari")
            .env("BOXOFFICE_DB", self.file("house.db"))
            .env("BOXOFFICE_NOW", NOW)
            .output()
            .unwrap();
        let told = String::from_utf8(ended.stdout).unwrap();
        assert!(
            ended.status.success(),
            "boxoffice {arguments:?}\n{told}{}",
            String::from_utf8_lossy(&ended.stderr)
        );
        told
    }

    /// Imports a file and gives the counts.
    #[track_caller]
    pub(crate) fn import(&self, file: &Path) -> Value {
        let told = self.run(&["concert", "import", file.to_str().unwrap(), "--json"]);
        serde_json::from_str(&told).unwrap()
    }
}

fn fill(tx: &Transaction<'_>, season: &Season) {
    let mut halls = Vec::new();
    for hall in &season.halls {
        let new = NewVenue {
            name: hall.name.parse().unwrap(),
            location: hall.location.parse().unwrap(),
            capacity: hall.capacity,
            zone: Some(hall.zone.parse().unwrap()),
            slug: None,
        };
        if let Ok(id) = desk::venue::create(tx, &new) {
            halls.push((id, hall.zone.parse::<Zone>().unwrap()));
        }
    }
    let acts = season.acts.iter().map(|act| {
        let new = NewArtist {
            name: act.parse().unwrap(),
            slug: None,
        };
        desk::artist::create(tx, &new).unwrap()
    });
    let acts: Vec<_> = acts.collect();
    for gig in &season.gigs {
        let (venue_id, zone) = *gig.hall.get(&halls);
        let mut artists = Vec::new();
        for act in &gig.acts {
            let artist = *act.get(&acts);
            if !artists.contains(&artist) {
                artists.push(artist);
            }
        }
        let starts_at = starts_at(gig, zone);
        let new = NewConcert {
            name: gig.name.parse().unwrap(),
            venue_id,
            starts_at,
            time_known: gig.start.1.is_some(),
            doors_at: gig
                .doors
                .map(|minutes| starts_at.minus(Span::minutes(minutes))),
            ends_at: gig
                .ends
                .map(|minutes| starts_at.plus(Span::minutes(minutes))),
            status: gig.status.parse().unwrap(),
            capacity: gig.capacity,
            artists,
            slug: gig.slug.as_ref().map(|slug| slug.parse().unwrap()),
            source: gig.source.clone().map(|id| ("a; list".to_owned(), id)),
            note: gig.note.as_ref().map(|note| note.parse().unwrap()),
        };
        // The slug or the key of one may be that of another.
        if let Ok(id) = tx.attempt(|| desk::concert::create(tx, &new)) {
            for kind in &gig.kinds {
                // A name or a slug that is there already is refused.
                let _ = tx.attempt(|| desk::ticket_type::create(tx, &of_kind(id, kind, starts_at)));
            }
        }
    }
}

fn of_kind(concert_id: ConcertId, kind: &Kind, starts_at: Instant) -> NewTicketType {
    let day = |days: i64| starts_at.plus(Span::hours(24 * days));
    NewTicketType {
        concert_id,
        name: kind.name.parse().unwrap(),
        price: Amount(kind.price),
        quota: kind.quota,
        slug: kind.slug.as_ref().map(|slug| slug.parse().unwrap()),
        sale_starts_at: kind.sale.0.map(day),
        sale_ends_at: kind
            .sale
            .1
            .map(|days| starts_at.minus(Span::hours(days.min(80)))),
        max_per_order: kind.most,
    }
}

/// The start by the clocks of the hall; that of a day without an hour is its beginning.
fn starts_at(gig: &Gig, zone: Zone) -> Instant {
    let (day, minute) = gig.start;
    let noon: Instant = "2026-11-02T12:00:00Z".parse().unwrap();
    let date = zone.date(noon.plus(Span::hours(24 * day)));
    let midnight = zone.day_start(date);
    minute.map_or(midnight, |minute| midnight.plus(Span::minutes(minute)))
}
