//! The mess that real lists bring, a row of each kind: what is taken, what with a warning, what is refused and how.
//!
//! The numbers are those of the table that `boxoffice help import-formats` tells in words.

use std::collections::BTreeSet;

use super::house::{House, List, file, list};

/// What comes of a list whose last row is a mess.
enum Comes {
    /// It is taken, and nothing is said.
    Taken,
    /// It says nothing new.
    Skipped,
    /// It is taken with a warning of this kind.
    Warned(&'static str),
    /// It is refused with these words.
    Refused(&'static str),
}
use Comes::{Refused, Skipped, Taken, Warned};
const AT: &str = "name,venue,location,starts_at";

/// A list of one concert with one field more.
fn with(field: &str, cell: &str) -> List {
    list(
        &format!("{AT},{field}"),
        &[&format!("A,Hall,Jakarta,2026-12-05 20:00,{cell}")],
    )
}

/// A list of one concert that starts then.
fn at(start: &str) -> List {
    list(AT, &[&format!("A,Hall,Jakarta,{start}")])
}

fn priced(price: &str) -> List {
    with("cost", price)
        .map("ticket_type.regular.price=cost")
        .set("ticket_type.regular.quota=9")
}

fn event(fields: &str) -> List {
    let text = format!(
        r#"{{"@context": "https://schema.org", "@type": "MusicEvent", "name": "A", "startDate": "2026-12-05T20:00",
            "location": {{"name": "Hall", "address": "Jakarta"}}, {fields}}}"#
    );
    file("page.jsonld", text).set("quota=9")
}

fn times() -> Vec<(u8, List, Comes)> {
    let two = |date: &str, time: &str| {
        list(
            "name,venue,location,date,time",
            &[&format!("A,Hall,Jakarta,{date},{time}")],
        )
    };
    let new_york = |start: &str| at(start).zone("America/New_York");
    vec![
        (1, two("2026-12-05T05:00:00Z", "7:30PM"), Taken),
        (2, at("2026-12-05T22:00:00+00:00"), Warned("offset_differs")),
        (2, at("2026-12-05T22:00:00+00:00").local_times(), Taken),
        (2, at("2026-12-05T22:00:00+07:00"), Taken),
        (2, at("2026-12-05T15:00:00Z"), Taken),
        (3, two("2026-12-05", "None"), Taken),
        (3, two("2026-12-05", "00:00").unknown_time("00:00"), Taken),
        (3, two("aucun", "x"), Refused("time: `x` without a date")),
        (4, two("2026-12-05", "20h30"), Taken),
        (4, two("2026-12-05", "19.30"), Taken),
        (4, at("2026-12-05T19:00+07:00"), Taken),
        (
            4,
            two("2026-12-05", "evening"),
            Refused("time: `evening` is not a time of day"),
        ),
        (5, at("2104-09-16 20:00"), Warned("date_far_off")),
        (5, at("1842-12-07 20:00"), Warned("date_far_off")),
        (5, at("Spring 2027"), Refused("starts_at: `Spring")),
        (6, new_york("2027-03-14 02:30"), Refused("starts_at: ")),
        (6, new_york("2026-11-01 01:30"), Refused("starts_at: ")),
        (26, with("ends_at", "02:00"), Taken),
        (26, with("ends_at", "2026-12-20 23:00"), Taken),
        (
            26,
            with("ends_at", "2026-12-05 19:00"),
            Refused("ends_at: "),
        ),
    ]
}

fn names() -> Vec<(u8, List, Comes)> {
    let venue = |venue: &str| list(AT, &[&format!("A,{venue},Jakarta,2026-12-05 20:00")]);
    let rows = |rows: &[&str]| list(AT, rows);
    let hall = "A,Hall,Jakarta,2026-12-05 20:00";
    vec![
        (
            7,
            venue("None"),
            Refused("venue: nothing says where the concert is"),
        ),
        (7, venue("Unknown Venue").venue("Unknown venue"), Taken),
        (8, rows(&[hall, "B,Hall,Bandung,2026-12-05 20:00"]), Taken),
        (
            9,
            rows(&[
                "A,Prism Hall,Seoul,2026-12-05 20:00",
                "B,PrismHall,Seoul,2026-12-06 20:00",
            ]),
            Warned("near_venue"),
        ),
        (10, venue("구 프리버드1(종료)"), Taken),
        (13, with("acts", "도성희/오소리").map("artists=acts"), Taken),
        (
            13,
            with("acts", "\"Ani\nBudi\"").map("artists=acts"),
            Refused("acts: "),
        ),
        (
            13,
            with("acts", "\"Ani\nBudi\"")
                .map("artists=acts")
                .artist_separator("\n"),
            Taken,
        ),
        (
            14,
            with(
                "artists",
                "\"Mozart,  Wolfgang  Amadeus; Plancon [Plançon], Pol\"",
            ),
            Taken,
        ),
        (
            15,
            list(
                &format!("{AT},artists"),
                &[
                    &format!("{hall},스트리트건즈"),
                    "B,Pier,Jakarta,2026-12-06 20:00,스트릿건즈",
                ],
            ),
            Warned("near_artist"),
        ),
        (16, with("artists", "Unknown Soloist; No Soloist"), Taken),
        (17, list(AT, &[",Hall,Jakarta,2026-12-05 20:00"]), Taken),
        (24, with("artists", "Cafe\u{301} 서울; عمر"), Taken),
        (24, with("artists", "A\u{202e}B"), Refused("artists: ")),
    ]
}

