//! Lists of every format from the command line.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use insta::assert_snapshot;
use serde_json::{Value, json};

use super::office::Office;

const CSV: &str = "name;venue;location;starts_at\nCafé;Hall;Jakarta;2026-12-05 20:00\nNight;Hall;Jakarta;2026-12-06 20:00\n";

fn rows() -> Value {
    json!([
        {"name": "Café", "venue": "Hall", "location": "Jakarta", "starts_at": "2026-12-05 20:00"},
        {"name": "Night", "venue": "Hall", "location": "Jakarta", "starts_at": "2026-12-06 20:00"},
    ])
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn utf16(text: &str) -> Vec<u8> {
    let marked = format!("\u{feff}{text}");
    marked.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// Imports bytes from stdin, and answers with the counts.
fn takes<'o>(office: &'o Office, options: &str, bytes: &[u8]) -> super::office::Answer<'o> {
    let line = format!("concert import - {options} --json");
    office.command(&line).stdin(bytes).run().succeeds()
}

#[test]
fn one_list_in_many_formats_is_taken_once_and_then_unchanged() {
    let office = Office::new();
    let first = takes(&office, "", CSV.as_bytes()).json();
    assert_eq!((&first["created"], &first["rows"]), (&2.into(), &2.into()));
    let lines: Vec<String> = rows()
        .as_array()
        .unwrap()
        .iter()
        .map(Value::to_string)
        .collect();
    let pretty = serde_json::to_string_pretty(&rows()).unwrap();
    let wrapper = json!({"page": 1, "data": {"shows": rows(), "other": rows()}}).to_string();
    let latin: Vec<u8> = CSV
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    for (options, bytes) in [
        ("", CSV.replace(';', "\t").into_bytes()),
        ("--delimiter ;", CSV.as_bytes().to_vec()),
        ("", gzip(CSV.as_bytes())),
        ("", utf16(CSV)),
        ("", latin.clone()),
        ("--encoding iso-8859-1", latin),
        ("", lines.join("\n").into_bytes()),
        ("--input-format ndjson", gzip(lines[0].as_bytes())),
        ("", pretty.into_bytes()),
        ("--rows data.shows", wrapper.into_bytes()),
    ] {
        let again = takes(&office, options, &bytes).json();
        assert_eq!(again["unchanged"], again["rows"], "{options}: {again}");
        assert_eq!(again["concerts_created"], 0);
    }
}

#[test]
fn how_a_list_was_understood_is_said_beside_the_answer() {
    let office = Office::new();
    let wide = takes(&office, "", &utf16(CSV));
    assert!(
        wide.stderr
            .contains("stdin: written in UTF-16LE; expected UTF-8"),
        "{}",
        wide.stderr
    );
    let wrapper = json!({"shows": rows()}).to_string();
    let found = office
        .command("concert import -")
        .stdin(wrapper)
        .run()
        .succeeds();
    assert!(
        found
            .stderr
            .contains("`stdin`: The rows are the list `shows`."),
        "{}",
        found.stderr
    );
}

