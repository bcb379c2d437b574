//! Rows that cannot be taken.

use boxoffice::import::{Sheet, Source};

use super::house::{House, list};

const HEADER: &str =
    "name,venue,location,starts_at,doors_at,artists,capacity,ticket_type,price,quota";

#[test]
fn every_bad_row_is_told_with_its_line_and_column_and_nothing_is_written() {
    let house = House::open();
    let long = "x".repeat(201);
    let season = list(
        HEADER,
        &[
            "Good,Hall,Jakarta,2026-12-05 20:00,,,,,,",
            "A,Hall,Jakarta,28/12/2026 20:00,,,many,Adult,12O.000,-5",
            &format!("{long},Hall,Jakarta,2026-12-05 20:00,21:00,,,,,"),
            "\"two\nlines\",Hall,Jakarta,2026-12-05 20:00,,,,,,",
            "B,Hall,Jakarta,2026-12-06 20:00",
            "C,Hall,Jakarta,2026-12-06 20:00,,,,,150000,",
            "D,,,2026-12-07 20:00,,,,,,",
            "E,Hall,Jakarta,,,,,,,",
            "F,New Hall,,2026-12-07 20:00,,,,,,",
            "G,Hall,Jakarta,2026-12-08 20:00,21:00,,,Adult,150000,",
        ],
    );
    assert_eq!(
        house.refuses(&season),
        [
            "3: starts_at: `28/12/2026 20:00` is not a date; expected one such as `2026-11-28` (--dates dmy reads it as 2026-12-28)",
            "3: capacity: `many` is not a whole number from 0 to 10000000",
            "3: price: `12O.000` is not a sum of money (write digits, such as `150000` or `Rp150.000`)",
            "3: quota: `-5` is not a whole number from 0 to 10000000",
            "4: name: a name has at most 200 characters, found 201",
            "5: name: a cell with a line break: a quote opened in line 5 may not be closed",
            "7: the row has 4 cells, the header 10 (a cell with a `,` in it stands in quotes)",
            "8: price: `150000` without a ticket type",
            "9: venue: nothing says where the concert is",
            "10: starts_at: nothing says when the concert starts",
            "11: location: the venue `New Hall` is new, and nothing says where it is (--location PLACE says it for all)",
            "12: quota: the new ticket type `Adult` has no quota (--set quota=N gives it one)",
            "12: doors_at: the doors would open at 2026-12-08 21:00 WIB, after the start",
        ]
    );
    assert_eq!(
        (
            house.count("concerts"),
            house.count("venues"),
            house.count("journal")
        ),
        (0, 0, 1)
    );
}

#[test]
fn keep_going_takes_the_rest_and_the_rejects_can_be_mended_and_imported() {
    let house = House::open();
    let season = list(
        HEADER,
        &[
            "Good,Hall,Jakarta,2026-12-05 20:00,,,,,,",
            "Bad,Hall,Jakarta,2026-12-06 20:00,,,,Adult,cheap,80",
            ",,,,,,,Child,75000,20",
        ],
    );
    let outcome = house.import(&season.keep_going());
    assert_eq!((outcome.counts.created, outcome.counts.refused), (1, 2));
    assert_eq!(
        outcome.rejects,
        format!(
            "{HEADER},refused_because\n\
         Bad,Hall,Jakarta,2026-12-06 20:00,,,,Adult,cheap,80,\"price: `cheap` is not a sum of money \
         (write digits, such as `150000` or `Rp150.000`)\"\n\
         Bad,Hall,Jakarta,2026-12-06 20:00,,,,Child,75000,20,\"ticket_type: its concert is that of list.csv:3, which is refused\"\n"
        )
    );
    let mended = outcome.rejects.replace(",cheap,", ",0,");
    assert_eq!(house.takes(&super::house::list_of(mended)).created, 2);
    assert_eq!(house.types("bad").len(), 2);
}

#[test]
fn rows_that_contradict_each_other_are_refused() {
    let house = House::open();
    let season = list(
        "concert,name,venue,location,starts_at,artists,ticket_type,price,quota",
        &[
            "jazz,Jazz,Hall,Jakarta,2026-12-05 20:00,Ani,Adult,150000,80",
            "jazz,Jazz,Hall,Jakarta,2026-12-05 21:00,Budi,Child,75000,20",
            "jazz,,,,,,Adult,160000,80",
        ],
    );
    let outcome = house.import(&season.keep_going());
    assert_eq!(
        outcome.problems,
        [
            "3: starts_at: `2026-12-05 21:00`, but line 2 says `2026-12-05 20:00` of the same concert",
            "3: artists: `Budi`, but line 2 says `Ani` of the same concert",
            "4: price: `Rp160.000`, but line 2 says `Rp150.000` of the same concert",
        ]
    );
    assert_eq!(house.types("jazz").len(), 1);
}

#[test]
fn an_hour_that_clocks_skip_is_refused_under_the_column_it_stands_in() {
    let house = House::open();
    let season = list(
        "name,venue,location,day,hour",
        &["A,Hall,Berlin,2027-03-28,02:30"],
    );
    let season = season
        .map("date=day")
        .map("time=hour")
        .zone("Europe/Berlin");
    assert_eq!(
        house.refuses(&season),
        [
            "2: hour: `2027-03-28 02:30` does not exist in Europe/Berlin (the next time that exists is `2027-03-28 03:00`)"
        ]
    );
}

