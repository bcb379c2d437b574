//! What looks like a mistake is taken with a warning, and refused with `--strict`.

use super::house::{House, List, list};

const HEADER: &str = "name,venue,location,starts_at,ends_at,artists";

fn odd(house: &House, season: &List) -> Vec<String> {
    let outcome = house.import(season);
    assert_eq!(outcome.problems, Vec::<String>::new());
    assert_eq!(
        usize::try_from(outcome.counts.warnings).unwrap(),
        outcome.oddities.len()
    );
    outcome.oddities
}

#[test]
fn an_artist_cannot_be_at_two_venues_at_once() {
    let house = House::open();
    let season = list(
        HEADER,
        &[
            "A,Hall,Jakarta,2026-12-05 20:00,,Ani",
            "B,Arena,Bandung,2026-12-05 21:30,,Ani",
            "C,Pier,Makassar,2026-12-05 23:30,,Ani",
            "D,Hall,Jakarta,2026-12-06 18:00,23:00,Budi",
            "E,Arena,Bandung,2026-12-06 22:30,,Budi; Ani",
        ],
    );
    assert_eq!(
        odd(&house, &season),
        [
            "3: artist_elsewhere: `Ani` is at `Hall, Jakarta` at 2026-12-05 20:00 WIB, in that of line 2",
            "6: artist_elsewhere: `Budi` is at `Hall, Jakarta` at 2026-12-06 18:00 WIB, in that of line 5",
        ]
    );
    // What stands already is not told of again, but a new concert is held against it.
    assert_eq!(odd(&house, &season), Vec::<String>::new());
    let another = list(HEADER, &["F,Pier,Makassar,2026-12-05 19:00,,Ani"]);
    assert_eq!(
        odd(&house, &another),
        ["2: artist_elsewhere: `Ani` is at `Hall, Jakarta` at 2026-12-05 20:00 WIB, in `a`"]
    );
}

#[test]
fn a_concert_that_moves_lasts_longer_or_takes_place_again_takes_its_artists_along() {
    let season = |evening: &str| {
        let evening = format!("b,B,Arena,Bandung,{evening},Ani");
        list(
            "concert,name,venue,location,starts_at,ends_at,status,artists",
            &["a,A,Hall,Jakarta,2026-12-05 20:00,,,Ani", &evening],
        )
    };
    let moves = |before: &str, after: &str| {
        let house = House::open();
        assert_eq!(odd(&house, &season(before)), Vec::<String>::new());
        odd(&house, &season(after).update())
    };
    let told = ["3: artist_elsewhere: `Ani` is at `Hall, Jakarta` at 2026-12-05 20:00 WIB, in `a`"];
    let noon = "2026-12-05 12:00,,";
    assert_eq!(moves(noon, "2026-12-05 21:00,,"), told);
    assert_eq!(moves(noon, "2026-12-05 12:00,2026-12-05 21:00,"), told);
    let postponed = "2026-12-05 21:00,,postponed";
    assert_eq!(moves(postponed, "2026-12-05 21:00,,scheduled"), told);
}

#[test]
fn what_is_cancelled_takes_nobodys_time() {
    let house = House::open();
    let season = list(
        "name,venue,location,starts_at,artists,status",
        &[
            "A,Hall,Jakarta,2026-12-05 20:00,Ani,cancelled",
            "B,Arena,Bandung,2026-12-05 20:00,Ani,",
        ],
    );
    assert_eq!(odd(&house, &season), Vec::<String>::new());
}

#[test]
fn a_venue_is_booked_twice_at_the_same_hour_or_before_a_known_end() {
    let house = House::open();
    let season = list(
        HEADER,
        &[
            "A,Hall,Jakarta,2026-12-05 20:00,,",
            "B,Hall,Jakarta,2026-12-05 20:00,,",
            "C,Hall,Jakarta,2026-12-06 18:00,23:00,",
            "D,Hall,Jakarta,2026-12-06 22:00,,",
            "E,Hall,Jakarta,2026-12-07 18:00,,",
            "F,Hall,Jakarta,2026-12-07 19:00,,",
        ],
    );
    assert_eq!(
        odd(&house, &season),
        [
            "3: same_hour: at the place and time of that of line 2",
            "5: venue_overlaps: at the place of that of line 4, which starts at 2026-12-06 18:00 WIB",
        ]
    );
}

