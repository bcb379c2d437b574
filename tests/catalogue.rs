//! The rules of the catalogue, through the library and a file of its own each.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

use boxoffice::desk::sale::{self, Customer, NewOrder};
use boxoffice::desk::settle::Taking;
use boxoffice::desk::{cancel, concert, ticket_type, user, venue};
use boxoffice::domain::{
    Amount, Change, Channel, Code, ConcertId, ConcertPatch, ConcertRef, ConcertStatus, Error,
    Instant, Line, Method, NewConcert, NewTicketType, NewUser, NewVenue, Offer, Password, Result,
    TicketTypeId, TicketTypePatch, UserId, UserRef, VenueId, Zone, hash,
};
use boxoffice::office::{NewOffice, Office, Request, Setting, Snapshot, Transaction};

/// A practice office on 1 November 2026, with Java Jazz on the 28th, doors at 18:30, 100 adults and 20 of them VIP.
struct House {
    office: Office,
    venue: VenueId,
    concert: ConcertId,
    adult: TicketTypeId,
    _folder: tempfile::TempDir,
}

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

impl House {
    fn open() -> Self {
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

    fn venue(&self, name: &str, zone: Option<&str>) -> VenueId {
        let new = NewVenue {
            name: name.parse().unwrap(),
            location: "Indonesia".parse().unwrap(),
            capacity: Some(100),
            zone: zone.map(|zone| zone.parse::<Zone>().unwrap()),
            slug: None,
        };
        self.write(|tx| venue::create(tx, &new)).unwrap()
    }

    fn java_jazz(&self) -> NewConcert {
        NewConcert {
            name: "Java Jazz 2026".parse().unwrap(),
            venue_id: self.venue,
            starts_at: at("2026-11-28T13:00:00Z"),
            time_known: true,
            doors_at: Some(at("2026-11-28T11:30:00Z")),
            capacity: None,
            artists: Vec::new(),
            slug: None,
            source: None,
            note: None,
        }
    }

    fn adults(&self, name: &str) -> NewTicketType {
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

    fn write<T>(&self, act: impl FnOnce(&Transaction<'_>) -> Result<T>) -> Result<T> {
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

    fn read<T>(&self, look: impl FnOnce(&Snapshot<'_>) -> Result<T>) -> T {
        self.office.read(look).unwrap()
    }

    fn order(&self, user: UserRef, adults: i64) -> NewOrder {
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

    fn sell(&self, adults: i64) {
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

    fn owed(&self) -> cancel::Owed {
        self.read(|snapshot| cancel::owed(snapshot, self.concert))
    }

    fn update(&self, patch: &ConcertPatch) -> Result<ConcertId> {
        self.write(|tx| concert::update(tx, self.concert, patch))
    }
}

fn code<T: std::fmt::Debug>(refused: Result<T>) -> Code {
    refused.map_err(|Error { code, .. }| code).unwrap_err()
}

#[test]
fn a_concert_that_moves_takes_its_doors_along_unless_they_are_named() {
    let house = House::open();
    let doors = || {
        house
            .read(|snapshot| concert::get(snapshot, &ConcertRef::Id(house.concert)))
            .doors_at
    };
    let moved = ConcertPatch {
        starts_at: Some(at("2026-12-05T14:00:00Z")),
        ..ConcertPatch::default()
    };
    house.update(&moved).unwrap();
    assert_eq!(doors(), Some(at("2026-12-05T12:30:00Z")));
    let named = ConcertPatch {
        starts_at: Some(at("2026-12-06T14:00:00Z")),
        doors_at: Change::Set(at("2026-12-06T11:00:00Z")),
        ..ConcertPatch::default()
    };
    house.update(&named).unwrap();
    assert_eq!(doors(), Some(at("2026-12-06T11:00:00Z")));
}

#[test]
fn a_move_to_other_clocks_names_its_start_anew() {
    let house = House::open();
    let bali = ConcertPatch {
        venue_id: Some(house.venue("Bali Hall", Some("Asia/Makassar"))),
        ..ConcertPatch::default()
    };
    let error = house.update(&bali).unwrap_err();
    assert_eq!(error.code, Code::Usage);
    assert_eq!(
        error.hints,
        ["add `--starts-at '2026-11-28 20:00'` to keep the time of day"]
    );
    let named = ConcertPatch {
        starts_at: Some(at("2026-11-28T12:00:00Z")),
        ..bali
    };
    house.update(&named).unwrap();
    let moved = house.read(|snapshot| concert::get(snapshot, &ConcertRef::Id(house.concert)));
    assert_eq!(
        moved.zone.show(moved.starts_at),
        "Sat 28 Nov 2026 20:00 WITA"
    );
}

#[test]
fn the_same_concert_is_not_made_twice_but_a_second_night_is() {
    let house = House::open();
    let again = house.write(|tx| concert::create(tx, &house.java_jazz()));
    assert_eq!(code(again), Code::Taken);
    let next_night = NewConcert {
        starts_at: at("2026-11-29T13:00:00Z"),
        doors_at: None,
        ..house.java_jazz()
    };
    let id = house.write(|tx| concert::create(tx, &next_night)).unwrap();
    let made = house.read(|snapshot| concert::get(snapshot, &ConcertRef::Id(id)));
    assert_eq!(made.slug.as_str(), "java-jazz-2026-2026-11-29");
}

#[test]
fn a_second_type_of_one_name_has_to_bring_a_slug() {
    let house = House::open();
    let again = house.write(|tx| ticket_type::create(tx, &house.adults("Adult")));
    assert_eq!(code(again), Code::Taken);
    let named = NewTicketType {
        slug: Some("adult-late".parse().unwrap()),
        ..house.adults("Adult")
    };
    house.write(|tx| ticket_type::create(tx, &named)).unwrap();
}

#[test]
fn quotas_may_add_up_to_more_than_the_capacity_but_it_is_said() {
    let house = House::open();
    let remark = || {
        house
            .read(|snapshot| ticket_type::quotas(snapshot, house.concert))
            .remark()
    };
    assert_eq!(remark(), None);
    house
        .write(|tx| ticket_type::create(tx, &house.adults("VIP")))
        .unwrap();
    assert!(
        remark().unwrap().contains("add up to 160"),
        "{:?}",
        remark()
    );
}

#[test]
fn a_cancelled_concert_owes_what_is_sold_and_stays_as_it_was() {
    let house = House::open();
    house.sell(2);
    house.sell(1);
    let pending = house.order(UserRef::WalkIn, 4);
    house.write(|tx| sale::reserve(tx, &pending, None)).unwrap();
    let owed = house.owed();
    assert_eq!(
        (owed.paid_orders, owed.tickets, owed.pending_orders),
        (2, 3, 1)
    );
    assert_eq!(owed.amount, Amount(450_000));

    for reason in ["The artist is ill", "Rain"] {
        let reason = reason.parse().unwrap();
        house
            .write(|tx| cancel::cancel(tx, house.concert, Some(&reason)))
            .unwrap();
    }
    let found = house.read(|snapshot| concert::get(snapshot, &ConcertRef::Id(house.concert)));
    assert_eq!(found.status, ConcertStatus::Cancelled);
    assert_eq!(found.cancel_reason.unwrap().as_str(), "The artist is ill");
    assert_eq!(house.owed(), owed);
    let again = ConcertPatch {
        status: Some(ConcertStatus::Scheduled),
        ..ConcertPatch::default()
    };
    assert_eq!(code(house.update(&again)), Code::ConcertCancelled);
}

#[test]
fn what_was_confirmed_is_what_is_done() {
    let house = House::open();
    house.sell(2);
    let shown = house.owed();
    house
        .write(|tx| cancel::must_still_owe(tx, house.concert, &shown))
        .unwrap();
    house.sell(1);
    let refused = house.write(|tx| cancel::must_still_owe(tx, house.concert, &shown));
    assert_eq!(code(refused), Code::Moved);
}

#[test]
fn what_was_ordered_is_not_deleted() {
    let house = House::open();
    house.sell(1);
    let of_type = house.write(|tx| ticket_type::delete(tx, house.adult));
    let of_concert = house.write(|tx| concert::delete(tx, house.concert));
    assert_eq!(
        (code(of_type), code(of_concert)),
        (Code::InUse, Code::InUse)
    );
    let fewer = TicketTypePatch {
        quota: Some(0),
        ..TicketTypePatch::default()
    };
    let below = house.write(|tx| ticket_type::update(tx, house.adult, &fewer));
    assert_eq!(code(below), Code::BelowTaken);
}

fn rina(house: &House) -> UserId {
    let new = NewUser {
        name: "Rina".parse().unwrap(),
        email: Some("rina@example.com".parse().unwrap()),
        phone: None,
        note: None,
    };
    house.write(|tx| user::create(tx, &new, None)).unwrap()
}

#[test]
fn a_user_with_orders_is_erased_and_one_without_deleted() {
    let house = House::open();
    let id = rina(&house);
    let order = house.order(UserRef::Id(id), 1);
    house.write(|tx| sale::reserve(tx, &order, None)).unwrap();
    assert_eq!(
        code(house.write(|tx| user::must_still_have(tx, id, 0))),
        Code::Moved
    );
    assert!(house.write(|tx| user::delete(tx, id)).unwrap().erased);
    let left = house.read(|snapshot| user::get(snapshot, &UserRef::Id(id)));
    assert_eq!((left.name, left.email), (None, None));

    let id = rina(&house);
    assert!(!house.write(|tx| user::delete(tx, id)).unwrap().erased);
    let gone = house
        .office
        .read(|snapshot| user::get(snapshot, &UserRef::Id(id)));
    assert_eq!(code(gone), Code::NotFound);
}

#[test]
fn a_password_is_hashed_anew_only_while_it_is_still_the_same() {
    let house = House::open();
    let id = rina(&house);
    let new = |text: &str| {
        let salt = house.office.salt().unwrap();
        hash(&Password::new(text).unwrap(), &salt).unwrap()
    };
    let fits = |text: &str| {
        let password = Password::new(text).unwrap();
        let named = UserRef::Id(id);
        house
            .office
            .read(|snapshot| user::verify_password(snapshot, &named, &password))
            .is_ok()
    };
    let (first, second) = (new("correct horse"), new("battery staple"));
    house
        .write(|tx| user::set_password(tx, id, Some(&second)))
        .unwrap();
    house
        .write(|tx| user::rehash(tx, id, &first, &new("correct horse")))
        .unwrap();
    assert!(fits("battery staple") && !fits("correct horse"));
    house
        .write(|tx| user::rehash(tx, id, &second, &new("battery staple")))
        .unwrap();
    assert!(fits("battery staple"));
    house.write(|tx| user::set_password(tx, id, None)).unwrap();
    assert!(!fits("battery staple"));
}
