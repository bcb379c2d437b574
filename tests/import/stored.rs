//! What a list may say of a concert and its ticket types beyond name, venue and start.

use boxoffice::desk::cancel;
use boxoffice::domain::ConcertStatus;

use super::house::{House, List, at, list};

const HEADER: &str = "concert,name,venue,location,starts_at,ends_at,status,note";

fn jazz(ends_at: &str, status: &str, note: &str) -> List {
    let row = format!("jazz,Jazz,Hall,Jakarta,2026-12-05 20:00,{ends_at},{status},{note}");
    list(HEADER, &[&row])
}

#[test]
fn an_end_without_a_date_may_be_after_midnight() {
    let house = House::open();
    house.takes(&jazz("02:00", "", "Bring a coat"));
    let made = house.concert("jazz");
    assert_eq!(made.ends_at, Some(at("2026-12-05T19:00:00Z")));
    assert_eq!(made.note.unwrap().as_str(), "Bring a coat");
    assert_eq!(house.takes(&jazz("02:00", "", "Bring a coat")).unchanged, 1);
}

#[test]
fn an_end_is_after_the_start() {
    let house = House::open();
    assert_eq!(
        house.refuses(&jazz("2026-12-05 19:00", "", "")),
        ["2: ends_at: the concert would end at 2026-12-05 19:00 WIB, which is not after the start"]
    );
    house.takes(&jazz("23:00", "", ""));
    let moved = list(
        "concert,starts_at,ends_at",
        &["jazz,2026-12-06 23:30,2026-12-06 23:00"],
    );
    assert!(house.refuses(&moved.update())[0].contains("which is not after the start"));
}

#[test]
fn an_end_that_nobody_names_moves_with_the_start_and_one_that_is_named_stays() {
    let house = House::open();
    house.takes(&jazz("23:00", "", ""));
    let later = list("concert,starts_at", &["jazz,2026-12-05 21:00"]);
    house.takes(&later.update());
    assert_eq!(
        house.concert("jazz").ends_at,
        Some(at("2026-12-05T17:00:00Z"))
    );
    let sooner = list(
        "concert,starts_at,ends_at",
        &["jazz,2026-12-05 20:00,2026-12-06 00:00"],
    );
    house.takes(&sooner.update());
    assert_eq!(
        house.concert("jazz").ends_at,
        Some(at("2026-12-05T17:00:00Z"))
    );
}

#[test]
fn a_list_may_name_what_does_not_take_place() {
    let house = House::open();
    house.takes(&jazz("", "cancelled", ""));
    let made = house.concert("jazz");
    assert_eq!(made.status, ConcertStatus::Cancelled);
    assert!(made.cancelled_at.is_some());
    assert_eq!(house.takes(&jazz("", "cancelled", "")).unchanged, 1);
}

#[test]
fn a_row_that_cancels_a_concert_has_to_mean_it_and_says_how_many_places_are_taken() {
    let house = House::open();
    house.takes(&jazz("", "", ""));
    house.sells("jazz", 3);
    assert_eq!(
        house.refuses(&jazz("", "cancelled", "")),
        ["2: status: `cancelled`, but `scheduled` in the box office"]
    );
    assert_eq!(
        house.refuses(&jazz("", "cancelled", "").update()),
        ["2: status: `jazz` has 3 places taken and is cancelled; needs --yes"]
    );
    let outcome = house.import(&jazz("", "cancelled", "").update().yes());
    assert_eq!(
        outcome.oddities,
        ["2: sold_cancelled: `jazz` has 3 places taken and is cancelled"]
    );
    assert_eq!(house.concert("jazz").status, ConcertStatus::Cancelled);
}

#[test]
fn what_is_cancelled_stays_so() {
    let house = House::open();
    house.takes(&jazz("", "", ""));
    let id = house.concert("jazz").id;
    house.write(|tx| cancel::cancel(tx, id, None)).unwrap();
    assert_eq!(
        house.refuses(&jazz("", "scheduled", "").update()),
        ["2: `jazz` is cancelled and stays so"]
    );
}

#[test]
fn a_concert_is_postponed_and_scheduled_again() {
    let house = House::open();
    house.takes(&jazz("", "postponed", ""));
    assert_eq!(house.concert("jazz").status, ConcertStatus::Postponed);
    house.takes(&jazz("", "scheduled", "").update());
    assert_eq!(house.concert("jazz").status, ConcertStatus::Scheduled);
}

