//! One list in every format it may come in.

use std::io::Write;

use boxoffice::domain::{ConcertRow, Error, Problem, Result};
use boxoffice::import::{Form, Reading, Remark, Sheet, Source, Watch};
use flate2::Compression;
use flate2::write::GzEncoder;

const ROWS: &[[&str; 4]] = &[
    ["Jazz, late", "Hall", "Jakarta", "2026-12-05 20:00"],
    ["서울 밤", "Club \"A\"", "Seoul", "2026-12-06"],
];
const FIELDS: [&str; 4] = ["name", "venue", "location", "starts_at"];

pub(crate) fn open(name: &str, bytes: &[u8], form: Form) -> Result<Sheet> {
    let watch: Watch<'_> = &mut |_| Ok(());
    let source = Source::spool(name, bytes, watch)?;
    let reading = Reading {
        form,
        ..Reading::new("IDR".parse()?)
    };
    Sheet::open(source, &reading, watch)
}

/// A form of which one thing is said.
fn form(change: impl FnOnce(&mut Form)) -> Form {
    let mut form = Form::default();
    change(&mut form);
    form
}

fn refused(name: &str, bytes: &[u8]) -> Error {
    open(name, bytes, Form::default()).unwrap_err()
}

#[test]
fn an_unknown_column_is_told_with_the_line_of_a_header_below_other_lines() {
    for (text, told) in [
        ("name,hall\n", "the column `hall` is unknown"),
        ("\n\r\nname,hall\n", "line 3: the column `hall` is unknown"),
        (
            "sep=;\nnmae;hall\n",
            "line 2: the columns `nmae`, `hall` are unknown",
        ),
    ] {
        assert_eq!(refused("a.csv", text.as_bytes()).message, told);
    }
}

/// The rows that can be read, and what is wrong with the others.
pub(crate) fn read(sheet: &Sheet) -> (Vec<ConcertRow>, Vec<Problem>) {
    let (mut rows, mut problems) = (Vec::new(), Vec::new());
    let visited = sheet.each(|read| {
        rows.extend(read.row);
        problems.extend(read.problems);
        Ok(())
    });
    visited.unwrap();
    (rows, problems)
}

