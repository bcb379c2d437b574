//! One JSON object a line. A line that is none is a record that is wrong, and the next one is read.

use std::io::{self, BufRead, BufReader, Read};

use super::columns::Columns;
use super::csv::LARGEST_RECORD;
use super::held::{self, REASON, TIMES_LARGER, must_be_mended};
use super::object::cells;
use super::table::{Record, Visit};
use crate::domain::{Code, Error, Result};

/// Visits the object of each line that is not blank.
pub(super) fn each(
    text: impl Read,
    columns: &mut Columns,
    failure: impl Fn(io::Error) -> Error,
    visit: Visit<'_>,
) -> Result<()> {
    let mut text = BufReader::with_capacity(64 * 1024, text);
    let most = u64::try_from(LARGEST_RECORD).unwrap_or(u64::MAX);
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        let mut larger = 1;
        let mut read = text.by_ref().take(most + 1);
        read.read_until(b'\n', &mut line).map_err(&failure)?;
        if line.is_empty() {
            break;
        }
        if LARGEST_RECORD < line.len() && held::is_begun(&line) {
            larger = TIMES_LARGER;
            let mut rest = text.by_ref().take(most * 7);
            rest.read_until(b'\n', &mut line).map_err(&failure)?;
        }
        if LARGEST_RECORD * larger < line.len() {
            let message = format!("line {number}: a line of more than {LARGEST_RECORD} bytes");
            return Err(Error::new(Code::InvalidValue, message)
                .hint("--input-format json reads a document over several lines"));
        }
        let json = String::from_utf8_lossy(&line);
        if !json.trim().is_empty() {
            visit(record(number, json.trim_end(), columns))?;
        }
    }
    Ok(())
}

/// The record that one object makes; rejects may hold what was none as a text.
pub(super) fn record(line: u64, json: &str, columns: &mut Columns) -> Record {
    let kept = held::line_of(json);
    let json = kept.as_deref().unwrap_or(json);
    let placed = cells(json).and_then(|said| {
        let reason = said.iter().find(|(name, _)| name == REASON);
        let is_mended = reason.map_or(Ok(()), |(_, reason)| must_be_mended(reason));
        let cells = columns.place(line, said)?;
        is_mended.map(|()| cells)
    });
    Record::of_json(line, json.to_owned(), placed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<Record>, Columns) {
        let (mut records, mut columns) = (Vec::new(), Columns::default());
        let failure = |error: io::Error| unreachable!("{error}");
        each(text.as_bytes(), &mut columns, failure, &mut |record| {
            records.push(record);
            Ok(())
        })
        .unwrap();
        (records, columns)
    }

    #[test]
    fn each_line_is_a_record_and_brings_its_keys() {
        let (records, columns) = read("{\"a\":1}\r\n\n  \n{\"b\":{\"c\":\"x\"},\"a\":2}");
        assert_eq!(columns.names(), ["a", "b.c"]);
        assert_eq!(records[0].cells, ["1"]);
        assert_eq!(
            (records[1].line, &records[1].cells[..]),
            (4, &["2".to_owned(), "x".to_owned()][..])
        );
    }

    #[test]
    fn a_line_that_is_no_object_is_wrong_at_its_column_and_the_next_is_read() {
        let (records, _) = read("{\"a\":1,}\n[1]\n{\"a\":1,\"a\":2}\n{\"a\":1}\n");
        let wrong: Vec<_> = records
            .iter()
            .map(|record| record.wrong.as_ref().map(|error| error.message.as_str()))
            .collect();
        assert_eq!(
            wrong,
            [
                Some("column 8: a `,` with nothing behind it; expected one more value, or no `,`"),
                Some("the row is a list; expected an object"),
                Some("`a` stands twice in the row"),
                None
            ]
        );
    }
}
