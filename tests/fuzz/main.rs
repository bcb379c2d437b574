//! Every reader is fed files that are nearly right: none makes it panic, and what is wrong is told with its place.
//!
//! `BOXOFFICE_FUZZ_CASES` says how many files each reader gets, `BOXOFFICE_FUZZ_SEED` which; a case that fails names the
//! seed that throws it again as the first one.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may fail where it stands"
)]

mod batch;
mod check;
mod dice;
mod list;
mod others;
mod place;
mod render;
mod spoil;

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use boxoffice::cli::BatchReader;
use boxoffice::domain::time_of_day;
use boxoffice::import::{MappingFile, Reading};

use dice::Dice;
use list::List;
use render::Reader;

/// How many files each reader gets in an ordinary run.
const CASES: u64 = 2000;

/// A setting of a long run.
fn number(variable: &str) -> Option<u64> {
    #[expect(clippy::disallowed_methods, reason = "this is the test's own setting")]
    let asked = std::env::var(variable);
    asked.ok()?.parse().ok()
}

/// Throws the cases of one reader, and says how they went. At least half of them have to come as far as the fields of a row.
fn feed(reader: &str, case: impl Fn(&mut Dice) -> bool) -> String {
    let cases = number("BOXOFFICE_FUZZ_CASES").unwrap_or(CASES);
    let first = number("BOXOFFICE_FUZZ_SEED").unwrap_or(1);
    let mut reached = 0;
    for seed in first..first + cases {
        let thrown = catch_unwind(AssertUnwindSafe(|| case(&mut Dice::new(seed))));
        let Ok(came_through) = thrown else {
            panic!("{reader}: again with BOXOFFICE_FUZZ_SEED={seed} BOXOFFICE_FUZZ_CASES=1");
        };
        reached += u64::from(came_through);
    }
    assert!(
        cases < 2 * reached || cases < 100,
        "{reader}: only {reached} of {cases}"
    );
    format!("{reader}: {reached} of {cases} files came as far as the fields of a row")
}

fn reading(dice: &mut Dice) -> Reading {
    Reading {
        unknown_time: dice.chance(30).then(|| time_of_day("00:00").unwrap()),
        has_default_venue: dice.chance(20),
        local_times: dice.chance(20),
        foreign: dice.chance(30),
        ..Reading::new(dice.pick(&["IDR", "KRW", "USD"]).parse().unwrap())
    }
}

/// A list as a file of one reader with up to three things wrong in it.
fn file(reader: Reader, mut list: List, dice: &mut Dice) -> (&'static str, Vec<u8>) {
    for _ in 0..dice.throw(4) {
        list::spoil(&mut list, dice);
    }
    let text = reader.text(&list, dice);
    (reader.name(dice), spoil::bytes(text, dice))
}

fn feed_files(reader: Reader) -> String {
    feed(&format!("{reader:?}"), |dice| {
        let (name, bytes) = file(reader, list::right(dice), dice);
        let mut reading = reading(dice);
        if dice.chance(70) {
            // With a map, columns of other names are left out.
            reading.maps.push("note=name".parse().unwrap());
            reading.foreign = true;
        }
        check::reads(name, &bytes, &reading)
    })
}

#[test]
fn csv_is_read_or_refused_with_its_place() {
    eprintln!("{}", feed_files(Reader::Csv));
}

#[test]
fn tsv_is_read_or_refused_with_its_place() {
    eprintln!("{}", feed_files(Reader::Tsv));
}

#[test]
fn lines_of_json_are_read_or_refused_with_their_place() {
    eprintln!("{}", feed_files(Reader::Ndjson));
}

#[test]
fn a_json_list_is_read_or_refused_with_its_place() {
    eprintln!("{}", feed_files(Reader::Json));
}

#[test]
fn a_list_inside_a_document_is_read_or_refused_with_its_place() {
    eprintln!("{}", feed_files(Reader::Wrapper));
}

