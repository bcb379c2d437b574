//! Text into cells: separated by a delimiter and quoted as in RFC 4180, a record at a time.

use std::io::{self, BufRead, BufReader, Read};

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::delimiter::Delimiter;
use super::held::{MORE_COLUMNS, REASON, TIMES_LARGER};
use super::open_quote::hinted;
use super::table::{Record, Visit};
use crate::domain::{Code, Error, Result};

/// The most bytes of a row.
pub(super) const LARGEST_RECORD: usize = 1024 * 1024;
/// The most columns.
pub(super) const MOST_COLUMNS: usize = 256;
/// How much is read at a time.
const CHUNK: usize = 64 * 1024;
/// Stands on a line of its own behind the file, where an open quote would swallow it.
const END: &[u8] = b"\n\x04";

/// What stands between two cells, and what stands before the header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marks {
    /// What stands between two cells.
    pub(super) delimiter: u8,
    /// Whether a spreadsheet says so in a line before the header, as `sep=;`.
    pub(super) are_told: bool,
}

/// The line of the header, and the names of the columns, trimmed.
pub(super) fn header<R: Read>(text: R, marks: Marks) -> Result<(u64, Vec<String>)> {
    Records::new(text, marks)?.header()
}

/// Visits each record under the header that says something; each has at least as many cells as the header.
pub(super) fn each<R: Read>(text: R, marks: Marks, visit: Visit<'_>) -> Result<()> {
    let mut records = Records::new(text, marks)?;
    let width = records.header()?.1.len();
    while let Some((line, cells)) = records.next()? {
        let record = Record::new(line, cells.map(str::to_owned).collect());
        if !record.is_blank() {
            visit(fit(record, width, marks.delimiter))?;
        }
    }
    Ok(())
}

/// The records of a stream, with the lines they begin on.
pub(super) struct Records<R> {
    text: BufReader<io::Chain<R, &'static [u8]>>,
    core: Reader,
    line: u64,
    after_return: bool,
    written: Vec<u8>,
    ends: Vec<usize>,
    largest: usize,
}

impl<R: Read> Records<R> {
    /// The records of a text.
    pub(super) fn new(text: R, marks: Marks) -> Result<Self> {
        let mut records = Self {
            text: BufReader::with_capacity(CHUNK, text.chain(END)),
            core: ReaderBuilder::new().delimiter(marks.delimiter).build(),
            line: 1,
            after_return: false,
            written: vec![0; 4096],
            ends: vec![0; MOST_COLUMNS],
            largest: LARGEST_RECORD,
        };
        if marks.are_told {
            records.next()?;
        }
        Ok(records)
    }

    /// The first record, and its line.
    pub(super) fn header(&mut self) -> Result<(u64, Vec<String>)> {
        let Some((line, cells)) = self.next()? else {
            return Err(unreadable("the file is empty; expected a header"));
        };
        let header = cells.map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
        must_be_a_header(&header)?;
        if is_of_rejects(&header) {
            self.largest = LARGEST_RECORD * TIMES_LARGER;
        }
        Ok((line, header))
    }

    /// The next record that is no empty line: where it begins, and its cells.
    pub(super) fn next(&mut self) -> Result<Option<(u64, impl Iterator<Item = &str>)>> {
        self.skip_empty_lines()?;
        let line = self.line;
        let (mut written, mut ends, mut taken) = (0, 0, 0);
        let is_last = loop {
            let input = self.text.fill_buf().map_err(unread)?;
            let is_last = input.is_empty();
            let (result, read, wrote, ended) =
                self.core
                    .read_record(input, &mut self.written[written..], &mut self.ends[ends..]);
            (self.line, self.after_return) = lines(&input[..read], self.line, self.after_return);
            self.text.consume(read);
            (written, ends, taken) = (written + wrote, ends + ended, taken + read);
            if self.largest < taken {
                return Err(unreadable(format!(
                    "line {line}: a row of more than {} bytes",
                    self.largest
                ))
                .hint("a quote may be opened there and never closed"));
            }
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => self.written.resize(self.written.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::Record => break is_last,
                ReadRecordResult::End => return Ok(None),
            }
        };
        let text = std::str::from_utf8(&self.written[..written])
            .map_err(|_| unreadable(format!("line {line} is not in UTF-8")))?;
        if is_last {
            return if text.as_bytes() == &END[1..] {
                Ok(None)
            } else {
                Err(never_closed(line))
            };
        }
        let mut from = 0;
        Ok(Some((
            line,
            self.ends[..ends].iter().map(move |end| {
                let cell = text.get(from..*end).unwrap_or_default();
                from = *end;
                cell
            }),
        )))
    }

    fn skip_empty_lines(&mut self) -> Result<()> {
        loop {
            let input = self.text.fill_buf().map_err(unread)?;
            let is_end = |byte: &&u8| matches!(byte, b'\r' | b'\n');
            let empty = input.iter().take_while(is_end).count();
            if empty == 0 {
                return Ok(());
            }
            (self.line, self.after_return) = lines(&input[..empty], self.line, self.after_return);
            self.text.consume(empty);
        }
    }
}