#[test]
fn a_concert_that_is_renamed_without_a_key_is_told_of_the_one_it_may_be() {
    let house = House::open();
    odd(
        &house,
        &list(HEADER, &["A,Hall,Jakarta,2026-12-05 20:00,,"]),
    );
    let renamed = list(HEADER, &["A new name,Hall,Jakarta,2026-12-05 20:00,,"]);
    assert_eq!(
        odd(&house, &renamed),
        ["2: same_hour: at the place and time of `a`"]
    );
}

#[test]
fn a_concert_at_another_hour_without_a_key_is_told_of_the_one_that_day() {
    let house = House::open();
    odd(
        &house,
        &list(HEADER, &["A,Hall,Jakarta,2026-12-05 20:00,,"]),
    );
    let later = list(HEADER, &["A,Hall,Jakarta,2026-12-05 21:00,,"]);
    let told = "a second `A` that day, where `a` is at 2026-12-05 20:00 WIB";
    assert_eq!(
        house.refuses(&later.clone().strict()),
        [format!(
            "2: starts_at: {told}; --strict refuses `other_hour`"
        )]
    );
    assert_eq!(odd(&house, &later), [format!("2: other_hour: {told}")]);
    assert_eq!(house.takes(&later).unchanged, 1);
    let elsewhere = [
        "A,Hall,Jakarta,2026-12-06 20:00,,",
        "A,Arena,Jakarta,2026-12-05 17:00,,",
        "B,Hall,Jakarta,2026-12-05 17:00,,",
    ];
    assert_eq!(odd(&house, &list(HEADER, &elsewhere)), Vec::<String>::new());
}

#[test]
fn what_was_told_when_a_row_was_taken_is_not_told_again() {
    let house = House::open();
    let header = "name,venue,location,starts_at,artists,ticket_price";
    let first = "A,Hall,Jakarta,2026-12-05 20:00,Ani,20.000 / 25.000 at the door";
    let near = "A,Hall,Jakarta,2026-12-05 20:00,Ani; Budi,";
    let season = |rows: &[&str]| {
        list(header, rows)
            .map("ticket_type.regular.price=ticket_price")
            .set("ticket_type.regular.quota=80")
    };
    let told = house.import(&season(&[first, near])).oddities;
    assert_eq!(told.len(), 2, "{told:?}");
    let new = "B,Hall,Jakarta,2026-12-06 20:00,Ani,5 or so";
    let again = house.import(&season(&[first, near, new]));
    assert_eq!(again.oddities, ["4: price_as_note: `5 or so`"]);
    assert_eq!(again.counts.warnings, 3);
}

#[test]
fn two_shows_of_one_day_are_two_concerts() {
    let house = House::open();
    odd(
        &house,
        &list(HEADER, &["A,Hall,Jakarta,2026-12-05 20:00,,"]),
    );
    let both = list(
        HEADER,
        &[
            "A,Hall,Jakarta,2026-12-05 15:00,,",
            "A,Hall,Jakarta,2026-12-05 20:00,,",
        ],
    );
    assert_eq!(odd(&house, &both), Vec::<String>::new());
    assert_eq!(house.count("concerts"), 2);
}

#[test]
fn names_that_are_nearly_the_same_are_told_once() {
    let house = House::open();
    odd(
        &house,
        &list(
            HEADER,
            &["A,Gedung Kesenian,Jakarta,2026-12-05 20:00,,Rolling Stones"],
        ),
    );
    let season = list(
        HEADER,
        &[
            "B,Gedung  Kesenian.,Jakarta,2026-12-06 20:00,,Rolling Stone",
            "C,Gedung Kesenian,Surabaya,2026-12-07 20:00,,ROLLING STONES!",
            "D,Gedung Kesenian.,Jakarta,2026-12-08 20:00,,Rolling Stone",
        ],
    );
    assert_eq!(
        odd(&house, &season),
        [
            "2: near_venue: `Gedung Kesenian., Jakarta` is near `Gedung Kesenian, Jakarta` of the box office",
            "2: near_artist: `Rolling Stone` is near `Rolling Stones` of the box office",
            "3: near_artist: `ROLLING STONES!` is near `Rolling Stones` of the box office",
        ]
    );
    assert_eq!((house.count("venues"), house.count("artists")), (3, 3));
}