pub(crate) fn told(sheet: &Sheet) -> Vec<String> {
    let problems = read(sheet).1;
    problems.iter().map(|it| sheet.tell(it)).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

pub(crate) fn csv(mark: char) -> String {
    let line = |cells: &[&str; 4]| {
        let cells = cells.map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")));
        cells.join(&mark.to_string()) + "\r\n"
    };
    let rows: String = ROWS.iter().map(line).collect();
    format!("{}\r\n{rows}", FIELDS.join(&mark.to_string()))
}

pub(crate) fn objects() -> Vec<String> {
    let object = |cells: &[&str; 4]| {
        let members = FIELDS.iter().zip(cells);
        let object: serde_json::Map<_, _> = members
            .map(|(field, cell)| ((*field).to_owned(), (*cell).into()))
            .collect();
        serde_json::Value::from(object).to_string()
    };
    ROWS.iter().map(object).collect()
}

pub(crate) fn linked() -> String {
    let event = |cells: &[&str; 4]| {
        let [name, venue, town, start] = cells;
        serde_json::json!({
            "@context": "https://schema.org", "@type": "MusicEvent", "name": name,
            "startDate": start.replace(' ', "T"),
            "location": {"@type": "Place", "name": venue, "address": {"addressLocality": town}},
        })
    };
    let events: Vec<_> = ROWS.iter().map(event).collect();
    serde_json::json!({"@graph": events}).to_string()
}

#[test]
fn one_list_says_the_same_in_every_format_plain_and_under_gzip() {
    let objects = objects();
    let texts = [
        ("list.csv", csv(',')),
        ("list.csv", csv(';')),
        ("list.tsv", csv('\t')),
        ("list.txt", csv('|')),
        ("stdin", csv(',').replace('\r', "")),
        ("stdin", format!("\u{feff}\u{feff}{}", csv(';'))),
        ("stdin", format!("sep=;\r\n{}", csv(';'))),
        ("list.ndjson", objects.join("\n")),
        ("stdin", objects.join("\r\n\r\n")),
        ("list.json", format!("[\n{}\n]\n", objects.join(",\n"))),
        (
            "stdin",
            format!("{{\"n\": 2, \"rows\": [{}]}}", objects.join(",")),
        ),
        ("list.jsonld", linked()),
        ("stdin", linked()),
    ];
    let (expected, _) = read(&open("list.csv", csv(',').as_bytes(), Form::default()).unwrap());
    let said = |rows: &[ConcertRow]| -> Vec<_> {
        let said = |row: &ConcertRow| {
            (
                row.name.clone(),
                row.venue.clone(),
                row.location.clone(),
                row.start,
            )
        };
        rows.iter().map(said).collect()
    };
    assert_eq!(expected[0].name.as_ref().unwrap().as_str(), "Jazz, late");
    for (name, text) in texts {
        for bytes in [text.clone().into_bytes(), gzip(text.as_bytes())] {
            let sheet = open(name, &bytes, Form::default()).unwrap();
            let (rows, problems) = read(&sheet);
            assert_eq!(problems, [], "{text}");
            assert_eq!(said(&rows), said(&expected), "{text}");
            assert_eq!(sheet.rows(), 2, "{text}");
        }
    }
}

#[test]
fn a_gzip_that_is_cut_off_or_damaged_is_named_with_its_line() {
    let text = csv(',').repeat(2000);
    let whole = gzip(text.as_bytes());
    let cut = refused("list.csv.gz", &whole[..whole.len() / 2]);
    assert!(
        cut.message.contains(": the gzip data are cut off here"),
        "{cut:?}"
    );
    assert!(cut.message.starts_with("line "), "{cut:?}");
    let mut damaged = whole.clone();
    damaged.truncate(whole.len() - 8);
    damaged.extend_from_slice(&[0; 8]);
    let damaged = refused("list.csv.gz", &damaged);
    assert!(
        damaged.message.contains("the gzip data are damaged here"),
        "{damaged:?}"
    );
    assert!(!damaged.hints.is_empty());
    let twice = refused("list.csv.gz", &gzip(&whole));
    assert!(twice.message.contains("under gzip twice"), "{twice:?}");
}

#[test]
fn what_is_no_list_is_refused_by_name() {
    assert!(
        refused("list.xlsx", b"PK\x03\x04...")
            .message
            .contains("workbook")
    );
    assert_eq!(
        refused("list.csv", b"").message,
        "the file is empty; expected a header"
    );
    assert_eq!(
        refused("list.json", b"[{\"name\": \"A\"},\n{\"name\": }]").message,
        "line 2, column 10: no value stands here; expected a text in quotes, a number, `true`, `false`, `null`, `{` or `[`"
    );
    let several = refused("list.json", b"{\"a\": [{}], \"b\": [{}]}");
    assert_eq!(several.hints, ["--rows a", "--rows b"]);
}

#[test]
fn what_is_said_of_the_form_goes_before_what_it_looks_like() {
    let semicolons = form(|form| form.delimiter = ";".parse().ok());
    let odd = "name;venue;location;starts_at\nA,B;Hall;X;2026-12-05\n";
    assert_eq!(
        read(&open("list.json", odd.as_bytes(), semicolons).unwrap())
            .0
            .len(),
        1
    );
    let rows = form(|form| form.rows = "b".parse().ok());
    let both = format!("{{\"a\": [{{}}], \"b\": [{}]}}", objects().join(","));
    assert_eq!(
        read(&open("stdin", both.as_bytes(), rows.clone()).unwrap())
            .0
            .len(),
        2
    );
    let missing = open("stdin", b"{\"a\": [{}]}", rows).unwrap_err();
    assert_eq!(missing.message, "the document has nothing at `b`");
    let clash = form(|form| {
        form.rows = "b".parse().ok();
        form.format = "csv".parse().ok();
    });
    assert_eq!(
        open("list.csv", b"name\n", clash).unwrap_err().message,
        "`--rows` is for a list in a JSON document"
    );
}

#[test]
fn how_a_file_was_understood_is_told_where_it_could_be_otherwise() {
    let remarks = |name: &str, bytes: &[u8]| -> Vec<String> {
        let sheet = open(name, bytes, Form::default()).unwrap();
        let remarks = sheet.remarks().iter();
        remarks
            .map(|remark| match remark {
                Remark::Status(text) => text.clone(),
                Remark::Warning(word, _) => (*word).to_owned(),
            })
            .collect()
    };
    assert_eq!(
        remarks("list.csv", csv(',').as_bytes()),
        Vec::<String>::new()
    );
    assert_eq!(
        remarks(
            "stdin",
            format!("{{\"all\": [{}]}}", objects().join(",")).as_bytes()
        ),
        ["The rows are the list `all`."]
    );
    let latin = b"name;venue;location;starts_at\ncaf\xe9;Hall;X;2026-12-05\n";
    assert_eq!(remarks("list.csv", latin), ["encoding"]);
    let unclear = refused("list.csv", b"titel;ort,tag;zeit\nA;B,C;D\n");
    assert!(
        unclear
            .hints
            .iter()
            .any(|hint| hint.starts_with("columns could be separated by `;` or by `,`")),
        "{unclear:?}"
    );
}

#[test]
fn the_real_list_says_the_same_as_csv_and_as_lines_of_json() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/indistreet");
    if !folder.exists() {
        eprintln!("skipped: ../shared/data/indistreet is not here");
        return;
    }
    let read = |name: &str| {
        let watch: Watch<'_> = &mut |_| Ok(());
        let file = std::fs::File::open(folder.join(name)).unwrap();
        let source = Source::of_file(name, file, watch).unwrap();
        let map = |text: &str| text.parse().unwrap();
        let reading = Reading {
            maps: vec![map("name=title"), map("artists=lineup")],
            artist_separator: Some("|".to_owned()),
            ..Reading::new("KRW".parse().unwrap())
        };
        read(&Sheet::open(source, &reading, watch).unwrap())
    };
    let ((lines, wrong), (rows, _)) = (read("events.jsonl.gz"), read("events.csv"));
    assert_eq!((lines.len(), wrong.len()), (16_792, 0));
    let said = |row: &ConcertRow| (row.name.clone(), row.venue.clone(), row.start);
    assert!(lines.iter().map(said).eq(rows.iter().map(said)));
}