/// The line behind some bytes, and whether they end between the two bytes that Windows ends a line with.
fn lines(bytes: &[u8], line: u64, after_return: bool) -> (u64, bool) {
    let (mut line, mut after_return) = (line, after_return);
    for byte in bytes {
        line += u64::from(*byte == b'\r' || (*byte == b'\n' && !after_return));
        after_return = *byte == b'\r';
    }
    (line, after_return)
}

fn is_of_rejects(header: &[String]) -> bool {
    header.iter().any(|name| name == REASON)
}

fn must_be_a_header(header: &[String]) -> Result<()> {
    let more = if is_of_rejects(header) {
        MORE_COLUMNS
    } else {
        0
    };
    if MOST_COLUMNS + more < header.len() {
        return Err(unreadable(format!(
            "the header has {} columns; expected at most {MOST_COLUMNS}",
            header.len()
        )));
    }
    for (at, name) in header.iter().enumerate() {
        if !name.is_empty() && header[..at].contains(name) {
            return Err(unreadable(format!("two columns are named `{name}`")));
        }
    }
    Ok(())
}

/// The record with as many cells as the header; one with too few, or with more that say something, is marked.
fn fit(mut record: Record, width: usize, delimiter: u8) -> Record {
    let found = record.cells.len();
    let spare = record.cells.get(width..).unwrap_or_default();
    if found < width || spare.iter().any(|cell| !cell.trim().is_empty()) {
        let message = format!("the row has {found} cells, the header {width}");
        let mark = Delimiter(delimiter).told();
        record.wrong = Some(
            Error::new(Code::InvalidValue, message)
                .hint(format!("a cell with a {mark} in it stands in quotes")),
        )
        .map(|error: Error| hinted(error, record.line, &record.cells));
    }
    record.cells.resize(width.max(found), String::new());
    record
}

fn never_closed(line: u64) -> Error {
    unreadable(format!(
        "line {line}: a quote is opened in this row and never closed"
    ))
    .hint("a quote inside a quoted cell is written twice: \"\"")
}

fn unread(error: io::Error) -> Error {
    super::source::carried(error).unwrap_or_else(|error| {
        Error::new(Code::Failed, format!("the file cannot be read: {error}"))
    })
}

fn unreadable(message: impl Into<String>) -> Error {
    Error::new(Code::InvalidValue, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMMA: Marks = Marks {
        delimiter: b',',
        are_told: false,
    };

    fn read(text: &str) -> Result<Vec<Record>> {
        let mut records = Vec::new();
        each(text.as_bytes(), COMMA, &mut |record| {
            records.push(record);
            Ok(())
        })?;
        Ok(records)
    }

    fn refused(text: &str) -> String {
        read(text).unwrap_err().message
    }

    #[test]
    fn a_record_stands_at_the_line_it_begins_on() {
        for (text, expected) in [
            (
                "a,b\r\n\r\n1,\"two\r\nlines\"\r\n\r\n\r\n3,4\r\n,\r\n5,6",
                [3, 7, 9],
            ),
            ("a,b\n1,2\n\n3,4\n\n\n5,\"6\n\n\"", [2, 4, 7]),
            ("a,b\r1,2\r\r3,4\r5,6\r", [2, 4, 5]),
        ] {
            let lines: Vec<u64> = read(text).unwrap().iter().map(|found| found.line).collect();
            assert_eq!(lines, expected, "{text:?}");
        }
    }

    #[test]
    fn a_quote_that_is_never_closed_is_found() {
        assert_eq!(
            refused("a,b\n1,2\n3,\"four\n5,6\n"),
            "line 3: a quote is opened in this row and never closed"
        );
        assert_eq!(read("a,b\n1,\"2\"\"\"\n").unwrap()[0].cells, ["1", "2\""]);
        assert_eq!(read("a,b\n1,\"2\"").unwrap()[0].cells, ["1", "2"]);
    }

    #[test]
    fn a_row_with_more_or_fewer_cells_is_marked_and_blank_spares_are_not() {
        let records = read("a,b\n1\n1,2,\n1,2,3\n").unwrap();
        let wrong: Vec<bool> = records.iter().map(|found| found.wrong.is_some()).collect();
        assert_eq!(wrong, [true, false, true]);
    }

    #[test]
    fn a_header_is_there_and_names_each_column_once() {
        assert_eq!(refused(""), "the file is empty; expected a header");
        assert_eq!(refused("a,b,a\n"), "two columns are named `a`");
        let header = vec!["a"; MOST_COLUMNS + 1].join(",");
        assert!(refused(&header).starts_with("the header has 257 columns"));
    }

    #[test]
    fn a_row_that_is_too_large_ends_the_reading_before_it_is_held() {
        let text = format!("a,b\n1,\"{}\"\n", "x".repeat(LARGEST_RECORD + 1));
        assert!(refused(&text).starts_with("line 2: a row of more than"));
        let wide = format!("a,b\n{}\n", ",".repeat(10_000));
        assert!(read(&wide).unwrap().is_empty());
    }
}
