//! Which rows make which concerts.

use super::house::{House, list};

const SHORT: &str = "name,venue,location,starts_at";

#[test]
fn one_row_makes_a_concert_with_its_venue_and_artists() {
    let house = House::open();
    let season = list(
        "name,venue,location,starts_at,doors_at,timezone,artists,capacity",
        &[
            "Malam Jazz,Gedung Sate,Bandung,2026-12-05 20:00,18:30,Asia/Jakarta,Rina  Sari; Trio Angklung,500",
        ],
    );
    let counts = house.takes(&season);
    assert_eq!(
        (
            counts.rows,
            counts.created,
            counts.venues_created,
            counts.artists_created
        ),
        (1, 1, 1, 2)
    );
    let made = house.concert("malam-jazz");
    assert_eq!(made.capacity, Some(500));
    assert_eq!(
        (made.venue_name.as_str(), made.location.as_str()),
        ("Gedung Sate", "Bandung")
    );
    assert_eq!(house.starts("malam-jazz"), "2026-12-05 20:00 WIB");
    assert_eq!(made.doors_at.unwrap().to_string(), "2026-12-05T11:30:00Z");
    assert_eq!(house.line_up("malam-jazz"), ["Rina Sari", "Trio Angklung"]);
}

#[test]
fn rows_with_blank_cells_belong_to_the_concert_above() {
    let house = House::open();
    let season = list(
        "name,venue,location,starts_at,ticket_type,price,quota",
        &[
            "Jazz,Hall,Jakarta,2026-12-05 20:00,Adult,150.000,80",
            ",,,,Child,Rp75.000,20",
            "Rock,Hall,Jakarta,2026-12-06 20:00,Adult,150000,80",
            ",,,,Child,75000,20",
            "Rock,,,,VIP,500000,5",
        ],
    );
    let counts = house.takes(&season);
    assert_eq!(
        (
            counts.created,
            counts.concerts_created,
            counts.ticket_types_created
        ),
        (5, 2, 5)
    );
    let told = |slug| -> Vec<(String, i64, i64)> {
        let types = house.types(slug).into_iter();
        types
            .map(|it| (it.reference(), it.price.0, it.quota))
            .collect()
    };
    assert_eq!(
        told("jazz"),
        [
            ("jazz/adult".to_owned(), 150_000, 80),
            ("jazz/child".to_owned(), 75_000, 20)
        ]
    );
    assert_eq!(told("rock").len(), 3);
}

#[test]
fn rows_that_repeat_their_concert_are_told_together_by_any_of_its_keys() {
    let house = House::open();
    let season = list(
        "concert,name,venue,location,starts_at,source,source_id,ticket_type,price,quota",
        &[
            "jazz-1,Jazz,Hall,Jakarta,2026-12-05 20:00,list,7,Adult,150000,80",
            "jazz-1,,,,,,,Child,75000,20",
            ",,,,,list,7,VIP,500000,5",
            ",Jazz,Hall,Jakarta,2026-12-05 20:00,,,Student,100000,5",
        ],
    );
    let counts = house.takes(&season);
    assert_eq!(
        (counts.concerts_created, counts.ticket_types_created),
        (1, 4)
    );
    let made = house.concert("jazz-1");
    assert_eq!(
        (made.source.as_deref(), made.source_id.as_deref()),
        (Some("list"), Some("7"))
    );
}

#[test]
fn doubled_rows_are_skipped_and_counted() {
    let house = House::open();
    let season = list(
        "name,venue,location,starts_at,colour",
        &[
            "Jazz,Hall,Jakarta,2026-12-05 20:00,red",
            "Jazz,Hall,Jakarta,2026-12-05 20:00,red",
            "Jazz,Hall,Jakarta,2026-12-05 20:00,blue",
        ],
    );
    let counts = house.takes(&season.map("name=name"));
    assert_eq!((counts.created, counts.skipped, counts.doubled), (1, 2, 1));
}

#[test]
fn a_night_told_otherwise_in_a_list_without_keys_is_skipped_with_a_word() {
    let house = House::open();
    let season = list(
        "name,venue,location,starts_at,artists",
        &[
            "Jazz,Hall,Jakarta,2026-12-05 20:00,Ani",
            "Jazz,Hall,Jakarta,2026-12-05 20:00,Ani; Budi",
        ],
    );
    let outcome = house.import(&season);
    assert_eq!((outcome.counts.created, outcome.counts.skipped), (1, 1));
    assert_eq!(
        outcome.oddities,
        ["3: near_double: the concert of line 2 with another `artists`"]
    );
    assert_eq!(house.line_up("jazz"), ["Ani"]);
}

#[test]
fn venues_are_told_apart_by_name_and_place() {
    let house = House::open();
    let season = list(
        SHORT,
        &[
            "A,Auditorium,Jakarta,2026-12-05 20:00",
            "B,Auditorium,Bandung,2026-12-05 20:00",
            "C,Auditorium,Jakarta,2026-12-06 20:00",
        ],
    );
    assert_eq!(house.takes(&season).venues_created, 2);
    let by_slug = list(
        "name,venue,starts_at",
        &["D,auditorium-bandung,2026-12-07 20:00"],
    );
    assert_eq!(house.takes(&by_slug).venues_created, 0);
    assert_eq!(house.concert("d").location.as_str(), "Bandung");
    let by_name = list("name,venue,starts_at", &["E,Auditorium,2026-12-08 20:00"]);
    assert_eq!(
        house.refuses(&by_name),
        ["2: venue: 2 venues are named `Auditorium` (they are in `Jakarta`, `Bandung`)"]
    );
}

