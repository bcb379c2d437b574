//! A box office with two concerts, whose clock goes on from step to step.

use std::cell::Cell;
use std::path::PathBuf;

use boxoffice::desk::sale::{self, Customer, NewOrder};
use boxoffice::desk::settle::{self, Taking};
use boxoffice::desk::{concert, ticket_type, venue};
use boxoffice::domain::{
    Amount, Channel, ConcertId, ConcertStatus, DetailKind, Instant, Line, Method, NewConcert,
    NewTicketType, NewVenue, Offer, OrderCode, OrderId, Purpose, Result, Span, TicketTypeId,
    UserId, UserRef,
};
use boxoffice::office::{NewOffice, Office, Request, Setting, Snapshot, Transaction};
use boxoffice::repository::order_detail::NewDetail;
use boxoffice::repository::{office, order, order_detail, payment};

/// The ticket types: two of the first concert, one of the second.
pub(crate) const TYPES: [TicketTypeId; 3] = [TicketTypeId(1), TicketTypeId(2), TicketTypeId(3)];

/// A practice office, opened anew for each moment.
pub(crate) struct Evening {
    folder: tempfile::TempDir,
    pub(crate) now: Cell<Instant>,
}

impl Evening {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let now: Instant = "2026-11-01T03:00:00Z".parse().unwrap();
        let evening = Self {
            folder,
            now: Cell::new(now),
        };
        let new = NewOffice {
            name: "Gedung Kesenian".parse().unwrap(),
            currency: "IDR".parse().unwrap(),
            zone: "Asia/Jakarta".parse().unwrap(),
            practice: true,
        };
        drop(Office::create(&evening.path(), new, setting(now)).unwrap());
        evening.write(stock).unwrap();
        evening.wait(1);
        evening
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().join("evening.db")
    }

    /// Lets so many seconds pass.
    pub(crate) fn wait(&self, seconds: i64) {
        self.now
            .set(self.now.get().plus(Span::from_seconds(seconds)));
    }

    pub(crate) fn write<T>(&self, act: impl FnOnce(&Transaction<'_>) -> Result<T>) -> Result<T> {
        let office = Office::open(&self.path(), setting(self.now.get()))?;
        let request = Request::new("evening", &())?;
        let mut made = None;
        office.write(
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
        let office = Office::open(&self.path(), setting(self.now.get())).unwrap();
        office.read(look).unwrap()
    }

    /// Runs SQL behind the program's back, its triggers gone.
    pub(crate) fn break_with(&self, sql: &str) {
        let file = rusqlite::Connection::open(self.path()).unwrap();
        let mut names = file
            .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
            .unwrap();
        let names: Vec<String> = names
            .query_map([], |row| row.get(0))
            .unwrap()
            .map(|name| name.unwrap())
            .collect();
        file.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
        for name in names {
            file.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
        }
        file.execute_batch(sql).unwrap();
    }
}

pub(crate) fn setting(now: Instant) -> Setting {
    Setting {
        operator: "Sari".parse().unwrap(),
        practice_now: Some(now),
        on_wait: Box::new(|| {}),
        trace: None,
    }
}

fn stock(tx: &Transaction<'_>) -> Result<()> {
    let hall = NewVenue {
        name: "Hall".parse()?,
        location: "Jakarta".parse()?,
        capacity: Some(60),
        zone: None,
        slug: None,
    };
    let venue_id = venue::create(tx, &hall)?;
    for name in ["Jazz", "Rock"] {
        let new = NewConcert {
            name: name.parse()?,
            venue_id,
            starts_at: "2026-12-28T13:00:00Z".parse()?,
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
        concert::create(tx, &new)?;
    }
    for (of, name, price) in [(1, "Adult", 150_000), (1, "VIP", 500_001), (2, "Free", 0)] {
        let new = NewTicketType {
            concert_id: ConcertId(of),
            name: name.parse()?,
            price: Amount(price),
            quota: 40,
            slug: None,
            sale_starts_at: None,
            sale_ends_at: None,
            max_per_order: None,
        };
        ticket_type::create(tx, &new)?;
    }
    Ok(())
}

/// An order of these types, so many of each.
pub(crate) fn order_of(lines: &[(TicketTypeId, i64)]) -> NewOrder {
    let lines = lines.iter().map(|(ticket_type, quantity)| Line {
        ticket_type: *ticket_type,
        quantity: *quantity,
    });
    NewOrder {
        lines: lines.collect(),
        customer: Customer {
            user: UserRef::WalkIn,
            name: None,
        },
        channel: Channel::Counter,
        note: None,
    }
}

/// Money by one method; the rest where no sum is named.
pub(crate) fn by(method: Method, amount: Option<i64>) -> Taking {
    Taking {
        offers: vec![Offer {
            method,
            amount: amount.map(Amount),
        }],
        tendered: None,
        reference: None,
    }
}

pub(crate) fn sell(tx: &Transaction<'_>, lines: &[(TicketTypeId, i64)]) -> Result<OrderId> {
    Ok(sale::sell(tx, &order_of(lines), &by(Method::Cash, None))?.order)
}

/// Gives tickets for nothing.
pub(crate) fn comp(tx: &Transaction<'_>, of: TicketTypeId, quantity: i64) -> Result<OrderId> {
    let id = order::next_id(tx)?;
    let draft = order::Draft {
        id,
        code: &OrderCode::compute(id.0, &office::secret(tx)?),
        user: UserId(1),
        channel: Channel::Counter,
        note: None,
        expires_at: None,
    };
    order::insert(tx, &draft)?;
    let reason = "press".parse()?;
    let line = NewDetail {
        comp_reason: Some(&reason),
        approver: Some(tx.operator()?),
        ..NewDetail::of(
            DetailKind::Ticket,
            Some(of),
            quantity,
            Amount::ZERO,
            Amount::ZERO,
        )
    };
    order_detail::insert(tx, id, &line)?;
    payment::insert(tx, id)?;
    order::place(tx, id)?;
    settle::complete(tx, id)?;
    Ok(id)
}

/// What a cancelled order still holds is left to the house: its tickets go back, and a donation takes their place.
pub(crate) fn donate(tx: &Transaction<'_>, id: OrderId) -> Result<()> {
    let held = payment::get(tx, id)?.held()?;
    let details = order_detail::list(tx, id)?;
    order::reopen(tx, id)?;
    for line in details
        .iter()
        .filter(|line| line.kind == DetailKind::Ticket)
    {
        let back = NewDetail {
            refers_to: Some(line.id),
            ..NewDetail::of(
                DetailKind::Return,
                line.ticket_type_id,
                -line.quantity,
                line.unit_price,
                line.amount.negated(),
            )
        };
        order_detail::insert(tx, id, &back)?;
    }
    let donation = NewDetail {
        purpose: Some(Purpose::Donation),
        ..NewDetail::sum(DetailKind::Fee, details[0].ticket_type_id, held)
    };
    order_detail::insert(tx, id, &donation)?;
    order::cancel(tx, id)
}
