//! A list that is imported again, changed or not.

use boxoffice::desk::sale::{self, Customer, NewOrder};
use boxoffice::desk::settle::Taking;
use boxoffice::desk::{cancel, concert};
use boxoffice::domain::{Channel, ConcertPatch, Line, Method, Offer, UserRef};

use super::house::{House, List, at, list};

const HEADER: &str =
    "concert,name,venue,location,starts_at,artists,capacity,ticket_type,price,quota";

fn season() -> List {
    list(
        HEADER,
        &[
            "jazz,Jazz,Hall,Jakarta,2026-12-05 20:00,Ani; Budi,100,Adult,150000,80",
            ",,,,,,,Child,75000,20",
        ],
    )
}

fn changed(row: &str) -> List {
    list(HEADER, &[row])
}

#[test]
fn the_same_list_again_changes_nothing() {
    let house = House::open();
    house.takes(&season());
    let lines = house.count("journal");
    let counts = house.takes(&season());
    assert_eq!(
        (counts.unchanged, counts.created, counts.updated),
        (2, 0, 0)
    );
    assert_eq!(house.takes(&season().update()).unchanged, 2);
    assert_eq!(house.count("journal"), lines);
}

#[test]
fn a_row_that_differs_is_refused_and_names_both_values() {
    let house = House::open();
    house.takes(&season());
    let other = changed("jazz,Jazz!,Hall,Bandung,2026-12-05 21:00,Ani,90,,,");
    assert_eq!(
        house.refuses(&other),
        [
            "2: name: `Jazz!`, but `Jazz` in the box office",
            "2: capacity: `90`, but `100` in the box office",
            "2: venue: `Hall, Bandung`, but `Hall, Jakarta` in the box office",
            "2: starts_at: `2026-12-05 21:00 WIB`, but `2026-12-05 20:00 WIB` in the box office",
            "2: artists: `Ani`, but `Ani; Budi` in the box office",
        ]
    );
    assert_eq!(house.count("venues"), 1);
}

#[test]
fn with_update_a_row_that_differs_changes_what_is_there() {
    let house = House::open();
    house.takes(&season());
    let other =
        changed("jazz,Jazz!,Hall,Bandung,2026-12-05 21:00,Cici; Ani,90,Adult,160000,70").update();
    let counts = house.takes(&other);
    assert_eq!(
        (
            counts.updated,
            counts.venues_created,
            counts.artists_created
        ),
        (1, 1, 1)
    );
    let jazz = house.concert("jazz");
    assert_eq!(
        (jazz.name.as_str(), jazz.location.as_str(), jazz.capacity),
        ("Jazz!", "Bandung", Some(90))
    );
    assert_eq!(house.starts("jazz"), "2026-12-05 21:00 WIB");
    assert_eq!(house.line_up("jazz"), ["Cici", "Ani"]);
    let adult = &house.types("jazz")[0];
    assert_eq!((adult.price.0, adult.quota), (160_000, 70));
    assert_eq!(house.takes(&other).unchanged, 1);
}

#[test]
fn of_a_concert_that_is_the_same_only_the_ticket_type_that_differs_is_refused() {
    let house = House::open();
    house.takes(&season());
    let other = list(
        HEADER,
        &[
            "jazz,,,,,,,Adult,99000,80",
            "jazz,,,,,,,Child,75000,20",
            "jazz,,,,,,,VIP,500000,5",
        ],
    );
    let outcome = house.import(&other.keep_going());
    assert_eq!(
        outcome.problems,
        ["2: price: `Rp99.000`, but `Rp150.000` in the box office"]
    );
    assert_eq!(
        (
            outcome.counts.unchanged,
            outcome.counts.created,
            outcome.counts.refused
        ),
        (1, 1, 1)
    );
    assert_eq!(house.types("jazz")[0].price.0, 150_000);
}

#[test]
fn a_row_says_nothing_about_its_blank_cells() {
    let house = House::open();
    house.takes(&season());
    let counts = house.takes(&changed("jazz,,,,,,,,,").update());
    assert_eq!(counts.unchanged, 1);
    assert_eq!(house.concert("jazz").capacity, Some(100));
}

#[test]
fn a_key_of_the_list_finds_a_concert_whatever_it_is_called_now() {
    let house = House::open();
    let header = "id,name,venue,location,starts_at";
    let first = list(header, &["7,Jazz,Hall,Jakarta,2026-12-05 20:00"]);
    let first = first.map("source_id=id").source("gigs");
    house.takes(&first);
    let renamed = list(header, &["7,Jazz & Blues,Hall,Jakarta,2026-12-05 20:00"]);
    let renamed = renamed.map("source_id=id").source("gigs").update();
    let counts = house.takes(&renamed);
    assert_eq!((counts.updated, counts.concerts_created), (1, 0));
    assert_eq!(house.concert("jazz").name.as_str(), "Jazz & Blues");
}

