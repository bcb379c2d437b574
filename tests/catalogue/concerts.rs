//! Concerts and their ticket types: made, moved, cancelled, deleted.

use boxoffice::desk::{cancel, concert, sale, ticket_type};
use boxoffice::domain::{
    Amount, Change, Code, ConcertPatch, ConcertRef, ConcertStatus, NewConcert, NewTicketType,
    TicketTypePatch, UserRef,
};

use crate::house::{House, at, code};

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