#[test]
fn options_stand_for_blank_cells() {
    let house = House::open();
    let season = list(
        "name,venue,starts_at",
        &["A,,2026-12-05 20:00", "B,Pier,2026-12-06 20:00"],
    );
    let season = season
        .venue("Losari")
        .location("Makassar")
        .zone("Asia/Makassar");
    assert_eq!(house.takes(&season).venues_created, 2);
    assert_eq!(house.concert("a").venue.as_str(), "losari");
    assert_eq!(house.starts("b"), "2026-12-06 20:00 WITA");
}

#[test]
fn a_venue_that_is_known_keeps_its_own_clocks() {
    let house = House::open();
    house.takes(&list(SHORT, &["A,Hall,Jakarta,2026-12-05 20:00"]));
    let elsewhere = list(SHORT, &["B,Hall,Jakarta,2026-12-06 20:00"]).zone("Asia/Tokyo");
    house.takes(&elsewhere);
    assert_eq!(house.starts("b"), "2026-12-06 20:00 WIB");
    let header = "name,venue,location,starts_at,timezone";
    let said = list(header, &["C,Hall,Jakarta,2026-12-07 20:00,Asia/Tokyo"]);
    assert_eq!(
        house.refuses(&said),
        ["2: timezone: `Asia/Tokyo`, but the clocks of `Hall` show Asia/Jakarta"]
    );
}

#[test]
fn a_missing_title_is_made_from_the_line_up_or_the_venue() {
    let house = House::open();
    let season = list(
        "name,venue,location,starts_at,artists",
        &[
            ",Hall,Jakarta,2026-12-05 20:00,Ani; Budi",
            "TBA,Hall,Jakarta,2026-12-06 20:00,Ani; Budi; Cici; Didi; Eka",
            ",Hall,Jakarta,2026-12-07 20:00,No Soloist",
        ],
    );
    assert_eq!(house.takes(&season).titles_made, 3);
    let name = |slug| house.concert(slug).name.to_string();
    assert_eq!(name("ani-budi"), "Ani, Budi");
    assert_eq!(name("ani-budi-cici-2"), "Ani, Budi, Cici +2");
    assert_eq!(name("hall"), "Hall");
}

#[test]
fn an_unknown_hour_is_no_hour() {
    let house = House::open();
    let season = list(
        "name,venue,location,date,time",
        &[
            "A,Hall,Jakarta,2026-12-05,00:00",
            "B,Hall,Jakarta,2026-12-06,",
            "C,Hall,Jakarta,2026-12-07,7:30 PM",
        ],
    );
    assert_eq!(house.takes(&season.unknown_time("00:00")).times_unknown, 2);
    let (a, c) = (house.concert("a"), house.concert("c"));
    assert!(!a.time_known && c.time_known);
    assert_eq!(house.starts("c"), "2026-12-07 19:30 WIB");
}

#[test]
fn an_artist_stands_once_in_a_line_up() {
    let house = House::open();
    let season = list(
        "name,venue,location,starts_at,acts",
        &["A,Hall,Jakarta,2026-12-05 20:00,Ani / Budi / Ani"],
    );
    let outcome = house.import(&season.map("artists=acts").artist_separator(" / "));
    assert_eq!(outcome.oddities, ["2: artist_twice: `Ani`"]);
    assert_eq!(house.line_up("a"), ["Ani", "Budi"]);
}

#[test]
fn a_foreign_cell_is_split_only_where_the_user_says() {
    let house = House::open();
    let season = list(
        "name,venue,location,starts_at,acts",
        &["A,Hall,Jakarta,2026-12-05 20:00,Sari; D & C"],
    );
    house.takes(&season.map("artists=acts"));
    assert_eq!(house.line_up("a"), ["Sari; D & C"]);
}

#[test]
fn dates_far_off_and_doubled_hours_are_taken_with_a_word() {
    let house = House::open();
    let season = list(
        SHORT,
        &[
            "A,Hall,Jakarta,2104-09-16 20:00",
            "B,Hall,Jakarta,1888-09-16 20:00",
            "C,Hall,Jakarta,2026-12-05 20:00",
            "D,Hall,Jakarta,2026-12-05 20:00",
        ],
    );
    let outcome = house.import(&season);
    assert_eq!(
        outcome.oddities,
        [
            "2: date_far_off: 2104-09-16",
            "3: date_far_off: 1888-09-16",
            "5: same_hour: at the place and time of that of line 4",
        ]
    );
    assert_eq!(outcome.counts.warnings, 3);
}

#[test]
fn slugs_that_rows_name_are_given_away_before_any_is_made() {
    let house = House::open();
    let season = list(
        "concert,name,venue,location,starts_at",
        &[
            ",Jazz,Hall,Jakarta,2026-12-05 20:00",
            "jazz,Jazz,Hall,Jakarta,2026-12-06 20:00",
        ],
    );
    house.takes(&season);
    assert_eq!(house.starts("jazz"), "2026-12-06 20:00 WIB");
    assert_eq!(house.takes(&season).unchanged, 2);
}

#[test]
fn a_window_without_a_type_goes_for_all_types_of_its_row() {
    let house = House::open();
    let season = list(
        "name,venue,location,starts_at,VIP,Adult,On sale,Most",
        &["Jazz,Hall,Jakarta,2026-12-05 20:00,2000,1000,2026-11-20 10:00,4"],
    );
    let season = season
        .map("ticket_type.vip.price=VIP")
        .map("ticket_type.adult.price=Adult")
        .map("sale_starts_at=On sale")
        .map("max_per_order=Most")
        .set("quota=50");
    house.takes(&season);
    let types = house.types("jazz");
    assert_eq!(types.len(), 2);
    for of_type in types {
        assert_eq!(
            of_type.sale_starts_at,
            Some(super::house::at("2026-11-20T03:00:00Z"))
        );
        assert_eq!(of_type.max_per_order, Some(4));
    }
}
