//! The house: a real practice office with two concerts and six ticket types, and the model of it.

use std::path::PathBuf;

use boxoffice::desk::{check, concert, discount, fee, pool, ticket_type, tier, venue};
use boxoffice::domain::{
    Amount, Change, Channel, ConcertId, ConcertPatch, ConcertStatus, HoldId, Instant, NewConcert,
    NewDiscount, NewFee, NewPool, NewTicketType, NewTier, NewVenue, OrderId, Per, PoolId, Rate,
    Result, Site, Size, Tax, TaxKind, TicketTypeId, VenueId,
};
use boxoffice::office::{NewOffice, Office, Request, Setting, Snapshot, Transaction};

use crate::model::{self, Concert, Discount, HOUR, Model, Type};

/// The morning of the first day.
const MORNING: &str = "2026-11-01T03:00:00Z";

/// A practice office, and what stands where in the model.
pub(crate) struct House {
    pub(crate) office: Office,
    pub(crate) concerts: Vec<ConcertId>,
    pub(crate) types: Vec<TicketTypeId>,
    pub(crate) orders: Vec<OrderId>,
    pub(crate) holds: Vec<HoldId>,
    pub(crate) pools: Vec<PoolId>,
    /// The codes of the discounts.
    pub(crate) discounts: Vec<String>,
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
            pools: Vec::new(),
            discounts: Vec::new(),
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
        self.price(model)
    }

    /// The pools, and what the prices are made of.
    fn price(&mut self, model: &Model) -> Result<()> {
        for (at, capacity) in model.pools.iter().enumerate() {
            let shares = |of: &usize| model.types[*of].pool == Some(at);
            let types: Vec<_> = (0..model.types.len()).filter(shares).collect();
            let new = NewPool {
                concert_id: self.concerts[model.types[types[0]].concert],
                name: "Standing".parse()?,
                capacity: *capacity,
                ticket_types: types.iter().map(|of| self.types[*of]).collect(),
                slug: None,
            };
            let made = self.write("pool create", |tx| pool::create(tx, &new))?;
            self.pools.push(made);
        }
        for (at, of) in model.discounts.iter().enumerate() {
            let new = self.discount(at, of)?;
            self.write("discount create", |tx| discount::create(tx, &new))?;
            self.discounts.push(new.code.to_string());
        }
        for (of, (starts, price)) in model
            .types
            .iter()
            .enumerate()
            .filter_map(|(of, found)| found.tier.map(|tier| (of, tier)))
        {
            let new = NewTier {
                ticket_type_id: self.types[of],
                name: "Door".parse()?,
                price: Amount(price),
                starts_at: Instant::from_seconds(starts).unwrap(),
                slug: None,
            };
            self.write("tier create", |tx| tier::create(tx, &new))?;
        }
        for (at, of) in model
            .concerts
            .iter()
            .enumerate()
            .filter(|(_, of)| of.fee > 0)
        {
            let new = fee(
                "Booking",
                of.fee,
                Per::Ticket,
                Some(self.concerts[at]),
                None,
            )?;
            self.write("fee create", |tx| fee::create(tx, &new))?;
        }
        let new = fee("Web", model.web_fee, Per::Order, None, Some(Channel::Web))?;
        self.write("fee create", |tx| fee::create(tx, &new))
            .map(drop)
    }

    fn discount(&self, at: usize, of: &Discount) -> Result<NewDiscount> {
        let (size, per) = match of.size {
            model::Size::Percent(rate) => (Size::Percent(Rate(rate)), Per::Order),
            model::Size::PerOrder(sum) => (Size::Amount(Amount(sum)), Per::Order),
            model::Size::PerTicket(sum) => (Size::Amount(Amount(sum)), Per::Ticket),
        };
        Ok(NewDiscount {
            code: format!("code-{at}").parse()?,
            name: "Offer".parse()?,
            size,
            per,
            concert_id: of.concert.map(|concert| self.concerts[concert]),
            ticket_type_id: None,
            max_uses: of.uses,
            starts_at: None,
            ends_at: of.ends.map(|end| Instant::from_seconds(end).unwrap()),
        })
    }
}

fn fee(
    name: &str,
    sum: i64,
    per: Per,
    concert_id: Option<ConcertId>,
    channel: Option<Channel>,
) -> Result<NewFee> {
    Ok(NewFee {
        name: name.parse()?,
        size: Size::Amount(Amount(sum)),
        per,
        concert_id,
        channel,
        starts_at: None,
        ends_at: None,
        slug: None,
    })
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

/// Two concerts: tonight with a capacity below its quotas, a pool and a fee, tomorrow without an end but with a tax on top
/// and a price that rises. Prices that do not divide.
fn evening(now: i64) -> Model {
    let concert = |capacity, hours, tax_on_top, fee| Concert {
        capacity,
        tax_on_top,
        fee,
        starts: now + hours * HOUR,
        is_cancelled: false,
    };
    let of = |concert, price, quota| Type {
        concert,
        price,
        quota,
        limit: None,
        window: (None, None),
        pool: None,
        tier: None,
    };
    let discount = |size, concert, uses, ends: Option<i64>| Discount {
        size,
        concert,
        uses,
        ends: ends.map(|hours| now + hours * HOUR),
    };
    Model {
        now,
        concerts: vec![concert(Some(24), 14, 0, 2_501), concert(None, 40, 1_075, 0)],
        types: vec![
            Type {
                limit: Some(4),
                pool: Some(0),
                ..of(0, 100_003, 14)
            },
            Type {
                pool: Some(0),
                ..of(0, 33_335, 12)
            },
            Type {
                limit: Some(3),
                ..of(0, 0, 5)
            },
            Type {
                tier: Some((now + 8 * HOUR, 60_001)),
                ..of(1, 75_001, 10)
            },
            Type {
                limit: Some(2),
                window: (Some(now + 5 * HOUR), None),
                ..of(1, 250_000, 6)
            },
            Type {
                window: (None, Some(now + 30 * HOUR)),
                ..of(1, 49_999, 9)
            },
        ],
        pools: vec![17],
        discounts: vec![
            discount(model::Size::Percent(1_250), None, Some(2), None),
            discount(model::Size::PerOrder(77_777), Some(0), None, None),
            discount(model::Size::PerTicket(9_999), None, Some(3), Some(10)),
        ],
        web_fee: 1_111,
        ..Model::default()
    }
}

/// The tax of a concert: on top where the model has one, else inside, which moves no total.
fn tax(of: &Concert) -> Tax {
    match of.tax_on_top {
        0 => Tax {
            rate: Rate(1_100),
            kind: TaxKind::Inside,
        },
        rate => Tax {
            rate: Rate(rate),
            kind: TaxKind::OnTop,
        },
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
    let id = concert::create(tx, &new)?;
    let tax = Change::Set(tax(of));
    concert::update(
        tx,
        id,
        &ConcertPatch {
            tax,
            ..ConcertPatch::default()
        },
    )
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
