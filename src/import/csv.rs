//! CSV into cells: UTF-8 with or without a byte order mark, separated by `,`, quoted as in RFC 4180.

use ::csv::{ReaderBuilder, StringRecord};

use super::table::{Record, Table};
use crate::domain::{Code, Error, Result};

/// The most bytes of a file.
const LARGEST_FILE: usize = 32 * 1024 * 1024;
/// The most rows: the journal tells them all in one line, which has to fit into one value of the database.
const MOST_RECORDS: usize = 200_000;
/// The most bytes of a row.
const LARGEST_RECORD: usize = 1024 * 1024;
/// The most columns.
const MOST_COLUMNS: usize = 256;
/// Stands on a line of its own behind the file, where an open quote would swallow it.
const END: &str = "\u{4}";

/// Reads the cells of a file. Fails where the rows themselves cannot be told apart.
pub(super) fn read(bytes: &[u8]) -> Result<Table> {
    let text = text(bytes)?;
    let mut records = records(text)?.into_iter();
    let Some(header) = records.next() else {
        return Err(unreadable("the file is empty; expected a header"));
    };
    let header: Vec<String> = header
        .cells
        .iter()
        .map(|cell| cell.trim().to_owned())
        .collect();
    must_be_a_header(&header)?;
    if MOST_RECORDS < records.len() {
        let message = format!(
            "the file has {} rows; expected at most {MOST_RECORDS}",
            records.len()
        );
        return Err(unreadable(message).hint("split it: each part needs the header"));
    }
    let width = header.len();
    let records = records
        .filter(|record| record.cells.iter().any(|cell| !cell.trim().is_empty()))
        .map(|record| fit(record, width))
        .collect();
    Ok(Table { header, records })
}

/// The bytes as text, without byte order marks.
fn text(bytes: &[u8]) -> Result<&str> {
    if LARGEST_FILE < bytes.len() {
        let most = LARGEST_FILE / 1024 / 1024;
        return Err(unreadable(format!("the file is larger than {most} MiB"))
            .hint("split it: each part needs the header"));
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return Err(not_utf8(
            "the file is a workbook or an archive; expected CSV",
        ));
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(not_utf8("the file is in UTF-16; expected UTF-8"));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = &bytes[..error.valid_up_to()];
        let line = before.split(|byte| *byte == b'\n').count();
        not_utf8(format!("line {line} is not in UTF-8"))
    })?;
    Ok(text.trim_start_matches('\u{feff}'))
}

fn records(text: &str) -> Result<Vec<Record>> {
    let closed = format!("{text}\n{END}");
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(closed.as_bytes());
    let mut records = Vec::new();
    let mut raw = StringRecord::new();
    let mut line = Line::default();
    while reader
        .read_record(&mut raw)
        .map_err(|error| unreadable(error.to_string()))?
    {
        let start = raw.position().map_or(0, ::csv::Position::byte);
        let line = line.at(&closed, start);
        let bytes: usize = raw.as_slice().len();
        if LARGEST_RECORD < bytes {
            return Err(unreadable(format!("line {line}: a row of {bytes} bytes"))
                .hint("a quote may be opened there and never closed"));
        }
        records.push(Record::new(line, raw.iter().map(str::to_owned).collect()));
    }
    match records.pop() {
        Some(last) if last.cells == [END] => Ok(records),
        last => {
            let line = last.map_or(1, |last| last.line);
            Err(unreadable(format!(
                "line {line}: a quote is opened in this row and never closed"
            ))
            .hint("a quote inside a quoted cell is written twice: \"\""))
        }
    }
}

/// Counts lines up to the start of each record; the reader's own count stands before the blank lines it skips.
#[derive(Default)]
struct Line {
    before: u64,
    byte: usize,
}

impl Line {
    fn at(&mut self, text: &str, byte: u64) -> u64 {
        let byte = usize::try_from(byte).unwrap_or(text.len()).min(text.len());
        let bytes = text.as_bytes();
        let blank = bytes[byte..]
            .iter()
            .take_while(|byte| matches!(byte, b'\r' | b'\n'))
            .count();
        let passed = &bytes[self.byte..byte + blank];
        let ends = passed.split(|byte| *byte == b'\n').count() - 1;
        self.before += u64::try_from(ends).unwrap_or(0);
        self.byte = byte + blank;
        self.before + 1
    }
}