#[test]
fn doors_need_the_hour_of_the_start() {
    let house = House::open();
    let season = list(HEADER, &["A,Hall,Jakarta,2026-12-05,18:30,,,,,"]);
    assert_eq!(
        house.refuses(&season),
        ["2: doors_at: the doors open at 2026-12-05 18:30 WIB, but no hour is known for the start"]
    );
}

#[test]
fn rows_above_which_nothing_stands_name_no_concert() {
    let house = House::open();
    let season = list(HEADER, &[",,,,,,,Adult,150000,80"]);
    assert_eq!(
        house.refuses(&season),
        ["2: ticket_type: the row names no concert, and no row stands above it"]
    );
}

#[test]
fn two_drafts_cannot_mean_one_concert() {
    let house = House::open();
    let header = "concert,name,venue,location,starts_at";
    house.takes(&list(header, &["jazz,Jazz,Hall,Jakarta,2026-12-05 20:00"]));
    let twice = list(header, &["jazz,,,,", ",Jazz,Hall,Jakarta,2026-12-05 20:00"]);
    assert_eq!(
        house.refuses(&twice),
        ["3: the box office knows this concert as the one of line 2"]
    );
}

#[test]
fn a_key_needs_its_list_and_a_list_its_key() {
    let house = House::open();
    let header = "name,venue,location,starts_at,source,source_id";
    let season = list(
        header,
        &[
            "A,Hall,Jakarta,2026-12-05 20:00,,7",
            "B,Hall,Jakarta,2026-12-06 20:00,gigs,",
        ],
    );
    assert_eq!(
        house.refuses(&season),
        [
            "2: source_id: `7` is a key, but of which list? (--source NAME)",
            "3: source: `gigs` without the row's key in `source_id`",
        ]
    );
}

#[test]
fn a_cell_under_no_heading_is_not_lost() {
    let house = House::open();
    let season = list(
        "name,venue,location,starts_at,",
        &["A,Hall,Jakarta,2026-12-05 20:00,oops"],
    );
    assert_eq!(
        house.refuses(&season),
        ["2: `oops` stands under no heading"]
    );
}

#[test]
fn what_no_row_could_say_is_told_once() {
    let reading = |header: &str| {
        let csv = format!("{header}\n");
        let reading = boxoffice::import::Reading::new("IDR".parse().unwrap());
        let watch: boxoffice::import::Watch<'_> = &mut |_| Ok(());
        let source = Source::spool("list.csv", csv.as_bytes(), watch).unwrap();
        Sheet::open(source, &reading, watch).unwrap_err().message
    };
    assert!(reading("name,venue").starts_with("no column says when a concert starts"));
    assert!(reading("name,date").starts_with("no column says where a concert is"));
}

#[test]
fn a_row_of_a_ticket_type_keeps_its_concert_whatever_of_the_type_it_says() {
    for (field, cell) in [
        ("ticket_type_slug", "child"),
        ("price", "cheap"),
        ("quota", "-5"),
        ("sale_starts_at", "2026-11-20"),
        ("sale_ends_at", "2026-12-01"),
        ("max_per_order", "4"),
    ] {
        let house = House::open();
        let season = list(
            &format!("name,venue,location,starts_at,ticket_type,{field}"),
            &[
                "Bad,Hall,Jakarta,2026-12-06 20:00,Adult,",
                &format!(",,,,Child,{cell}"),
            ],
        );
        let outcome = house.import(&season.keep_going());
        let second = format!("\nBad,Hall,Jakarta,2026-12-06 20:00,Child,{cell},");
        assert!(outcome.rejects.contains(&second), "{}", outcome.rejects);
    }
}

#[test]
fn a_quote_that_meets_a_later_one_is_told_where_it_was_opened() {
    let house = House::open();
    let season = list(
        "name,venue,location,starts_at",
        &[
            "\"Jazz,Hall,Jakarta,2026-12-05 20:00",
            "Rock,Hall,Jakarta,2026-12-06 20:00",
            "\"Pop\",Hall,Jakarta,2026-12-07 20:00",
            "\"Folk,Hall,Jakarta,2026-12-08 20:00",
            "Soul\",Hall,Jakarta,2026-12-09 20:00",
        ],
    );
    let told = house.refuses(&season);
    assert!(
        told[0].ends_with("a quote opened in line 2 may not be closed)")
            || told[0].ends_with("a quote opened in line 2 may not be closed"),
        "{told:?}"
    );
    assert_eq!(
        told[1],
        "5: name: a cell with a line break: a quote opened in line 5 may not be closed"
    );
}

#[test]
fn dates_of_a_spreadsheet_are_read_in_the_order_that_is_said() {
    let house = House::open();
    let season = list(
        "name,venue,location,date,time,doors_at,ends_at,ticket_type,price,quota,sale_starts_at,sale_ends_at",
        &[
            "Eve,Hall,Jakarta,31/12/2026,20:00,31.12.2026 19:00,01-01-2027 02:00,Adult,1000,9,01/12/2026 10:00,31/12/2026",
        ],
    );
    assert!(house.refuses(&season)[0].contains("--dates dmy reads it as 2026-12-31"));
    house.takes(&season.dates("dmy"));
    assert_eq!(house.starts("eve"), "2026-12-31 20:00 WIB");
    let made = house.concert("eve");
    assert_eq!(made.ends_at, Some(super::house::at("2026-12-31T19:00:00Z")));
    let adult = &house.types("eve")[0];
    assert_eq!(
        adult.sale_starts_at,
        Some(super::house::at("2026-12-01T03:00:00Z"))
    );
}