#[test]
fn a_sale_that_outlasts_the_start_and_quotas_above_the_capacity_are_told() {
    let house = House::open();
    let season = list(
        "name,venue,location,starts_at,capacity,ticket_type,price,quota,sale_starts_at,sale_ends_at",
        &[
            "A,Hall,Jakarta,2026-12-05 20:00,100,Adult,150000,80,2026-12-06 10:00,2026-12-07 10:00",
            ",,,,,Child,75000,30,,",
        ],
    );
    assert_eq!(
        odd(&house, &season),
        [
            "2: sale_after_start: the sale of `Adult` begins at 2026-12-06 10:00 WIB, the concert at 2026-12-05 20:00 WIB",
            "2: sale_after_start: the sale of `Adult` ends at 2026-12-07 10:00 WIB, the concert at 2026-12-05 20:00 WIB",
            "2: quota_above_capacity: quotas of 110, a capacity of 100",
        ]
    );
    let refused = House::open().refuses(&season.strict());
    for (told, column) in refused
        .iter()
        .zip(["sale_starts_at", "sale_ends_at", "quota"])
    {
        assert!(told.starts_with(&format!("2: {column}: ")), "{told}");
    }
}

#[test]
fn with_strict_each_of_them_is_refused_with_its_line_and_column() {
    let house = House::open();
    let season = list(
        HEADER,
        &[
            "A,Hall,Jakarta,2026-12-05 20:00,,Ani",
            "B,Hall,Jakarta,2026-12-05 20:00,,",
            "C,Arena,Bandung,2026-12-05 20:00,,Ani",
            "D,Pier,Makassar,2104-09-16 20:00,,",
        ],
    );
    let outcome = house.import(&season.strict().keep_going());
    assert_eq!(
        outcome.problems,
        [
            "3: at the place and time of that of line 2; --strict refuses `same_hour`",
            "4: artists: `Ani` is at `Hall, Jakarta` at 2026-12-05 20:00 WIB, in that of line 2; --strict refuses `artist_elsewhere`",
            "5: starts_at: 2104-09-16; --strict refuses `date_far_off`",
        ]
    );
    assert_eq!((outcome.counts.created, outcome.counts.refused), (1, 3));
    assert_eq!(outcome.oddities, Vec::<String>::new());
    assert_eq!(house.count("venues"), 1);
}

#[test]
fn a_row_that_is_refused_is_in_the_way_of_no_other() {
    let house = House::open();
    let season = list(
        HEADER,
        &[
            "A,Hall,Jakarta,2026-12-05 20:00,,Ani Carolina",
            "B,Arena,Bandung,2026-12-06 20:00,,Ani Caroline",
            "C,Arena,Bandung,2026-12-06 20:00,,Ani Carolines",
            "D,Arena,Bandung,2026-12-07 20:00,,Ani Caroline",
            "E,Pier,Makassar,2104-09-16 20:00,,Budi",
            "F,Pier,Makassar,2104-09-16 20:00,,",
            "G,Pier,Makassar,2026-12-08 20:00,,Budi",
        ],
    );
    let outcome = house.import(&season.strict().keep_going());
    let told: Vec<_> = outcome.problems.iter().map(String::as_str).collect();
    assert_eq!(
        told,
        [
            "3: artists: `Ani Caroline` is near `Ani Carolina` of line 2; --strict refuses `near_artist`",
            "5: artists: `Ani Caroline` is near `Ani Carolina` of line 2; --strict refuses `near_artist`",
            "6: starts_at: 2104-09-16; --strict refuses `date_far_off`",
            "7: starts_at: 2104-09-16; --strict refuses `date_far_off`",
        ]
    );
    assert_eq!((outcome.counts.created, outcome.counts.refused), (3, 4));
}

#[test]
fn history_is_counted_once_and_is_no_mistake() {
    let house = House::open();
    let archive = list(
        HEADER,
        &[
            "A,Hall,Jakarta,2019-12-05 20:00,,Ani",
            "B,Hall,Jakarta,2025-10-30 20:00,,",
            "C,Hall,Jakarta,2025-12-05 20:00,,",
        ],
    )
    .strict();
    let outcome = house.import(&archive);
    assert_eq!(
        outcome.oddities,
        ["2: long_past: 2019-12-05", "3: long_past: 2025-10-30"]
    );
    assert_eq!(outcome.counts.created, 3);
    assert_eq!(house.import(&archive).oddities, Vec::<String>::new());
}
