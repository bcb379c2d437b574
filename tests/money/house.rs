//! The house: a real practice office with two concerts and six ticket types, and the model of it.

use std::path::PathBuf;

use boxoffice::desk::{check, concert, ticket_type, venue};
use boxoffice::domain::{
    Amount, ConcertId, ConcertStatus, HoldId, Instant, NewConcert, NewTicketType, NewVenue,
    OrderId, Result, Site, TicketTypeId, VenueId,
};
use boxoffice::office::{NewOffice, Office, Request, Setting, Snapshot, Transaction};

use crate::model::{Concert, HOUR, Model, Type};

/// The morning of the first day.
const MORNING: &str = "2026-11-01T03:00:00Z";

/// A practice office, and what stands where in the model.
pub(crate) struct House {
    pub(crate) office: Office,
    pub(crate) concerts: Vec<ConcertId>,
    pub(crate) types: Vec<TicketTypeId>,
    pub(crate) orders: Vec<OrderId>,
    pub(crate) holds: Vec<HoldId>,
    path: PathBuf,
    folder: Option<tempfile::TempDir>,
}

impl House {
    pub(crate) fn open() -> (Self, Model) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("house.db");
        let new = NewOffice {
            name: "Gedung Kesenian".parse().unwrap(),
            currency: "IDR".parse().unwrap(),
            zone: "Asia/Jakarta".parse().unwrap(),
            practice: true,
        };
        let morning: Instant = MORNING.parse().unwrap();
        let mut house = Self {
            office: Office::create(&path, new, setting(morning)).unwrap(),
            concerts: Vec::new(),
            types: Vec::new(),
            orders: Vec::new(),
            holds: Vec::new(),
            path,
            folder: Some(folder),
        };
        let model = evening(morning.seconds());
        house.stock(&model).unwrap();
        (house, model)
    }

    /// Opens the office anew at a later moment.
    pub(crate) fn at(&mut self, now: i64) {
        self.office =
            Office::open(&self.path, setting(Instant::from_seconds(now).unwrap())).unwrap();
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

    pub(crate) fn read<T>(&self, look: impl FnOnce(&Snapshot<'_>) -> Result<T>) -> Result<T> {
        self.office.read(look)
    }

    /// What a whole check of the file finds.
    pub(crate) fn findings(&self) -> Vec<String> {
        let found = self.read(|snapshot| {
            let head = self.office.head_agrees(snapshot);
            Ok(check::findings(snapshot, Site(0), head))
        });
        found
            .unwrap()
            .into_iter()
            .map(|finding| finding.message)
            .collect()
    }

    fn stock(&mut self, model: &Model) -> Result<()> {
        let (concerts, types) = self.write("stock", |tx| {
            let venue = venue::create(
                tx,
                &NewVenue {
                    name: "Istora Senayan".parse()?,
                    location: "Jakarta".parse()?,
                    capacity: None,
                    zone: None,
                    slug: None,
                },
            )?;
            let concerts = model.concerts.iter().enumerate();
            let concerts: Vec<_> = concerts
                .map(|(at, of)| make_concert(tx, venue, at, of))
                .collect::<Result<_>>()?;
            let types = model.types.iter().enumerate();
            let types = types.map(|(at, of)| make_type(tx, concerts[of.concert], at, of));
            let types: Vec<_> = types.collect::<Result<_>>()?;
            Ok((concerts, types))
        })?;
        (self.concerts, self.types) = (concerts, types);
        Ok(())
    }
}

impl Drop for House {
    fn drop(&mut self) {
        drop(self.folder.take());
    }
}

fn setting(now: Instant) -> Setting {
    Setting {
        operator: "Sari".parse().unwrap(),
        practice_now: Some(now),
        on_wait: Box::new(|| {}),
        trace: None,
    }
}

/// Two concerts: tonight with a capacity below its quotas, tomorrow without one. Prices that do not divide.
fn evening(now: i64) -> Model {
    let concert = |capacity, hours| Concert {
        capacity,
        starts: now + hours * HOUR,
        is_cancelled: false,
    };
    let of = |concert, price, quota, limit, window| Type {
        concert,
        price,
        quota,
        limit,
        window,
    };
    let always = (None, None);
    Model {
        now,
        concerts: vec![concert(Some(24), 14), concert(None, 40)],
        types: vec![
            of(0, 100_003, 14, Some(4), always),
            of(0, 33_335, 12, None, always),
            of(0, 0, 5, Some(3), always),
            of(1, 75_001, 10, None, always),
            of(1, 250_000, 6, Some(2), (Some(now + 5 * HOUR), None)),
            of(1, 49_999, 9, None, (None, Some(now + 30 * HOUR))),
        ],
        ..Model::default()
    }
}

fn make_concert(
    tx: &Transaction<'_>,
    venue: VenueId,
    at: usize,
    of: &Concert,
) -> Result<ConcertId> {
    let new = NewConcert {
        name: format!("Night {at}").parse()?,
        venue_id: venue,
        starts_at: Instant::from_seconds(of.starts).unwrap(),
        time_known: true,
        doors_at: None,
        ends_at: None,
        capacity: of.capacity,
        artists: Vec::new(),
        slug: None,
        source: None,
        status: ConcertStatus::Scheduled,
        note: None,
    };
    concert::create(tx, &new)
}

fn make_type(
    tx: &Transaction<'_>,
    concert_id: ConcertId,
    at: usize,
    of: &Type,
) -> Result<TicketTypeId> {
    let moment = |at| Instant::from_seconds(at).unwrap();
    let new = NewTicketType {
        concert_id,
        name: format!("Type {at}").parse()?,
        price: Amount(of.price),
        quota: of.quota,
        slug: None,
        sale_starts_at: of.window.0.map(moment),
        sale_ends_at: of.window.1.map(moment),
        max_per_order: of.limit,
    };
    ticket_type::create(tx, &new)
}