const TYPES: &str = "concert,name,venue,location,starts_at,ticket_type,ticket_type_slug,price,quota,sale_starts_at,sale_ends_at,max_per_order";

#[test]
fn a_ticket_type_has_a_slug_a_sale_window_and_a_limit() {
    let house = House::open();
    let season = list(
        TYPES,
        &[
            "jazz,Jazz,Hall,Jakarta,2026-12-05 20:00,Early bird,early,100000,50,2026-11-01 10:00,2026-11-30,4",
        ],
    );
    house.takes(&season);
    let early = &house.types("jazz")[0];
    assert_eq!(early.reference(), "jazz/early");
    assert_eq!(early.sale_starts_at, Some(at("2026-11-01T03:00:00Z")));
    // A sale that ends on a day ends with it.
    assert_eq!(early.sale_ends_at, Some(at("2026-11-30T17:00:00Z")));
    assert_eq!(early.max_per_order, Some(4));
    assert_eq!(house.takes(&season).unchanged, 1);
}

#[test]
fn a_ticket_type_that_differs_is_told_field_by_field() {
    let house = House::open();
    house.takes(&list(
        TYPES,
        &["jazz,Jazz,Hall,Jakarta,2026-12-05 20:00,Early,early,100000,50,2026-11-01 10:00,,"],
    ));
    let other = list(
        TYPES,
        &["jazz,,,,,Early bird,early,120000,40,2026-11-02 10:00,2026-11-30 12:00,4"],
    );
    assert_eq!(
        house.refuses(&other),
        [
            "2: ticket_type: `Early bird`, but `Early` in the box office",
            "2: price: `Rp120.000`, but `Rp100.000` in the box office",
            "2: quota: `40`, but `50` in the box office",
            "2: sale_starts_at: `2026-11-02 10:00 WIB`, but `2026-11-01 10:00 WIB` in the box office",
            "2: sale_ends_at: `2026-11-30 12:00 WIB`, but `none` in the box office",
            "2: max_per_order: `4`, but `no limit` in the box office",
        ]
    );
    house.takes(&other.clone().update());
    assert_eq!(house.types("jazz")[0].name.as_str(), "Early bird");
    assert_eq!(house.takes(&other).unchanged, 1);
}

#[test]
fn several_types_stand_in_one_row_and_are_named_where_they_differ() {
    let house = House::open();
    let header = "concert,name,venue,location,starts_at,ticket_types";
    let row = |price: u32| {
        format!(
            "jazz,Jazz,Hall,Jakarta,2026-12-05 20:00,\"[{{\"\"name\"\":\"\"Adult\"\",\"\"price\"\":\"\"{price}\"\",\"\"quota\"\":80}},{{\"\"name\"\":\"\"VIP\"\",\"\"price\"\":\"\"500000\"\",\"\"quota\"\":5}}]\""
        )
    };
    let season = list(header, &[&row(150_000)]);
    let counts = house.takes(&season);
    assert_eq!((counts.created, counts.ticket_types_created), (1, 2));
    assert_eq!(house.takes(&season).unchanged, 1);
    assert_eq!(
        house.refuses(&list(header, &[&row(160_000)])),
        ["2: price: `Rp160.000` for `Adult`, but `Rp150.000` in the box office"]
    );
}

#[test]
fn two_types_of_one_concert_have_two_slugs() {
    let house = House::open();
    let season = list(
        TYPES,
        &[
            "jazz,Jazz,Hall,Jakarta,2026-12-05 20:00,Early,adult,100000,50,,,",
            "jazz,,,,,Adult,,100000,50,,,",
        ],
    );
    assert_eq!(
        house.refuses(&season)[0],
        "2: its concert is refused, see line 3"
    );
}

#[test]
fn neither_quota_nor_capacity_goes_below_what_is_taken() {
    let house = House::open();
    house.takes(&jazz("", "", ""));
    house.sells("jazz", 3);
    let smaller = list("concert,capacity,ticket_type,quota", &["jazz,2,Standing,2"]);
    assert_eq!(
        house.refuses(&smaller.update()),
        [
            "2: capacity: `jazz` has 3 places taken, more than a capacity of 2",
            "2: quota: `jazz/standing` has 3 places taken, more than a quota of 2",
        ]
    );
}