fn must_be_a_header(header: &[String]) -> Result<()> {
    if MOST_COLUMNS < header.len() {
        return Err(unreadable(format!(
            "the header has {} columns; expected at most {MOST_COLUMNS}",
            header.len()
        )));
    }
    if let [only] = header
        && let Some(mark) = only.chars().find(|mark| matches!(mark, ';' | '\t'))
    {
        let mark = if mark == ';' { "`;`" } else { "tabs" };
        return Err(
            unreadable(format!("the columns are separated by {mark}; expected `,`"))
                .hint("save it as `CSV UTF-8 (comma delimited)`"),
        );
    }
    for (at, name) in header.iter().enumerate() {
        if !name.is_empty() && header[..at].contains(name) {
            return Err(unreadable(format!("two columns are named `{name}`")));
        }
    }
    Ok(())
}

/// The record with as many cells as the header; one with too few, or with more that say something, is marked.
fn fit(mut record: Record, width: usize) -> Record {
    let found = record.cells.len();
    let spare = record.cells.get(width..).unwrap_or_default();
    if found < width || spare.iter().any(|cell| !cell.trim().is_empty()) {
        let message = format!("the row has {found} cells, the header {width}");
        record.wrong = Some(
            Error::new(Code::InvalidValue, message)
                .hint("a cell with a `,` in it stands in quotes"),
        );
    }
    record.cells.resize(width.max(found), String::new());
    record
}

fn unreadable(message: impl Into<String>) -> Error {
    Error::new(Code::InvalidValue, message)
}

fn not_utf8(message: impl Into<String>) -> Error {
    unreadable(message).hint("save it as `CSV UTF-8`")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<(u64, Vec<String>)> {
        let table = read(text.as_bytes()).unwrap();
        let rows = table.records.into_iter();
        rows.map(|record| (record.line, record.cells)).collect()
    }

    fn refused(bytes: &[u8]) -> String {
        read(bytes).unwrap_err().message
    }

    #[test]
    fn every_byte_order_mark_is_taken_off() {
        let table = read("\u{feff}\u{feff}name, venue \nA,B\n".as_bytes()).unwrap();
        assert_eq!(table.header, ["name", "venue"]);
    }

    #[test]
    fn a_record_stands_at_the_line_it_begins_on() {
        let text = "a,b\r\n\r\n1,\"two\r\nlines\"\r\n\r\n\r\n3,4\r\n,\r\n5,6";
        let found: Vec<u64> = lines(text).iter().map(|(line, _)| *line).collect();
        assert_eq!(found, [3, 7, 9]);
    }

    #[test]
    fn a_quote_that_is_never_closed_is_found() {
        let message = refused(b"a,b\n1,2\n3,\"four\n5,6\n");
        assert_eq!(
            message,
            "line 3: a quote is opened in this row and never closed"
        );
        assert_eq!(lines("a,b\n1,\"2\"\"\"\n")[0].1, ["1", "2\""]);
    }

    #[test]
    fn a_row_with_more_or_fewer_cells_is_marked_and_blank_spares_are_not() {
        let table = read(b"a,b\n1\n1,2,\n1,2,3\n").unwrap();
        let wrong: Vec<bool> = table.records.iter().map(|r| r.wrong.is_some()).collect();
        assert_eq!(wrong, [true, false, true]);
    }

    #[test]
    fn what_is_no_utf8_with_commas_is_refused_with_what_to_do() {
        assert_eq!(refused(b""), "the file is empty; expected a header");
        assert!(refused(b"PK\x03\x04\x14").starts_with("the file is a workbook"));
        assert_eq!(refused(b"a,b\nx,caf\xe9\n"), "line 2 is not in UTF-8");
        assert_eq!(
            refused(b"\xff\xfea\0"),
            "the file is in UTF-16; expected UTF-8"
        );
        assert_eq!(
            refused(b"name;venue\nA;B\n"),
            "the columns are separated by `;`; expected `,`"
        );
        assert_eq!(refused(b"a,b,a\n"), "two columns are named `a`");
    }

    #[test]
    fn a_row_that_is_too_large_is_refused() {
        let text = format!("a,b\n1,\"{}\"\n", "x".repeat(LARGEST_RECORD + 1));
        assert!(refused(text.as_bytes()).starts_with("line 2: a row of"));
        let header = vec!["a"; MOST_COLUMNS + 1].join(",");
        assert!(refused(header.as_bytes()).starts_with("the header has 257 columns"));
    }
}