#[test]
fn a_list_with_keys_meets_concerts_that_were_made_by_hand() {
    let house = House::open();
    house.takes(&season());
    let header = "name,venue,location,starts_at,source,source_id";
    let keyed = list(header, &["Jazz,Hall,Jakarta,2026-12-05 20:00,gigs,7"]);
    assert_eq!(
        house.refuses(&keyed),
        ["2: source_id: `7 of gigs`, but `none` in the box office"]
    );
    assert_eq!(house.takes(&keyed.clone().update()).updated, 1);
    assert_eq!(house.concert("jazz").source_id.as_deref(), Some("7"));
    assert_eq!(house.takes(&keyed).unchanged, 1);
}

#[test]
fn a_day_without_an_hour_says_nothing_against_the_hour_of_that_day() {
    let house = House::open();
    house.takes(&season());
    assert_eq!(
        house
            .takes(&changed("jazz,,,,2026-12-05,,,,,").update())
            .unchanged,
        1
    );
    assert_eq!(house.starts("jazz"), "2026-12-05 20:00 WIB");
    assert_eq!(
        house
            .takes(&changed("jazz,,,,2026-12-06,,,,,").update())
            .updated,
        1
    );
    assert!(!house.concert("jazz").time_known);
}

#[test]
fn what_a_rule_refuses_is_told_of_its_row_and_undoes_its_venue_and_artists() {
    let house = House::open();
    house.takes(&season());
    let jazz = house.concert("jazz").id;
    house.write(|tx| cancel::cancel(tx, jazz, None)).unwrap();
    let moved = changed("jazz,,Arena,Bandung,2026-12-09 20:00,Cici,,,,")
        .update()
        .keep_going();
    let outcome = house.import(&moved);
    assert_eq!(outcome.problems, ["2: `jazz` is cancelled and stays so"]);
    assert_eq!((house.count("venues"), house.count("artists")), (1, 2));
    assert_eq!(
        (
            outcome.counts.venues_created,
            outcome.counts.artists_created
        ),
        (0, 0)
    );
}

#[test]
fn a_concert_that_is_sold_moves_with_a_word_and_never_below_what_is_taken() {
    let house = House::open();
    house.takes(&season());
    let adult = house.types("jazz")[0].id;
    let order = NewOrder {
        lines: vec![Line {
            ticket_type: adult,
            quantity: 3,
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
    house.write(|tx| sale::sell(tx, &order, &cash)).unwrap();
    let fewer = changed("jazz,,,,,,,Adult,150000,2").update();
    assert_eq!(
        house.refuses(&fewer),
        ["2: quota: `jazz/adult` has 3 places taken, more than a quota of 2"]
    );
    let moved = changed("jazz,,,,2026-12-06 20:00,,,,,").update();
    let told =
        "`jazz` has 3 places taken and moves from 2026-12-05 20:00 WIB to 2026-12-06 20:00 WIB";
    let there = house.dump();
    assert_eq!(house.refuses(&moved), [format!("2: {told}; needs --yes")]);
    let tried = house.try_out(&moved);
    assert_eq!(tried.problems, Vec::<String>::new());
    assert_eq!(tried.counts.updated, 1);
    assert_eq!(house.dump(), there);
    let outcome = house.import(&moved.yes());
    assert_eq!(outcome.oddities, [format!("2: sold_moves: {told}")]);
}

#[test]
fn a_concert_that_is_sold_goes_to_another_venue_only_after_a_yes() {
    let house = House::open();
    house.takes(&season());
    house.sells("jazz", 2);
    let moved = changed("jazz,,Balai,Bandung,,,,,,").update();
    let told = format!(
        "`jazz` has 2 places taken and moves from `{}, {}` to `Balai, Bandung`",
        house.concert("jazz").venue_name,
        house.concert("jazz").location
    );
    assert_eq!(house.refuses(&moved), [format!("2: {told}; needs --yes")]);
    assert_eq!(
        house.import(&moved.yes()).oddities[0],
        format!("2: sold_moves: {told}")
    );
    assert_eq!(house.concert("jazz").venue_name.as_str(), "Balai");
}

#[test]
fn a_concert_changed_by_hand_is_not_changed_back_without_update() {
    let house = House::open();
    house.takes(&season());
    let patch = ConcertPatch {
        starts_at: Some(at("2026-12-05T14:00:00Z")),
        ..ConcertPatch::default()
    };
    let jazz = house.concert("jazz").id;
    house.write(|tx| concert::update(tx, jazz, &patch)).unwrap();
    let problems = house.refuses(&season());
    assert_eq!(
        problems[0],
        "2: starts_at: `2026-12-05 20:00 WIB`, but `2026-12-05 21:00 WIB` in the box office"
    );
    assert_eq!(problems[1], "3: its concert is refused, see line 2");
}
