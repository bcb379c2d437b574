//! A house with one concert on sale, for tests to act in.

use boxoffice::desk::sale::{self, Customer, NewOrder};
use boxoffice::desk::settle::Taking;
use boxoffice::desk::{cancel, concert, ticket_type, venue};
use boxoffice::domain::{
    Amount, Channel, Code, ConcertId, ConcertPatch, ConcertStatus, Error, Instant, Line, Method,
    NewConcert, NewTicketType, NewVenue, Offer, Result, TicketTypeId, UserRef, VenueId, Zone,
};
use boxoffice::office::{NewOffice, Office, Request, Setting, Snapshot, Transaction};

/// A practice office on 1 November 2026, with Java Jazz on the 28th, doors at 18:30, 100 adults and 20 of them VIP.
pub(crate) struct House {
    pub(crate) office: Office,
    pub(crate) venue: VenueId,
    pub(crate) concert: ConcertId,
    pub(crate) adult: TicketTypeId,
    _folder: tempfile::TempDir,
}

pub(crate) fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

impl House {
    pub(crate) fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let setting = Setting {
            operator: "Sari".parse().unwrap(),
            practice_now: Some(at("2026-11-01T03:00:00Z")),
            on_wait: Box::new(|| {}),
            trace: None,
        };
        let new = NewOffice {
            name: "Gedung Kesenian".parse().unwrap(),
            currency: "IDR".parse().unwrap(),
            zone: "Asia/Jakarta".parse().unwrap(),
            practice: true,
        };
        let office = Office::create(&folder.path().join("house.db"), new, setting).unwrap();
        let mut house = Self {
            office,
            venue: VenueId(0),
            concert: ConcertId(0),
            adult: TicketTypeId(0),
            _folder: folder,
        };
        house.venue = house.venue("Istora Senayan", None);
        house.concert = house
            .write(|tx| concert::create(tx, &house.java_jazz()))
            .unwrap();
        house.adult = house
            .write(|tx| ticket_type::create(tx, &house.adults("Adult")))
            .unwrap();
        house
    }

    pub(crate) fn venue(&self, name: &str, zone: Option<&str>) -> VenueId {
        let new = NewVenue {
            name: name.parse().unwrap(),
            location: "Indonesia".parse().unwrap(),
            capacity: Some(100),
            zone: zone.map(|zone| zone.parse::<Zone>().unwrap()),
            slug: None,
        };
        self.write(|tx| venue::create(tx, &new)).unwrap()
    }

    pub(crate) fn java_jazz(&self) -> NewConcert {
        NewConcert {
            name: "Java Jazz 2026".parse().unwrap(),
            venue_id: self.venue,
            starts_at: at("2026-11-28T13:00:00Z"),
            time_known: true,
            doors_at: Some(at("2026-11-28T11:30:00Z")),
            ends_at: None,
            capacity: None,
            artists: Vec::new(),
            slug: None,
            source: None,
            status: ConcertStatus::Scheduled,
            note: None,
        }
    }

    pub(crate) fn adults(&self, name: &str) -> NewTicketType {
        NewTicketType {
            concert_id: self.concert,
            name: name.parse().unwrap(),
            price: Amount(150_000),
            quota: 80,
            slug: None,
            sale_starts_at: None,
            sale_ends_at: None,
            max_per_order: None,
        }
    }

    pub(crate) fn write<T>(&self, act: impl FnOnce(&Transaction<'_>) -> Result<T>) -> Result<T> {
        let request = Request::new("test", &()).unwrap();
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

    pub(crate) fn order(&self, user: UserRef, adults: i64) -> NewOrder {
        NewOrder {
            lines: vec![Line {
                ticket_type: self.adult,
                quantity: adults,
            }],
            customer: Customer { user, name: None },
            channel: Channel::Counter,
            note: None,
        }
    }

    pub(crate) fn sell(&self, adults: i64) {
        let cash = Taking {
            offers: vec![Offer {
                method: Method::Cash,
                amount: None,
            }],
            tendered: None,
            reference: None,
        };
        let order = self.order(UserRef::WalkIn, adults);
        self.write(|tx| sale::sell(tx, &order, &cash)).unwrap();
    }

    pub(crate) fn owed(&self) -> cancel::Owed {
        self.read(|snapshot| cancel::owed(snapshot, self.concert))
    }

    pub(crate) fn update(&self, patch: &ConcertPatch) -> Result<ConcertId> {
        self.write(|tx| concert::update(tx, self.concert, patch))
    }
}

pub(crate) fn code<T: std::fmt::Debug>(refused: Result<T>) -> Code {
    refused.map_err(|Error { code, .. }| code).unwrap_err()
}
