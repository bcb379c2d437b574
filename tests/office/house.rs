//! The harness: a practice office with one concert on sale.

use boxoffice::desk::sale::{self, Customer, NewOrder, Sold};
use boxoffice::desk::settle::Taking;
use boxoffice::desk::{artist, check, concert, ticket_type, venue};
use boxoffice::domain::{
    Amount, ArtistId, Channel, ConcertStatus, Line, Method, NewArtist, NewConcert, NewTicketType,
    NewVenue, Offer, Result, Site, TicketTypeId, UserRef,
};
use boxoffice::office::{NewOffice, Office, Request, Setting, Snapshot, Transaction};

/// A practice office on 1 November 2026 with 100 places for sale.
pub(crate) struct House {
    pub(crate) office: Office,
    pub(crate) adult: TicketTypeId,
    pub(crate) folder: tempfile::TempDir,
}

impl House {
    pub(crate) fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let new = NewOffice {
            name: "Gedung Kesenian".parse().unwrap(),
            currency: "IDR".parse().unwrap(),
            zone: "Asia/Jakarta".parse().unwrap(),
            practice: true,
        };
        let path = folder.path().join("house.db");
        let office = Office::create(&path, new, setting()).unwrap();
        let mut house = Self {
            office,
            adult: TicketTypeId(0),
            folder,
        };
        house.adult = house.write("stock", stock).unwrap();
        house
    }

    pub(crate) fn write<T>(
        &self,
        verb: &'static str,
        act: impl FnOnce(&Transaction<'_>) -> Result<T>,
    ) -> Result<T> {
        let request = Request::new(verb, &()).unwrap();
        let mut made = None;
        self.office.write(
            &request,
            |tx| {
                made = Some(act(tx)?);
                Ok(())
            },
            |_, ()| Ok(()),
        )?;
        Ok(made.unwrap())
    }

    pub(crate) fn read<T>(&self, look: impl FnOnce(&Snapshot<'_>) -> Result<T>) -> T {
        self.office.read(look).unwrap()
    }

    /// One number that SQL counts.
    pub(crate) fn count(&self, of: &str) -> i64 {
        // A statement stays where it is until the process ends.
        let sql = Box::leak(format!("SELECT count(*) AS n FROM {of}").into_boxed_str());
        self.read(|snapshot| snapshot.one(sql, &[], |row| row.get("n")))
    }

    /// Sells so many places for cash.
    pub(crate) fn sell(&self, tx: &Transaction<'_>, quantity: i64) -> Result<Sold> {
        let order = NewOrder {
            lines: vec![Line {
                ticket_type: self.adult,
                quantity,
            }],
            customer: Customer {
                user: UserRef::WalkIn,
                name: None,
            },
            channel: Channel::Counter,
            note: None,
        };
        let cash = Taking {
            offers: vec![Offer {
                method: Method::Cash,
                amount: None,
            }],
            tendered: None,
            reference: None,
        };
        sale::sell(tx, &order, &cash)
    }

    /// What a whole check of the file finds.
    pub(crate) fn findings(&self) -> Vec<String> {
        self.read(|snapshot| {
            let head = self.office.head_agrees(snapshot);
            let found = check::findings(snapshot, Site(0), head);
            Ok(found.into_iter().map(|finding| finding.message).collect())
        })
    }

    /// The journal's lines of a command, the oldest first: how many rows each tells of.
    pub(crate) fn told(&self, command: &str) -> Vec<i64> {
        self.read(|snapshot| {
            snapshot.all(
                "SELECT json_array_length(content) AS n FROM journal WHERE command = $1 ORDER BY seq",
                &[&command],
                |row| row.get("n"),
            )
        })
    }
}

pub(crate) fn setting() -> Setting {
    Setting {
        operator: "Sari".parse().unwrap(),
        practice_now: Some("2026-11-01T03:00:00Z".parse().unwrap()),
        on_wait: Box::new(|| {}),
        trace: None,
    }
}

/// Makes an artist.
pub(crate) fn make(tx: &Transaction<'_>, name: &str) -> Result<ArtistId> {
    let new = NewArtist {
        name: name.parse()?,
        slug: None,
    };
    artist::create(tx, &new)
}

fn stock(tx: &Transaction<'_>) -> Result<TicketTypeId> {
    let venue_id = venue::create(
        tx,
        &NewVenue {
            name: "Istora Senayan".parse()?,
            location: "Jakarta".parse()?,
            capacity: Some(100),
            zone: None,
            slug: None,
        },
    )?;
    let concert_id = concert::create(
        tx,
        &NewConcert {
            name: "Java Jazz 2026".parse()?,
            venue_id,
            starts_at: "2026-11-28T13:00:00Z".parse()?,
            time_known: true,
            doors_at: None,
            ends_at: None,
            capacity: None,
            artists: Vec::new(),
            slug: None,
            source: None,
            status: ConcertStatus::Scheduled,
            note: None,
        },
    )?;
    ticket_type::create(
        tx,
        &NewTicketType {
            concert_id,
            name: "Adult".parse()?,
            price: Amount(150_000),
            quota: 100,
            slug: None,
            sale_starts_at: None,
            sale_ends_at: None,
            max_per_order: None,
        },
    )
}