#[test]
fn schema_org_events_are_read_or_refused_with_their_place() {
    eprintln!("{}", feed_files(Reader::JsonLd));
}

#[test]
fn a_batch_is_read_or_refused_with_its_place() {
    let reader = RefCell::new(BatchReader::new());
    let told = feed("batch", |dice| {
        let text = batch::lines(dice);
        let bytes = spoil::plain(text, dice);
        batch::reads(&mut reader.borrow_mut(), &bytes)
    });
    eprintln!("{told}");
}

/// Files of any format that is not schema.org's.
fn feed_others(
    reader: &str,
    right: fn(&mut Dice) -> List,
    reads: fn(&str, &[u8]) -> bool,
) -> String {
    feed(reader, |dice| {
        let format = dice.pick(&[
            &Reader::Csv,
            &Reader::Ndjson,
            &Reader::Json,
            &Reader::Wrapper,
        ]);
        let (name, bytes) = file(*format, right(dice), dice);
        reads(name, &bytes)
    })
}

#[test]
fn orders_are_read_or_refused_with_their_place() {
    eprintln!(
        "{}",
        feed_others("orders", others::orders, others::reads_orders)
    );
}

#[test]
fn customers_are_read_or_refused_with_their_place() {
    eprintln!(
        "{}",
        feed_others("customers", others::users, others::reads_users)
    );
}

const MAPPING: &str = r#"format = "csv"
artist_separator = "|"
unknown_time = "00:00"
local_times = true

[columns]
name = "name"
venue = "venue"
starts_at = "starts_at"
"ticket_type.regular.price" = "location"

[values]
location = "Seoul"
timezone = "Asia/Seoul"
"ticket_type.regular.quota" = "100"
"#;

/// A mapping file with lines moved, doubled, lost or changed.
fn mapping(dice: &mut Dice) -> String {
    let mut lines: Vec<String> = MAPPING.lines().map(str::to_owned).collect();
    for _ in 0..dice.throw(2) + usize::from(dice.chance(20)) {
        let (at, other) = (dice.throw(lines.len()), dice.throw(lines.len()));
        match dice.throw(12) {
            0 => lines.swap(at, other),
            1 => {
                lines.remove(at);
            }
            2 => lines.insert(other, lines[at].clone()),
            3 => lines[at] = lines[at].replace('"', "'"),
            4 => {
                lines[at] = lines[at].replace(" = ", dice.pick(&["=", " == ", " = [", " = 1e9 #"]));
            }
            5 => lines[at].push_str(dice.pick(&["\u{0}", "\u{202e}", "\"", " x", " # done", "\r"])),
            6 => lines[at] = lines[at].to_uppercase(),
            _ => lines.push(format!("# {at}")),
        }
    }
    lines.join("\n")
}

#[test]
fn a_mapping_file_is_read_or_refused_with_its_place() {
    let told = feed("mapping", |dice| {
        let text = mapping(dice);
        let found = match MappingFile::read(&text) {
            Ok(found) => found,
            Err(error) => {
                place::must_begin_with_line_and_column(&error);
                return false;
            }
        };
        let settings = [
            found.setting("unknown_time", |text| time_of_day(text).map(drop)),
            found.setting("decimal", |text| {
                text.parse::<boxoffice::import::DecimalMark>().map(drop)
            }),
            found.setting("format", |text| {
                text.parse::<boxoffice::import::Format>().map(drop)
            }),
        ];
        settings
            .iter()
            .filter_map(|it| it.as_ref().err())
            .for_each(place::must_begin_with_line_and_column);
        let mut list = list::right(dice);
        if dice.chance(40) {
            list::spoil(&mut list, dice);
        }
        let reading = Reading {
            maps: found.maps.clone(),
            values: found.values.clone(),
            local_times: found.local_times,
            ..reading(dice)
        };
        check::reads(
            "list.csv",
            Reader::Csv.text(&list, dice).as_bytes(),
            &reading,
        )
    });
    eprintln!("{told}");
}