fn prices() -> Vec<(u8, List, Comes)> {
    let mut all: Vec<_> = [
        "20,000 / 25,000",
        "자율모금",
        "1만5천원",
        "13000 ~ 23000",
        "14,0000",
        "15000(1free drink)",
    ]
    .iter()
    .map(|prose| (18, priced(&format!("\"{prose}\"")), Warned("price_as_note")))
    .collect();
    for plain in ["15000", "15.000", "무료", "free", "Rp15.000", "-", "price"] {
        all.push((18, priced(plain), Taken));
    }
    let euros = |price: &str| priced(price).currency("EUR");
    let offer = |offer: &str| event(&format!(r#""offers": {{{offer}, "priceCurrency": "IDR"}}"#));
    all.extend([
        (
            18,
            with("ticket_type,price,quota", "Adult,one flower,9"),
            Refused("price: `one flower` is not a sum"),
        ),
        (19, euros("15.000"), Warned("price_as_note")),
        (19, euros("15.000").decimal("comma"), Taken),
        (19, euros("\"12,50\""), Taken),
        (
            20,
            offer(r#""lowPrice": "35000", "highPrice": "90000""#),
            Taken,
        ),
        (20, offer(r#""lowPrice": "35000""#), Taken),
        (27, at("2026-12-05 20:00"), Taken),
        (28, priced("call 010-0000-0000"), Warned("price_as_note")),
    ]);
    all
}

fn rows() -> Vec<(u8, List, Comes)> {
    let row = "A,Hall,Jakarta,2026-12-05 20:00";
    let keyed = |rows: &[&str]| list(&format!("{AT},source,source_id"), rows);
    vec![
        (
            11,
            keyed(&[
                "A,Hall,Jakarta,2026-12-05 20:00,list,7",
                "B,Hall,Jakarta,2026-12-06 20:00,list,7",
            ]),
            Refused("name: `B`, but line 2 says `A`"),
        ),
        (11, list(AT, &[row]), Taken),
        (12, list(AT, &[row, row]), Skipped),
        (
            12,
            list(AT, &[row, "B,Hall,Jakarta,2026-12-05 20:00"]),
            Warned("same_hour"),
        ),
        (
            12,
            list(
                &format!("{AT},artists"),
                &[&format!("{row},Ani"), &format!("{row},Budi")],
            ),
            Warned("near_double"),
        ),
        (25, with("status", "EventCancelled"), Taken),
        (
            25,
            with("status", "maybe"),
            Refused("status: `maybe` is none of scheduled, postponed, cancelled"),
        ),
        (
            25,
            event(r#""eventStatus": "EventRescheduled", "previousStartDate": "2026-10-01""#),
            Taken,
        ),
    ]
}

fn files() -> Vec<(u8, List, Comes)> {
    let row = "A,Hall,Jakarta,2026-12-05 20:00";
    let object =
        r#"{"name": "A", "venue": "Hall", "location": "Jakarta", "starts_at": "2026-12-05 20:00"}"#;
    let utf16: Vec<u8> = format!("\u{feff}{AT}\n{row}\n")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let latin = [AT.as_bytes(), b"\nCaf\xe9,Hall,Jakarta,2026-12-05 20:00\n"].concat();
    vec![
        (
            21,
            file("list.csv", format!("\u{feff}\u{feff}{AT}\r\n{row}\r\n")),
            Taken,
        ),
        (
            21,
            file("list.csv", format!("{AT}\n{row}\n").replace(',', ";")),
            Taken,
        ),
        (21, with("note", "\"two\nlines\""), Taken),
        (21, with("capacity", "#N/A"), Taken),
        (
            21,
            list(AT, &["A,Hall,Jakarta"]),
            Refused("the row has 3 cells, the header 4"),
        ),
        (22, file("list.csv", utf16), Taken),
        (22, file("list.csv", latin), Taken),
        (
            23,
            file("list.json", format!("{{\"programs\": [{object}]}}")),
            Taken,
        ),
        (23, file("list.json", format!("[{object}]")), Taken),
        (23, file("list.ndjson", format!("{object}\n")), Taken),
        (
            23,
            file(
                "list.json",
                format!("[{object}, {}]", object.replace(r#""A""#, r#"{"em": "A"}"#)),
            )
            .map("name=name"),
            Refused("an object; expected a text"),
        ),
    ]
}

#[test]
fn every_kind_of_mess_is_decided() {
    let all: Vec<_> = [times(), names(), prices(), rows(), files()]
        .into_iter()
        .flatten()
        .collect();
    let numbers: BTreeSet<u8> = all.iter().map(|(number, ..)| *number).collect();
    assert!(numbers.into_iter().eq(1..=28));
    for (number, list, comes) in all {
        let house = House::open();
        let outcome = house.import(&list.clone().keep_going());
        let (told, odd) = (outcome.problems.join("\n"), outcome.oddities.join("\n"));
        let case = format!("{number}: {list:?}\n{told}\n{odd}");
        match comes {
            Taken => assert_eq!((told.as_str(), odd.as_str()), ("", ""), "{case}"),
            Skipped => assert_eq!(outcome.counts.skipped, 1, "{case}"),
            Warned(kind) => assert!(
                told.is_empty() && odd.contains(&format!(": {kind}: ")),
                "{case}"
            ),
            Refused(words) => assert!(!told.is_empty() && told.contains(words), "{case}"),
        }
    }
}