#[test]
fn what_cannot_be_read_at_all_is_refused_with_what_to_do() {
    let office = Office::new();
    let packed = gzip(CSV.repeat(500).as_bytes());
    fs::write(
        office.folder().join("cut.csv.gz"),
        &packed[..packed.len() - 9],
    )
    .unwrap();
    fs::write(office.folder().join("season.xlsx"), b"PK\x03\x04").unwrap();
    let wrapper = json!({"shows": rows(), "past": rows()}).to_string();
    fs::write(office.folder().join("season.json"), wrapper).unwrap();
    fs::write(
        office.folder().join("broken.json"),
        "[{\"name\": \"A\"},\n {\"name\" \"B\"}]",
    )
    .unwrap();
    fs::write(office.folder().join("season.csv"), CSV).unwrap();
    let mut told = String::new();
    for file in [
        "season.xlsx",
        "season.json",
        "broken.json",
        "season.csv --rows shows",
    ] {
        told += &office.run(&format!("concert import {file}")).text();
    }
    assert_snapshot!(told, @"
    ------- stderr -------
    error: season.xlsx: the file is a workbook (`.xlsx`) or another archive; expected text, plain or under gzip once

    hint: save it as `CSV UTF-8`, or as JSON
    [exit status: 2]
    ------- stderr -------
    error: season.json: the document has several lists: `past`, `shows`

    hint: --rows past
    hint: --rows shows
    [exit status: 3]
    ------- stderr -------
    error: broken.json: line 2, column 10: no `:` stands behind a key; expected `:`
    [exit status: 2]
    ------- stderr -------
    error: season.csv: `--rows` is for a list in a JSON document
    [exit status: 2]
    ");
    let cut = office.run("concert import cut.csv.gz").text();
    assert!(
        cut.contains("cut.csv.gz: line ") && cut.contains("the gzip data are cut off here"),
        "{cut}"
    );
    assert!(
        cut.contains("hint: copy the file again from where it came"),
        "{cut}"
    );
}

#[test]
fn refused_rows_of_json_come_back_as_json_to_be_mended_and_taken() {
    let office = Office::new();
    let mut list = rows();
    list[1]["starts_at"] = "28/12/2026".into();
    let lines: Vec<String> = list
        .as_array()
        .unwrap()
        .iter()
        .map(Value::to_string)
        .collect();
    for (name, text) in [
        ("list.json", list.to_string()),
        ("list.ndjson", lines.join("\n")),
    ] {
        fs::write(office.folder().join(name), text).unwrap();
        let part = office.run(&format!(
            "concert import {name} --keep-going --rejects bad.{name}"
        ));
        assert_eq!(part.status, 6, "{}", part.stderr);
        let rejects = fs::read_to_string(office.folder().join(format!("bad.{name}"))).unwrap();
        assert!(
            rejects.contains("\"refused_because\":\"starts_at: `28/12/2026` is not a date"),
            "{rejects}"
        );
        let mended = rejects.replace("28/12/2026", "2026-12-28");
        fs::write(office.folder().join(format!("good.{name}")), mended).unwrap();
        let taken = office
            .run(&format!("concert import good.{name} --json"))
            .succeeds()
            .json();
        assert_eq!((&taken["rows"], &taken["taken"]), (&1.into(), &1.into()));
    }
}

#[test]
fn a_key_remembers_how_the_list_was_to_be_read() {
    let office = Office::new();
    let line = "concert import - --key season --json";
    office.command(line).stdin(CSV).run().succeeds();
    let again = office.command(line).stdin(CSV).run().succeeds();
    assert!(again.stderr.contains("repeated"), "{}", again.stderr);
    let other = format!("{line} --delimiter ;");
    let other = office.command(&other).stdin(CSV).run();
    assert_eq!(other.error()["code"], "key_reused");
}

#[test]
fn nights_of_a_real_list_are_taken_from_lines_of_json_under_gzip() {
    let events =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/indistreet/events.jsonl.gz");
    if !events.exists() {
        eprintln!("skipped: ../shared/data/indistreet/events.jsonl.gz is not here");
        return;
    }
    let unpacked = GzDecoder::new(fs::File::open(events).unwrap());
    let lines: Vec<String> = BufReader::new(unpacked)
        .lines()
        .take(400)
        .map(Result::unwrap)
        .collect();
    let office = Office::with_init("--currency KRW --timezone Asia/Seoul");
    let options = "--map name=title --map artists=lineup --location Seoul --unknown-time 00:00";
    let packed = gzip(lines.join("\n").as_bytes());
    let first = takes(&office, options, &packed).json();
    assert_eq!(
        (&first["rows"], &first["refused"]),
        (&400.into(), &0.into())
    );
    assert_eq!(
        first["ignored_columns"],
        json!(["venue_id", "intro", "intro_long", "price"])
    );
    let second = takes(&office, options, &packed).json();
    assert_eq!(
        (&second["created"], &second["updated"]),
        (&0.into(), &0.into())
    );
}

#[test]
fn dates_of_a_spreadsheet_are_read_by_a_flag_or_by_the_mapping_file() {
    let office = Office::new();
    let list = "name,venue,location,starts_at\nEve,Hall,Jakarta,31/12/2027 20:00\n";
    fs::write(office.folder().join("dmy.toml"), "dates = \"dmy\"\n").unwrap();
    assert_eq!(
        takes(&office, "--dates dmy", list.as_bytes()).json()["created"],
        1
    );
    assert_eq!(
        takes(&office, "--mapping dmy.toml", list.as_bytes()).json()["unchanged"],
        1
    );
}

#[test]
fn columns_that_make_no_sense_may_be_separated_otherwise_in_every_list() {
    let office = Office::new();
    for import in ["concert import", "order import", "user import"] {
        let list = "a;b,c\n1;2,3\n";
        let command = office.command(&format!("{import} - --json"));
        let answer = command.stdin(list).run().refused("usage");
        let hints = answer.error()["hints"].to_string();
        assert!(hints.contains("--delimiter"), "{import}: {hints}");
    }
}
